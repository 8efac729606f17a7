#include "store/areas.hpp"

#include "core/error.hpp"
#include "store/connection.hpp"

#include <fmt/format.h>

namespace ombud::store {

void put_area(Register& registry, std::string_view kind, std::string_view name, std::string_view wkb) {
    Connection& connection = registry.connection();
    connection.need_spatialite();
    Transaction transaction(registry);
    {
        Query valid = connection.query("SELECT ST_IsValid(CastToMultiPolygon(GeomFromWKB(?1, 4326)))");
        valid.bind(Blob{wkb});
        if (!valid.next() || valid.integer(0) != 1) {
            throw Error(ErrorKind::input,
                        fmt::format("area '{}': its polygon crosses itself or is none; repair it in a GIS", name));
        }
    }
    connection
        .query(
            "INSERT INTO area (kind, name, geom) VALUES (?1, ?2, CastToMultiPolygon(GeomFromWKB(?3, 4326))) "
            "ON CONFLICT (kind, name) DO UPDATE SET geom = excluded.geom")
        .bind(kind, name, Blob{wkb})
        .run();
    std::int64_t id = 0;
    {
        Query row = connection.query("SELECT id FROM area WHERE kind = ?1 AND name = ?2");
        if (row.bind(kind, name).next()) id = row.integer(0);
    }
    connection.query("DELETE FROM idx_area_geom WHERE pkid = ?1").bind(id).run();
    connection
        .query(
            "INSERT INTO idx_area_geom SELECT id, MbrMinX(geom), MbrMaxX(geom), MbrMinY(geom), MbrMaxY(geom) FROM area "
            "WHERE id = ?1")
        .bind(id)
        .run();
    // Borders have moved: every report has to be asked again.
    connection.query("UPDATE report SET area = NULL WHERE area = ?1").bind(id).run();
    connection.execute("UPDATE report SET areas_due = 1 WHERE areas_due = 0");
    transaction.commit();
}

std::vector<std::string> area_names(Register& registry, std::string_view kind) {
    Query rows = registry.connection().query("SELECT name FROM area WHERE kind = ?1 ORDER BY name");
    rows.bind(kind);
    std::vector<std::string> names;
    while (rows.next()) names.push_back(rows.text(0));
    return names;
}

std::string area_at(Register& registry, std::string_view kind, Position position) {
    Connection& connection = registry.connection();
    {
        Query any = connection.query("SELECT 1 FROM area WHERE kind = ?1 LIMIT 1");
        if (!any.bind(kind).next()) return {};
    }
    connection.need_spatialite();
    Query row = connection.query(
        "SELECT a.name FROM idx_area_geom g JOIN area a ON a.id = g.pkid WHERE g.xmin <= ?2 AND g.xmax >= ?2 "
        "AND g.ymin <= ?3 AND g.ymax >= ?3 AND a.kind = ?1 AND ST_Intersects(a.geom, MakePoint(?2, ?3, 4326)) = 1 "
        "ORDER BY a.id LIMIT 1");
    return row.bind(kind, position.lon, position.lat).next() ? row.text(0) : std::string();
}

std::size_t update_areas(Register& registry, std::string_view kind) {
    Connection& connection = registry.connection();
    {
        Query any = connection.query(
            "SELECT 1 WHERE EXISTS (SELECT 1 FROM area WHERE kind = ?1) "
            "AND EXISTS (SELECT 1 FROM report WHERE area IS NULL AND lon IS NOT NULL)");
        if (!any.bind(kind).next()) return 0;
    }
    connection.need_spatialite();
    Transaction transaction(registry);
    const auto with_area = [&] {
        Query counted = connection.query("SELECT count(*) FROM report WHERE area IS NOT NULL AND lon IS NOT NULL");
        return counted.next() ? static_cast<std::size_t>(counted.integer(0)) : 0;
    };
    const std::size_t before = with_area();
    // On a shared border the area added first has it, so that the answer is always the same.
    connection
        .query(
            "UPDATE report SET area = (SELECT a.id FROM idx_area_geom g JOIN area a ON a.id = g.pkid "
            "WHERE g.xmin <= report.lon AND g.xmax >= report.lon AND g.ymin <= report.lat AND g.ymax >= report.lat "
            "AND a.kind = ?1 AND ST_Intersects(a.geom, report.geom) = 1 ORDER BY a.id LIMIT 1) "
            "WHERE area IS NULL AND lon IS NOT NULL")
        .bind(kind)
        .run();
    const std::size_t found = with_area() - before;
    transaction.commit();
    return found;
}

std::vector<AreaOverlap> overlapping_areas(Register& registry, std::string_view kind, double tolerance_m2) {
    Connection& connection = registry.connection();
    connection.need_spatialite();
    // Whole geometries may only touch; then there is no area, or null.
    Query rows = connection.query(
        "SELECT a.name, b.name, coalesce(ST_Area(ST_Intersection(a.geom, b.geom), 1), 0) AS shared "
        "FROM area a JOIN idx_area_geom ga ON ga.pkid = a.id "
        "JOIN idx_area_geom gb ON gb.xmin <= ga.xmax AND gb.xmax >= ga.xmin AND gb.ymin <= ga.ymax AND "
        "gb.ymax >= ga.ymin JOIN area b ON b.id = gb.pkid "
        "WHERE a.kind = ?1 AND b.kind = ?1 AND a.id < b.id AND ST_Intersects(a.geom, b.geom) = 1 AND shared > ?2 "
        "ORDER BY 1, 2");
    rows.bind(kind, tolerance_m2);
    std::vector<AreaOverlap> overlaps;
    while (rows.next()) overlaps.push_back({rows.text(0), rows.text(1), rows.real(2)});
    return overlaps;
}

std::size_t update_report_areas(Register& registry, const Change& change) {
    Connection& connection = registry.connection();
    {
        Query any = connection.query(
            "SELECT 1 WHERE EXISTS (SELECT 1 FROM area) "
            "AND EXISTS (SELECT 1 FROM report WHERE areas_due = 1 AND lon IS NOT NULL)");
        if (!any.next()) return 0;
    }
    connection.need_spatialite();
    Transaction transaction(registry);
    connection.execute(
        "DELETE FROM report_area WHERE report IN (SELECT id FROM report WHERE areas_due = 1 AND lon IS NOT NULL);"
        "INSERT INTO report_area SELECT r.id, a.id FROM report r JOIN idx_area_geom g ON g.xmin <= r.lon "
        "AND g.xmax >= r.lon AND g.ymin <= r.lat AND g.ymax >= r.lat JOIN area a ON a.id = g.pkid "
        "WHERE r.areas_due = 1 AND r.lon IS NOT NULL AND ST_Intersects(a.geom, r.geom) = 1");
    std::vector<ReportId> outside;
    {
        Query rows = connection.query(
            "SELECT r.id FROM report r WHERE r.areas_due = 1 AND r.lon IS NOT NULL AND r.outside = 0 "
            "AND EXISTS (SELECT 1 FROM area WHERE kind = 'municipality') "
            "AND NOT EXISTS (SELECT 1 FROM report_area ra JOIN area a ON a.id = ra.area "
            "WHERE ra.report = r.id AND a.kind = 'municipality') ORDER BY r.id");
        while (rows.next()) outside.push_back(rows.integer(0));
    }
    // Those that a corrected border has taken in again.
    connection.execute(
        "UPDATE report SET outside = 0 WHERE areas_due = 1 AND outside = 1 AND EXISTS (SELECT 1 FROM report_area ra "
        "JOIN area a ON a.id = ra.area WHERE ra.report = report.id AND a.kind = 'municipality')");
    for (const ReportId id : outside) {
        connection.query("UPDATE report SET outside = 1 WHERE id = ?1").bind(id).run();
        log_event(connection, id, "outside", change, "{}");
    }
    connection.execute("UPDATE report SET areas_due = 0 WHERE areas_due = 1 AND lon IS NOT NULL");
    transaction.commit();
    return outside.size();
}

std::vector<WholeArea> whole_areas(Register& registry) {
    Connection& connection = registry.connection();
    {
        Query any = connection.query("SELECT 1 FROM area LIMIT 1");
        if (!any.next()) return {};
    }
    connection.need_spatialite();
    Query rows = connection.query("SELECT id, kind, name, AsBinary(geom) FROM area ORDER BY id");
    std::vector<WholeArea> areas;
    while (rows.next()) areas.push_back({rows.integer(0), rows.text(1), rows.text(2), rows.text(3)});
    return areas;
}

std::vector<AreaOfReport> areas_of(Register& registry, ReportId report) {
    Query rows = registry.connection().query(
        "SELECT a.kind, a.name FROM report_area ra JOIN area a ON a.id = ra.area WHERE ra.report = ?1 "
        "ORDER BY a.kind, a.name");
    rows.bind(report);
    std::vector<AreaOfReport> found;
    while (rows.next()) found.push_back({rows.text(0), rows.text(1)});
    return found;
}

std::vector<AreaOutline> area_outlines(Register& registry, std::string_view kind, double tolerance_m) {
    if (area_names(registry, kind).empty()) return {};
    constexpr double metres_of_a_degree = 111'195;
    Connection& connection = registry.connection();
    connection.need_spatialite();
    Query rows = connection.query(
        "SELECT name, AsGeoJSON(ST_SimplifyPreserveTopology(geom, ?2), 5), MbrMinX(geom), MbrMinY(geom), MbrMaxX(geom), "
        "MbrMaxY(geom) FROM area WHERE kind = ?1 ORDER BY name");
    rows.bind(kind, tolerance_m / metres_of_a_degree);
    std::vector<AreaOutline> outlines;
    while (rows.next()) {
        outlines.push_back({rows.text(0), rows.text(1), {rows.real(2), rows.real(3), rows.real(4), rows.real(5)}});
    }
    return outlines;
}

}  // namespace ombud::store
