#include "publish/open311.hpp"

#include "core/config.hpp"
#include "core/deadline.hpp"
#include "core/file.hpp"
#include "core/shipped_mappings.hpp"
#include "intake/town.hpp"
#include "ogr/test_files.hpp"
#include "publish/public_view.hpp"
#include "publish/sample_reports.hpp"
#include "store/report_changes.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>

namespace {

using namespace ombud;
using ogr::test::run;
using ogr::test::TestFolder;
namespace fs = std::filesystem;

Config config_with_pages(int page) {
    Config config = intake::trial::sample_config();
    config.open311.page = page;
    config.open311.contact = "Bürgerservice <& co>";
    config.categories[0].expected_days = 5;
    return config;
}

publish::PublicReport request(ReportId id) {
    publish::PublicReport report = publish::test::pothole();
    report.id = id;
    report.reference = "OMB-" + std::to_string(id);
    return report;
}

std::vector<publish::PublicReport> requests(int count) {
    std::vector<publish::PublicReport> reports;
    for (int i = 1; i <= count; ++i) reports.push_back(request(i));
    return reports;
}

/// Checks a folder against the field lists of GeoReport v2: names, types, order-free, required ones.
constexpr const char* checker = R"py(
import json, pathlib, sys
import xml.etree.ElementTree as xml
root = pathlib.Path(sys.argv[1])
REQUEST = {"service_request_id": str, "status": str, "status_notes": str, "service_name": str, "service_code": str,
    "description": str, "agency_responsible": str, "service_notice": str, "requested_datetime": str, "updated_datetime": str,
    "expected_datetime": str, "address": str, "address_id": str, "zipcode": str, "lat": float, "long": float, "media_url": str}
REQUIRED = {"service_request_id", "status", "service_name", "service_code", "requested_datetime"}
SERVICE = {"service_code": str, "service_name": str, "description": str, "metadata": bool, "type": str, "keywords": str, "group": str}
def check(item, fields, required, extra=()):
    assert set(fields) <= set(item), set(fields) - set(item)
    assert set(item) <= set(fields) | set(extra), set(item) - set(fields)
    for name, kind in fields.items():
        assert item[name] is None or isinstance(item[name], kind), (name, item[name])
        assert name not in required or item[name], name
def same(element, value, name):
    if value is None: assert element.text is None and len(element) == 0, name
    elif isinstance(value, dict): assert [e.tag for e in element] == list(value), name
    elif isinstance(value, list): assert len(element) == len(value), name
    elif isinstance(value, bool): assert element.text == str(value).lower(), name
    elif isinstance(value, float): assert float(element.text) == value, name
    else: assert element.text == str(value), (name, element.text, value)
requests = 0
for file in [root / "requests.json", *root.glob("requests/*.json")]:
    if file.name == "pages.json": continue
    items = json.loads(file.read_text("utf-8"))
    tree = xml.parse(file.with_suffix(".xml")).getroot()
    assert tree.tag == "service_requests" and [e.tag for e in tree] == ["request"] * len(items), file
    for item, element in zip(items, tree):
        check(item, REQUEST, REQUIRED, {"extended_attributes"})
        assert item["status"] in ("open", "closed")
        assert [e.tag for e in element] == list(item)
        for name, value in item.items(): same(element.find(name), value, name)
        requests += 1
services = json.loads((root / "services.json").read_text("utf-8"))
tree = xml.parse(root / "services.xml").getroot()
assert tree.tag == "services" and [e.tag for e in tree] == ["service"] * len(services)
for item, element in zip(services, tree):
    check(item, SERVICE, {"service_code", "service_name", "type", "group"})
    assert item["type"] in ("realtime", "batch", "blackbox")
    for name, value in item.items(): same(element.find(name), value, name)
    definition = json.loads((root / "services" / (item["service_code"] + ".json")).read_text("utf-8"))
    assert definition == {"service_code": item["service_code"], "attributes": []}
    assert [e.tag for e in xml.parse(root / "services" / (item["service_code"] + ".xml")).getroot()] == ["service_code", "attributes"]
discovery = json.loads((root / "discovery.json").read_text("utf-8"))
tree = xml.parse(root / "discovery.xml").getroot()
assert tree.tag == "discovery" and tree.find("contact").text == discovery["contact"]
endpoint = discovery["endpoints"][0]
assert set(endpoint) == {"specification", "url", "changeset", "type", "formats"} and endpoint["type"] == "production"
assert [f.text for f in tree.find("endpoints/endpoint/formats")] == endpoint["formats"]
print(requests, len(services), end="")
)py";

