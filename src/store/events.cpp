#include "store/events.hpp"

#include "store/chain_hash.hpp"
#include "store/connection.hpp"

namespace ombud::store {

namespace {

void append(Connection& connection, std::optional<std::int64_t> report, std::string_view action, const Change& change,
            std::string_view detail) {
    std::optional<ChainLink>& newest = connection.newest_link();
    if (!newest) newest = chain_head(connection);
    const EventRow event{
        newest->id + 1, change.at.time_since_epoch().count(), report, change.actor, action, change.reason, detail};
    std::string salt;
    Digest content{};
    if (has_content(event)) {
        salt = Connection::random_bytes(salt_bytes);
        content = content_digest(event, salt);
    }
    const Digest hash = link_digest(newest->hash, event, content);
    connection
        .query(
            "INSERT INTO event (id, at, report, actor, action, reason, detail, salt, hash) "
            "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")
        .bind(event.id, event.at, report, event.actor, action, event.reason, detail,
              salt.empty() ? std::nullopt : std::optional(Blob{salt}), Blob{bytes_of(hash)})
        .run();
    newest = ChainLink{event.id, hash};
}

}  // namespace

void log_event(Connection& connection, std::optional<std::int64_t> report, std::string_view action,
               const Change& change, std::string_view detail) {
    if (connection.in_transaction()) return append(connection, report, action, change, detail);
    connection.begin();  // between looking for the newest event and adding one, nobody else may
    try {
        append(connection, report, action, change, detail);
        connection.commit();
    } catch (...) {
        connection.roll_back();
        throw;
    }
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
