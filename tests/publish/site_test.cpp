#include "publish/site/site.hpp"

#include "core/error.hpp"
#include "core/file.hpp"
#include "intake/town.hpp"
#include "ogr/test_files.hpp"
#include "publish/participations.hpp"
#include "publish/sample_reports.hpp"
#include "publish/site/details.hpp"
#include "publish/site/feed.hpp"
#include "publish/site/markup.hpp"
#include "publish/site/report_columns.hpp"
#include "publish/site/shell.hpp"
#include "publish/site/street_axis.hpp"
#include "publish/site/word_index.hpp"
#include "store/report_changes.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>

namespace {

using namespace ombud;
using namespace ombud::publish;
using namespace ombud::publish::site;
using ogr::test::TestFolder;
namespace fs = std::filesystem;

/// Path -> bytes of all files of a folder.
std::map<std::string, std::string> files(const fs::path& folder) {
    std::map<std::string, std::string> found;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file()) found[fs::relative(entry.path(), folder).string()] = read_file(entry.path());
    }
    return found;
}

/// Page and library in place of those of a build, for as long as a test runs.
class ShippedFiles {
  public:
    explicit ShippedFiles(const TestFolder& folder) {
        write_file(folder / "shipped/index.html", "<title>{{title}}</title>{{policy}} {{language}} {{other}}\n");
        write_file(folder / "shipped/js/main.js", "// page\n");
        write_file(folder / "shipped/vendor/leaflet.js", "// map\n");
        ::setenv("OMBUD_SITE", (folder / "shipped").c_str(), 1);
    }
    ShippedFiles(const ShippedFiles&) = delete;
    ShippedFiles& operator=(const ShippedFiles&) = delete;
    ~ShippedFiles() { ::unsetenv("OMBUD_SITE"); }
};

PublicReport at(ReportId id) {
    PublicReport report = publish::test::pothole();
    report.id = id;
    report.reference = fmt::format("OMB-{}", id);
    return report;
}

/// A town with three reports that anybody may see.
void fill(intake::trial::Town& town) {
    std::string lines;
    for (int i = 1; i <= 3; ++i) {
        lines += fmt::format(
            R"({{"external_id":"{0}","received_at":"2026-11-0{0}T10:00:00Z","text":"Loch","category":"roads/pothole","lat":51.66,"lon":7.8{0}}})"
            "\n",
            i);
    }
    REQUIRE(town.import(Channel::web, town.input("in.ndjson", lines)).created == 3);
    for (const Report& report : town.reports()) {
        store::assign(town.registry, report.id, "roads", {intake::trial::noon(), "assign", ""});
        publish::test::release(town.registry, report.id);
    }
}

SiteSummary write(intake::trial::Town& town, const fs::path& folder, Instant now = intake::trial::noon()) {
    SilentProgress progress;
    return write_site(town.registry, town.workspace, town.config, folder, progress, now);
}

}  // namespace

TEST_CASE("A folder that holds somebody else's page is refused and left as it is") {
    const TestFolder folder;
    const auto page = folder.file("index.html", "mine");
    CHECK_THROWS_WITH(SiteFolder(folder.path()), Catch::Contains("that ombud did not write"));
    CHECK(files(folder.path()) == std::map<std::string, std::string>{{"index.html", "mine"}});
}

TEST_CASE("What earlier runs wrote and this one did not is removed, and nothing else ever is") {
    const TestFolder folder;
    write_file(folder / "site/favicon.ico", "mine");
    {
        SiteFolder site(folder / "site");
        site.put("data/details/0.json", "old");
        site.put("photos/a.jpg", "a");
        site.finish();
    }
    write_file(folder / "site/photos/mine.jpg", "mine");
    {
        SiteFolder cut_off(folder / "site");
        cut_off.put("data/details/1.json", "never finished");
    }
    SiteFolder site(folder / "site");
    site.put("data/reports.json", "new");
    site.finish();
    CHECK(files(folder / "site") == std::map<std::string, std::string>{{".ombud-site", "data/reports.json\n"},
                                                                       {"data/reports.json", "new"},
                                                                       {"favicon.ico", "mine"},
                                                                       {"photos/mine.jpg", "mine"}});
    CHECK_FALSE(fs::exists(folder / "site/data/details"));
}

TEST_CASE("A journal of written files that somebody edited leads to no file outside of the folder") {
    const TestFolder folder;
    write_file(folder / "kept", "mine");
    write_file(folder / "site/.ombud-site", "../kept\n" + (folder / "kept").string() + "\n");
    SiteFolder site(folder / "site");
    site.finish();
    CHECK(fs::exists(folder / "kept"));
}

