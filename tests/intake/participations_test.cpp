#include "intake/participations.hpp"

#include "core/error.hpp"
#include "core/participation_mapping.hpp"
#include "intake/town.hpp"
#include "store/participations.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

namespace {

using namespace ombud;
using intake::ParticipationImport;
using intake::ParticipationSummary;
using intake::trial::noon;
using intake::trial::Town;
namespace fs = std::filesystem;

/// Names the mapping of a source tree, as a build has it beside the program.
ParticipationImport list_of(const std::string& mapping, bool complete = false) {
    const std::string file =
        mapping.empty() ? "" : OMBUD_SOURCE_DIR "/share/mappings/participations/" + mapping + ".toml";
    return {.source = "portal", .mapping = participation_mapping(file), .complete = complete};
}

ParticipationSummary take(Town& town, const ParticipationImport& import, const fs::path& file) {
    const std::vector<fs::path> files{file};
    return intake::import_participations(town.registry, town.workspace, town.config, import, files, noon());
}

std::string iso(const std::optional<Instant>& at) {
    return at ? format_iso(*at) : "";
}

}  // namespace

TEST_CASE("A list of Beteiligung NRW is taken in by its column names, with whole days and a polygon") {
    Town town;
    const auto file = town.input(
        "liste.csv",
        "Vorgangsnummer;Titel;Verfahrensart;Beginn;Ende;Link;Geltungsbereich\n"
        "B-7;Bebauungsplan Nr. 7 „Am Anger“;Bebauungsplan;02.11.2026;01.12.2026;https://beteiligung.example/7;"
        "POLYGON ((7.80 51.66, 7.80 51.67, 7.81 51.67, 7.81 51.66, 7.80 51.66))\n"
        "U-1;Umfrage Radverkehr;Umfrage;;;HTTPS://beteiligung.example/1;\n");
    const ParticipationSummary sum = take(town, list_of("beteiligung_nrw"), file);
    CHECK(sum.added == 2);
    CHECK(sum.quarantined == 0);
    const auto all = store::list_participations(town.registry);
    REQUIRE(all.size() == 2);
    CHECK(all[0].external_id == "B-7");
    CHECK(all[0].kind == "plan");
    CHECK(all[0].title == "Bebauungsplan Nr. 7 „Am Anger“");
    CHECK(iso(all[0].begins_at) == "2026-11-01T23:00:00Z");
    CHECK(iso(all[0].ends_at) == "2026-12-01T23:00:00Z");
    // Against the clock, as RFC 7946 wants it.
    CHECK(all[0].geometry ==
          R"({"type":"Polygon","coordinates":[[[7.8,51.66],[7.81,51.66],[7.81,51.67],[7.8,51.67],[7.8,51.66]]]})");
    CHECK(all[1].kind == "survey");
    CHECK(all[1].url == "https://beteiligung.example/1");
    CHECK(all[1].geometry.empty());
}

TEST_CASE(
    "The same list again changes nothing, a corrected one changes what differs, a complete one removes what is gone") {
    Town town;
    const std::string head = "id,titel,bis\n";
    const auto first = town.input("a.csv", head + "1,Eins,2026-12-31\n2,Zwei,\n");
    CHECK(take(town, list_of(""), first) == ParticipationSummary{.read = 2, .added = 2});
    CHECK(take(town, list_of(""), first) == ParticipationSummary{.read = 2, .known = 2});
    const auto later = town.input("b.csv", head + "1,Eins,2027-01-31\n3,Drei,\n");
    CHECK(take(town, list_of("", true), later) ==
          ParticipationSummary{.read = 2, .added = 1, .changed = 1, .removed = 1});
    const auto all = store::list_participations(town.registry);
    REQUIRE(all.size() == 2);
    CHECK(iso(all[0].ends_at) == "2027-01-31T23:00:00Z");
    CHECK(all[1].title == "Drei");

    const auto broken = town.input("c.csv", head + "1,Eins,2027-01-31\n3,Drei,soon\n");
    const auto sum = take(town, list_of("", true), broken);
    CHECK(sum.quarantined == 1);
    CHECK(sum.removed == 0);
    CHECK(sum.kept_missing);
    CHECK(store::list_participations(town.registry).size() == 2);
}

