#include "core/error.hpp"
#include "core/status.hpp"
#include "store/sample_register.hpp"

#include <catch2/catch.hpp>

#include <map>
#include <random>
#include <string>
#include <vector>

namespace {

using namespace ombud;
using namespace ombud::store;
using namespace ombud::store::test;

std::vector<ReportId> potholes(SampleRegister& town, int count) {
    std::vector<ReportId> ids;
    for (int i = 0; i < count; ++i) ids.push_back(town.take(pothole(std::to_string(i))));
    return ids;
}

/// Links or says that it is refused, as a conflict.
bool links(SampleRegister& town, ReportId report, ReportId original) {
    try {
        link_duplicate(town.registry, report, original, by_desk(1));
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::conflict);
        return false;
    }
    return true;
}

}  // namespace

TEST_CASE("A duplicate points at its original and is closed") {
    SampleRegister town;
    const auto ids = potholes(town, 2);
    link_duplicate(town.registry, ids[1], ids[0], by_desk(3));
    const Report report = town.report(ids[1]);
    CHECK(report.status == Status::duplicate);
    CHECK(report.duplicate_of == ids[0]);
    CHECK(report.closed_at == day(3));
    CHECK(town.report(ids[0]).status == Status::received);
    const Event event = events_of(town.registry, ids[1]).back();
    CHECK(event.action == "linked");
    CHECK(event.actor == "desk:meier");
    CHECK(event.detail == R"({"original":1,"from":"received"})");
}

TEST_CASE("A duplicate of a duplicate points at the first report") {
    SampleRegister town;
    const auto ids = potholes(town, 3);
    link_duplicate(town.registry, ids[1], ids[0], by_desk());
    link_duplicate(town.registry, ids[2], ids[1], by_desk());
    CHECK(town.report(ids[2]).duplicate_of == ids[0]);
}

TEST_CASE("The duplicates of a report that becomes one follow it") {
    SampleRegister town;
    const auto ids = potholes(town, 5);
    link_duplicate(town.registry, ids[2], ids[1], by_desk());
    link_duplicate(town.registry, ids[3], ids[1], by_desk());
    link_duplicate(town.registry, ids[4], ids[0], by_desk());
    link_duplicate(town.registry, ids[1], ids[4], by_desk());
    for (const ReportId id : {ids[1], ids[2], ids[3], ids[4]}) CHECK(town.report(id).duplicate_of == ids[0]);
    CHECK_FALSE(town.report(ids[0]).duplicate_of);
}

TEST_CASE("A report that follows another one to its original has an event that says so") {
    SampleRegister town;
    const auto ids = potholes(town, 3);
    link_duplicate(town.registry, ids[2], ids[1], by_desk());
    const auto before = town.actions(ids[2]).size();
    link_duplicate(town.registry, ids[1], ids[0], by_desk());
    REQUIRE(town.report(ids[2]).duplicate_of == ids[0]);
    CHECK(town.actions(ids[2]).size() == before + 1);
}

TEST_CASE("No report is a duplicate of itself, not even by way of another") {
    SampleRegister town;
    const auto ids = potholes(town, 3);
    CHECK_FALSE(links(town, ids[0], ids[0]));
    link_duplicate(town.registry, ids[1], ids[0], by_desk());
    CHECK_FALSE(links(town, ids[0], ids[1]));
    CHECK(town.report(ids[0]).status == Status::received);
}

TEST_CASE("What is solved or a duplicate already cannot become a duplicate") {
    SampleRegister town;
    const auto ids = potholes(town, 3);
    change_status(town.registry, ids[1], Status::solved, by_desk());
    CHECK_FALSE(links(town, ids[1], ids[0]));
    link_duplicate(town.registry, ids[2], ids[0], by_desk());
    CHECK_FALSE(links(town, ids[2], ids[1]));
    CHECK(town.report(ids[2]).duplicate_of == ids[0]);
}

TEST_CASE("A report that stops being a duplicate points at nothing") {
    SampleRegister town;
    const auto ids = potholes(town, 2);
    link_duplicate(town.registry, ids[1], ids[0], by_desk());
    change_status(town.registry, ids[1], Status::received, by_desk());
    CHECK_FALSE(town.report(ids[1]).duplicate_of);
    CHECK_FALSE(town.report(ids[1]).closed_at);
    CHECK(links(town, ids[0], ids[1]));  // now the other way round
}

TEST_CASE("Links never chain and never make a cycle, in whatever order they come") {
    SampleRegister town;
    const auto ids = potholes(town, 30);
    std::mt19937 random(20260301);
    std::uniform_int_distribution<std::size_t> pick(0, ids.size() - 1);
    std::uniform_int_distribution<int> die(1, 10);
    int linked = 0;
    int refused = 0;
    Transaction transaction(town.registry);  // only for speed
    for (int step = 0; step < 600; ++step) {
        const ReportId report = ids[pick(random)];
        const ReportId original = ids[pick(random)];
        const Report before = town.report(report);
        const Report named = town.report(original);
        if (die(random) <= 4 && before.status == Status::duplicate) {
            change_status(town.registry, report, die(random) <= 5 ? Status::received : Status::open, by_desk());
            CHECK_FALSE(town.report(report).duplicate_of);
        } else {
            const ReportId root = named.duplicate_of.value_or(original);
            const bool allowed = root != report && may_change(before.status, Status::duplicate);
            REQUIRE(links(town, report, original) == allowed);
            ++(allowed ? linked : refused);
            if (allowed) CHECK(town.report(report).duplicate_of == root);
        }
        // After every call: what is a duplicate points at what is none, and only a duplicate points anywhere.
        REQUIRE(town.number("SELECT count(*) FROM report r JOIN report o ON o.id = r.duplicate_of "
                            "WHERE o.duplicate_of IS NOT NULL OR o.status = 'duplicate'") == 0);
        REQUIRE(town.number("SELECT count(*) FROM report WHERE (status = 'duplicate') <> (duplicate_of IS NOT NULL)") ==
                0);
        REQUIRE(town.number("SELECT count(*) FROM report WHERE (status = 'duplicate') <> (closed_at IS NOT NULL)") ==
                0);
    }
    CHECK(linked > 100);
    CHECK(refused > 100);
    CHECK(town.number("SELECT count(*) FROM event WHERE action = 'linked'") >= linked);
}
