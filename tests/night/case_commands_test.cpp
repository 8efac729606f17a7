#include "night/town.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

using town::mentions;
using town::Said;
using town::shell;
using town::Town;

namespace {

const Town& town_after_a_night() {
    static const Town town;
    static const Said night = town.ombud({"-q", "nightly"});
    REQUIRE(night.code == 3);
    return town;
}

/// What a program that reads JSON from standard input prints of a command's output.
std::string python(const Town& town, const std::vector<std::string>& arguments, const std::string& program) {
    const Said said = town.ombud(arguments);
    INFO(said.err);
    REQUIRE(said.code == 0);
    const auto file = town.root() / "said.json";
    std::ofstream(file) << said.out;
    const Said answer =
        shell("python3 -c 'import json; r = json.load(open(\"" + file.string() + "\")); " + program + "'");
    INFO(answer.err);
    REQUIRE(answer.code == 0);
    return answer.out;
}

}  // namespace

// One test case, so that the night runs once for all of them.
TEST_CASE("After a night the desk searches, notes, follows up and writes cases out") {
    const Town& town = town_after_a_night();
    SECTION("Pages by cursor hold every report once, in order") {
        std::string cursor;
        std::string all;
        for (int page = 0; page < 10; ++page) {
            std::vector<std::string> arguments{"--format", "json", "list", "--limit", "20", "--sort", "oldest"};
            if (!cursor.empty()) arguments.insert(arguments.end(), {"--after", cursor});
            const std::string ids = python(town, arguments, "print(*[x[\"id\"] for x in r])");
            if (ids == "\n") break;
            all += ids.substr(0, ids.size() - 1) + ' ';
            cursor = python(town, arguments, "print(r[-1][\"cursor\"], end=\"\")");
        }
        const std::string expected =
            python(town, {"--format", "json", "list", "--sort", "oldest"}, "print(*[x[\"id\"] for x in r])");
        CHECK(all == expected.substr(0, expected.size() - 1) + ' ');
        const Said page = town.ombud({"list", "--limit", "3"});
        CHECK(mentions(page.err, "go on with --after newest."));
        CHECK(town.ombud({"list", "--after", "nonsense"}).code == 2);
        CHECK(mentions(town.ombud({"list", "--sort", "oldest", "--after", "newest.1.2"}).err, "sorted by"));
    }
    SECTION("A list as CSV cannot run as a formula") {
        (void)town.query("UPDATE report SET street = '=HYPERLINK(1)' WHERE id = 3");
        const Said csv = town.ombud({"list", "--csv", "--channel", "email,phone,web"});
        CHECK(csv.code == 0);
        CHECK(csv.out.starts_with("reference,received_at,"));
        CHECK(mentions(csv.out, ",'=HYPERLINK(1),"));
        CHECK(town.ombud({"--format", "json", "list", "--csv"}).code == 2);
    }
    SECTION("A filter of the configuration is taken by name, and what is said besides takes its place") {
        const auto config = town.root() / "ombud.toml";
        std::ofstream(config, std::ios::app)
            << "\n[filter.holes]\ncategory = \"roads\"\nstatus = [\"open\", \"solved\"]\n";
        CHECK(python(town, {"--format", "json", "list", "--filter", "holes"},
                     "assert r and all(x[\"category\"].startswith(\"roads/\") for x in r); print(len(r) > 0)") ==
              "True\n");
        CHECK(python(town, {"--format", "json", "list", "--filter", "holes", "--status", "solved"},
                     "print({x[\"status\"] for x in r} <= {\"solved\"})") == "True\n");
        const Said unknown = town.ombud({"list", "--filter", "wholes"});
        CHECK(unknown.code == 2);
        CHECK(mentions(unknown.err, "there are: holes"));
    }
    SECTION("Options that cannot be meant are refused with what is understood") {
        const auto refused = [&](const std::vector<std::string>& words, const std::string& hint) {
            const Said said = town.ombud(words);
            INFO(said.err);
            CHECK(said.code == 2);
            CHECK(mentions(said.err, hint));
        };
        refused({"list", "--bbox", "1,2,3"}, "west,south,east,north");
        refused({"list", "--bbox", "8,51,7,52"}, "west,south,east,north");
        refused({"list", "--near", "7.8"}, "7.8214,51.6712");
        refused({"list", "--within", "100"}, "near");
        refused({"list", "--near", "7.8,51.6", "--within", "wide"}, "metres");
        refused({"list", "--sort", "nearest"}, "near");
        refused({"list", "--channel", "fax"}, "phone");
        refused({"list", "--area", "Atlantis"}, "Altstadt");
        refused({"list", "--text", "*"}, "no word");
        refused({"list", "--reporter", "Kröger"}, "mail address or phone number");
    }
    SECTION("A change by filter asks, is tried, and is made with --yes") {
        const std::string before = town.query("SELECT count(*) FROM report WHERE status = 'in_progress'");
        const std::vector<std::string> change{"set",  "--where-department", "roads",       "--where-status",
                                              "open", "--status",           "in_progress", "--if-status",
                                              "open"};
        const auto with = [&](const std::string& more) {
            auto words = change;
            words.push_back(more);
            return town.ombud(words);
        };
        const Said asked = town.ombud(change);
        CHECK(asked.code == 2);
        CHECK(mentions(asked.err, "reports match"));
        CHECK(with("--dry-run").code == 0);
        CHECK(town.query("SELECT count(*) FROM report WHERE status = 'in_progress'") == before);
        REQUIRE(with("--yes").code == 0);
        CHECK(town.query("SELECT count(*) FROM report WHERE department = 'roads' AND status = 'open'") == "0\n");
        const std::string id = town.query("SELECT min(id) FROM report WHERE status = 'in_progress'");
        const Said late = town.ombud({"set", id.substr(0, id.size() - 1), "--status", "solved", "--if-status", "open"});
        CHECK(late.code == 1);
        CHECK(mentions(late.err, "is in_progress: desk:"));
        CHECK(town.ombud({"set", "--status", "open"}).code == 2);
        CHECK(town.ombud({"set", "1", "--where-status", "open", "--status", "solved"}).code == 2);
    }
    SECTION("Notes with files, follow-ups and what is due are shown, in words and as JSON") {
        const auto file = town.root() / "offer.pdf";
        std::ofstream(file) << "%PDF";
        CHECK(town.ombud({"note", "5", "Angebot liegt vor", "--attach", file.string(), "--dry-run"}).code == 0);
        CHECK_FALSE(std::filesystem::exists(town.root() / "attachments"));
        REQUIRE(town.ombud({"note", "5", "Angebot liegt vor", "--attach", file.string()}).code == 0);
        CHECK(town.ombud({"note", "5"}).code == 2);
        CHECK(town.ombud({"note", "5", "a", "--attach", "/nowhere"}).code == 1);
        REQUIRE(town.ombud({"follow-up", "5", "--on", "2026-11-24", "--why", "Zusage da?"}).code == 0);
        CHECK(town.ombud({"follow-up", "5", "--on", "soon", "--why", "a"}).code == 2);
        const Said shown = town.ombud({"show", "5"});
        CHECK(mentions(shown.out, "attachments/"));
        CHECK(mentions(shown.out, "offer.pdf"));
        CHECK(mentions(shown.out, "look again  2026-11-24: Zusage da?"));
        CHECK(python(town, {"--format", "json", "show", "5"},
                     "print(r[\"notes\"][-1][\"attachments\"][0][\"filename\"], r[\"follow_ups\"][0][\"done\"])") ==
              "offer.pdf False\n");
        CHECK(mentions(town.ombud({"due"}).out, "Zusage da?"));
        CHECK(python(town, {"--format", "json", "due"}, "print(r[0][\"kind\"], r[0][\"id\"])") == "follow_up 5\n");
        REQUIRE(town.ombud({"follow-up", "5", "--done"}).code == 0);
        CHECK(town.ombud({"follow-up", "5", "--done"}).code == 1);
        CHECK_FALSE(mentions(town.ombud({"due"}).out, "Zusage da?"));
        CHECK(mentions(town.ombud({"due", "--silent", "0", "--department", "nobody"}).err, "roads"));
    }
    SECTION("A case is written as a page, and as PDF where a program for it is there") {
        const auto html = town.root() / "case.html";
        CHECK(town.ombud({"export", "case", "1", "-o", html.string()}).code == 0);
        CHECK(std::filesystem::file_size(html) > 1000);
        CHECK(town.ombud({"export", "case", "1"}).code == 2);
        CHECK(town.ombud({"export", "case", "4711", "-o", html.string()}).code == 1);
        const auto pdf = town.root() / "case.pdf";
        const Said written = town.ombud({"export", "case", "1", "-o", pdf.string()});
        if (shell("command -v chromium || command -v wkhtmltopdf").code == 0) {
            INFO(written.err);
            CHECK(written.code == 0);
            CHECK(shell("head -c 5 " + pdf.string()).out == "%PDF-");
        } else {
            CHECK(written.code == 1);
            CHECK(mentions(written.err, "chromium"));
        }
        const Said none = shell("env PATH=/nowhere " OMBUD_BINARY_DIR "/cli/ombud -C " + town.root().string() +
                                " export case 1 -o " + (town.root() / "x.pdf").string());
        CHECK(none.code == 1);
        CHECK(mentions(none.err, "install one of Debian's packages"));
    }
}
