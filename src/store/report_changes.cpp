#include "store/report_changes.hpp"

#include "core/error.hpp"
#include "core/json_writer.hpp"
#include "core/status.hpp"
#include "store/connection.hpp"
#include "store/duplicates.hpp"
#include "store/geometry.hpp"
#include "store/reports.hpp"
#include "store/status_rows.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string_view>

namespace ombud::store {

namespace {

/// {"from": …, "to": …}, empty texts as null.
std::string from_to(std::string_view from, std::string_view to) {
    JsonWriter json;
    json.begin_object().key("from");
    from.empty() ? json.null() : json.value(from);
    json.key("to");
    to.empty() ? json.null() : json.value(to);
    json.end_object();
    return json.take();
}

std::string located_detail(const Location& location) {
    JsonWriter json;
    json.begin_object().key("source").value(to_string(location.source));
    json.key("lon").value(location.position.lon, 7).key("lat").value(location.position.lat, 7);
    json.key("accuracy_m").value(location.accuracy_m, 1).end_object();
    return json.take();
}

}  // namespace

Report required(Register& registry, ReportId id) {
    auto report = find_report(registry, id);
    if (!report) throw Error(ErrorKind::input, fmt::format("there is no report {}", id));
    if (report->reduced) {
        throw Error(ErrorKind::conflict,
                    fmt::format("report {} was reduced to statistics by retention and cannot be changed", id));
    }
    return *std::move(report);
}

void require_allowed(const Report& report, Status to) {
    if (may_change(report.status, to)) return;
    std::vector<std::string_view> allowed;
    for (const Status status : next_statuses(report.status)) allowed.push_back(to_string(status));
    throw Error(ErrorKind::conflict, fmt::format("report {} is {} and cannot become {}; allowed: {}", report.id,
                                                 to_string(report.status), to_string(to), fmt::join(allowed, ", ")));
}

void write_status(Connection& connection, ReportId id, Status to, std::optional<ReportId> original,
                  const Change& change, std::optional<Instant> closed_at) {
    const auto closed = is_closed(to) ? std::optional(closed_at.value_or(change.at)) : std::nullopt;
    connection
        .query(
            "UPDATE report SET status = ?2, duplicate_of = ?3, changed_at = ?4, closed_at = ?5, "
            "expired_at = CASE WHEN ?5 IS NULL THEN NULL ELSE expired_at END, "
            "dedupe_due = CASE WHEN ?5 IS NULL AND closed_at IS NOT NULL THEN 1 ELSE dedupe_due END WHERE id = ?1")
        .bind(id, to_string(to), original, change.at, closed)
        .run();
}

void set_location(Register& registry, ReportId report, const Location& location, const Change& change) {
    Transaction transaction(registry);
    const auto point = spatialite_point(location.position);
    const int changed =
        registry.connection()
            .query(
                "UPDATE report SET lon = ?2, lat = ?3, accuracy_m = ?4, location_source = ?5, geom = ?6, "
                "area = NULL, located_street = ?8, changed_at = ?7, locate_due = 0, dedupe_due = 1 WHERE id = ?1")
            .bind(report, location.position.lon, location.position.lat, location.accuracy_m, to_string(location.source),
                  Blob{{point.data(), point.size()}}, change.at, location.street)
            .run();
    if (changed == 0) throw Error(ErrorKind::input, fmt::format("there is no report {}", report));
    log_event(registry.connection(), report, "located", change, located_detail(location));
    transaction.commit();
}

void mark_located(Register& registry, ReportId report, std::string_view street) {
    registry.connection()
        .query("UPDATE report SET located_street = ?2, locate_due = 0 WHERE id = ?1")
        .bind(report, street)
        .run();
}

void clear_location(Register& registry, ReportId report, const Change& change) {
    Transaction transaction(registry);
    static_cast<void>(required(registry, report));
    registry.connection()
        .query(
            "UPDATE report SET lon = NULL, lat = NULL, accuracy_m = NULL, location_source = NULL, geom = NULL, "
            "area = NULL, located_street = '', changed_at = ?2, locate_due = 1, dedupe_due = 1 WHERE id = ?1")
        .bind(report, change.at)
        .run();
    log_event(registry.connection(), report, "location cleared", change, "{}");
    transaction.commit();
}

void set_category(Register& registry, ReportId id, std::string_view category, const Change& change) {
    Transaction transaction(registry);
    const Report report = required(registry, id);
    registry.connection()
        .query("UPDATE report SET category = ?2, changed_at = ?3, dedupe_due = 1 WHERE id = ?1")
        .bind(id, category, change.at)
        .run();
    registry.connection().query("DELETE FROM category_candidate WHERE report = ?1").bind(id).run();
    log_event(registry.connection(), id, "category", change, from_to(report.category, category));
    transaction.commit();
}

void assign(Register& registry, ReportId id, std::string_view department, const Change& change) {
    Transaction transaction(registry);
    const Report report = required(registry, id);
    const bool opens = report.status == Status::received && department != triage_department;
    registry.connection()
        .query("UPDATE report SET department = ?2, status = ?3, changed_at = ?4 WHERE id = ?1")
        .bind(id, department, to_string(opens ? Status::open : report.status), change.at)
        .run();
    log_event(registry.connection(), id, "assigned", change, from_to(report.department, department));
    if (opens) log_event(registry.connection(), id, "status", change, from_to("received", "open"));
    transaction.commit();
}

void change_status(Register& registry, ReportId id, Status to, const Change& change, std::optional<Instant> closed_at) {
    Transaction transaction(registry);
    const Report report = required(registry, id);
    require_allowed(report, to);
    if (to == Status::duplicate) {
        throw Error(ErrorKind::usage, fmt::format("report {}: name the original to make it a duplicate", id));
    }
    // Leaving `duplicate` first restores what was before the link, so that its followers come back too.
    if (report.status == Status::duplicate) unlink_duplicate(registry, id, change);
    write_status(registry.connection(), id, to, std::nullopt, change, closed_at);
    log_event(registry.connection(), id, "status", change, from_to(to_string(report.status), to_string(to)));
    transaction.commit();
}

void expire(Register& registry, ReportId id, const Change& change) {
    Transaction transaction(registry);
    static_cast<void>(required(registry, id));
    registry.connection().query("UPDATE report SET expired_at = ?2 WHERE id = ?1").bind(id, change.at).run();
    log_event(registry.connection(), id, "expired", change, "{}");
    transaction.commit();
}

void mark_deduped(Register& registry, ReportId id) {
    registry.connection().query("UPDATE report SET dedupe_due = 0 WHERE id = ?1").bind(id).run();
}

}  // namespace ombud::store