std::string check(const fs::path& folder) {
    static const TestFolder scripts;
    const fs::path script = scripts / "check.py";
    if (!fs::exists(script)) std::ofstream(script) << checker;
    return run("python3 " + script.string() + " " + folder.string() + " 2>&1");
}

std::map<std::string, std::string> files(const fs::path& folder) {
    std::map<std::string, std::string> found;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file()) found[fs::relative(entry.path(), folder).string()] = read_file(entry.path());
    }
    return found;
}

}  // namespace

TEST_CASE("The Open311 files have the fields of the specification in JSON and XML alike") {
    const TestFolder folder;
    auto reports = requests(23);
    reports.push_back(publish::test::lamp_without_position());
    reports.back().category_name_de = "Laterne";
    reports.back().title = "<script>alert(\"Tür & Tor\")</script> ]]> \xF0\x9F\x9A\xA7";
    const auto written = publish::write_open311(folder / "o", publish::test::all_of(reports), config_with_pages(10),
                                                {"https://town.example/open311"});
    CHECK(written.requests == 24);
    CHECK(written.pages == 3);
    CHECK(written.services == 2);
    // 24 by themselves, 24 on pages, the 10 newest.
    CHECK(check(folder / "o") == "58 2");
}

TEST_CASE("The newest requests stand in requests.json, newest first, and pages go from the oldest") {
    const TestFolder folder;
    static_cast<void>(
        publish::write_open311(folder / "o", publish::test::all_of(requests(25)), config_with_pages(10), {}));
    const auto ids = [&](const std::string& file) {
        return run(
            "python3 -c 'import json,sys; print([int(r[\"service_request_id\"]) for r in json.load(open(sys.argv[1]))], end=str())' " +
            (folder / "o" / file).string());
    };
    CHECK(ids("requests.json") == "[25, 24, 23, 22, 21, 20, 19, 18, 17, 16]");
    CHECK(ids("requests/page-1.json") == "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]");
    CHECK(ids("requests/page-3.json") == "[21, 22, 23, 24, 25]");
    CHECK(read_file(folder / "o/requests/pages.json") == "{\"pages\":3,\"requests\":25,\"requests_a_page\":10}\n");
}

TEST_CASE("What is no longer public leaves the Open311 folder, and what is not ours stays") {
    const TestFolder folder;
    const Config config = config_with_pages(10);
    static_cast<void>(publish::write_open311(folder / "o", publish::test::all_of(requests(25)), config, {}));
    std::ofstream(folder / "o/requests/notes.txt") << "mine";
    Config fewer = config;
    fewer.categories[1].is_public = false;
    auto rest = requests(25);
    rest.erase(rest.begin(), rest.begin() + 9);
    const auto written = publish::write_open311(folder / "o", publish::test::all_of(rest), fewer, {});
    CHECK(written.removed == 2 * (9 + 1 + 1));  // requests 1 to 9, page 3, the service
    CHECK_FALSE(fs::exists(folder / "o/requests/9.json"));
    CHECK(fs::exists(folder / "o/requests/10.xml"));
    CHECK_FALSE(fs::exists(folder / "o/services/noise.json"));
    CHECK(fs::exists(folder / "o/requests/notes.txt"));
    CHECK(check(folder / "o") == "42 1");

    publish::remove_open311(folder / "o");
    CHECK(files(folder / "o").size() == 1);
}

TEST_CASE("The same reports give the same Open311 files, and files that do not change are not touched") {
    const TestFolder folder;
    const Config config = config_with_pages(10);
    static_cast<void>(publish::write_open311(folder / "o", publish::test::all_of(requests(25)), config, {}));
    const auto before = files(folder / "o");
    const auto time = fs::last_write_time(folder / "o/requests/7.json");
    auto changed = requests(25);
    changed[6].status = Status::solved;
    changed[6].closed_at = changed[6].changed_at;
    static_cast<void>(publish::write_open311(folder / "o", publish::test::all_of(changed), config, {}));
    CHECK(files(folder / "o") != before);
    static_cast<void>(publish::write_open311(folder / "o", publish::test::all_of(requests(25)), config, {}));
    CHECK(files(folder / "o") == before);
    const auto rewritten = fs::last_write_time(folder / "o/requests/7.json");
    CHECK(rewritten >= time);
    static_cast<void>(publish::write_open311(folder / "o", publish::test::all_of(requests(25)), config, {}));
    CHECK(fs::last_write_time(folder / "o/requests/7.json") == rewritten);
}

