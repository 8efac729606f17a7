#include "night/town.hpp"

#include <catch2/catch.hpp>

using town::mentions;
using town::Said;
using town::shell;
using town::Town;

namespace {

/// A town after its first night; made once, since the tests below only read or change single reports.
const Town& town_after_a_night() {
    static const Town town;
    static const Said night = town.ombud({"-q", "nightly"});
    REQUIRE(night.code == 3);
    return town;
}

}  // namespace

// One test case, so that the night runs once for all of them.
TEST_CASE("After a night the desk lists, shows and changes reports") {
    SECTION("Reports are listed newest first, as a table and as JSON that a parser reads") {
        const Town& town = town_after_a_night();
        const Said table = town.ombud({"list"});
        CHECK(table.code == 0);
        CHECK(table.out.starts_with("ID"));
        CHECK(mentions(table.out, "LIN-49"));
        const Said json = town.ombud({"--format", "json", "list"});
        const auto file = town.root() / "list.json";
        CHECK(
            shell("cat > " + file.string() + " <<'END'\n" + json.out +
                  "END\npython3 -c \"import json; r = json.load(open('" + file.string() +
                  "')); assert len(r) == 49; t = [x['received_at'] for x in r]; assert t == sorted(t, reverse=True)\"")
                .code == 0);
    }
    SECTION("A list is narrowed by status, department, category or group, area, text and time") {
        const Town& town = town_after_a_night();
        const auto count = [&](std::vector<std::string> options) {
            options.insert(options.begin(), {"--format", "json", "list"});
            const Said said = town.ombud(options);
            INFO(said.err);
            REQUIRE(said.code == 0);
            std::size_t found = 0;
            for (std::size_t at = 0; (at = said.out.find("\"id\":", at)) != std::string::npos; ++at) ++found;
            return std::to_string(found) + "\n";
        };
        CHECK(count({"--status", "duplicate"}) == town.query("SELECT count(*) FROM report WHERE status = 'duplicate'"));
        CHECK(count({"--status", "solved,forwarded"}) ==
              town.query("SELECT count(*) FROM report WHERE status IN ('solved', 'forwarded')"));
        CHECK(count({"--department", "roads"}) == town.query("SELECT count(*) FROM report WHERE department = 'roads'"));
        CHECK(count({"--category", "roads"}) ==
              town.query("SELECT count(*) FROM report WHERE category LIKE 'roads/%'"));
        CHECK(count({"--area", "Altstadt"}) ==
              town.query("SELECT count(*) FROM report r JOIN area a ON a.id = r.area WHERE a.name = 'Altstadt'"));
        CHECK(count({"--text", "schlagloch"}) != "0\n");
        CHECK(count({"--text", "SCHLAGLOCH müh"}) == count({"--text", "schlagloch muh"}));
        CHECK(count({"--since", "2026-11-01", "--until", "2026-11-15"}) ==
              town.query("SELECT count(*) FROM report WHERE received_at >= unixepoch('2026-10-31 23:00:00') "
                         "AND received_at < unixepoch('2026-11-14 23:00:00')"));
        CHECK(count({"--since", "1 week ago"}) ==
              town.query("SELECT count(*) FROM report WHERE received_at >= unixepoch('2026-11-17 12:00:00')"));
        CHECK(count({"--limit", "3"}) == "3\n");
    }
    SECTION("What is misspelt on the command line is named together with what is allowed") {
        const Town& town = town_after_a_night();
        const auto refused = [&](const std::vector<std::string>& words, const std::string& hint) {
            const Said said = town.ombud(words);
            INFO(said.err);
            CHECK(said.code == 2);
            CHECK(mentions(said.err, hint));
            CHECK(said.out.empty());
        };
        refused({"list", "--status", "sovled"}, "in_progress");
        refused({"list", "--department", "street"}, "lighting");
        refused({"list", "--category", "holes"}, "roads/pothole");
        refused({"list", "--since", "tomorrowish"}, "30 days ago");
        refused({"--format", "xml", "list"}, "json");
        refused({"import", "web", "--source", "formular"}, "form");
        refused({"export", "reports", "-o", "x.gpx"}, ".geojson");
        refused({"nightli"}, "--help");
        refused({"set", "1", "--status", "rejected"}, "--note");
    }
    SECTION("A status is changed with its note, and a change that is not allowed changes nothing") {
        const Town& town = town_after_a_night();
        REQUIRE(town.ombud({"set", "LIN-6", "--status", "in_progress", "--note", "crew 2 on Monday"}).code == 0);
        const Said shown = town.ombud({"show", "6"});
        CHECK(mentions(shown.out, "in_progress"));
        CHECK(mentions(shown.out, "crew 2 on Monday"));
        CHECK(town.ombud({"set", "6", "--status", "open", "--dry-run"}).code == 0);
        CHECK(town.query("SELECT status FROM report WHERE id = 6") == "in_progress\n");
        const Said refused = town.ombud({"set", "1", "6", "--status", "received"});
        CHECK(refused.code == 1);
        CHECK(mentions(refused.err, "allowed:"));
        CHECK(town.query("SELECT status FROM report WHERE id = 1") == "open\n");
        const Said missing = town.ombud({"set", "1", "4711", "--status", "solved"});
        CHECK(missing.code == 1);
        CHECK(mentions(missing.err, "there is no report 4711"));
        CHECK(town.query("SELECT status FROM report WHERE id = 1") == "open\n");
    }
    SECTION("What waits in quarantine is listed with its reason and kept byte for byte") {
        const Town& town = town_after_a_night();
        const Said list = town.ombud({"quarantine", "list"});
        CHECK(list.code == 0);
        CHECK(mentions(list.out, "2026-08-telefon.csv"));
        CHECK(town.query("SELECT count(*) FROM quarantine") == "4\n");
        std::size_t kept = 0;
        for (const auto& [path, bytes] : town.files()) {
            if (path.starts_with("quarantine/")) ++kept;
        }
        CHECK(kept == 2 * 4);  // each beside a .json with the reason
    }
    SECTION("A folder that is no workspace is refused with the way to make one") {
        const Said said = shell(OMBUD_BINARY_DIR "/cli/ombud -C /tmp list");
        CHECK(said.code == 2);
        CHECK(mentions(said.err, "ombud init"));
        const Town& town = town_after_a_night();
        const Said again = town.ombud({"init", town.root().string()});
        CHECK(again.code == 1);
        CHECK(mentions(again.err, "left alone"));
    }
    SECTION("A fresh workspace from the built-in configuration runs a night at once") {
        const Town& town = town_after_a_night();
        const auto folder = town.root() / "fresh";
        const std::string ombud = OMBUD_BINARY_DIR "/cli/ombud";
        REQUIRE(shell(ombud + " -q init " + folder.string()).code == 0);
        const Said night =
            shell("mkdir -p " + folder.string() + "/input/mail/new " + folder.string() + "/input/phone " +
                  folder.string() + "/input/web && " + ombud + " -C " + folder.string() + " nightly");
        INFO(night.err);
        CHECK(night.code == 0);
        CHECK(shell("stat -c %a " + folder.string() + "/register.sqlite " + folder.string() + "/quarantine").out ==
              "600\n700\n");
    }
}

