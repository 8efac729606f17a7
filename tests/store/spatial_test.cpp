#include "core/error.hpp"
#include "store/sample_register.hpp"
#include "store/sqlite_view.hpp"

#include <catch2/catch.hpp>

#include <random>
#include <string>
#include <vector>

namespace {

using namespace ombud;
using namespace ombud::store;
using namespace ombud::store::test;

ReportId pothole_at(SampleRegister& town, const std::string& external_id, Position position) {
    IncomingReport report = pothole(external_id);
    report.place.position = position;
    return town.take(report);
}

std::vector<ReportId> ids(const std::vector<Report>& reports) {
    std::vector<ReportId> found;
    for (const Report& report : reports) found.push_back(report.id);
    return found;
}

/// Reports whose entry in the R*Tree is missing, too much or in the wrong place (the tree stores 32-bit floats,
/// outwards).
std::int64_t disagreements(SampleRegister& town) {
    return town.number(
        "SELECT (SELECT count(*) FROM report r WHERE lon IS NOT NULL AND NOT EXISTS (SELECT 1 FROM idx_report_geom g "
        "WHERE "
        "g.pkid = r.id AND r.lon BETWEEN g.xmin AND g.xmax AND r.lat BETWEEN g.ymin AND g.ymax AND g.xmax - g.xmin < "
        "1e-5)) "
        "+ (SELECT count(*) FROM idx_report_geom g WHERE NOT EXISTS "
        "(SELECT 1 FROM report r WHERE r.id = g.pkid AND r.lon IS NOT NULL))");
}

}  // namespace

TEST_CASE("Reports near a point are found by the spatial index") {
    SampleRegister town;
    const std::string plan = plan_of_reports_near(town.registry);
    INFO(plan);
    CHECK_THAT(plan, Catch::Contains("SCAN g VIRTUAL TABLE INDEX 2"));  // 2: a range query of the R*Tree
    CHECK_THAT(plan, Catch::Contains("SEARCH r USING INTEGER PRIMARY KEY"));
    CHECK_THAT(plan, !Catch::Contains("SCAN r"));
}

TEST_CASE("Reports near a point are those within the radius, by id, the asking one left out") {
    SampleRegister town;
    const Position market = metres_from_market(0, 0);
    const ReportId here = pothole_at(town, "1", market);
    const ReportId far = pothole_at(town, "2", metres_from_market(60, 0));
    const ReportId corner = pothole_at(town, "3", metres_from_market(40, 40));  // in the box, not in the circle
    const ReportId near = pothole_at(town, "4", metres_from_market(-30, 20));
    (void)town.take(pothole("5"));  // without position
    CHECK(ids(reports_near(town.registry, market, 50, here)) == std::vector{near});
    CHECK(ids(reports_near(town.registry, market, 57, 0)) == std::vector{here, corner, near});
    CHECK(ids(reports_near(town.registry, market, 100, near)) == std::vector{here, far, corner});
    CHECK(reports_near(town.registry, {13.4, 52.5}, 1000, 0).empty());
}

TEST_CASE("The spatial index finds what a search through all reports finds") {
    SampleRegister town;
    std::mt19937 random(7);
    std::uniform_real_distribution<double> metres(-400, 400);
    std::vector<Position> positions;
    for (int i = 0; i < 150; ++i) {
        positions.push_back(metres_from_market(metres(random), metres(random)));
        REQUIRE(pothole_at(town, std::to_string(i), positions.back()) == i + 1);
    }
    for (int i = 0; i < 20; ++i) {
        const Position centre = metres_from_market(metres(random), metres(random));
        std::vector<ReportId> expected;
        for (std::size_t k = 0; k < positions.size(); ++k) {
            if (distance_m(positions[k], centre) <= 120) expected.push_back(static_cast<ReportId>(k) + 1);
        }
        CHECK(ids(reports_near(town.registry, centre, 120, 0)) == expected);
    }
}

TEST_CASE("The spatial index follows every change of a position") {
    SampleRegister town;
    const ReportId with = pothole_at(town, "1", metres_from_market(0, 0));
    const ReportId without = town.take(pothole("2"));
    CHECK(town.count("idx_report_geom") == 1);
    CHECK(disagreements(town) == 0);
    set_location(town.registry, without, {metres_from_market(10, 0), 20, LocationSource::address, "Markt"}, by_desk());
    set_location(town.registry, with, {metres_from_market(900, 0), 20, LocationSource::exif, ""}, by_desk());
    CHECK(town.count("idx_report_geom") == 2);
    CHECK(disagreements(town) == 0);
    CHECK(ids(reports_near(town.registry, metres_from_market(0, 0), 50, 0)) == std::vector{without});
    clear_location(town.registry, without, by_desk());
    CHECK(town.count("idx_report_geom") == 1);
    CHECK(disagreements(town) == 0);
    CHECK(reports_near(town.registry, metres_from_market(0, 0), 50, 0).empty());
    {
        Transaction undone(town.registry);
        clear_location(town.registry, with, by_desk());
    }
    CHECK(disagreements(town) == 0);
    town.registry.connection().execute(
        "PRAGMA foreign_keys = OFF; DELETE FROM intake; DELETE FROM report WHERE id = 2; PRAGMA foreign_keys = ON");
    CHECK(disagreements(town) == 0);
}

