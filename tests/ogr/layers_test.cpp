#include "core/error.hpp"
#include "ogr/layer_reader.hpp"
#include "ogr/layer_writer.hpp"
#include "ogr/test_files.hpp"
#include "ogr/transform.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

namespace {

using namespace ombud;
using ogr::test::run;
using ogr::test::TestFolder;
using Texts = std::vector<std::string>;

// E 411000 N 5725000 in EPSG:25832; gdaltransform of PROJ 9.1 says 7.71302653052765 51.6689222977484.
constexpr Position known{7.71302653052765, 51.6689222977484};
constexpr double known_x = 411000;
constexpr double known_y = 5725000;

std::vector<ogr::Feature> read(const std::filesystem::path& file, const ogr::ReadOptions& options = {}) {
    const auto layer = ogr::open_layer(file, options);
    std::vector<ogr::Feature> rows;
    ogr::Feature row;
    while (layer->next(row)) rows.push_back(row);
    return rows;
}

template <typename T>
T at(const std::string& bytes, std::size_t offset) {
    T value{};
    REQUIRE(offset + sizeof value <= bytes.size());
    std::memcpy(&value, bytes.data() + offset, sizeof value);
    return value;
}

constexpr const char* crs_25832 = R"("crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::25832"}})";

std::string districts() {
    return std::string(R"({"type":"FeatureCollection",)") + crs_25832 + R"(,"features":[
{"type":"Feature","properties":{"name":"Hamm-Mitte","key":"0590"},"geometry":{"type":"Polygon","coordinates":
[[[411000,5725000,60],[412000,5725000,60],[412000,5726000,60],[411000,5725000,60]]]}},
{"type":"Feature","properties":{"name":"Bockum-Hövel","key":"0591"},"geometry":{"type":"MultiPolygon","coordinates":
[[[[411000,5725000],[412000,5725000],[412000,5726000],[411000,5725000]]],
[[[421000,5725000],[422000,5725000],[422000,5726000],[421000,5725000]]]]}},
{"type":"Feature","properties":{"name":null,"key":"0592"},"geometry":null}]})";
}

void check_districts(const std::vector<ogr::Feature>& rows) {
    REQUIRE(rows.size() == 3);
    CHECK(rows[0].values == Texts{"Hamm-Mitte", "0590"});
    CHECK(rows[1].values == Texts{"Bockum-Hövel", "0591"});
    CHECK(rows[2].values == Texts{"", "0592"});
    CHECK(rows[2].wkb.empty());
    CHECK(rows[2].row == 3);
    // Byte order, type 6 (MultiPolygon), number of polygons; then one polygon: byte order, type 3, rings, points, x, y.
    const std::string& wkb = rows[0].wkb;
    CHECK(at<std::uint8_t>(wkb, 0) == 1);
    CHECK(at<std::uint32_t>(wkb, 1) == 6);
    CHECK(at<std::uint32_t>(wkb, 5) == 1);
    CHECK(at<std::uint32_t>(wkb, 10) == 3);
    CHECK(at<std::uint32_t>(wkb, 14) == 1);
    CHECK(at<std::uint32_t>(wkb, 18) == 4);
    CHECK(wkb.size() == 22 + 4 * 2 * sizeof(double));
    CHECK(distance_m({at<double>(wkb, 22), at<double>(wkb, 30)}, known) < 0.01);
    CHECK(at<std::uint32_t>(rows[1].wkb, 5) == 2);
    CHECK_FALSE(rows[0].point);
}

}  // namespace

TEST_CASE("Polygons of a projected layer arrive as two-dimensional MultiPolygons in longitude and latitude") {
    const TestFolder folder;
    const auto geojson = folder.file("districts.geojson", districts());
    check_districts(read(geojson));
    (void)run("ogr2ogr -f GPKG " + (folder / "d.gpkg").string() + " " + geojson.string());
    check_districts(read(folder / "d.gpkg"));
    CHECK(ogr::open_layer(folder / "d.gpkg")->expected() == 3);
}

TEST_CASE("A zipped shapefile with Windows-1252 texts is read") {
    const TestFolder folder;
    const auto geojson = folder.file("districts.geojson", districts());
    (void)run("cd " + folder.path().string() + " && ogr2ogr -f 'ESRI Shapefile' -lco ENCODING=CP1252 d.shp " +
              geojson.string() + " && rm d.cpg && zip -q d.zip d.*");
    const auto rows = read(folder / "d.zip");
    REQUIRE(rows.size() == 3);
    CHECK(rows[1].values == Texts{"Bockum-Hövel", "0591"});
    CHECK(at<std::uint32_t>(rows[0].wkb, 1) == 6);
}

