#include "core/error.hpp"
#include "store/duplicates.hpp"
#include "store/sample_register.hpp"
#include "store/sqlite_view.hpp"
#include "store/suggestions.hpp"

#include <catch2/catch.hpp>

#include <random>
#include <sstream>
#include <string>
#include <vector>

namespace {

using namespace ombud;
using namespace ombud::store;
using namespace ombud::store::test;

/// Everything in the register but the event log, as text.
std::string dump(SampleRegister& town) {
    SqliteView view(town.folder / "register.sqlite");
    std::istringstream tables(view.ask(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT IN ('event', "
        "'sqlite_sequence') ORDER BY name"));
    std::string text;
    for (std::string table; std::getline(tables, table);)
        text += table + ":\n" + view.ask("SELECT * FROM \"" + table + "\"") + '\n';
    return text;
}

std::vector<ReportId> potholes(SampleRegister& town, int count) {
    std::vector<ReportId> ids;
    for (int i = 0; i < count; ++i) ids.push_back(town.take(pothole(std::to_string(i))));
    return ids;
}

template <typename Call>
bool conflicts(const Call& call) {
    try {
        call();
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::conflict);
        return true;
    }
    return false;
}

}  // namespace

TEST_CASE("Linking and unlinking leaves the register as it was, but for the log") {
    SampleRegister town;
    const auto ids = potholes(town, 4);
    assign(town.registry, ids[1], "roads", by_desk());
    put_suggestions(town.registry, ids[1], {{ids[1], ids[0], 0.4, "18 m"}}, by_desk());
    link_duplicate(town.registry, ids[2], ids[1], by_desk(1));
    mark_deduped(town.registry, ids[1]);
    const std::string before = dump(town);
    link_duplicate(town.registry, ids[1], ids[0], by_desk(2));
    REQUIRE(town.report(ids[2]).duplicate_of == ids[0]);
    REQUIRE(dump(town) != before);
    CHECK(unlink_duplicate(town.registry, ids[1], by_desk(3)) == ids[0]);
    CHECK(dump(town) == before);
    CHECK(town.actions(ids[1]).back() == "unlinked");
    CHECK(town.report(ids[2]).duplicate_of == ids[1]);
}

TEST_CASE("Any sequence of links can be undone backwards, step by step") {
    SampleRegister town;
    const auto ids = potholes(town, 12);
    std::mt19937 random(7);
    std::uniform_int_distribution<std::size_t> pick(0, ids.size() - 1);
    std::vector<std::string> states;
    std::vector<ReportId> linked;
    for (int step = 0; step < 60; ++step) {
        const ReportId report = ids[pick(random)];
        const ReportId original = ids[pick(random)];
        const std::string before = dump(town);
        if (conflicts([&] { link_duplicate(town.registry, report, original, by_desk(step)); })) {
            CHECK(dump(town) == before);
            continue;
        }
        states.push_back(before);
        linked.push_back(report);
    }
    CHECK(linked.size() == ids.size() - 1);  // a tree
    while (!linked.empty()) {
        unlink_duplicate(town.registry, linked.back(), by_desk(100));
        CHECK(dump(town) == states.back());
        linked.pop_back();
        states.pop_back();
    }
}

TEST_CASE("Links, unlinks and rejections in any order make no cycle and keep every report at its root") {
    SampleRegister town;
    const auto ids = potholes(town, 15);
    std::mt19937 random(20261124);
    std::uniform_int_distribution<std::size_t> pick(0, ids.size() - 1);
    std::uniform_int_distribution<int> die(1, 10);
    const Transaction transaction(town.registry);  // only for speed
    for (int step = 0; step < 800; ++step) {
        const ReportId a = ids[pick(random)];
        const ReportId b = ids[pick(random)];
        const int what = die(random);
        static_cast<void>(conflicts([&] {
            if (what <= 5)
                link_duplicate(town.registry, a, b, by_desk(step));
            else if (what <= 8)
                unlink_duplicate(town.registry, a, by_desk(step));
            else if (what <= 9)
                reject_duplicate(town.registry, a, b, by_desk(step));
            else
                withdraw_rejection(town.registry, a, b, by_desk(step));
        }));
        REQUIRE(town.number("SELECT count(*) FROM report r JOIN report o ON o.id = r.duplicate_of "
                            "WHERE o.duplicate_of IS NOT NULL OR o.status = 'duplicate'") == 0);
        // Following the links from any report ends at the root it names, and never comes back.
        REQUIRE(
            town.number(
                "WITH RECURSIVE up(start, at, steps) AS (SELECT id, id, 0 FROM report UNION ALL "
                "SELECT start, l.target, steps + 1 FROM up JOIN duplicate_link l ON l.report = at WHERE steps < 99) "
                "SELECT count(*) FROM up JOIN report r ON r.id = start WHERE steps = 99 OR (NOT EXISTS "
                "(SELECT 1 FROM duplicate_link WHERE report = at) AND at <> coalesce(r.duplicate_of, r.id))") == 0);
    }
}

