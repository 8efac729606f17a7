#include "night/town.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <string>

using town::configure;
using town::mentions;
using town::Said;
using town::shell;
using town::Town;

namespace {

void write(const std::filesystem::path& file, const std::string& bytes) {
    std::ofstream(file) << bytes;
}

}  // namespace

TEST_CASE(
    "A night writes Open311 files where the configuration wants them, and our own importer reads them back without loss") {
    const Town town;
    // Addresses of photos are relative without it, and those lie with this town.
    configure(town, "\n[open311]\nnightly = true\npage = 10\nbase_url = \"https://lindenbrueck.example/open311\"\n");
    REQUIRE(town.ombud({"-q", "nightly"}).code == 3);
    const auto folder = town.root() / "public/open311";
    const std::string published = town.query(
        "SELECT r.id, r.category, r.status, r.received_at, ifnull(r.closed_at, ''), printf('%.6f %.6f', r.lon, r.lat) "
        "FROM report r JOIN release e ON e.report = r.id JOIN category c ON c.id = r.category "
        "WHERE e.state = 'released' AND c.is_public AND r.expired_at IS NULL AND r.lon IS NOT NULL "
        "AND r.status NOT IN ('rejected', 'duplicate') AND r.department IS NOT NULL ORDER BY r.id");
    REQUIRE(!published.empty());

    for (const std::string ending : {"json", "xml"}) {
        const Town copy;
        for (int page = 1;; ++page) {
            const auto file = folder / ("requests/page-" + std::to_string(page) + "." + ending);
            if (!std::filesystem::exists(file)) break;
            const Said said = copy.ombud({"import", "web", "--mapping", "open311", file.string()});
            INFO(said.out << said.err);
            CHECK(said.code == 0);
        }
        CHECK(
            copy.query("SELECT i.external_id, r.category, r.status, r.received_at, ifnull(r.closed_at, ''), "
                       "printf('%.6f %.6f', r.stated_lon, r.stated_lat) FROM report r JOIN intake i ON i.report = r.id "
                       "ORDER BY r.id") == published);
    }

    // Nobody keeps the files up to date any more, so they must not go on showing reports.
    REQUIRE(shell("sed -i 's/^nightly = true/nightly = false/' " + (town.root() / "ombud.toml").string()).code == 0);
    REQUIRE(town.ombud({"-q", "nightly"}).code == 0);
    CHECK_FALSE(std::filesystem::exists(folder));
}

TEST_CASE("A night writes the map page with its statistics and the participations that run") {
    const Town town;
    std::filesystem::create_directories(town.root() / "page/vendor");
    write(town.root() / "page/index.html", "<title>{{title}}</title>");
    write(town.root() / "page/vendor/leaflet.js", "// map");
    ::setenv("OMBUD_SITE", (town.root() / "page").c_str(), 1);
    configure(town, "\n[site]\nnightly = true\n");
    write(town.root() / "plans.csv",
          "id,titel,beginn,ende,link,lat,lon\n"
          "1,Laufender Plan,2026-11-01,2026-11-24,https://plan.example/1,51.6725,7.8522\n"
          "2,Alter Plan,2026-10-01,2026-11-23,https://plan.example/2,,\n"
          "3,Falscher Plan,,,ftp://plan.example/3,,\n");
    const Said taken =
        town.ombud({"--format", "json", "import", "participations", (town.root() / "plans.csv").string()});
    CHECK(taken.code == 3);
    CHECK(taken.out == "{\"read\":3,\"new\":2,\"updates\":0,\"known\":0,\"quarantined\":1,\"removed\":0}\n");
    REQUIRE(town.ombud({"-q", "nightly"}).code == 3);
    ::unsetenv("OMBUD_SITE");

    const auto files = town.files();
    CHECK(mentions(files.at("public/site/data/participations.json"), "Laufender Plan"));
    CHECK_FALSE(mentions(files.at("public/site/data/participations.json"), "Alter Plan"));
    CHECK(files.at("public/site/statistics.html") == files.at("public/statistics.html"));
    CHECK(mentions(files.at("public/site/data/site.json"), "\"statistics\":\"statistics.html\""));

    CHECK(mentions(town.ombud({"participations", "list"}).out, "Laufender Plan"));
    CHECK_FALSE(mentions(town.ombud({"participations", "list"}).out, "Alter Plan"));
    CHECK(mentions(town.ombud({"participations", "list", "--all"}).out, "Alter Plan"));
    CHECK(town.ombud({"participations", "remove", "2", "--dry-run"}).code == 0);
    CHECK(mentions(town.ombud({"participations", "list", "--all"}).out, "Alter Plan"));
    CHECK(town.ombud({"participations", "remove", "2", "9"}).code == 1);
    CHECK(town.ombud({"participations", "remove", "2"}).code == 0);
    CHECK_FALSE(mentions(town.ombud({"participations", "list", "--all"}).out, "Alter Plan"));
}
