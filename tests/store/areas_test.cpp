#include "store/areas.hpp"

#include "core/error.hpp"
#include "store/sample_register.hpp"
#include "store/sqlite_view.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

namespace {

using namespace ombud;
using namespace ombud::store;
using namespace ombud::store::test;

template <typename T>
void put(std::string& bytes, const T& value) {
    bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

/// A polygon as little-endian WKB; the ring is closed here.
std::string polygon(std::vector<Position> ring) {
    ring.push_back(ring.front());
    std::string wkb(1, '\1');
    put(wkb, std::uint32_t{3});
    put(wkb, std::uint32_t{1});
    put(wkb, static_cast<std::uint32_t>(ring.size()));
    for (const Position& corner : ring) {
        put(wkb, corner.lon);
        put(wkb, corner.lat);
    }
    return wkb;
}

std::string multipolygon(const std::vector<std::string>& polygons) {
    std::string wkb(1, '\1');
    put(wkb, std::uint32_t{6});
    put(wkb, static_cast<std::uint32_t>(polygons.size()));
    for (const std::string& part : polygons) wkb += part;
    return wkb;
}

std::string box(double west, double south, double east, double north) {
    return polygon({{west, south}, {east, south}, {east, north}, {west, north}});
}

ReportId pothole_at(SampleRegister& town, double lon, double lat) {
    static int number = 0;
    IncomingReport report = pothole("at " + std::to_string(++number));
    report.place.position = Position{lon, lat};
    return town.take(report);
}

}  // namespace

TEST_CASE("A report belongs to the area that holds it") {
    SampleRegister town;
    put_area(town.registry, "district", "West", box(7.75, 51.5, 7.8125, 51.75));
    put_area(town.registry, "district", "Ost", box(7.8125, 51.5, 7.875, 51.75));
    const ReportId west = pothole_at(town, 7.78, 51.6);
    const ReportId east = pothole_at(town, 7.85, 51.6);
    const ReportId outside = pothole_at(town, 7.9, 51.6);
    const ReportId unlocated = town.take(pothole("1"));
    CHECK(update_areas(town.registry, "district") == 2);
    CHECK(town.report(west).area == "West");
    CHECK(town.report(east).area == "Ost");
    CHECK(town.report(outside).area.empty());
    CHECK(town.report(unlocated).area.empty());
    CHECK(area_names(town.registry, "district") == std::vector<std::string>{"Ost", "West"});
    ReportFilter filter;
    filter.areas = {"Ost"};
    CHECK(list_reports(town.registry, filter).size() == 1);
}

TEST_CASE("On a shared border the area that was added first has the report") {
    SampleRegister town;
    put_area(town.registry, "district", "West", box(7.75, 51.5, 7.8125, 51.75));
    put_area(town.registry, "district", "Ost", box(7.8125, 51.5, 7.875, 51.75));
    const ReportId border = pothole_at(town, 7.8125, 51.625);
    const ReportId corner = pothole_at(town, 7.875, 51.75);
    CHECK(update_areas(town.registry, "district") == 2);
    CHECK(town.report(border).area == "West");
    CHECK(town.report(corner).area == "Ost");
    put_area(town.registry, "district", "West", box(7.75, 51.5, 7.8125, 51.75));  // the same again: still the first
    (void)update_areas(town.registry, "district");
    CHECK(town.report(border).area == "West");
}

TEST_CASE("An area of several parts and one with a hole hold what lies in them") {
    SampleRegister town;
    put_area(town.registry, "district", "Inseln", multipolygon({box(7.0, 51.0, 7.1, 51.1), box(7.5, 51.0, 7.6, 51.1)}));
    const ReportId first = pothole_at(town, 7.05, 51.05);
    const ReportId second = pothole_at(town, 7.55, 51.05);
    const ReportId between = pothole_at(town, 7.3, 51.05);  // in the box around both, in neither
    CHECK(update_areas(town.registry, "district") == 2);
    CHECK(town.report(first).area == "Inseln");
    CHECK(town.report(second).area == "Inseln");
    CHECK(town.report(between).area.empty());
}

TEST_CASE("How many reports were found in areas does not count those that had one") {
    SampleRegister town;
    put_area(town.registry, "district", "West", box(7.75, 51.5, 7.8125, 51.75));
    (void)pothole_at(town, 7.78, 51.6);
    (void)pothole_at(town, 7.78, 51.61);
    CHECK(update_areas(town.registry, "district") == 2);
    CHECK(update_areas(town.registry, "district") == 0);
    (void)pothole_at(town, 7.78, 51.62);
    CHECK(update_areas(town.registry, "district") == 1);
}

TEST_CASE("A report that moves is asked for its area again") {
    SampleRegister town;
    put_area(town.registry, "district", "West", box(7.75, 51.5, 7.8125, 51.75));
    put_area(town.registry, "district", "Ost", box(7.8125, 51.5, 7.875, 51.75));
    const ReportId id = pothole_at(town, 7.78, 51.6);
    (void)update_areas(town.registry, "district");
    set_location(town.registry, id, {{7.85, 51.6}, 20, LocationSource::address, ""}, by_desk());
    CHECK(town.report(id).area.empty());
    (void)update_areas(town.registry, "district");
    CHECK(town.report(id).area == "Ost");
}

TEST_CASE("An area that is put again has its new borders") {
    SampleRegister town;
    put_area(town.registry, "district", "West", box(7.75, 51.5, 7.8125, 51.75));
    const ReportId id = pothole_at(town, 7.78, 51.6);
    (void)update_areas(town.registry, "district");
    put_area(town.registry, "district", "West", box(7.79, 51.5, 7.8125, 51.75));
    (void)update_areas(town.registry, "district");
    CHECK(town.report(id).area.empty());
    CHECK(area_names(town.registry, "district").size() == 1);
    CHECK(town.count("idx_area_geom") == 1);
}

TEST_CASE("Kinds of areas are apart") {
    SampleRegister town;
    put_area(town.registry, "district", "Mitte", box(7.75, 51.5, 7.8125, 51.75));
    put_area(town.registry, "ward", "Mitte", box(7.0, 51.0, 8.0, 52.0));
    CHECK(area_names(town.registry, "ward") == std::vector<std::string>{"Mitte"});
    CHECK(town.count("area") == 2);
    const ReportId id = pothole_at(town, 7.9, 51.9);
    CHECK(update_areas(town.registry, "district") == 0);
    CHECK(town.report(id).area.empty());
}

TEST_CASE("An area whose polygon is none is refused by its name") {
    SampleRegister town;
    put_area(town.registry, "district", "Gut", box(7.75, 51.5, 7.8125, 51.75));
    const std::string bow_tie = polygon({{7.0, 51.0}, {7.1, 51.1}, {7.1, 51.0}, {7.0, 51.1}});
    std::string point(1, '\1');
    put(point, std::uint32_t{1});
    put(point, 7.0);
    put(point, 51.0);
    for (const std::string& wkb : {bow_tie, point, std::string("garbage"), std::string(), bow_tie.substr(0, 40)}) {
        try {
            put_area(town.registry, "district", "Schlecht", wkb);
            FAIL("it was taken");
        } catch (const Error& error) {
            CHECK(error.kind() == ErrorKind::input);
            CHECK_THAT(error.what(), Catch::Contains("Schlecht"));
        }
    }
    CHECK_THROWS_AS(put_area(town.registry, "district", "Gut", bow_tie), Error);
    CHECK(area_names(town.registry, "district") == std::vector<std::string>{"Gut"});
    const ReportId id = pothole_at(town, 7.78, 51.6);
    (void)update_areas(town.registry, "district");
    CHECK(town.report(id).area == "Gut");
}

TEST_CASE("SpatiaLite sees areas as multipolygons of EPSG:4326") {
    SampleRegister town;
    put_area(town.registry, "district", "West", box(7.75, 51.5, 7.8125, 51.75));
    SqliteView view(town.folder / "register.sqlite");
    view.load_spatialite();
    CHECK(view.ask("SELECT GeometryType(geom), ST_Srid(geom), ST_IsValid(geom) FROM area") == "MULTIPOLYGON|4326|1");
}
