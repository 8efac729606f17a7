#include "publish/layer/export.hpp"

#include "core/error.hpp"
#include "core/file.hpp"
#include "ogr/layer_reader.hpp"
#include "ogr/test_files.hpp"
#include "store/areas.hpp"
#include "store/participations.hpp"
#include "store/sample_register.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <regex>
#include <sstream>
#include <string>

namespace {

using namespace ombud;
using namespace ombud::store::test;
using ogr::test::run;
using publish::export_layer;
using publish::ExportContext;
using publish::LayerExport;

/// A town with public reports that are hard to write: umlauts, emoji, long texts, quotation marks, what looks like a
/// formula or a tag, and one that is not public.
class Exporting {
  public:
    Exporting() {
        report("1", "Grünes Fahrrad 🚲 \"quer\" <b>& mehr</b>\nzweite Zeile", 100, 200);
        report("2", "=HYPERLINK(\"http://x.example\")", -300, 50);
        std::string longer = "Überlang:";
        while (longer.size() < 700) longer += " äöü🚧ß";
        report("3", longer, 800, -450);
        hidden = town.take(pothole("4"));
        store::set_location(town.registry, hidden, {metres_from_market(5, 5), 10, LocationSource::given, ""},
                            by_desk());
        nowhere = town.take(pothole("5"));
    }

    ReportId report(const std::string& id, const std::string& words, double east, double north) {
        IncomingReport incoming = pothole(id);
        incoming.reporter = {"Anna Ost", "anna@home.example", "02381 123456"};
        const ReportId made = town.take(incoming);
        store::set_location(town.registry, made,
                            {metres_from_market(east, north), 12.5, LocationSource::address, "Große Straße"},
                            by_desk(1));
        store::assign(town.registry, made, "roads", by_desk(2));
        release(town.registry, made, words);
        return made;
    }

    [[nodiscard]] std::string file(const std::string& name) const { return (town.folder / "out" / name).string(); }

    LayerExport to(ExportLayer request) {
        const ExportContext context = at();
        auto chosen = publish::chosen_reports(context, request);
        return export_layer(context, request, std::move(chosen));
    }
    LayerExport to(const std::string& name) { return to(request(name)); }
    [[nodiscard]] ExportLayer request(const std::string& name, const std::string& layer = "reports") const {
        ExportLayer made;
        made.layer = layer;
        made.output = file(name);
        return made;
    }
    [[nodiscard]] ExportContext at() { return {town.registry, workspace, town.config, day(30), "desk:meier"}; }

    store::test::SampleRegister town;
    Workspace workspace{town.folder.path()};
    ReportId hidden = 0;
    ReportId nowhere = 0;
};

/// What GDAL reads of a layer, see read_back.py. Debian's own Python has GDAL.
std::string read_back(const std::string& file) {
    return run("/usr/bin/python3 " OMBUD_SOURCE_DIR "/tests/publish/read_back.py '" + file + "'");
}

std::string after_first_line(const std::string& text) {
    return text.substr(text.find('\n'));
}

std::string refusal(Exporting& exporting, const ExportLayer& request) {
    try {
        exporting.to(request);
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::usage);
        return error.what();
    }
    FAIL("it was not refused");
    return {};
}

}  // namespace

TEST_CASE("Every format that GDAL reads gives back the same reports, words and places") {
    Exporting exporting;
    exporting.to("reports.geojson");
    const std::string expected = read_back(exporting.file("reports.geojson"));
    CHECK_THAT(expected, Catch::StartsWith("3 4326\n") && Catch::Contains("Grünes Fahrrad 🚲") &&
                             Catch::Contains("Große Straße") && Catch::Contains("äöü🚧ß") &&
                             Catch::Contains("\"geometry\": [\"POINT\", 7.8") &&
                             Catch::Contains("2026-03-01T12:00:00Z"));
    for (const char* const name :
         {"reports.geojsonl", "reports.ndjson", "reports.gpkg", "reports.fgb", "reports.kml"}) {
        INFO(name);
        CHECK(exporting.to(name).rows == 3);
        CHECK(read_back(exporting.file(name)) == expected);
    }
    for (const char* const name : {"reports.geojson.gz", "reports.geojsonl.gz"}) {
        INFO(name);
        exporting.to(name);
        CHECK(read_back("/vsigzip/" + exporting.file(name)) == expected);
    }
    SECTION("In another CRS") {
        for (const char* const name : {"utm.gpkg", "utm.fgb"}) {
            ExportLayer request = exporting.request(name);
            request.epsg = 25832;
            CHECK(exporting.to(request).epsg == 25832);
            CHECK(read_back(exporting.file(name)) == "3 25832" + after_first_line(expected));
        }
    }
}

