#include "publish/shapefile.hpp"

#include "core/error.hpp"
#include "core/file.hpp"
#include "ogr/layer_reader.hpp"
#include "ogr/test_files.hpp"
#include "publish/report_fields.hpp"
#include "publish/sample_reports.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <string>

namespace {

using namespace ombud;
using namespace ombud::publish::test;
using ogr::test::run;
using ogr::test::TestFolder;

std::string summary(const std::filesystem::path& zip) {
    return run("ogrinfo -ro -al -so /vsizip/" + zip.string());
}

}  // namespace

TEST_CASE("The zipped shapefile opens in OGR with CRS, short names and umlauts") {
    const TestFolder folder;
    const auto zip = folder / "new" / "meldungen.zip";
    const auto exported = publish::write_shapefile(zip, all_of({pothole(), lamp_without_position()}));
    CHECK(exported.reports == 2);
    CHECK(exported.without_point == 1);
    CHECK(std::distance(std::filesystem::directory_iterator(folder / "new"), {}) == 1);

    const std::string seen = summary(zip);
    CHECK_THAT(seen, Catch::Contains("Layer name: meldungen") && Catch::Contains("Geometry: Point"));
    CHECK_THAT(seen, Catch::Contains("Feature Count: 2") && Catch::Contains("ID[\"EPSG\",25832]"));
    CHECK_THAT(seen, Catch::Contains("DBF_DATE_LAST_UPDATE=2026-03-05"));
    CHECK(run("unzip -p " + zip.string() + " meldungen.cpg") == "UTF-8");
    for (const publish::ReportField& field : publish::report_fields()) {
        CHECK_THAT(seen, Catch::Contains("\n" + std::string(field.short_name) + ": "));
    }
    CHECK_THAT(run("unzip -Z1 " + zip.string()),
               Catch::Equals("meldungen.cpg\nmeldungen.dbf\nmeldungen.prj\nmeldungen.shp\nmeldungen.shx\n"));
    CHECK_THAT(run("unzip -tq " + zip.string()), Catch::Contains("No errors"));

    const auto layer = ogr::open_layer(zip, {.target_epsg = 25832});
    ogr::Feature row;
    REQUIRE(layer->next(row));
    CHECK(row.values.at(0) == "123");
    CHECK(row.values.at(2) == "Schlagloch, Grüne Straße");
    CHECK(row.values.at(9) == "2026-03-01T08:00:00Z");
    CHECK(row.values.back() == "a.jpg;b.jpg");
    REQUIRE(row.point);
    CHECK(std::abs(row.point->lon - 411000) < 0.01);
    CHECK(std::abs(row.point->lat - 5725000) < 0.01);
    REQUIRE(layer->next(row));
    CHECK_FALSE(row.point);
    CHECK(row.values.back().empty());
    CHECK_FALSE(layer->next(row));
}

TEST_CASE("A shapefile of no reports is still a point layer with all fields") {
    const TestFolder folder;
    CHECK(publish::write_shapefile(folder / "empty.zip", all_of({}), {.epsg = 4326}).reports == 0);
    const std::string seen = summary(folder / "empty.zip");
    CHECK_THAT(seen, Catch::Contains("Geometry: Point") && Catch::Contains("Feature Count: 0"));
    CHECK_THAT(seen, Catch::Contains("ID[\"EPSG\",4326]") && Catch::Contains("accuracy_m: Real"));
}

TEST_CASE("The same reports give the same shapefile at another time") {
    const TestFolder folder;
    publish::write_shapefile(folder / "reports.zip", all_of({pothole(), lamp_without_position()}));
    const std::string first = read_file(folder / "reports.zip");
    std::filesystem::remove(folder / "reports.zip");
    (void)run("sleep 2.1");  // zip counts in steps of two seconds
    publish::write_shapefile(folder / "reports.zip", all_of({pothole(), lamp_without_position()}));
    CHECK(read_file(folder / "reports.zip") == first);

    const std::string listing = run("TZ=UTC unzip -Z -T " + (folder / "reports.zip").string());
    CHECK_THAT(listing, Catch::Contains("20260305.000000"));
    CHECK_THAT(listing, !Catch::Contains(run("date -u +%Y%m%d.").substr(0, 9)));
}

TEST_CASE("Shapefile texts are cut between characters") {
    const TestFolder folder;
    publish::PublicReport report = pothole();
    report.title = "x";
    while (report.title.size() < 300) report.title += "ü";
    report.photos.assign(40, "012345678.jpg");
    publish::write_shapefile(folder / "cut.zip", all_of({report}));
    const auto layer = ogr::open_layer(folder / "cut.zip");
    ogr::Feature row;
    REQUIRE(layer->next(row));
    CHECK(row.values.at(2) == report.title.substr(0, 253));
    CHECK(row.values.back().size() == 18 * 14 - 1);
    CHECK(row.values.back().ends_with(";012345678.jpg"));
}

TEST_CASE("A CRS that nobody knows makes no shapefile") {
    const TestFolder folder;
    CHECK_THROWS_AS(publish::write_shapefile(folder / "a.zip", all_of({pothole()}), {.epsg = 99999}), Error);
    CHECK(std::filesystem::is_empty(folder.path()));
}
