#include "store/event_chain.hpp"

#include "core/digest.hpp"
#include "store/chain_hash.hpp"
#include "store/notes.hpp"
#include "store/sample_register.hpp"
#include "store/schema_protection.hpp"
#include "store/sqlite_view.hpp"

#include <catch2/catch.hpp>

#include <string>

namespace {

using namespace ombud;
using namespace ombud::store;
using namespace ombud::store::test;

/// A register with nine or so events, and its file as somebody sees it who goes around the triggers.
struct LoggedTown {
    LoggedTown() {
        for (const char* id : {"1", "2", "3"}) {
            reports.push_back(town.take(pothole(id)));
            change_status(town.registry, reports.back(), Status::open, by_desk(1));
            change_status(town.registry, reports.back(), Status::solved, by_desk(2));
        }
    }
    void tamper(const std::string& sql) {
        SqliteView view(town.folder / "register.sqlite");
        view.ask("DROP TRIGGER event_is_not_changed; DROP TRIGGER event_is_not_deleted;");
        view.ask(sql);
    }
    SampleRegister town;
    std::vector<ReportId> reports;
};

std::string hex_of(const Digest& digest) {
    return hex({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

}  // namespace

TEST_CASE("An event log that nobody touched is whole") {
    LoggedTown log;
    const ChainCheck check = check_chain(log.town.registry);
    CHECK_FALSE(check.broken_at);
    CHECK(check.events == log.town.count("event"));
    CHECK(check.erased == 0);
    CHECK(check.head.id == check.events);
    CHECK(check.head.hash == chain_head(log.town.registry).hash);
}

TEST_CASE("The log says at which event it was changed") {
    LoggedTown log;
    SECTION("a reason") {
        log.tamper("UPDATE event SET reason = 'other' WHERE id = 5");
    }
    SECTION("a detail that statistics count") {
        log.tamper("UPDATE event SET detail = '{}' WHERE id = 5");
    }
    SECTION("the person") {
        log.tamper("UPDATE event SET actor = 'desk:schmidt' WHERE id = 5");
    }
    SECTION("the time") {
        log.tamper("UPDATE event SET at = at + 1 WHERE id = 5");
    }
    SECTION("the report") {
        log.tamper("UPDATE event SET report = 1 WHERE id = 5");
    }
    SECTION("its hash") {
        log.tamper("UPDATE event SET hash = zeroblob(32) WHERE id = 5");
    }
    SECTION("no hash") {
        log.tamper("UPDATE event SET hash = NULL WHERE id = 5");
    }
    SECTION("the one before is gone") {
        log.tamper("DELETE FROM event WHERE id = 4");
    }
    SECTION("erased without its digest") {
        log.tamper("UPDATE event SET reason = '', salt = NULL, content = zeroblob(32) WHERE id = 5");
    }
    const ChainCheck check = check_chain(log.town.registry);
    REQUIRE(check.broken_at);
    CHECK(*check.broken_at == 5);
    CHECK_FALSE(check.why.empty());
    CHECK(check.events == (log.town.count("event") == 8 ? 3 : 4));
}

TEST_CASE("Events cut off at the end are noticed by who wrote the newest hash down") {
    LoggedTown log;
    const std::string before = hex_of(chain_head(log.town.registry).hash);
    log.tamper("DELETE FROM event WHERE id >= 8");
    CHECK_FALSE(check_chain(log.town.registry).broken_at);
    CHECK_FALSE(check_chain(log.town.registry, before).has_expected);
}

TEST_CASE("A hash written down earlier is found again later") {
    LoggedTown log;
    const ChainLink before = chain_head(log.town.registry);
    (void)log.town.take(pothole("4"));
    const ChainCheck check = check_chain(log.town.registry, hex_of(before.hash));
    CHECK(check.has_expected);
    CHECK(check.expected_id == before.id);
    CHECK(check.head.id > before.id);
}

TEST_CASE("An erased event leaves no words and no salt, and the chain holds") {
    LoggedTown log;
    const std::int64_t status = log.town.number("SELECT min(id) FROM event WHERE action = 'status'");
    const std::int64_t received = log.town.number("SELECT min(id) FROM event WHERE action = 'received'");
    CHECK(erase_event_content(log.town.registry, status));
    CHECK(erase_event_content(log.town.registry, received));
    CHECK_FALSE(erase_event_content(log.town.registry, received));
    const auto events = events_of(log.town.registry, log.reports.front());
    CHECK(events[0].detail == "{}");
    CHECK(events[1].reason.empty());
    CHECK(events[1].detail == R"({"from":"received","to":"open"})");  // no personal data, and statistics count it
    CHECK(log.town.number("SELECT count(*) FROM event WHERE content IS NOT NULL AND salt IS NULL") == 2);
    const ChainCheck check = check_chain(log.town.registry);
    CHECK_FALSE(check.broken_at);
    CHECK(check.erased == 2);
}

TEST_CASE("What was undone leaves no gap in the chain") {
    LoggedTown log;
    {
        const Transaction undone(log.town.registry);
        (void)log.town.take(pothole("5"));
    }
    Transaction outer(log.town.registry);
    (void)log.town.take(pothole("6"));
    {
        const Transaction undone(log.town.registry);
        (void)log.town.take(pothole("7"));
    }
    (void)log.town.take(pothole("8"));
    outer.commit();
    CHECK_FALSE(check_chain(log.town.registry).broken_at);
}

TEST_CASE("Two programs that write in turn make one chain") {
    LoggedTown log;
    Register other = Register::open(log.town.folder / "register.sqlite", Access::write);
    for (int round = 0; round < 3; ++round) {
        (void)add_note(log.town.registry, log.reports[0], {day(3), "desk:meier", NoteKind::internal, "x"}, by_desk(3));
        (void)add_note(other, log.reports[1], {day(3), "desk:schulz", NoteKind::internal, "y"}, by_desk(3));
    }
    CHECK_FALSE(check_chain(log.town.registry).broken_at);
}

TEST_CASE("Events from before the chain are sealed when the register is brought up to date") {
    LoggedTown log;
    log.tamper("UPDATE event SET salt = NULL, hash = NULL");
    REQUIRE(check_chain(log.town.registry).broken_at == 1);
    Transaction transaction(log.town.registry);
    seal_events(log.town.registry.connection());
    transaction.commit();
    const ChainCheck check = check_chain(log.town.registry);
    CHECK_FALSE(check.broken_at);
    CHECK(check.events == log.town.count("event"));
}