TEST_CASE("A shapefile keeps what fits into 254 bytes and the whole words in a table beside it") {
    Exporting exporting;
    exporting.to("reports.geojson");
    const std::string expected = read_back(exporting.file("reports.geojson"));
    exporting.to("reports.shp");
    const std::string seen = read_back(exporting.file("reports.shp"));
    CHECK_THAT(seen, Catch::StartsWith("3 25832\n"));
    CHECK(read_file(exporting.file("reports.cpg")) == "UTF-8");
    // All but the one long text is the same.
    const std::regex long_text("Überlang: [^\"]*");
    CHECK(std::regex_replace(after_first_line(seen), long_text, "…") ==
          std::regex_replace(after_first_line(expected), long_text, "…"));
    std::smatch kept;
    REQUIRE(std::regex_search(seen, kept, long_text));
    CHECK(kept.str().size() <= 254);
    CHECK(kept.str().size() > 250);
    std::smatch whole;
    REQUIRE(std::regex_search(expected, whole, long_text));
    const std::string table = read_file(exporting.file("reports.csv"));
    CHECK_THAT(table, Catch::StartsWith("id,reference,title,") && Catch::Contains(whole.str()));
    CHECK(std::ranges::count(table, '\r') == 2);  // a heading and the one report

    exporting.to("all.shp.zip");
    CHECK_THAT(run("unzip -Z1 " + exporting.file("all.shp.zip")),
               Catch::Equals("all.cpg\nall.csv\nall.dbf\nall.prj\nall.shp\nall.shx\n"));
    CHECK(read_back(exporting.file("all.shp.zip")) == seen);
    SECTION("The table is gone when nothing is too long any more") {
        ExportLayer request = exporting.request("reports.shp");
        request.fields = {"id", "status"};
        exporting.to(request);
        CHECK_FALSE(std::filesystem::exists(exporting.file("reports.csv")));
        CHECK_THAT(run("ogrinfo -so -al " + exporting.file("reports.shp")), Catch::Contains("status: String (4.0)"));
    }
}

