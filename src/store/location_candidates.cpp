#include "store/location_candidates.hpp"

#include "core/json_writer.hpp"
#include "store/connection.hpp"

namespace ombud::store {

std::vector<LocationCandidate> location_candidates(Register& registry, ReportId report) {
    Query rows = registry.connection().query(
        "SELECT source, name, words, lon, lat, accuracy_m, score FROM location_candidate WHERE report = ?1 "
        "ORDER BY rank");
    rows.bind(report);
    std::vector<LocationCandidate> found;
    while (rows.next()) {
        found.push_back({location_source_from(rows.text(0)).value(),
                         rows.text(1),
                         rows.text(2),
                         {rows.real(3), rows.real(4)},
                         rows.real(5),
                         rows.real(6)});
    }
    return found;
}

void put_location_candidates(Register& registry, ReportId report, const std::vector<LocationCandidate>& candidates,
                             const Change& change) {
    if (location_candidates(registry, report) == candidates) return;
    Transaction transaction(registry);
    Connection& connection = registry.connection();
    connection.query("DELETE FROM location_candidate WHERE report = ?1").bind(report).run();
    JsonWriter json;
    json.begin_object().key("candidates").begin_array();
    std::int64_t rank = 0;
    for (const LocationCandidate& c : candidates) {
        connection
            .query(
                "INSERT INTO location_candidate (report, rank, source, name, words, lon, lat, accuracy_m, score) "
                "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")
            .bind(report, ++rank, to_string(c.source), c.name, c.words, c.position.lon, c.position.lat, c.accuracy_m,
                  c.score)
            .run();
        json.value(c.name);
    }
    log_event(connection, report, "location candidates", change, json.end_array().end_object().text());
    transaction.commit();
}

std::vector<SharedPosition> shared_positions(Register& registry, std::size_t reports, double share) {
    // What a report is about, as far as a form's default point does not change it: its address, else its words. Asked
    // only of coordinates that enough reports have, since it compares texts.
    Query rows = registry.connection().query(
        "SELECT s.stated_lon, s.stated_lat, s.reports FROM (SELECT stated_lon, stated_lat, count(*) AS reports "
        "FROM report WHERE stated_lon IS NOT NULL GROUP BY 1, 2 HAVING count(*) >= ?1 AND count(*) >= "
        "?2 * (SELECT count(*) FROM report WHERE stated_lon IS NOT NULL)) s WHERE ?1 <= (SELECT count(DISTINCT "
        "CASE WHEN r.street <> '' THEN r.street || ' ' || r.house_number ELSE r.title || r.text END) FROM report r "
        "WHERE r.stated_lon = s.stated_lon AND r.stated_lat = s.stated_lat) ORDER BY 3 DESC, 1, 2");
    rows.bind(static_cast<std::int64_t>(reports), share);
    std::vector<SharedPosition> found;
    while (rows.next()) {
        found.push_back({{rows.real(0), rows.real(1)}, static_cast<std::size_t>(rows.integer(2))});
    }
    return found;
}

std::vector<ReportId> reports_given_at(Register& registry, Position position) {
    Query rows = registry.connection().query(
        "SELECT id FROM report WHERE location_source = 'given' AND lon = ?1 AND lat = ?2 AND stated_lon = ?1 "
        "AND stated_lat = ?2 ORDER BY id");
    rows.bind(position.lon, position.lat);
    std::vector<ReportId> found;
    while (rows.next()) found.push_back(rows.integer(0));
    return found;
}

}  // namespace ombud::store
