#include "route/rules.hpp"

#include "core/error.hpp"
#include "core/temp_folder.hpp"
#include "route/assign.hpp"
#include "route/replay.hpp"
#include "route/rule_check.hpp"
#include "store/sample_register.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace {

using namespace ombud;
using namespace ombud::store::test;
using route::Fault;

/// A town of 21 lines with three departments and four categories; rules follow from line 22 on.
const std::string town_toml = R"([municipality]
name = "Lindenbrück"
own_addresses = ["maengel@town.example"]
[[department]]
id = "roads"
name = "Tiefbauamt"
[[department]]
id = "lighting"
name = "Stadtwerke"
[[category]]
id = "roads/pothole"
name = "Schlagloch"
department = "roads"
[[category]]
id = "lighting/lamp"
name = "Laterne"
department = "lighting"
[[category]]
id = "other"
name = "Sonstiges"
department = "triage"
)";

Config with_rules(const std::string& rules) {
    const test::TempFolder folder;
    return load_config(folder.file("ombud.toml", town_toml + rules));
}

std::string decided(const Config& config, route::Facts facts) {
    facts.words = padded_words(facts.words);
    return route::Rules(config).decide(facts).department;
}

std::vector<std::string> faults(const std::string& rules, const std::vector<std::string>& areas = {}) {
    const Config config = with_rules(rules);
    std::vector<std::string> found;
    for (const route::Finding& finding : route::check_rules(config, areas)) {
        found.push_back(std::string(to_string(finding.fault)) + " " +
                        (finding.rule ? std::to_string(*finding.rule + 1) : "-") + " " +
                        (finding.other ? std::to_string(*finding.other + 1) : "-"));
    }
    return found;
}

/// A district from 51.6 to 51.7 degrees north.
void put_district(store::Register& registry, const char* name, double west, double east) {
    // Little-endian WKB of a polygon with one ring of five points.
    std::string wkb{"\x01\x03\x00\x00\x00\x01\x00\x00\x00\x05\x00\x00\x00", 13};
    for (const auto& [x, y] : {std::pair{west, 51.6}, {east, 51.6}, {east, 51.7}, {west, 51.7}, {west, 51.6}}) {
        wkb.append(reinterpret_cast<const char*>(&x), sizeof x);
        wkb.append(reinterpret_cast<const char*>(&y), sizeof y);
    }
    store::put_area(registry, "district", name, wkb);
}

/// "Other" is in triage by itself, which is a gap; tests of other faults close it.
const std::string no_gap = R"(
[[route.rule]]
category = "other"
department = "roads"
)";

}  // namespace

TEST_CASE("The first rule that fits decides, and the category where none does") {
    const Config config = with_rules(R"(
[[route.rule]]
category = "lighting"
area = ["Nord", "Süd"]
department = "roads"
reason = "own lamps"
[[route.rule]]
category = "lighting/lamp"
area = "Nord"
department = "triage"
)");
    CHECK(decided(config, {.category = "lighting/lamp", .area = "Nord"}) == "roads");
    CHECK(decided(config, {.category = "lighting/lamp", .area = "West"}) == "lighting");
    CHECK(decided(config, {.category = "roads/pothole", .area = "Nord"}) == "roads");
    CHECK(decided(config, {.category = "", .area = "Nord"}) == "triage");
    const auto decision = route::Rules(config).decide({.category = "lighting/lamp", .area = "Süd"});
    CHECK(decision.rule == 0U);
    CHECK(decision.reason == "rule 1 (ombud.toml:23): own lamps");
}

TEST_CASE("Rules ask for channel, kind of reporter and words") {
    const Config config = with_rules(R"(
[[route.rule]]
channel = ["phone", "email"]
reporter = "staff"
department = "lighting"
[[route.rule]]
text = ["*brücke", "unterführung am bahnhof"]
department = "roads"
)");
    CHECK(decided(config, {.channel = Channel::phone, .reporter = ReporterKind::staff}) == "lighting");
    CHECK(decided(config, {.channel = Channel::web, .reporter = ReporterKind::staff}) == "triage");
    CHECK(decided(config, {.channel = Channel::phone, .reporter = ReporterKind::anonymous}) == "triage");
    CHECK(decided(config, {.words = "Auf der EISENBAHNBRUECKE liegt Müll"}) == "roads");
    CHECK(decided(config, {.words = "In der Unterführung, am Bahnhof"}) == "roads");
    CHECK(decided(config, {.words = "Brückenstraße"}) == "triage");
    CHECK(decided(config, {.words = "Unterführung"}) == "triage");
}

TEST_CASE("Reporters are staff by the domain of their address, anonymous without any") {
    const Config config = with_rules("");
    CHECK(route::kind_of({}, config) == ReporterKind::anonymous);
    CHECK(route::kind_of({"Meier", "meier@Town.example", ""}, config) == ReporterKind::staff);
    CHECK(route::kind_of({"Meier", "meier@example.org", ""}, config) == ReporterKind::citizen);
    CHECK(route::kind_of({"", "", "0123"}, config) == ReporterKind::citizen);
}