TEST_CASE("Text becomes neither markup nor what XML has no place for") {
    CHECK(markup("<a href=\"x\" id='y'>&") == "&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;");
    CHECK(markup("a\xEF\xBF\xBE\xEF\xBF\xBF"
                 "b") == "ab");
    CHECK(markup("Grüße \xF0\x9F\x9A\xA7") == "Grüße \xF0\x9F\x9A\xA7");
}

TEST_CASE("Reports are columns of differences, and one without a place is in none") {
    const TimeZone berlin("Europe/Berlin");
    ReportColumns columns(berlin);
    columns.add(at(123));
    columns.add(publish::test::lamp_without_position());
    PublicReport later = at(130);
    later.received_at += std::chrono::hours(15);  // after midnight in Berlin
    later.position = Position{7.72, 51.67};
    later.photos.clear();
    columns.add(later);
    const std::string json = columns.json();
    CHECK_THAT(json, Catch::Contains(R"("origin":[771303,5166892],"id":[123,7],"lon":[0,697],"lat":[0,108])"));
    CHECK_THAT(json,
               Catch::Contains(R"("received":[20513,1],"changed":[1,0],"street":[0,0],"area":[0,0],"photos":[2,0])"));
    CHECK_THAT(json, Catch::Contains(R"([{"id":"roads/pothole","de":"Schlagloch","en":"Pothole","group":"Straßen"}])"));
}

TEST_CASE("A new report changes the last block of details only") {
    const TestFolder folder;
    SiteFolder site(folder / "site");
    Details details(site);
    for (const ReportId id : {1, 127, 128, 400}) details.add(at(id));
    details.finish();
    const auto written = files(folder / "site/data/details");
    REQUIRE(written.size() == 3);
    CHECK_THAT(written.at("0.json"),
               Catch::StartsWith(R"({"1":{"department":"Tiefbauamt")") && Catch::Contains(R"("127":{)"));
    CHECK_THAT(written.at("1.json"), Catch::StartsWith(R"({"128":{)"));
    CHECK_THAT(written.at("3.json"), Catch::StartsWith(R"({"400":{)"));
}

TEST_CASE("The feed has the newest fifty reports under ids that do not move with the site") {
    Config config = intake::trial::sample_config();
    config.site.url = "https://town.example/map/";
    Feed feed;
    for (ReportId id = 1; id <= 60; ++id) {
        PublicReport report = at(id);
        report.received_at += std::chrono::hours(id);
        feed.add(report);
    }
    const std::string xml = feed.xml(config);
    CHECK_THAT(xml, Catch::Contains("href=\"https://town.example/map/#/report/OMB-60\"") &&
                        Catch::Contains("href=\"https://town.example/map/feed.xml\""));
    CHECK_THAT(xml, Catch::Contains("OMB-11\"") && !Catch::Contains("OMB-10\""));
    const std::string id = xml.substr(xml.find("<entry>\n<id>"), 60);
    config.site.url.clear();
    CHECK_THAT(feed.xml(config), Catch::Contains(id) && Catch::Contains("index.html#/report/OMB-60"));
}

TEST_CASE("Released words are found by their first letters, and nothing that was not released is") {
    const TestFolder folder;
    SiteFolder site(folder / "site");
    WordIndex words;
    CHECK(words.write(site).empty());
    PublicReport report = at(5);
    report.text = "Das Schlagloch, ÖPNV!";
    words.add(report);
    report = at(9);
    report.answers = {{report.changed_at, "schlagloch"}};
    words.add(report);
    CHECK_FALSE(words.write(site).empty());
    const auto written = files(folder / "site/data/words");
    CHECK(written.at("sc.json") == "{\"schlagloch\":[5,4]}\n");
    CHECK(written.size() == 3);
}

TEST_CASE("A street without a line of its own runs between its houses and is broken where they are far apart") {
    std::vector<NumberedHouse> houses;
    for (int i = 0; i < 20; ++i) {
        const double gap = i < 10 ? 0 : 0.01;
        houses.push_back({std::to_string(i + 1), {7.8 + i * 0.0003 + gap, 51.66 + (i % 2 == 0 ? 0.0001 : -0.0001)}});
    }
    const auto lines = street_axis(houses);
    REQUIRE(lines.size() == 2);
    for (const Line& line : lines) {
        REQUIRE(line.size() >= 2);
        for (const Position& point : line) CHECK(point.lat == Approx(51.66).margin(0.00006));
    }
    CHECK(broken_at_gaps({{7.8, 51.6}, {7.8001, 51.6}, {7.9, 51.6}}, 60).size() == 2);
    CHECK(thinned({{7.8, 51.6}, {7.85, 51.6}, {7.9, 51.6}}, 5).size() == 2);
}