TEST_CASE("Coordinates are delivered in the CRS that is asked for, x first") {
    const TestFolder folder;
    const auto file = folder.file("p.geojson", std::string(R"({"type":"FeatureCollection",)") + crs_25832 +
                                                   R"(,"features":[{"type":"Feature","properties":{},
"geometry":{"type":"Point","coordinates":[411000,5725000]}}]})");
    const auto degrees = read(file).at(0);
    REQUIRE(degrees.point);
    CHECK(distance_m(*degrees.point, known) < 0.01);
    CHECK(at<std::uint32_t>(degrees.wkb, 1) == 1);
    const auto metres = read(file, {.target_epsg = 25832}).at(0);
    REQUIRE(metres.point);
    CHECK(std::abs(metres.point->lon - known_x) < 0.001);
    CHECK(std::abs(metres.point->lat - known_y) < 0.001);
}

TEST_CASE("A layer without CRS is left as it is or takes the assumed one") {
    const TestFolder folder;
    const auto geojson = folder.file("p.geojson", R"({"type":"Feature","properties":{"a":1},
"geometry":{"type":"Point","coordinates":[411000,5725000]}})");
    const auto shape = folder / "p.shp";
    (void)run("ogr2ogr -f 'ESRI Shapefile' " + shape.string() + " " + geojson.string() + " && rm " +
              (folder / "p.prj").string());
    CHECK(read(shape).at(0).point->lon == known_x);
    CHECK(distance_m(*read(shape, {.assumed_epsg = 25832}).at(0).point, known) < 0.01);
}

TEST_CASE("Sheets keep their header and their texts although every column is text") {
    const TestFolder folder;
    const auto csv = folder.file("s.csv", "id,plz,datum,wert\n007,01067,2026-03-01,1.5\n008,59065,2026-03-02,2\n");
    for (const std::string format : {"XLSX", "ODS"}) {
        INFO(format);
        const auto file = folder / (format == "XLSX" ? "s.xlsx" : "s.ods");
        (void)run("ogr2ogr -f " + format + " " + file.string() + " " + csv.string());
        const auto layer = ogr::open_layer(file, {.text_only = true});
        CHECK(layer->columns() == Texts{"id", "plz", "datum", "wert"});
        ogr::Feature row;
        REQUIRE(layer->next(row));
        CHECK(row.values == Texts{"007", "01067", "2026-03-01", "1.5"});
        CHECK(row.line == 0);
    }
}

TEST_CASE("Dates of typed layers are ISO 8601 and lists are joined") {
    const TestFolder folder;
    const auto file = folder.file("t.geojson", R"({"type":"FeatureCollection","features":[{"type":"Feature",
"properties":{"day":"2026-03-01","at":"2026-03-01T08:15:00+01:00","tags":["a","b"],"n":7,"x":51.6789},"geometry":null}]})");
    CHECK(read(file).at(0).values == Texts{"2026-03-01", "2026-03-01T08:15:00+01:00", "a;b", "7", "51.6789"});
}

TEST_CASE("What cannot be opened is named, with OGR's reason, and nothing goes to the error output") {
    const TestFolder folder;
    const auto message = [&](const std::filesystem::path& file, const ogr::ReadOptions& options = {}) -> std::string {
        try {
            (void)read(file, options);
        } catch (const Error& error) {
            CHECK(error.kind() == ErrorKind::input);
            return error.what();
        }
        return {};
    };
    CHECK_THAT(message(folder / "missing.gpkg"), Catch::Contains("missing.gpkg") && Catch::Contains("No such file"));
    CHECK_THAT(message(folder.file("junk.gpkg", "junk")), Catch::Contains("junk.gpkg"));
    CHECK_THAT(message("/vsicurl/https://example.org/a.geojson"), Catch::Contains("files on this machine"));
    CHECK_THAT(message("https://example.org/a.geojson"), Catch::Contains("No such file"));
    const auto reference = folder.file("a.vrt",
                                       "<OGRVRTDataSource><OGRVRTLayer name=\"x\"><SrcDataSource>/etc/passwd"
                                       "</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>");
    CHECK_THAT(message(reference), Catch::Contains("a.vrt"));

    const auto geojson = folder.file("districts.geojson", districts());
    CHECK_THAT(message(geojson, {.layer = "nope"}), Catch::Contains("nope") && Catch::Contains("districts"));
    const std::string whole = districts();
    CHECK_THAT(message(folder.file("cut.geojson", whole.substr(0, whole.size() / 2))), Catch::Contains("cut.geojson"));
}