TEST_CASE("A broken rule is an error when the configuration is loaded, with line and column") {
    const auto complaint = [](const std::string& rule) -> std::string {
        try {
            (void)with_rules("[[route.rule]]\n" + rule);
        } catch (const Error& error) {
            CHECK(error.kind() == ErrorKind::config);
            return error.what();
        }
        return "";
    };
    using Catch::Contains;
    CHECK_THAT(complaint("category = \"roads\"\ndepartment = \"raods\"\n"),
               Contains("ombud.toml:24:14: no [[department]] has the id 'raods'"));
    CHECK_THAT(complaint("category = \"waste\"\ndepartment = \"roads\"\n"),
               Contains(":23:12: ") && Contains("'waste'"));
    CHECK_THAT(complaint("category = \"road\"\ndepartment = \"roads\"\n"), Contains("'road'"));
    CHECK_THAT(complaint("categori = \"roads\"\ndepartment = \"roads\"\n"), Contains("unknown key 'categori'"));
    CHECK_THAT(complaint("department = \"roads\"\n"), Contains("no condition"));
    CHECK_THAT(complaint("category = []\ndepartment = \"roads\"\n"), Contains("never fit"));
    CHECK_THAT(complaint("area = \" \"\ndepartment = \"roads\"\n"), Contains("empty"));
    CHECK_THAT(complaint("category = \"roads\"\n"), Contains("department is missing"));
    CHECK_THAT(complaint("channel = \"fax\"\ndepartment = \"roads\"\n"), Contains("'fax'"));
    CHECK_THAT(complaint("reporter = \"mayor\"\ndepartment = \"roads\"\n"), Contains("'mayor'"));
    CHECK_THAT(complaint("text = \"a*b\"\ndepartment = \"roads\"\n"), Contains(":23:8: ") && Contains("star"));
    CHECK_THAT(complaint("text = \"*\"\ndepartment = \"roads\"\n"), Contains("no letter"));
    CHECK_THAT(complaint("text = 7\ndepartment = \"roads\"\n"), Contains("text"));
}

TEST_CASE("Good rules have nothing to complain about") {
    CHECK(faults(no_gap).empty());
    CHECK(faults(R"([[route.rule]]
category = "roads"
area = "Nord"
department = "lighting"
[[route.rule]]
category = "roads"
department = "roads"
)" + no_gap,
                 {"Nord", "Süd"})
              .empty());
}

TEST_CASE("A rule that an earlier one shadows is dead") {
    CHECK(faults(R"([[route.rule]]
category = "roads"
department = "lighting"
[[route.rule]]
category = "roads/pothole"
area = "Nord"
department = "roads"
)" + no_gap) == std::vector<std::string>{"dead 2 1"});
}

TEST_CASE("A rule that several earlier ones shadow together is dead") {
    const std::string rules = R"([[route.rule]]
category = "roads"
channel = ["web", "email"]
department = "lighting"
[[route.rule]]
category = "roads"
channel = "phone"
department = "lighting"
[[route.rule]]
category = "roads/pothole"
department = "triage"
)";
    CHECK(faults(rules + no_gap) == std::vector<std::string>{"dead 3 1"});
}

TEST_CASE("Words shadow narrower words, and never a rule without words") {
    const auto shadowed = faults(R"([[route.rule]]
text = "*brücke*"
department = "lighting"
[[route.rule]]
text = ["eisenbahnbrücke", "alte brücken"]
department = "lighting"
)" + no_gap);
    CHECK(shadowed == std::vector<std::string>{"dead 2 1", "overlap 3 1"});
    const auto open = faults(R"([[route.rule]]
text = "brücke"
department = "lighting"
[[route.rule]]
category = "lighting"
department = "lighting"
)" + no_gap);
    CHECK(std::ranges::none_of(open, [](const std::string& f) { return f.starts_with("dead"); }));
}

TEST_CASE("Two rules of which neither is the exception of the other overlap") {
    CHECK(faults(R"([[route.rule]]
category = "roads"
department = "roads"
[[route.rule]]
area = "Nord"
department = "lighting"
)",
                 {"Nord", "Süd"}) == std::vector<std::string>{"overlap 2 1", "gap - -"});
}

TEST_CASE("What nothing takes but triage is a gap, also in some districts only") {
    CHECK(faults("") == std::vector<std::string>{"gap - -"});
    const Config config = with_rules(R"([[route.rule]]
category = "other"
area = "Nord"
department = "roads"
)");
    const std::vector<std::string> areas{"Nord", "Süd"};
    const auto findings = route::check_rules(config, areas);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].fault == Fault::gap);
    CHECK_THAT(findings[0].message, Catch::Contains("other in Süd, no district"));
}