TEST_CASE("CSV and XLSX carry text that no spreadsheet takes for a formula") {
    Exporting exporting;
    exporting.to("reports.csv");
    const std::string csv = read_file(exporting.file("reports.csv"));
    CHECK_THAT(csv, Catch::StartsWith("id,reference,title,") && Catch::Contains(",lon,lat\r\n"));
    CHECK_THAT(csv, Catch::Contains(R"x("'=HYPERLINK(""http://x.example"")")x"));
    exporting.to("reports.geojson");
    const std::string expected = read_back(exporting.file("reports.geojson"));
    const std::string neutralised = std::regex_replace(expected, std::regex("\"=HYP"), "\"'=HYP");
    CHECK(after_first_line(read_back(exporting.file("reports.csv"))) == after_first_line(neutralised));

    exporting.to("reports.xlsx");
    const std::string sheet = read_back(exporting.file("reports.xlsx"));
    CHECK_THAT(sheet, Catch::StartsWith("3 None\n"));
    CHECK_THAT(sheet, Catch::Contains("=HYPERLINK") &&
                          Catch::Contains("Grünes Fahrrad 🚲 \\\"quer\\\" <b>& mehr</b>\\nzweite Zeile"));
    CHECK_THAT(sheet, Catch::Contains("\"received_at\": \"2026-03-01T12:00:00Z\""));
    CHECK_THAT(run("unzip -p " + exporting.file("reports.xlsx") + " xl/worksheets/sheet1.xml"),
               !Catch::Contains("<f>"));
}

TEST_CASE("The same register gives the same bytes at another time, in every format") {
    Exporting exporting;
    for (const char* const name :
         {"a.geojson", "a.geojsonl.gz", "a.gpkg", "a.fgb", "a.csv", "a.kml", "a.xlsx", "a.shp.zip"}) {
        INFO(name);
        exporting.to(name);
        const std::string first = read_file(exporting.file(name));
        std::filesystem::remove(exporting.file(name));
        (void)run("sleep 1.1");
        exporting.to(name);
        CHECK(read_file(exporting.file(name)) == first);
    }
    // Nothing half done is left.
    for (const auto& entry : std::filesystem::directory_iterator(exporting.town.folder / "out")) {
        CHECK(entry.path().filename().string().starts_with("a."));
    }
}

TEST_CASE("Fields are chosen by any of their names and called in the language that was asked for") {
    Exporting exporting;
    ExportLayer request = exporting.request("few.geojson");
    request.fields = {"titel,ID", "cat_de"};
    request.names = "de";
    exporting.to(request);
    CHECK_THAT(
        read_file(exporting.file("few.geojson")),
        Catch::Contains(R"("properties":{"Titel":"Schlagloch, Große Straße","Nummer":1,"Kategorie":"Schlagloch"})"));
    request.output = exporting.file("few.shp");
    exporting.to(request);
    CHECK_THAT(run("ogrinfo -so -al " + exporting.file("few.shp")),
               Catch::Contains("Titel: ") && Catch::Contains("Nummer: ") && Catch::Contains("Kategorie: "));
    request.fields = {"colour"};
    CHECK_THAT(refusal(exporting, request), Catch::Contains("'colour'") && Catch::Contains("received_at"));
}

TEST_CASE("A filter lets through the reports that list shows") {
    Exporting exporting;
    store::change_status(exporting.town.registry, 2, Status::solved, by_desk(5));
    ExportLayer request = exporting.request("some.geojson");
    request.filter.statuses = {"solved"};
    CHECK(exporting.to(request).rows == 1);
    request.filter.statuses.clear();
    request.filter.until = "2026-03-01";
    CHECK(exporting.to(request).rows == 0);
    request.filter.until.clear();
    request.filter.departments = {"road"};
    CHECK_THAT(refusal(exporting, request), Catch::Contains("roads"));
}

TEST_CASE("What is not public is exported only on demand, written down, and without contacts unless asked for") {
    Exporting exporting;
    ExportLayer request = exporting.request("all.gpkg", "internal");
    CHECK_THAT(refusal(exporting, request), Catch::Contains("--internal"));
    request.internal = true;
    const LayerExport done = exporting.to(request);
    CHECK(done.rows == 5);
    CHECK(done.without_place == 1);
    REQUIRE(done.notes.size() == 1);
    std::string seen = run("ogrinfo -al " + exporting.file("all.gpkg"));
    CHECK_THAT(seen, Catch::Contains("Feature Count: 5") && Catch::Contains("Ein tiefes Schlagloch"));
    CHECK_THAT(seen, !Catch::Contains("anna@home.example") && !Catch::Contains("Anna Ost"));
    request.with_contacts = true;
    CHECK(exporting.to(request).notes.size() == 2);
    seen = run("ogrinfo -al " + exporting.file("all.gpkg"));
    CHECK_THAT(seen, Catch::Contains("anna@home.example"));
    CHECK(exporting.town.number("SELECT count(*) FROM event WHERE action = 'exported' AND actor = 'desk:meier'") == 2);
    CHECK(exporting.town.number("SELECT json_extract(detail, '$.contacts') FROM event WHERE action = 'exported' "
                                "ORDER BY id DESC LIMIT 1") == 1);

    SECTION("It does not go into the public folder") {
        request.output = (exporting.workspace.public_files() / "x" / "all.gpkg").string();
        CHECK_THAT(refusal(exporting, request), Catch::Contains("public"));
    }
    SECTION("The public layer holds none of it") {
        for (const char* const name : {"r.geojson", "r.csv", "r.kml", "r.gpkg", "r.fgb", "r.shp"}) {
            exporting.to(name);
            for (const auto& entry : std::filesystem::directory_iterator(exporting.town.folder / "out")) {
                if (!entry.path().filename().string().starts_with("r.")) continue;
                CHECK_THAT(read_file(entry.path()), !Catch::Contains("anna@home") && !Catch::Contains("Bäckerei"));
            }
        }
    }
    SECTION("A report without place stands there without geometry, and FlatGeobuf leaves it out") {
        request.output = exporting.file("i.fgb");
        const LayerExport fgb = exporting.to(request);
        CHECK(fgb.rows == 4);
        CHECK_THAT(fgb.notes.back(), Catch::Contains("left out: 1"));
        CHECK_THAT(run("ogrinfo -so -al " + exporting.file("i.fgb")), Catch::Contains("Feature Count: 4"));
        for (const char* const name : {"i.shp", "i.geojson", "i.kml", "i.csv", "i.xlsx"}) {
            INFO(name);
            request.output = exporting.file(name);
            CHECK(exporting.to(request).without_place == 1);
            CHECK_THAT(run("ogrinfo -so -al " + exporting.file(name)), Catch::Contains("Feature Count: 5"));
        }
    }
}

TEST_CASE("A diff holds what was added, changed and removed since the last one") {
    Exporting exporting;
    for (const std::string name : {"d.geojson", "d.gpkg"}) {
        INFO(name);
        ExportLayer request = exporting.request(name);
        request.diff = true;
        LayerExport done = exporting.to(request);
        REQUIRE(done.diff);
        CHECK(done.rows == done.diff->added);
        CHECK(done.diff->changed + done.diff->removed == 0);
        CHECK(exporting.to(request).rows == 0);
        CHECK_THAT(run("ogrinfo -so -al " + exporting.file(name)), Catch::Contains("Feature Count: 0"));

        const ReportId solved = exporting.report(name + " solved", "x", 10, 10);
        const ReportId gone = exporting.report(name + " gone", "x", 20, 10);
        exporting.to(request);
        const ReportId added = exporting.report(name + " new", "neu", 30, 10);
        store::change_status(exporting.town.registry, solved, Status::solved, by_desk(6));
        store::change_status(exporting.town.registry, gone, Status::rejected, by_desk(6));
        SECTION("A dry run and a failed export leave it to the next one " + name) {
            const ExportContext dry{
                exporting.town.registry, exporting.workspace, exporting.town.config, day(30), "x", true};
            CHECK(export_layer(dry, request, std::nullopt).diff->added == 1);
        }
        done = exporting.to(request);
        CHECK(done.diff->added == 1);
        CHECK(done.diff->changed == 1);
        CHECK(done.diff->removed == 1);
        const std::string seen = read_back(exporting.file(name));
        CHECK_THAT(seen, Catch::StartsWith("3 4326\n"));
        CHECK_THAT(seen, Catch::Contains("{\"change\": \"removed\", \"id\": " + std::to_string(gone) + "}"));
        CHECK_THAT(seen, Catch::Contains("\"change\": \"changed\"") && Catch::Contains("\"change\": \"added\""));
        CHECK_THAT(seen, Catch::Contains("\"id\": " + std::to_string(added)));
        request.restart = true;
        CHECK(exporting.to(request).diff->removed == 0);
    }
}

TEST_CASE("Areas and heat are polygons in every format") {
    Exporting exporting;
    const std::string square = R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":
        {"type":"Polygon","coordinates":[[[7.8,51.6],[7.9,51.6],[7.9,51.7],[7.8,51.7],[7.8,51.6]],
        [[7.84,51.64],[7.84,51.66],[7.86,51.66],[7.86,51.64],[7.84,51.64]]]}}]})";
    write_file(exporting.file("square.geojson"), square);
    ogr::Feature drawn;
    REQUIRE(ogr::open_layer(exporting.file("square.geojson"))->next(drawn));
    store::put_area(exporting.town.registry, "district", "Mitte", drawn.wkb);
    const auto read = [&](const std::string& layer, const std::string& name) {
        ExportLayer request = exporting.request(name, layer);
        request.smallest = 1;
        CHECK(exporting.to(request).without_place == 0);
        return after_first_line(read_back(exporting.file(name)));
    };
    for (const std::string layer : {"areas", "heat"}) {
        const std::string expected = read(layer, layer + ".geojson");
        CHECK_THAT(expected, Catch::Contains(layer == "areas" ? "\"geometry\": [\"MULTIPOLYGON\", 7.85, 51.65"
                                                              : "\"reports\": 1"));
        for (const char* const suffix : {".gpkg", ".fgb", ".geojsonl"}) {
            INFO(layer << suffix);
            CHECK(read(layer, layer + suffix) == expected);
        }
        CHECK_THAT(run("ogrinfo -al " + exporting.file(layer + ".gpkg")), Catch::Contains("MULTIPOLYGON"));
        read(layer, layer + ".kml");
        read(layer, layer + ".shp");
        CHECK_THAT(run("ogrinfo -so -al " + exporting.file(layer + ".shp")),
                   Catch::Contains("Geometry: Polygon") && Catch::Contains("ID[\"EPSG\",25832]"));
    }
    const std::string hole =
        run("/usr/bin/python3 -c \"from osgeo import ogr; d = ogr.Open('" + exporting.file("areas.shp") +
            "'); f = d[0].GetNextFeature(); g = f.GetGeometryRef(); print(g.IsValid(), "
            "g.GetGeometryCount(), g.GetArea())\"");
    CHECK_THAT(hole, Catch::StartsWith("True 2 "));
}