TEST_CASE("A rejected pair is known from both sides, and the rejection can be taken back") {
    SampleRegister town;
    const auto ids = potholes(town, 3);
    put_suggestions(town.registry, ids[2], {{ids[2], ids[0], 0.4, "18 m"}, {ids[2], ids[1], 0.3, "20 m"}}, by_desk());
    const std::string before = dump(town);
    reject_duplicate(town.registry, ids[0], ids[2], by_desk());
    CHECK(rejected_with(town.registry, ids[2]) == std::vector<ReportId>{ids[0]});
    CHECK(rejected_with(town.registry, ids[0]) == std::vector<ReportId>{ids[2]});
    CHECK(suggestions_for(town.registry, ids[2]).size() == 1);
    withdraw_rejection(town.registry, ids[2], ids[0], by_desk());
    CHECK(dump(town) == before);
    reject_duplicate(town.registry, ids[0], ids[1], by_desk());  // nobody had suggested it
    withdraw_rejection(town.registry, ids[0], ids[1], by_desk());
    CHECK(dump(town) == before);
    CHECK(conflicts([&] { withdraw_rejection(town.registry, ids[0], ids[1], by_desk()); }));
}

TEST_CASE("What is linked cannot be rejected, what is no duplicate cannot be unlinked") {
    SampleRegister town;
    const auto ids = potholes(town, 3);
    link_duplicate(town.registry, ids[1], ids[0], by_desk());
    link_duplicate(town.registry, ids[2], ids[0], by_desk());
    CHECK(conflicts([&] { reject_duplicate(town.registry, ids[1], ids[0], by_desk()); }));
    CHECK(conflicts([&] { reject_duplicate(town.registry, ids[1], ids[2], by_desk()); }));  // through their original
    CHECK(conflicts([&] { unlink_duplicate(town.registry, ids[0], by_desk()); }));
    CHECK(conflicts([&] { reject_duplicate(town.registry, ids[0], ids[0], by_desk()); }));
}

TEST_CASE("The decisions of people are what a model learns from, those of the machine are not") {
    SampleRegister town;
    const auto ids = potholes(town, 5);
    link_duplicate(town.registry, ids[1], ids[0], by_desk());
    link_duplicate(town.registry, ids[2], ids[0], {day(1), "dedupe", "same photo"});
    reject_duplicate(town.registry, ids[4], ids[3], by_desk());
    const auto decisions = duplicate_decisions(town.registry);
    REQUIRE(decisions.size() == 2);
    CHECK(decisions[0].report == ids[1]);
    CHECK(decisions[0].same);
    CHECK(decisions[1].report == ids[4]);
    CHECK_FALSE(decisions[1].same);
}

TEST_CASE("A learnt model can be forgotten for the one before") {
    SampleRegister town;
    CHECK(duplicate_model(town.registry).empty());
    put_duplicate_model(town.registry, "fit", "one", by_desk());
    put_duplicate_model(town.registry, "train", "two", by_desk());
    CHECK(duplicate_model(town.registry) == "two");
    CHECK(forget_duplicate_model(town.registry, by_desk()));
    CHECK(duplicate_model(town.registry) == "one");
    CHECK(forget_duplicate_model(town.registry, by_desk()));
    CHECK_FALSE(forget_duplicate_model(town.registry, by_desk()));
}