TEST_CASE("A district that the register does not have is found") {
    CHECK(faults(R"([[route.rule]]
category = "roads"
area = ["Nord", "Norden"]
department = "lighting"
)" + no_gap,
                 {"Nord", "Süd"}) == std::vector<std::string>{"unknown area 1 -"});
}

TEST_CASE("Districts that cover the same ground are found, neighbours are not") {
    SampleRegister town;
    put_district(town.registry, "Nord", 7.80, 7.82);
    put_district(town.registry, "Mitte", 7.82, 7.84);
    CHECK(store::overlapping_areas(town.registry, "district", 100).empty());
    put_district(town.registry, "Ost", 7.83, 7.86);
    const auto overlaps = store::overlapping_areas(town.registry, "district", 100);
    REQUIRE(overlaps.size() == 1);
    CHECK(overlaps[0].first == "Mitte");
    CHECK(overlaps[0].second == "Ost");
    // 0.01 degrees of longitude at 51.65 degrees north are 692 m, 0.1 of latitude 11.1 km.
    CHECK(overlaps[0].square_metres == Approx(7.7e6).epsilon(0.01));
    CHECK(route::check_areas(overlaps).front().fault == Fault::area_overlap);
}

TEST_CASE("Of a rule set with each kind of fault each is found, and an unknown department is refused at load") {
    SampleRegister town;
    put_district(town.registry, "Mitte", 7.82, 7.84);
    put_district(town.registry, "Ost", 7.83, 7.86);
    const std::string rules = R"([[route.rule]]
category = "roads"
department = "roads"
[[route.rule]]
category = "roads/pothole"
area = "Mitte"
department = "lighting"
[[route.rule]]
area = ["Ost", "Westen"]
department = "lighting"
)";
    const Config config = with_rules(rules);
    auto findings = route::check_rules(config, store::area_names(town.registry, "district"));
    for (auto& finding : route::check_areas(store::overlapping_areas(town.registry, "district", 100))) {
        findings.push_back(std::move(finding));
    }
    for (const Fault fault : {Fault::dead, Fault::gap, Fault::overlap, Fault::unknown_area, Fault::area_overlap}) {
        CAPTURE(to_string(fault));
        CHECK(std::ranges::count(findings, fault, &route::Finding::fault) == 1);
    }
    CHECK_THROWS_WITH(with_rules(rules + "[[route.rule]]\ncategory = \"other\"\ndepartment = \"parks\"\n"),
                      Catch::Contains("parks"));
}

TEST_CASE("The reason of a rule stands in the history of the report") {
    SampleRegister town;
    town.config.rules = {{.categories = {"roads"},
                          .areas = {},
                          .channels = {Channel::web},
                          .texts = {"bäcker*"},
                          .reporters = {},
                          .department = "lighting",
                          .reason = "they know the baker",
                          .place = "x:1"}};
    const ReportId by_rule = town.take(pothole("1"));
    IncomingReport other = pothole("2");
    other.text = "Ein Loch";
    const ReportId by_category = town.take(other);
    SilentProgress progress;
    CHECK(route::assign_departments(town.registry, town.config, progress, day(1)).assigned == 2);
    CHECK(town.report(by_rule).department == "lighting");
    CHECK(town.report(by_category).department == "roads");
    const auto events = store::events_of(town.registry, by_rule);
    CHECK(std::ranges::any_of(events, [](const store::Event& e) {
        return e.action == "assigned" && e.reason == "rule 1 (x:1): they know the baker";
    }));
}

TEST_CASE("Replaying other rules says what would move and changes nothing") {
    SampleRegister town;
    const ReportId first = town.take(pothole("1"));
    const ReportId second = town.take(pothole("2"));
    SilentProgress progress;
    (void)route::assign_departments(town.registry, town.config, progress, day(1));
    store::assign(town.registry, second, "lighting", by_desk());
    const auto events = town.count("event");
    Config changed = town.config;
    changed.rules = {{.categories = {"roads"},
                      .areas = {},
                      .channels = {},
                      .texts = {},
                      .reporters = {},
                      .department = "lighting",
                      .reason = "",
                      .place = "x:1"}};
    const auto result = route::replay(town.registry, changed, {});
    REQUIRE(result.size() == 2);
    CHECK(result[0].report == second);
    CHECK(result[0].from == "lighting");
    CHECK(result[0].to == "lighting");
    CHECK(result[0].by_hand);
    CHECK(result[1].report == first);
    CHECK(result[1].from == "roads");
    CHECK(result[1].to == "lighting");
    CHECK(!result[1].by_hand);
    store::ReportFilter later;
    later.since = day(5);
    CHECK(route::replay(town.registry, changed, later).empty());
    CHECK(town.count("event") == events);
    CHECK(town.report(first).department == "roads");
}