TEST_CASE("Participations that run now are polygons, those that are over are not there") {
    Exporting exporting;
    const auto add = [&](const std::string& id, const std::string& geometry, int ends) {
        store::Participation one;
        one.source = "plans";
        one.external_id = id;
        one.kind = "plan";
        one.title = "Bebauungsplan " + id;
        one.ends_at = day(ends);
        one.geometry = geometry;
        store::put_participation(exporting.town.registry, one, by_desk());
    };
    add("1", R"({"type":"Polygon","coordinates":[[[7.8,51.6],[7.9,51.6],[7.9,51.7],[7.8,51.7],[7.8,51.6]]]})", 40);
    add("2", R"({"type":"Point","coordinates":[7.85,51.65]})", 40);
    add("3", "", 40);
    add("4", R"({"type":"Point","coordinates":[7.85,51.65]})", 20);
    std::string expected;
    for (const char* const name : {"p.geojson", "p.gpkg"}) {
        CHECK(exporting.to(exporting.request(name, "participations")).without_place == 1);
        const std::string seen = read_back(exporting.file(name));
        CHECK_THAT(seen, Catch::StartsWith("3 4326") && Catch::Contains("[\"MULTIPOLYGON\", 7.85, 51.65]"));
        if (expected.empty()) expected = seen;
        CHECK(seen == expected);
    }
}

