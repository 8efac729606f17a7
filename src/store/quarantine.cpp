#include "store/quarantine.hpp"

#include "core/json_writer.hpp"
#include "store/connection.hpp"

namespace ombud::store {

namespace {

#define OMBUD_QUARANTINE_COLUMNS "id, at, source, origin, reason, sha256, file, outcome, closed_at, why"

QuarantineOutcome outcome_from(std::string_view text) noexcept {
    if (text == "imported") return QuarantineOutcome::imported;
    return text == "discarded" ? QuarantineOutcome::discarded : QuarantineOutcome::open;
}

Quarantined read_item(const Query& row) {
    Quarantined item{row.integer(0), row.instant(1), row.text(2), row.text(3), row.text(4), row.text(5), row.text(6)};
    item.outcome = outcome_from(row.text(7));
    if (item.outcome != QuarantineOutcome::open) item.closed_at = row.instant(8);
    item.why = row.text(9);
    return item;
}

/// Opens an item again that was imported once; false where there is no such item.
bool reopen(Connection& connection, const Quarantined& item, const Change& change) {
    Query row = connection.query(
        "UPDATE quarantine SET at = ?2, reason = ?3, origin = ?4, file = ?5, outcome = NULL, closed_at = NULL, why = '' "
        "WHERE sha256 = ?1 AND outcome = 'imported' RETURNING id");
    return row.bind(item.sha256, change.at, item.reason, item.origin, item.file).next();
}

}  // namespace

std::string_view to_string(QuarantineOutcome outcome) noexcept {
    switch (outcome) {
        case QuarantineOutcome::open:
            return "open";
        case QuarantineOutcome::imported:
            return "imported";
        case QuarantineOutcome::discarded:
            break;
    }
    return "discarded";
}

bool is_quarantined(Register& registry, std::string_view sha256) {
    Query row = registry.connection().query(
        "SELECT 1 FROM quarantine WHERE sha256 = ?1 AND (outcome IS NULL OR outcome = 'discarded')");
    return row.bind(sha256).next();
}

void add_quarantined(Register& registry, const Quarantined& item, const Change& change) {
    Transaction transaction(registry);
    if (!reopen(registry.connection(), item, change)) {
        registry.connection()
            .query("INSERT INTO quarantine (at, source, origin, reason, sha256, file) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")
            .bind(change.at, item.source, item.origin, item.reason, item.sha256, item.file)
            .run();
    }
    JsonWriter json;
    json.begin_object().key("origin").value(item.origin).key("file").value(item.file).end_object();
    log_event(registry.connection(), std::nullopt, "quarantined", change, json.text());
    transaction.commit();
}

std::vector<Quarantined> list_quarantined(Register& registry, bool closed) {
    Query rows = registry.connection().query("SELECT " OMBUD_QUARANTINE_COLUMNS
                                             " FROM quarantine WHERE ?1 OR outcome IS NULL ORDER BY id");
    rows.bind(std::int64_t{closed ? 1 : 0});
    std::vector<Quarantined> items;
    while (rows.next()) items.push_back(read_item(rows));
    return items;
}

std::optional<Quarantined> find_quarantined(Register& registry, std::int64_t id) {
    Query row = registry.connection().query("SELECT " OMBUD_QUARANTINE_COLUMNS " FROM quarantine WHERE id = ?1");
    if (!row.bind(id).next()) return std::nullopt;
    return read_item(row);
}

void set_quarantine_outcome(Register& registry, std::int64_t id, QuarantineOutcome outcome, const Change& change) {
    Transaction transaction(registry);
    const bool open = outcome == QuarantineOutcome::open;
    registry.connection()
        .query("UPDATE quarantine SET outcome = ?2, closed_at = ?3, why = ?4 WHERE id = ?1")
        .bind(id, open ? std::nullopt : std::optional(to_string(outcome)),
              open ? std::nullopt : std::optional(change.at),
              outcome == QuarantineOutcome::discarded ? change.reason : std::string_view())
        .run();
    JsonWriter json;
    json.begin_object().key("item").value(id).key("outcome").value(to_string(outcome)).end_object();
    log_event(registry.connection(), std::nullopt, "quarantine", change, json.text());
    transaction.commit();
}

}  // namespace ombud::store
