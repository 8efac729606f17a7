#include "publish/geojson.hpp"

#include "core/file.hpp"
#include "ogr/test_files.hpp"
#include "publish/sample_reports.hpp"

#include <catch2/catch.hpp>

#include <stdexcept>
#include <string>

namespace {

using namespace ombud;
using namespace ombud::publish::test;
using ogr::test::run;
using ogr::test::TestFolder;

/// What RFC 7946 asks of a FeatureCollection of points: fails with the reason, else prints features and points.
constexpr const char* rfc7946_checker = R"(import json, sys
def pairs(items):
    assert len(dict(items)) == len(items), 'a member stands twice'
    return dict(items)
with open(sys.argv[1], encoding='utf-8') as f:
    text = f.read()
doc = json.loads(text, object_pairs_hook=pairs, parse_constant=lambda c: sys.exit('not JSON: ' + c))
assert not text.startswith('\ufeff'), 'byte order mark'
assert doc['type'] == 'FeatureCollection' and isinstance(doc['features'], list)
assert not {'crs', 'geometry', 'properties', 'coordinates', 'geometries'} & doc.keys(), 'foreign or old members'
points, ids = [], set()
for f in doc['features']:
    assert f['type'] == 'Feature' and 'geometry' in f and isinstance(f['properties'], dict)
    assert not {'coordinates', 'geometries', 'features', 'crs'} & f.keys()
    assert isinstance(f['id'], (str, int)) and f['id'] not in ids
    ids.add(f['id'])
    g = f['geometry']
    if g is None: continue
    assert g['type'] == 'Point' and len(g['coordinates']) == 2
    lon, lat = g['coordinates']
    assert -180 <= lon <= 180 and -90 <= lat <= 90
    points.append((lon, lat))
if points:
    xs, ys = zip(*points)
    assert doc['bbox'] == [min(xs), min(ys), max(xs), max(ys)], 'bbox'
else:
    assert 'bbox' not in doc
print(len(doc['features']), len(points), end='')
)";

std::string check_rfc7946(const TestFolder& folder, const std::filesystem::path& file) {
    return run("python3 " + folder.file("check.py", rfc7946_checker).string() + " " + file.string());
}

}  // namespace

TEST_CASE("Exported GeoJSON is valid by RFC 7946 and opens in OGR") {
    const TestFolder folder;
    const auto file = folder / "new" / "reports.geojson";
    publish::PublicReport south = pothole();
    south.id = 125;
    south.position = Position{-0.1234567891, -33.5};
    const auto exported = publish::write_geojson(file, all_of({pothole(), lamp_without_position(), south}));
    CHECK(exported.reports == 3);
    CHECK(exported.without_point == 1);
    CHECK(check_rfc7946(folder, file) == "3 2");

    const std::string text = read_file(file);
    CHECK_THAT(text, Catch::Contains("[7.7130265,51.6689223]") && Catch::Contains("[-0.1234568,-33.5]"));
    CHECK_THAT(text, Catch::Contains("\"id\":123,\"geometry\":{"));
    CHECK_THAT(text,
               Catch::Contains("\"closed_at\":null") && Catch::Contains("\"closed_at\":\"2026-03-05T00:00:00Z\""));
    CHECK_THAT(text, Catch::Contains("\"photos\":[\"a.jpg\",\"b.jpg\"]") && Catch::Contains("\"photos\":[]"));
    CHECK_THAT(text, Catch::Contains("\"accuracy_m\":5,") && Catch::Contains("\"accuracy_m\":null"));

    const std::string seen = run("ogrinfo -ro -al " + file.string());
    CHECK_THAT(seen, Catch::Contains("Feature Count: 3") && Catch::Contains("Grüne Straße"));
    CHECK_THAT(seen, Catch::Contains("ID[\"EPSG\",4326]"));
}

TEST_CASE("GeoJSON of no reports is a valid empty collection") {
    const TestFolder folder;
    CHECK(publish::write_geojson(folder / "empty.geojson", all_of({})).reports == 0);
    CHECK(check_rfc7946(folder, folder / "empty.geojson") == "0 0");
}

TEST_CASE("The same reports give the same GeoJSON, and the file is left alone then") {
    const TestFolder folder;
    const auto file = folder / "reports.geojson";
    publish::write_geojson(file, all_of({pothole(), lamp_without_position()}));
    const std::string first = read_file(file);
    const auto old = std::filesystem::last_write_time(file) - std::chrono::hours(1);
    std::filesystem::last_write_time(file, old);
    publish::write_geojson(file, all_of({pothole(), lamp_without_position()}));
    CHECK(read_file(file) == first);
    CHECK(std::filesystem::last_write_time(file) == old);
    publish::write_geojson(file, all_of({pothole()}));
    CHECK(read_file(file) != first);
}

TEST_CASE("An export that fails leaves the old GeoJSON and nothing beside it") {
    const TestFolder folder;
    const auto file = folder.file("reports.geojson", "old");
    const publish::NextReport broken = [](publish::PublicReport&) -> bool { throw std::runtime_error("broken"); };
    CHECK_THROWS_WITH(publish::write_geojson(file, broken), "broken");
    CHECK(read_file(file) == "old");
    CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
}

TEST_CASE("A position off the globe does not spoil the GeoJSON") {
    const TestFolder folder;
    publish::PublicReport wrong = pothole();
    wrong.position = Position{411000, 5725000};
    CHECK(publish::write_geojson(folder / "w.geojson", all_of({wrong})).without_point == 1);
    CHECK(check_rfc7946(folder, folder / "w.geojson") == "1 0");
}