TEST_CASE("Exports of Consul are read as CSV and as JSON; their lists say what kind they are of") {
    Town town;
    ParticipationImport import = list_of("consul");
    import.url = "https://consul.example/proposals/{id}";
    const auto csv = town.input("proposals.csv",
                                "id,title,description,cached_votes_up,public_created_at\n"
                                "12,Mehr Bäume,<p>Hallo</p>,5,2026-10-01 12:00:00\n");
    CHECK(take(town, import, csv).added == 1);
    const auto json = town.input(
        "graphql.json",
        R"({"data":{"debates":{"edges":[{"node":{"id":"3","title":"Markt \ud83d\udea7"}}]},)"
        R"("processes":{"edges":[{"node":{"id":4,"title":"Haushalt","start_date":"2026-11-01","end_date":"2026-11-30"}}]},)"
        R"("proposals":{"edges":[{"node":{"id":12,"title":"Mehr B\u00e4ume","mapLocation":{"latitude":51.66,"longitude":7.82}}}]}}})");
    const ParticipationSummary sum = take(town, import, json);
    CHECK(sum == ParticipationSummary{.read = 3, .added = 2, .changed = 1});
    const auto all = store::list_participations(town.registry);
    REQUIRE(all.size() == 3);
    CHECK(all[0].kind == "proposal");
    CHECK(all[0].url == "https://consul.example/proposals/12");
    CHECK(all[0].geometry == R"({"type":"Point","coordinates":[7.82,51.66]})");
    CHECK(all[1].title == "Haushalt");
    CHECK(all[1].kind == "process");
    CHECK(iso(all[1].ends_at) == "2026-11-30T23:00:00Z");
    CHECK(all[2].kind == "debate");
    CHECK(all[2].title == "Markt \xF0\x9F\x9A\xA7");
}

TEST_CASE("GeoJSON brings polygons with holes, and a point") {
    Town town;
    const auto file = town.input(
        "plans.geojson",
        R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":"1","title":"Plan","kind":"plan","link":"http://a.example/"},)"
        R"("geometry":{"type":"Polygon","coordinates":[[[7.8,51.66],[7.9,51.66],[7.9,51.7],[7.8,51.66]],[[7.85,51.67],[7.88,51.68],[7.88,51.67],[7.85,51.67]]]}},)"
        R"({"type":"Feature","properties":{"id":"2","title":"Fest"},"geometry":{"type":"Point","coordinates":[7.85,51.67]}},)"
        R"({"type":"Feature","properties":{"id":"3","title":"Linie"},"geometry":{"type":"LineString","coordinates":[[7.85,51.67],[7.86,51.67]]}}]})");
    const ParticipationSummary sum = take(town, list_of(""), file);
    CHECK(sum == ParticipationSummary{.read = 3, .added = 2, .quarantined = 1});
    const auto all = store::list_participations(town.registry);
    CHECK(
        all[0].geometry ==
        R"({"type":"Polygon","coordinates":[[[7.8,51.66],[7.9,51.66],[7.9,51.7],[7.8,51.66]],[[7.85,51.67],[7.88,51.68],[7.88,51.67],[7.85,51.67]]]})");
    CHECK(all[1].geometry == R"({"type":"Point","coordinates":[7.85,51.67]})");
    CHECK(town.quarantined().at(0).reason.starts_with("geometry: is neither a point nor a polygon"));
}

TEST_CASE("Entries that cannot be shown go to quarantine with the reason, and the others are taken in") {
    Town town;
    const std::vector<std::pair<std::string, std::string>> cases{
        {R"j("title":"")j", "no title"},
        {R"j("title":"a","url":"javascript:alert(1)")j", "no address with http or https"},
        {R"j("title":"a","url":"https://a.example/\"><script>")j", "no address with http or https"},
        {R"j("title":"a","begins":"31.02.2026")j", "is no date"},
        {R"j("title":"a","begins":"2026-12-02","ends":"2026-12-01")j", "ends before it begins"},
        {R"j("title":"a","lat":"51.66","lon":"")j", "half a position"},
        {R"j("title":"a","lat":"48.1","lon":"11.5")j", "outside of the municipality's bounds"},
        {R"j("title":"a","geometry":{"type":"Polygon","coordinates":[[[7.8,51.66],[7.9,51.66]]]})j", "not closed"},
        {R"j("title":"a","geometry":"POLYGON ((7.8 51.66")j", "no WKT"},
        {R"j("title":"a","geometry":{"type":"Point","coordinates":["x",1]})j", "no number"},
    };
    std::string list = "[";
    for (const auto& [entry, reason] : cases) list += "{" + entry + "},\n";
    list += R"({"title":"Gut"}, 7])";
    const ParticipationSummary sum = take(town, list_of(""), town.input("list.json", list));
    CHECK(sum.added == 1);
    CHECK(sum.quarantined == cases.size() + 1);
    CHECK(sum.read == cases.size() + 2);
    const auto quarantined = town.quarantined();
    REQUIRE(quarantined.size() == cases.size() + 1);
    for (std::size_t i = 0; i < cases.size(); ++i) CHECK_THAT(quarantined[i].reason, Catch::Contains(cases[i].second));
    CHECK(take(town, list_of(""), town.input("list.json", list)) == ParticipationSummary{.read = 12, .known = 12});
}

TEST_CASE("A list of which nothing can be made is refused whole") {
    Town town;
    CHECK_THROWS_WITH(take(town, list_of(""), town.input("a.json", R"({"other":[1]})")),
                      Catch::Contains("no list of participations"));
    CHECK_THROWS_WITH(take(town, list_of(""), town.input("b.json", "<html>")), Catch::Contains("no JSON"));
    const fs::path missing = town.inputs() / "missing.csv";
    CHECK_THROWS_WITH(take(town, list_of(""), missing), missing.string() + " does not exist");
    CHECK_THROWS_WITH(participation_mapping("nothing"), Catch::Contains("beteiligung_nrw, consul"));
}