TEST_CASE("Coordinates become longitude and latitude within a centimetre") {
    const auto utm = ogr::transform_from(25832);
    const auto place = utm->to_wgs84(known_x, known_y);
    REQUIRE(place);
    CHECK(distance_m(*place, known) < 0.01);
    CHECK(ogr::transform_from(4326)->to_wgs84(7.8, 51.7) == Position{7.8, 51.7});
    CHECK_FALSE(ogr::transform_from(4326)->to_wgs84(7.8, 95));
    CHECK_FALSE(utm->to_wgs84(1e30, 1e30));
    CHECK_FALSE(utm->to_wgs84(std::nan(""), 0));
}

TEST_CASE("An EPSG code that nobody knows is an error of the configuration") {
    try {
        (void)ogr::transform_from(99999);
        FAIL("no error");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::config);
        CHECK_THAT(error.what(), Catch::Contains("EPSG:99999"));
    }
}

TEST_CASE("A layer written in another CRS reads back as it was") {
    const TestFolder folder;
    const std::vector<ogr::Field> fields{
        {"name", ogr::FieldType::text}, {"number", ogr::FieldType::integer}, {"share", ogr::FieldType::real}};
    const auto file = folder / "out.gpkg";
    const auto writer = ogr::create_layer(file, fields, {"GPKG", "reports", 25832, {}});
    CHECK(writer->write(known, std::vector<ogr::Value>{"Grün", std::int64_t{7}, 0.25}));
    CHECK(writer->write(std::nullopt, std::vector<ogr::Value>{{}, {}, {}}));
    writer->close();
    writer->close();

    const auto rows = read(file, {.target_epsg = 25832});
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].values == Texts{"Grün", "7", "0.25"});
    CHECK(std::abs(rows[0].point->lon - known_x) < 0.01);
    CHECK(std::abs(rows[0].point->lat - known_y) < 0.01);
    CHECK_FALSE(rows[1].point);
    CHECK(rows[1].values == Texts{"", "", ""});

    SECTION("and an existing file is not overwritten") {
        CHECK_THROWS_WITH(ogr::create_layer(file, fields, {"GPKG", "reports", 4326, {}}), Catch::Contains("exists"));
    }
    SECTION("and names that a format would change, unknown drivers and missing folders are refused") {
        const std::vector<ogr::Field> longer{{"much_too_long_name", ogr::FieldType::text}};
        CHECK_THROWS_WITH(ogr::create_layer(folder / "a.shp", longer, {"ESRI Shapefile", "a", 4326, {}}),
                          Catch::Contains("much_too_long_name"));
        CHECK_THROWS_WITH(ogr::create_layer(folder / "a.x", fields, {"No Such", "a", 4326, {}}),
                          Catch::Contains("No Such"));
        CHECK_THROWS_WITH(ogr::create_layer(folder / "no" / "a.gpkg", fields, {"GPKG", "a", 4326, {}}),
                          Catch::Contains("a.gpkg"));
    }
}

TEST_CASE("A point that the CRS of the output cannot hold is written as a row without geometry") {
    const TestFolder folder;
    const std::vector<ogr::Field> fields{{"name", ogr::FieldType::text}};
    const auto writer = ogr::create_layer(folder / "far.gpkg", fields, {"GPKG", "far", 25832});
    CHECK_FALSE(writer->write(Position{99, 0}, std::vector<ogr::Value>{"far away"}));
    writer->close();
    const auto rows = read(folder / "far.gpkg");
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].values == Texts{"far away"});
    CHECK(rows[0].wkb.empty());
}

TEST_CASE("Points of an OpenStreetMap extract are read") {
    const TestFolder folder;
    const auto file = folder.file("a.osm", R"(<?xml version="1.0"?><osm version="0.6">
<node id="1" lat="51.68" lon="7.81" version="1"><tag k="name" v="Marktplatz"/></node>
<node id="2" lat="51.69" lon="7.82" version="1"/><node id="3" lat="51.69" lon="7.83" version="1"/>
<way id="4" version="1"><nd ref="2"/><nd ref="3"/><tag k="highway" v="residential"/><tag k="name" v="Werler Straße"/></way>
</osm>)");
    const auto points = read(file);
    REQUIRE(points.size() == 1);
    CHECK(points[0].point == Position{7.81, 51.68});
    const auto lines = read(file, {.layer = "lines"});
    REQUIRE(lines.size() == 1);
    CHECK(at<std::uint32_t>(lines[0].wkb, 1) == 2);
}