TEST_CASE("The policy of the page allows pictures of the base map and nothing else from elsewhere") {
    SiteSettings settings;
    CHECK_THAT(content_security_policy(settings),
               Catch::Contains("img-src 'self';") && Catch::Contains("default-src 'none'"));
    settings.basemap = "https://{s}.tile.example:8080/{z}/{x}/{y}.png";
    CHECK_THAT(content_security_policy(settings), Catch::Contains("img-src 'self' data: https://*.tile.example:8080;"));
}

TEST_CASE("The same register gives the same site, and what left the public view leaves the folder") {
    const TestFolder folder;
    const ShippedFiles shipped(folder);
    intake::trial::Town town;
    fill(town);
    town.config.municipality = "Town {{policy}} <b>";
    const SiteSummary sum = write(town, folder / "site");
    CHECK(sum.reports == 3);
    const auto first = files(folder / "site");
    CHECK_THAT(first.at("index.html"),
               Catch::StartsWith("<title>Meldungen in Town {{policy}} &lt;b&gt;</title>default-src"));
    CHECK_THAT(first.at("index.html"), Catch::EndsWith("de \n"));
    CHECK(first.at("vendor/leaflet.js") == "// map\n");
    CHECK_THAT(first.at("text/0.html"), Catch::Contains("id=\"OMB-3\""));
    const auto time = fs::last_write_time(folder / "site/data/reports.json");
    write(town, folder / "site");
    CHECK(files(folder / "site") == first);
    CHECK(fs::last_write_time(folder / "site/data/reports.json") == time);

    for (const Report& report : town.reports()) {
        store::change_status(town.registry, report.id, Status::rejected, {intake::trial::noon(), "desk:a", ""});
    }
    write_file(town.workspace.public_files() / "statistics.html", "<p>figures</p>");
    CHECK(write(town, folder / "site").reports == 0);
    const auto last = files(folder / "site");
    CHECK_FALSE(last.contains("data/details/0.json"));
    CHECK_FALSE(last.contains("text/0.html"));
    CHECK(last.at("statistics.html") == "<p>figures</p>");
    CHECK_THAT(last.at("data/site.json"), Catch::Contains("\"statistics\":\"statistics.html\""));
}

TEST_CASE("Without the map library nothing is written, and the error says how to get it") {
    const TestFolder folder;
    const ShippedFiles shipped(folder);
    fs::remove_all(folder / "shipped/vendor");
    intake::trial::Town town;
    CHECK_THROWS_WITH(write(town, folder / "site"), Catch::Contains("fetch it with scripts/web-assets"));
    CHECK_FALSE(fs::exists(folder / "site"));
}

TEST_CASE("Participations are on the page while they run, and gone when they are over") {
    const TestFolder folder;
    const ShippedFiles shipped(folder);
    intake::trial::Town town;
    const Instant begin = parse_iso("2026-11-01T00:00:00+01:00").value();
    const Instant end = parse_iso("2026-12-01T00:00:00+01:00").value();
    const store::Change change{begin, "import", ""};
    store::put_participation(town.registry,
                             {.source = "portal",
                              .external_id = "1",
                              .kind = "plan",
                              .title = "B-Plan <7>",
                              .url = "https://town.example/7",
                              .begins_at = begin,
                              .ends_at = end,
                              .geometry = R"({"type":"Point","coordinates":[7.82,51.67]})"},
                             change);
    store::put_participation(town.registry,
                             {.source = "portal", .external_id = "2", .kind = "survey", .title = "Endless"}, change);
    write(town, folder / "site", end - std::chrono::seconds(1));
    CHECK(
        read_file(folder / "site/data/participations.json") ==
        R"({"format":1,"participations":[{"id":1,"kind":"plan","title":"B-Plan <7>","url":"https://town.example/7","from":20758,"until":20787,)"
        R"("geometry":{"type":"Point","coordinates":[7.82,51.67]}},{"id":2,"kind":"survey","title":"Endless","url":"","from":null,"until":null,"geometry":null}]})"
        "\n");
    CHECK_THAT(read_file(folder / "site/data/site.json"), Catch::Contains("\"participations\":true"));
    CHECK(running_participations(town.registry, begin - std::chrono::seconds(1)).size() == 1);
    REQUIRE(store::remove_participation(town.registry, 2, change));
    write(town, folder / "site", end);
    CHECK_FALSE(fs::exists(folder / "site/data/participations.json"));
    CHECK_THAT(read_file(folder / "site/data/site.json"), Catch::Contains("\"participations\":false"));
}
