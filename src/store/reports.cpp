#include "store/reports.hpp"

#include "core/error.hpp"
#include "store/connection.hpp"
#include "store/report_columns.hpp"

#include <fmt/format.h>

namespace ombud::store {

namespace {

constexpr std::string_view near_sql =
    "SELECT " OMBUD_REPORT_COLUMNS " FROM idx_report_geom g CROSS JOIN " OMBUD_REPORT_TABLES
    " WHERE g.xmin <= ?3 AND g.xmax >= ?1 AND g.ymin <= ?4 AND g.ymax >= ?2 AND r.id = g.pkid AND r.id <> ?5 ORDER BY "
    "r.id";

std::optional<Position> position_at(const Query& row, int lon_column) {
    if (row.is_null(lon_column)) return std::nullopt;
    return Position{row.real(lon_column), row.real(lon_column + 1)};
}

std::vector<Report> all(Query& rows) {
    std::vector<Report> reports;
    while (rows.next()) reports.push_back(read_report(rows));
    return reports;
}

/// \param condition  SQL about `r`, without values
std::vector<Report> reports_where(Register& registry, std::string_view condition) {
    Query rows = registry.connection().query(
        fmt::format("SELECT " OMBUD_REPORT_COLUMNS " FROM " OMBUD_REPORT_TABLES " WHERE {} ORDER BY r.id", condition));
    return all(rows);
}

}  // namespace

Report read_report(const Query& row) {
    Report r;
    r.id = row.integer(0);
    r.channel = channel_from(row.text(1)).value();
    r.source = row.text(2);
    r.title = row.text(3);
    r.text = row.text(4);
    r.category = row.text(5);
    r.department = row.text(6);
    r.status = status_from(row.text(7)).value();
    r.received_at = row.instant(8);
    r.changed_at = row.instant(9);
    if (!row.is_null(10)) r.closed_at = row.instant(10);
    r.place = {row.text(11), row.text(12), row.text(13), row.text(14), position_at(row, 15)};
    r.position = position_at(row, 17);
    r.accuracy_m = row.real(19);
    r.location_source = location_source_from(row.text(20));
    r.area = row.text(21);
    if (!row.is_null(22)) r.duplicate_of = row.integer(22);
    r.reporter = row.integer(23);
    r.expired = !row.is_null(24);
    r.located_street = row.text(25);
    r.outside = row.integer(26) != 0;
    r.reduced = !row.is_null(27);
    return r;
}

std::optional<Report> find_report(Register& registry, ReportId id) {
    Query row =
        registry.connection().query("SELECT " OMBUD_REPORT_COLUMNS " FROM " OMBUD_REPORT_TABLES " WHERE r.id = ?1");
    if (!row.bind(id).next()) return std::nullopt;
    return read_report(row);
}

std::vector<Report> reports_to_locate(Register& registry) {
    return reports_where(registry, "(r.lon IS NULL OR r.locate_due = 1) AND r.reduced_at IS NULL");
}

std::vector<Report> uncategorised_reports(Register& registry) {
    return reports_where(registry, "r.category IS NULL AND r.reduced_at IS NULL");
}

std::vector<Report> unassigned_reports(Register& registry) {
    return reports_where(registry, "r.department IS NULL AND r.reduced_at IS NULL");
}

std::vector<Report> clear_reports_in_triage(Register& registry) {
    return reports_where(registry,
                         "r.department = 'triage' AND r.category IS NOT NULL AND r.lon IS NOT NULL "
                         "AND r.closed_at IS NULL AND r.duplicate_of IS NULL");
}

std::vector<Report> closed_reports_in_public(Register& registry, bool with_rejected) {
    return reports_where(
        registry,
        with_rejected
            ? "r.closed_at IS NOT NULL AND r.expired_at IS NULL AND r.status IN ('solved', 'closed_unsolved', 'rejected')"
            : "r.closed_at IS NOT NULL AND r.expired_at IS NULL AND r.status IN ('solved', 'closed_unsolved')");
}

std::vector<Report> reports_near(Register& registry, Position centre, double radius_m, ReportId except) {
    const Bounds box = box_around(centre, radius_m);
    Query rows = registry.connection().query(near_sql);
    std::vector<Report> found = all(rows.bind(box.west, box.south, box.east, box.north, except));
    std::erase_if(found, [&](const Report& r) { return distance_m(*r.position, centre) > radius_m; });
    return found;
}

std::vector<Report> reports_of_reporter(Register& registry, std::int64_t reporter, Instant since, Instant until) {
    Query rows = registry.connection().query("SELECT " OMBUD_REPORT_COLUMNS " FROM " OMBUD_REPORT_TABLES
                                             " WHERE r.reporter = ?1 AND r.received_at >= ?2 AND r.received_at <= ?3 "
                                             "ORDER BY r.received_at, r.id LIMIT 200");
    return all(rows.bind(reporter, since, until));
}

std::vector<ReportCount> count_reports(Register& registry) {
    Query rows = registry.connection().query(
        "SELECT department, category, status, count(*), count(lon) FROM report GROUP BY 1, 2, 3 ORDER BY 1, 2, 3");
    std::vector<ReportCount> counts;
    while (rows.next()) {
        counts.push_back(
            {rows.text(0), rows.text(1), status_from(rows.text(2)).value(), rows.integer(3), rows.integer(4)});
    }
    return counts;
}

std::string plan_of_reports_near(Register& registry) {
    Query rows = registry.connection().query(fmt::format("EXPLAIN QUERY PLAN {}", near_sql));
    std::string plan;
    while (rows.next()) plan += rows.text(3) + '\n';
    return plan;
}

}  // namespace ombud::store