TEST_CASE("A position set later is kept with its source, accuracy and street") {
    SampleRegister town;
    const ReportId id = town.take(pothole("1"));
    CHECK_FALSE(town.report(id).position);
    CHECK(town.report(id).accuracy_m == 0);
    set_location(town.registry, id, {{7.82, 51.68}, 20, LocationSource::address, "Am Markt"}, by_desk(4));
    Report report = town.report(id);
    CHECK(report.position == Position{7.82, 51.68});
    CHECK(report.accuracy_m == 20);
    CHECK(report.location_source == LocationSource::address);
    CHECK(report.located_street == "Am Markt");
    CHECK(report.changed_at == day(4));
    CHECK(town.actions(id) == std::vector<std::string>{"received", "located"});
    clear_location(town.registry, id, by_desk(5));
    report = town.report(id);
    CHECK_FALSE(report.position);
    CHECK_FALSE(report.location_source);
    CHECK(report.located_street.empty());
    CHECK(town.actions(id).back() == "location cleared");
}

TEST_CASE("SpatiaLite reads the positions that Ombud writes without it") {
    SampleRegister town;
    const ReportId id = pothole_at(town, "1", {7.8125, 51.6875});
    const ReportId other = town.take(pothole("2"));
    set_location(town.registry, other, {{-0.25, -51.5}, 20, LocationSource::address, ""}, by_desk());
    SqliteView view(town.folder / "register.sqlite");
    view.load_spatialite();
    const std::string where = " FROM report WHERE id = " + std::to_string(id);
    CHECK(view.ask("SELECT ST_AsText(geom)" + where) == "POINT(7.8125 51.6875)");
    CHECK(view.ask("SELECT ST_Srid(geom), GeometryType(geom), ST_IsValid(geom)" + where) == "4326|POINT|1");
    CHECK(view.ask("SELECT geom = MakePoint(lon, lat, 4326)" + where) == "1");  // byte for byte SpatiaLite's own
    CHECK(view.ask("SELECT MbrMinX(geom), MbrMaxY(geom)" + where) == "7.8125|51.6875");
    CHECK(view.ask("SELECT ST_AsText(geom) FROM report WHERE id = " + std::to_string(other)) == "POINT(-0.25 -51.5)");
    CHECK(
        view.ask(
            "SELECT f_table_name, f_geometry_column, geometry_type, srid, spatial_index_enabled FROM geometry_columns "
            "ORDER BY 1") == "area|geom|6|4326|1\nreport|geom|1|4326|1");
}

TEST_CASE("SpatiaLite's own spatial index query finds reports") {
    SampleRegister town;
    const ReportId near = pothole_at(town, "1", metres_from_market(0, 0));
    (void)pothole_at(town, "2", metres_from_market(5000, 0));
    SqliteView view(town.folder / "register.sqlite");
    view.load_spatialite();
    CHECK(view.ask("SELECT id FROM report WHERE id IN (SELECT rowid FROM SpatialIndex WHERE f_table_name = 'report' "
                   "AND search_frame = BuildCircleMbr(7.82, 51.68, 0.001, 4326))") == std::to_string(near));
}

TEST_CASE("Changing what is not there is refused as an input error") {
    SampleRegister town;
    const auto refused = [](const auto& change) {
        try {
            change();
        } catch (const Error& error) {
            CHECK(error.kind() == ErrorKind::input);
            CHECK_THAT(error.what(), Catch::Contains("there is no report 99"));
            return true;
        }
        return false;
    };
    Register& r = town.registry;
    CHECK(refused([&] { set_location(r, 99, {}, by_desk()); }));
    CHECK(refused([&] { clear_location(r, 99, by_desk()); }));
    CHECK(refused([&] { set_category(r, 99, "noise", by_desk()); }));
    CHECK(refused([&] { assign(r, 99, "roads", by_desk()); }));
    CHECK(refused([&] { change_status(r, 99, Status::solved, by_desk()); }));
    CHECK(refused([&] { link_duplicate(r, 99, 1, by_desk()); }));
    CHECK(refused([&] { expire(r, 99, by_desk()); }));
    CHECK(town.count("event") == 0);
}
