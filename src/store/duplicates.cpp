#include "store/duplicates.hpp"

#include "core/error.hpp"
#include "core/json_writer.hpp"
#include "core/status.hpp"
#include "store/connection.hpp"
#include "store/reports.hpp"
#include "store/status_rows.hpp"

#include <fmt/format.h>

namespace ombud::store {

namespace {

std::string linked_detail(ReportId original, Status from) {
    JsonWriter json;
    json.begin_object().key("original").value(original).key("from").value(to_string(from)).end_object();
    return json.take();
}

std::string other_detail(std::string_view key, ReportId other) {
    JsonWriter json;
    json.begin_object().key(key).value(other).end_object();
    return json.take();
}

/// The reports that lead to `report` through links, without itself.
std::vector<ReportId> tree_below(Connection& connection, ReportId report) {
    Query rows = connection.query(
        "WITH RECURSIVE tree(id) AS (SELECT report FROM duplicate_link WHERE target = ?1 UNION "
        "SELECT l.report FROM duplicate_link l JOIN tree t ON l.target = t.id) SELECT id FROM tree ORDER BY id");
    rows.bind(report);
    std::vector<ReportId> ids;
    while (rows.next()) ids.push_back(rows.integer(0));
    return ids;
}

void remember_link(Connection& connection, ReportId id, ReportId target, const Change& change) {
    connection
        .query(
            "INSERT INTO duplicate_link (report, target, decided_by, status, changed_at, closed_at, expired_at, dedupe_due) "
            "SELECT id, ?2, ?3, status, changed_at, closed_at, expired_at, dedupe_due FROM report WHERE id = ?1")
        .bind(id, target, change.actor)
        .run();
}

/// Points everything below `id` at `root`.
void lead_to(Connection& connection, ReportId id, ReportId root, const Change& change) {
    for (const ReportId follower : tree_below(connection, id)) {
        connection.query("UPDATE report SET duplicate_of = ?2 WHERE id = ?1").bind(follower, root).run();
        log_event(connection, follower, "linked", change, linked_detail(root, Status::duplicate));
    }
}

}  // namespace

void link_duplicate(Register& registry, ReportId id, ReportId original, const Change& change) {
    Transaction transaction(registry);
    const Report report = required(registry, id);
    const Report named = required(registry, original);
    const ReportId root = named.duplicate_of.value_or(original);
    if (original == id) throw Error(ErrorKind::conflict, fmt::format("report {} cannot be a duplicate of itself", id));
    if (root == id) {
        throw Error(ErrorKind::conflict,
                    fmt::format("report {} is itself a duplicate of {}; unlink it first, then link", original, id));
    }
    require_allowed(report, Status::duplicate);
    Connection& connection = registry.connection();
    remember_link(connection, id, original, change);
    write_status(connection, id, Status::duplicate, root, change, std::nullopt);
    log_event(connection, id, "linked", change, linked_detail(root, report.status));
    lead_to(connection, id, root, change);
    transaction.commit();
}

ReportId unlink_duplicate(Register& registry, ReportId id, const Change& change) {
    Transaction transaction(registry);
    const Report report = required(registry, id);
    if (!report.duplicate_of) throw Error(ErrorKind::conflict, fmt::format("report {} is not a duplicate", id));
    Connection& connection = registry.connection();
    connection
        .query(
            "UPDATE report SET duplicate_of = NULL, status = l.status, changed_at = l.changed_at, closed_at = l.closed_at, "
            "expired_at = l.expired_at, dedupe_due = l.dedupe_due FROM duplicate_link l "
            "WHERE report.id = ?1 AND l.report = ?1")
        .bind(id)
        .run();
    connection.query("DELETE FROM duplicate_link WHERE report = ?1").bind(id).run();
    log_event(connection, id, "unlinked", change, other_detail("original", *report.duplicate_of));
    lead_to(connection, id, id, change);
    transaction.commit();
    return *report.duplicate_of;
}

void reject_duplicate(Register& registry, ReportId id, ReportId other, const Change& change) {
    Transaction transaction(registry);
    if (id == other) throw Error(ErrorKind::conflict, fmt::format("report {} is the same as itself", id));
    const Report a = required(registry, id);
    const Report b = required(registry, other);
    const ReportId root = a.duplicate_of.value_or(id);
    if (root == b.duplicate_of.value_or(other)) {
        throw Error(ErrorKind::conflict, fmt::format("reports {} and {} are linked; unlink them first", id, other));
    }
    Connection& connection = registry.connection();
    const int known =
        connection
            .query(
                "UPDATE duplicate_suggestion SET state = 'rejected' WHERE report = ?1 AND original = ?2 OR "
                "report = ?2 AND original = ?1")
            .bind(id, other)
            .run();
    if (known == 0) {
        connection
            .query(
                "INSERT INTO duplicate_suggestion (report, original, score, reasons, state) VALUES (?1, ?2, 0, '', "
                "'rejected')")
            .bind(id, other)
            .run();
    }
    log_event(connection, id, "duplicate rejected", change, other_detail("other", other));
    transaction.commit();
}

void withdraw_rejection(Register& registry, ReportId id, ReportId other, const Change& change) {
    Transaction transaction(registry);
    Connection& connection = registry.connection();
    // What the machine had suggested is open again; what a person alone had said leaves nothing behind.
    const int reopened =
        connection
            .query(
                "UPDATE duplicate_suggestion SET state = 'open' WHERE state = 'rejected' AND score > 0 AND "
                "(report = ?1 AND original = ?2 OR report = ?2 AND original = ?1)")
            .bind(id, other)
            .run();
    const int deleted = connection
                            .query(
                                "DELETE FROM duplicate_suggestion WHERE state = 'rejected' AND "
                                "(report = ?1 AND original = ?2 OR report = ?2 AND original = ?1)")
                            .bind(id, other)
                            .run();
    if (reopened + deleted == 0) {
        throw Error(ErrorKind::conflict, fmt::format("nobody rejected {} and {} as duplicates", id, other));
    }
    log_event(connection, id, "duplicate rejection withdrawn", change, other_detail("other", other));
    transaction.commit();
}

std::vector<ReportId> rejected_with(Register& registry, ReportId report) {
    Query rows = registry.connection().query(
        "SELECT original FROM duplicate_suggestion WHERE report = ?1 AND state = 'rejected' UNION "
        "SELECT report FROM duplicate_suggestion WHERE original = ?1 AND state = 'rejected'");
    rows.bind(report);
    std::vector<ReportId> ids;
    while (rows.next()) ids.push_back(rows.integer(0));
    return ids;
}

std::vector<ReportId> duplicates_of(Register& registry, ReportId original) {
    Query rows = registry.connection().query("SELECT id FROM report WHERE duplicate_of = ?1 ORDER BY id");
    rows.bind(original);
    std::vector<ReportId> ids;
    while (rows.next()) ids.push_back(rows.integer(0));
    return ids;
}

std::vector<DuplicateDecision> duplicate_decisions(Register& registry) {
    Query rows = registry.connection().query(
        "SELECT report, target, 1 FROM duplicate_link WHERE decided_by NOT IN ('dedupe', 'unknown') UNION ALL "
        "SELECT report, original, 0 FROM duplicate_suggestion WHERE state = 'rejected' ORDER BY 1, 2");
    std::vector<DuplicateDecision> decisions;
    while (rows.next()) decisions.push_back({rows.integer(0), rows.integer(1), rows.integer(2) == 1});
    return decisions;
}

std::string duplicate_model(Register& registry) {
    Query row = registry.connection().query("SELECT weights FROM duplicate_model ORDER BY id DESC LIMIT 1");
    return row.next() ? row.text(0) : std::string();
}

void put_duplicate_model(Register& registry, std::string_view method, std::string_view weights, const Change& change) {
    Transaction transaction(registry);
    registry.connection()
        .query("INSERT INTO duplicate_model (at, method, weights) VALUES (?1, ?2, ?3)")
        .bind(change.at, method, weights)
        .run();
    log_event(registry.connection(), std::nullopt, "duplicate model", change, "{}");
    transaction.commit();
}

bool forget_duplicate_model(Register& registry, const Change& change) {
    Transaction transaction(registry);
    const int gone = registry.connection()
                         .query("DELETE FROM duplicate_model WHERE id = (SELECT max(id) FROM duplicate_model)")
                         .run();
    if (gone > 0) log_event(registry.connection(), std::nullopt, "duplicate model forgotten", change, "{}");
    transaction.commit();
    return gone > 0;
}

}  // namespace ombud::store