TEST_CASE("A change at the desk says as JSON what it was about, tried or done") {
    town::Town town;
    const auto json = [&](std::vector<std::string> words) {
        words.insert(words.begin(), {"--format", "json"});
        return town.ombud(words).out;
    };
    CHECK(town.ombud({"-q", "nightly"}).code == 3);
    CHECK(json({"set", "1", "2", "--note", "x", "--dry-run"}) == "{\"reports\":[1,2],\"dry_run\":true}\n");
    CHECK(json({"forward", "1", "--to", "Stadtwerke"}) == "{\"reports\":[1],\"dry_run\":false}\n");
    CHECK(json({"forward", "1", "--undo", "--dry-run"}) == "{\"reports\":[1],\"dry_run\":true}\n");
    CHECK(json({"mail", "retry", "--dry-run"}) == "{\"mails\":[],\"dry_run\":true}\n");
    CHECK(json({"mail", "opt-out", "a@example.org"}) == "{\"changed\": 1, \"dry_run\": false}\n");
    CHECK(json({"mail", "opt-out"}) == "{\"opted_out\": 1}\n");
    CHECK(json({"quarantine", "discard", "1", "--why", "a test"}) == "{\"items\":[1],\"dry_run\":false}\n");
    CHECK(json({"quarantine", "reopen", "1", "--dry-run"}) == "{\"items\":[1],\"dry_run\":true}\n");
    CHECK(json({"retention", "hold", "1", "--until", "2030-01-01", "--why", "court"}) ==
          "{\"reports\":[1],\"dry_run\":false}\n");
    CHECK(mentions(json({"template", "show", "receipt"}), R"("name":"receipt")"));
}
