#include "night/town.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <string>

namespace {

using town::configure;
using town::mentions;
using town::Said;
using town::shell;
using town::Town;

/// Files of the workspace, but for what was delivered and the list of contacts, in whose bytes a word stands.
std::string files_with(const Town& town, const std::string& word) {
    return shell("cd '" + town.root().string() + "' && grep -rliaF -- '" + word +
                 "' register.sqlite* quarantine outbox photos input/mail || true")
        .out;
}

}  // namespace

// One test case, so that the night runs once for all of them.
TEST_CASE("After a night a person's data is shown and erased, reports are held, and the log is proved") {
    const Town town;
    // Delivered before the night that reads it.
    REQUIRE(shell("find '" + town.root().string() + "/input' -type f -exec touch -d 2026-10-01 {} +").code == 0);
    const Said night = town.ombud({"--format", "json", "nightly"});
    REQUIRE((night.code == 0 || night.code == 3));
    CHECK_FALSE(mentions(night.out, "\"step\":\"retention\""));

    const Said unconfigured = town.ombud({"retention", "plan"});
    CHECK(unconfigured.code == 2);
    CHECK(mentions(unconfigured.err, "[retention]"));
    configure(town, "\n[retention]\ncontact_days = 1\nraw_days = 400\n");
    const Said plan = town.ombud({"--format", "json", "retention", "plan"});
    CHECK(plan.code == 0);
    CHECK(mentions(plan.out, "\"rule\":\"contact_days\""));
    CHECK_FALSE(town.query("SELECT id FROM report WHERE closed_at IS NOT NULL AND reporter IS NOT NULL").empty());
    const std::string closed = town.query(
        "SELECT id FROM report WHERE closed_at IS NOT NULL AND reporter IS NOT NULL AND duplicate_of IS NULL ORDER BY closed_at LIMIT 1");
    const std::string id = closed.substr(0, closed.size() - 1);

    CHECK(town.ombud({"retention", "hold", id, "--until", "2030-01-01"}).code == 2);
    CHECK(town.ombud({"retention", "hold", id, "--until", "2030-01-01", "--why", "claim", "--dry-run"}).code == 0);
    CHECK(town.query("SELECT count(*) FROM hold") == "0\n");
    CHECK(town.ombud({"retention", "hold", id, "--until", "2030-01-01", "--why", "claim"}).code == 0);
    CHECK(mentions(town.ombud({"retention", "hold"}).out, "2030-01-01"));

    const std::string before = town.register_contents();
    CHECK(town.ombud({"retention", "apply", "--dry-run"}).code == 0);
    CHECK(town.register_contents() == before);
    const Said second = town.ombud({"--format", "json", "nightly"});
    CHECK(mentions(second.out, "\"step\":\"retention\""));
    CHECK(mentions(second.out, "\"held\":1"));
    CHECK(town.query(
              "SELECT count(*) FROM report WHERE reporter IS NOT NULL AND closed_at < strftime('%s', '2026-11-22') AND "
              "duplicate_of IS NULL") == "1\n");
    const Said protocol = town.ombud({"retention", "protocol"});
    CHECK(mentions(protocol.out, "\"rule\":\"contact\""));
    CHECK(town.ombud({"retention", "hold", id, "--release"}).code == 0);
    CHECK(town.ombud({"retention", "hold", id, "--release"}).code == 1);

    const std::string open = town.query(
        "SELECT p.email FROM report r JOIN reporter p ON p.id = r.reporter WHERE r.closed_at IS NULL AND r.channel = 'email' "
        "AND p.email <> '' ORDER BY r.id LIMIT 1");
    const std::string email = open.substr(0, open.size() - 1);
    INFO(email);
    REQUIRE_FALSE(files_with(town, email).empty());
    const Said exported = town.ombud({"person", "export", "--email", email});
    CHECK(exported.code == 0);
    CHECK(mentions(exported.out, email));
    const auto page = (town.root() / "auskunft.html").string();
    CHECK(town.ombud({"person", "export", "--email", email, "-o", page}).code == 0);
    CHECK(mentions(shell("cat '" + page + "'").out, "<h1>Lindenbrück"));
    std::filesystem::remove(page);
    CHECK(town.ombud({"person", "export", "--email", "nobody@nowhere.example"}).code == 1);
    CHECK(mentions(town.ombud({"audit", "--person", email, "--action", "seen"}).out, "person export"));

    const Said head = town.ombud({"audit", "--head"});
    const std::string hash = head.out.substr(head.out.find(' ') + 1, 64);
    const std::string unchanged = town.register_contents();
    CHECK(town.ombud({"person", "erase", "--email", email, "--dry-run"}).code == 0);
    CHECK(town.register_contents() == unchanged);
    const Said erased = town.ombud({"--format", "json", "person", "erase", "--email", email, "--why", "request 1"});
    INFO(erased.err);
    CHECK((erased.code == 0 || erased.code == 3));
    CHECK(files_with(town, email).empty());
    CHECK(town.ombud({"person", "export", "--email", "x"}).code == 2);

    const Said whole = town.ombud({"--format", "json", "audit", "--against", hash});
    CHECK(whole.code == 0);
    CHECK(mentions(whole.out, "\"whole\":true"));
    CHECK(mentions(whole.out, "\"against\":true"));
    CHECK(town.ombud({"audit", "--against", std::string(64, '0')}).code == 3);
    CHECK(town.ombud({"audit", "--against", "xyz"}).code == 2);
    CHECK(town.ombud({"audit", "--report", id}).code == 0);
    (void)town.query("DROP TRIGGER event_is_not_changed; UPDATE event SET actor = 'nobody' WHERE id = 7");
    const Said broken = town.ombud({"audit"});
    CHECK(broken.code == 3);
    CHECK(mentions(broken.err, "event 7"));

    // What was erased does not come back with the next night.
    const std::string reports = town.query("SELECT count(*) FROM report");
    (void)town.ombud({"-q", "nightly"});
    CHECK(town.query("SELECT count(*) FROM report") == reports);
}
