#include "casework/expire.hpp"

#include "store/sample_register.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <string>

namespace {

using namespace ombud;
using namespace ombud::store::test;
using namespace std::chrono_literals;

std::size_t expire_at(SampleRegister& town, Instant now) {
    SilentProgress progress;
    return casework::expire(town.registry, town.config, progress, now);
}

/// A report of this category that was closed on day 0 at noon.
ReportId closed(SampleRegister& town, const std::string& id, const std::string& category,
                Status status = Status::solved) {
    IncomingReport report = pothole(id);
    report.category = category;
    const ReportId report_id = town.take(report);
    store::change_status(town.registry, report_id, status, by_desk(0));
    return report_id;
}

}  // namespace

TEST_CASE("A solved report leaves the public view when exactly its days have passed") {
    SampleRegister town;
    const ReportId id = closed(town, "1", "roads/pothole");
    CHECK(expire_at(town, day(29)) == 0);
    CHECK(expire_at(town, day(30) - 1s) == 0);
    CHECK_FALSE(town.report(id).expired);
    CHECK(expire_at(town, day(30)) == 1);
    CHECK(town.report(id).expired);
    CHECK(town.report(id).status == Status::solved);
    CHECK(town.actions(id).back() == "expired");
    CHECK_THAT(store::events_of(town.registry, id).back().reason, Catch::Contains("30 days"));
    CHECK(store::events_of(town.registry, id).back().actor == "expire");
}

TEST_CASE("Each category has its own span") {
    SampleRegister town;
    const ReportId lamp = closed(town, "1", "lighting/lamp");
    const ReportId road = closed(town, "2", "roads/pothole");
    const ReportId none = closed(town, "3", "");
    CHECK(expire_at(town, day(14) - 1s) == 0);
    CHECK(expire_at(town, day(14)) == 1);
    CHECK(town.report(lamp).expired);
    CHECK_FALSE(town.report(road).expired);
    CHECK(expire_at(town, day(30)) == 2);
    CHECK(town.report(none).expired);
}

TEST_CASE("A category that is no longer configured has thirty days") {
    SampleRegister town;
    const ReportId lamp = closed(town, "1", "lighting/lamp");
    std::erase_if(town.config.categories, [](const Category& category) { return category.id == "lighting/lamp"; });
    CHECK(expire_at(town, day(30) - 1s) == 0);
    CHECK(expire_at(town, day(30)) == 1);
    CHECK(town.report(lamp).expired);
}

TEST_CASE("A span of no days ends at once") {
    SampleRegister town;
    town.config.categories[0].public_after_solution = std::chrono::days(0);
    (void)closed(town, "1", "roads/pothole");
    CHECK(expire_at(town, day(0)) == 1);
}

TEST_CASE("What was closed unsolved expires, what is open or never was public does not") {
    SampleRegister town;
    const ReportId unsolved = closed(town, "1", "roads/pothole", Status::closed_unsolved);
    const ReportId rejected = closed(town, "2", "roads/pothole", Status::rejected);
    const ReportId working = closed(town, "3", "roads/pothole", Status::in_progress);
    const ReportId received = town.take(pothole("4"));
    CHECK(expire_at(town, day(400)) == 1);
    CHECK(town.report(unsolved).expired);
    for (const ReportId id : {rejected, working, received}) CHECK_FALSE(town.report(id).expired);
}

TEST_CASE("Opening a report again brings it back and its days start anew") {
    SampleRegister town;
    const ReportId id = closed(town, "1", "roads/pothole");
    REQUIRE(expire_at(town, day(30)) == 1);
    store::change_status(town.registry, id, Status::open, by_desk(31));
    CHECK_FALSE(town.report(id).expired);
    CHECK(expire_at(town, day(100)) == 0);
    store::change_status(town.registry, id, Status::solved, by_desk(101));
    CHECK(expire_at(town, day(131) - 1s) == 0);
    CHECK(expire_at(town, day(131)) == 1);
}

TEST_CASE("A second run of expire does nothing") {
    SampleRegister town;
    (void)closed(town, "1", "roads/pothole");
    REQUIRE(expire_at(town, day(40)) == 1);
    const auto events = town.count("event");
    CHECK(expire_at(town, day(40)) == 0);
    CHECK(expire_at(town, day(41)) == 0);
    CHECK(town.count("event") == events);
}

TEST_CASE("Reports that were not solved have spans of their own where [expiry] says so") {
    SampleRegister town;
    town.config.expiry.closed_unsolved = std::chrono::days(7);
    town.config.expiry.rejected = std::chrono::days(3);
    const ReportId unsolved = closed(town, "1", "roads/pothole", Status::closed_unsolved);
    const ReportId rejected = closed(town, "2", "roads/pothole", Status::rejected);
    const ReportId solved = closed(town, "3", "roads/pothole");
    CHECK(expire_at(town, day(3) - 1s) == 0);
    CHECK(expire_at(town, day(3)) == 1);
    CHECK(town.report(rejected).expired);
    CHECK(expire_at(town, day(7)) == 1);
    CHECK(town.report(unsolved).expired);
    CHECK_FALSE(town.report(solved).expired);
}
