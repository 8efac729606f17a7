#include "store/sample_register.hpp"

#include <catch2/catch.hpp>

#include <optional>
#include <string>
#include <vector>

// Who decides on the status where the sender's own system and the desk both have one.

namespace {

using namespace ombud;
using namespace ombud::store;
using namespace ombud::store::test;

IncomingReport saying(std::optional<Status> status, int received = 0) {
    IncomingReport report = pothole("1");
    report.status = status;
    report.received_at = day(received);
    return report;
}

}  // namespace

TEST_CASE("A report comes in with the status its source gives it") {
    SampleRegister town;
    IncomingReport solved = saying(Status::solved);
    solved.closed_at = day(7);
    const ReportId id = town.deliver(solved).report;
    CHECK(town.report(id).status == Status::solved);
    CHECK(town.report(id).closed_at == day(7));
}

TEST_CASE("A source cannot make a report a duplicate of nothing") {
    SampleRegister town;
    const ReportId id = town.deliver(saying(Status::duplicate)).report;
    CHECK(town.report(id).status == Status::received);
    CHECK_NOTHROW(town.deliver(saying(Status::duplicate, 1)));
}

TEST_CASE("The status of the source is followed while the desk has decided nothing") {
    SampleRegister town;
    const ReportId id = town.deliver(saying(Status::received)).report;
    assign(town.registry, id, "roads", by_desk());  // makes it open, which is no decision of the desk
    (void)town.deliver(saying(Status::in_progress, 1));
    CHECK(town.report(id).status == Status::in_progress);
    IncomingReport solved = saying(Status::solved, 5);
    solved.closed_at = day(4);
    (void)town.deliver(solved);
    CHECK(town.report(id).status == Status::solved);
    CHECK(town.report(id).closed_at == day(4));
    (void)town.deliver(saying(Status::in_progress, 6));
    CHECK(town.report(id).status == Status::in_progress);
    CHECK_FALSE(town.report(id).closed_at);
}

TEST_CASE("A source that begins to speak of the status is followed") {
    SampleRegister town;
    const ReportId id = town.deliver(saying(std::nullopt)).report;
    (void)town.deliver(saying(Status::solved, 1));
    CHECK(town.report(id).status == Status::solved);
}

TEST_CASE("A source that says the same status again changes nothing at the desk's") {
    SampleRegister town;
    const ReportId id = town.deliver(saying(Status::solved)).report;
    change_status(town.registry, id, Status::open, by_desk(1));
    (void)town.deliver(saying(Status::solved, 2));
    CHECK(town.report(id).status == Status::open);
}

TEST_CASE("A status set at the desk survives an update of the source") {
    SampleRegister town;
    const ReportId id = town.deliver(saying(Status::received)).report;
    change_status(town.registry, id, Status::rejected, by_desk(1));
    IncomingReport update = saying(Status::in_progress, 2);
    update.text = "Anders";
    (void)town.deliver(update);
    CHECK(town.report(id).status == Status::rejected);
    CHECK(town.report(id).text == "Anders");
    (void)town.deliver(saying(Status::solved, 3));
    CHECK(town.report(id).status == Status::rejected);
}

TEST_CASE("A status set at the desk survives a source that never spoke of one before") {
    SampleRegister town;
    const ReportId id = town.deliver(saying(std::nullopt)).report;
    change_status(town.registry, id, Status::rejected, by_desk(1));
    (void)town.deliver(saying(Status::in_progress, 2));
    CHECK(town.report(id).status == Status::rejected);
}

TEST_CASE("A link to an original survives an update of the source") {
    SampleRegister town;
    const ReportId original = town.take(pothole("0"));
    const ReportId id = town.deliver(saying(std::nullopt)).report;
    link_duplicate(town.registry, id, original, by_desk(1));
    (void)town.deliver(saying(Status::open, 2));
    CHECK(town.report(id).status == Status::duplicate);
    CHECK(town.report(id).duplicate_of == original);
    (void)town.deliver(saying(Status::solved, 3));
    CHECK(town.report(id).duplicate_of == original);
}

TEST_CASE("A report that the desk opened again stays open whatever the source goes on to say") {
    SampleRegister town;
    const ReportId id = town.deliver(saying(Status::solved)).report;
    change_status(town.registry, id, Status::open, by_desk(1));
    (void)town.deliver(saying(Status::closed_unsolved, 2));
    CHECK(town.report(id).status == Status::open);
}