TEST_CASE("Heat leaves out small counts, and counts what is not public only for staff") {
    Exporting exporting;
    for (int i = 0; i < 4; ++i) exporting.report("near " + std::to_string(i), "x", 100 + i, 200 + i);
    ExportLayer request = exporting.request("heat.geojson", "heat");
    CHECK(exporting.to(request).rows == 1);  // five at one place, smallest_group is 5
    CHECK_THAT(read_file(request.output), Catch::Contains("\"reports\":5"));
    request.smallest = 6;
    CHECK(exporting.to(request).rows == 0);
    request.smallest = 0;
    request.cells = "grid";
    request.cell_m = 5000;
    CHECK(exporting.to(request).rows >= 1);
    request.internal = true;
    request.cell_m = 250;
    CHECK(exporting.to(request).rows == 4);
}

TEST_CASE("A request that contradicts itself is refused before anything is read") {
    Exporting exporting;
    ExportLayer request = exporting.request("x.geojson");
    request.epsg = 25832;
    CHECK_THAT(refusal(exporting, request), Catch::Contains("RFC 7946"));
    request = exporting.request("x.gpx");
    CHECK_THAT(refusal(exporting, request), Catch::Contains(".gpkg"));
    request.driver = "MapInfo";
    CHECK_THAT(refusal(exporting, request), Catch::Contains("FlatGeobuf"));
    request.driver = "gpkg";
    CHECK(exporting.to(request).driver == "GPKG");
    request = exporting.request("x.geojson", "streets");
    CHECK_THAT(refusal(exporting, request), Catch::Contains("heat"));
    request = exporting.request("x.gpkg");
    request.epsg = 99999;
    CHECK_THROWS_WITH(exporting.to(request), Catch::Contains("99999"));
    CHECK_FALSE(std::filesystem::exists(request.output));
}

TEST_CASE("Every layer of the configuration is written, also after one that fails") {
    Exporting exporting;
    exporting.town.config.exports.layers = {exporting.request("a.geojson"), exporting.request("b.csv"),
                                            exporting.request("c.gpkg")};
    exporting.town.config.exports.layers.at(1).fields = {"colour"};
    const auto done = publish::export_configured(exporting.at());
    CHECK(done.layers == 2);
    REQUIRE(done.failures.size() == 1);
    CHECK_THAT(done.failures.front(), Catch::Contains("colour"));
    CHECK(std::filesystem::exists(exporting.file("c.gpkg")));
}
