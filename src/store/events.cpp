#include "store/events.hpp"

#include "store/connection.hpp"

namespace ombud::store {

void log_event(Connection& connection, std::optional<std::int64_t> report, std::string_view action,
               const Change& change, std::string_view detail) {
    connection.query("INSERT INTO event (at, report, actor, action, reason, detail) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")
        .bind(change.at, report, change.actor, action, change.reason, detail)
        .run();
}

std::vector<Event> events_of(Register& registry, ReportId report) {
    Query rows = registry.connection().query(
        "SELECT id, at, actor, action, reason, detail FROM event WHERE report = ?1 ORDER BY id");
    rows.bind(report);
    std::vector<Event> events;
    while (rows.next()) {
        events.push_back(
            {rows.integer(0), rows.instant(1), report, rows.text(2), rows.text(3), rows.text(4), rows.text(5)});
    }
    return events;
}

}  // namespace ombud::store