TEST_CASE("Codes of services are names of files, and no two categories share one") {
    CHECK(publish::service_code("roads/pothole") == "roads.pothole");
    CHECK(publish::service_code("roads.pothole") == "roads~2epothole");
    CHECK(publish::service_code("../x") == "~2e~2e.x");
    CHECK(publish::service_code("Müll") == "M~c3~bcll");
}

TEST_CASE("An Open311 request says by when it is expected, where its photo is, and no house number") {
    const Config config = config_with_pages(10);
    LocalDays days(config.time_zone, config.calendar);
    const publish::Node node = publish::open311_request(request(5), config, days, "https://town.example/open311/");
    const std::string json = publish::to_json(node);
    // Received on Sunday, 1 March 2026: five working days later is Friday, and its end in Berlin.
    CHECK_THAT(json, Catch::Contains("\"expected_datetime\":\"2026-03-06T23:00:00Z\""));
    CHECK_THAT(json, Catch::Contains("\"media_url\":\"https://town.example/photos/a.jpg\""));
    CHECK_THAT(json, Catch::Contains("\"address\":\"Grüne Straße\""));
    CHECK_THAT(json, Catch::Contains("\"lat\":51.6689223,\"long\":7.7130265"));
}

TEST_CASE("Our own importer reads the Open311 files back without loss") {
    using intake::trial::Town;
    const TestFolder folder;
    Town town;
    town.config = config_with_pages(10);
    std::string lines;
    for (int i = 0; i < 60; ++i) {
        lines += fmt::format(
            R"({{"external_id":"a{0}","received_at":"2026-10-{1:02}T0{2}:1{2}:0{2}Z","text":"Loch {0}","category":"roads/pothole","lat":51.6{0:02}1234,"lon":7.8{0:02}4321}})"
            "\n",
            i + 20, i % 28 + 1, i % 9);
    }
    REQUIRE(town.import(Channel::web, town.input("in.ndjson", lines)).created == 60);
    constexpr std::array statuses{Status::in_progress, Status::forwarded, Status::solved, Status::closed_unsolved};
    for (const Report& report : town.reports()) {
        const Instant at = intake::trial::noon() - std::chrono::minutes(report.id);
        store::assign(town.registry, report.id, "roads", {at, "assign", ""});
        publish::test::release(town.registry, report.id);
        if (report.id % 5 == 0) continue;
        const Status status = statuses.at(static_cast<std::size_t>(report.id % 4));
        store::change_status(town.registry, report.id, status, {at, "desk:a", ""});
    }
    const auto written =
        publish::write_open311(folder / "o", publish::public_view(town.registry, town.config), town.config, {});
    REQUIRE(written.requests == 60);

    for (const std::string ending : {".json", ".xml"}) {
        Town copy;
        copy.config = town.config;
        copy.source.mapping = shipped_mapping("open311").value();
        copy.source.mapping_is_sure = true;
        for (int page = 1; page <= 6; ++page) {
            const auto sum =
                copy.import(Channel::web, folder / "o/requests" / ("page-" + std::to_string(page) + ending));
            CHECK(sum.created == 10);
            for (const auto& item : copy.quarantined()) FAIL_CHECK(item.reason);
        }
        const auto before = town.reports();
        const auto after = copy.reports();
        REQUIRE(after.size() == before.size());
        for (std::size_t i = 0; i < before.size(); ++i) {
            CHECK(after[i].category == before[i].category);
            CHECK(after[i].status == before[i].status);
            CHECK(after[i].received_at == before[i].received_at);
            CHECK(after[i].closed_at == before[i].closed_at);
            REQUIRE(after[i].position.has_value());
            CHECK(distance_m(*after[i].position, *before[i].position) < 0.02);
        }
        // The same pages once more are known.
        CHECK(copy.import(Channel::web, folder / "o/requests" / ("page-1" + ending)).known == 10);
    }
}
