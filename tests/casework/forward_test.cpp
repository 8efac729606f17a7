#include "casework/deadline.hpp"
#include "core/error.hpp"
#include "store/forwardings.hpp"
#include "store/sample_register.hpp"

#include <catch2/catch.hpp>

#include <string>

namespace {

using namespace ombud;
using namespace ombud::store::test;
using namespace std::chrono_literals;

void forward(SampleRegister& town, ReportId id, const std::string& to, std::optional<std::chrono::year_month_day> ask) {
    store::Forwarding forwarding;
    forwarding.report = id;
    forwarding.person = "desk:meier";
    forwarding.recipient = to;
    forwarding.reference = "X-1";
    forwarding.follow_up = ask;
    store::forward(town.registry, forwarding, by_desk());
}

}  // namespace

TEST_CASE("A forwarding records who, to whom, their reference and when to ask") {
    SampleRegister town;
    const ReportId id = town.take(pothole("1"));
    store::assign(town.registry, id, "roads", by_desk());
    forward(town, id, "Straßen.NRW", 2026y / 3 / 20);
    CHECK(town.report(id).status == Status::forwarded);
    CHECK(town.report(id).department == "roads");
    const auto all = store::forwardings_of(town.registry, id);
    REQUIRE(all.size() == 1);
    CHECK(all[0].recipient == "Straßen.NRW");
    CHECK(all[0].reference == "X-1");
    CHECK(all[0].person == "desk:meier");
    CHECK(all[0].at == day(0));
    CHECK(all[0].follow_up == 2026y / 3 / 20);
    CHECK(all[0].status_before == Status::open);
    const auto event = store::events_of(town.registry, id).at(3);
    CHECK(event.action == "forwarded");
    CHECK(event.detail == R"({"to":"Straßen.NRW","reference":"X-1","follow_up":"2026-03-20"})");
}

TEST_CASE("Forwarded reports are to be followed up when their day has come, until somebody closes them") {
    SampleRegister town;
    const ReportId first = town.take(pothole("1"));
    const ReportId second = town.take(pothole("2"));
    const ReportId never = town.take(pothole("3"));
    forward(town, first, "A", 2026y / 3 / 20);
    forward(town, second, "B", 2026y / 3 / 10);
    forward(town, never, "C", std::nullopt);
    CHECK(store::forwardings_to_follow_up(town.registry, 2026y / 3 / 9).empty());
    CHECK(store::forwardings_to_follow_up(town.registry, 2026y / 3 / 10).size() == 1);
    const auto both = store::forwardings_to_follow_up(town.registry, 2026y / 4 / 1);
    REQUIRE(both.size() == 2);
    CHECK(both[0].report == second);
    store::change_status(town.registry, second, Status::solved, by_desk());
    CHECK(store::forwardings_to_follow_up(town.registry, 2026y / 4 / 1).size() == 1);
}

TEST_CASE("Taking a forwarding back restores the status and keeps the record") {
    SampleRegister town;
    const ReportId id = town.take(pothole("1"));
    store::assign(town.registry, id, "roads", by_desk());
    store::change_status(town.registry, id, Status::in_progress, by_desk());
    CHECK_THROWS_AS(store::undo_forwarding(town.registry, id, by_desk()), Error);
    forward(town, id, "A", std::nullopt);
    forward(town, id, "B", std::nullopt);
    store::undo_forwarding(town.registry, id, by_desk(1));
    CHECK(town.report(id).status == Status::forwarded);  // A still has it
    store::undo_forwarding(town.registry, id, by_desk(2));
    CHECK(town.report(id).status == Status::in_progress);
    const auto all = store::forwardings_of(town.registry, id);
    REQUIRE(all.size() == 2);
    CHECK(all[0].undone_at == day(2));
    CHECK(all[1].undone_at == day(1));
    CHECK_THROWS_AS(store::undo_forwarding(town.registry, id, by_desk(3)), Error);
}

TEST_CASE("A solved report cannot be forwarded, and then nothing is recorded") {
    SampleRegister town;
    const ReportId id = town.take(pothole("1"));
    store::change_status(town.registry, id, Status::solved, by_desk());
    CHECK_THROWS_AS(forward(town, id, "A", std::nullopt), Error);
    CHECK(store::forwardings_of(town.registry, id).empty());
    CHECK_THROWS_AS(forward(town, 99, "A", std::nullopt), Error);
}

TEST_CASE("A report is due some working days after the local day it came in") {
    Config config = sample_config();
    config.calendar.state = State::nw;
    config.categories[0].expected_days = 5;
    Report report;
    report.category = "roads/pothole";
    // Good Friday and Easter Monday of 2026 are 3 and 6 April.
    report.received_at = parse_iso("2026-04-01T22:30:00Z").value();  // 2 April in Berlin
    CHECK(casework::due_day(report, config) == 2026y / 4 / 13);
    CHECK(!casework::is_overdue(report, config, parse_iso("2026-04-13T21:59:00Z").value()));
    CHECK(casework::is_overdue(report, config, parse_iso("2026-04-13T22:01:00Z").value()));
    report.status = Status::forwarded;
    CHECK(casework::is_overdue(report, config, parse_iso("2026-05-01T00:00:00Z").value()));
    report.status = Status::solved;
    CHECK(!casework::is_overdue(report, config, parse_iso("2026-05-01T00:00:00Z").value()));
    report.category = "noise";
    CHECK(!casework::due_day(report, config));
}
