#include "core/error.hpp"
#include "core/status.hpp"
#include "store/fingerprints.hpp"
#include "store/sample_register.hpp"

#include <catch2/catch.hpp>

#include <string>

namespace {

using namespace ombud;
using namespace ombud::store;
using namespace ombud::store::test;

/// A report that is in this status.
ReportId in_status(SampleRegister& town, Status status) {
    static int number = 0;
    const ReportId id = town.take(pothole("in status " + std::to_string(++number)));
    if (status == Status::duplicate) {
        link_duplicate(town.registry, id, town.take(pothole("original " + std::to_string(number))), by_desk());
    } else if (status != Status::received) {
        change_status(town.registry, id, status, by_desk());
    }
    return id;
}

}  // namespace

TEST_CASE("A status changes only as the table allows, and the refusal lists what is allowed") {
    SampleRegister town;
    for (const Status from : all_statuses) {
        for (const Status to : all_statuses) {
            if (to == Status::duplicate && may_change(from, to)) continue;  // link_duplicate's affair
            INFO(to_string(from) << " -> " << to_string(to));
            const ReportId id = in_status(town, from);
            const auto events = town.actions(id).size();
            if (may_change(from, to)) {
                change_status(town.registry, id, to, by_desk(2));
                CHECK(town.report(id).status == to);
                CHECK(town.report(id).closed_at.has_value() == is_closed(to));
                CHECK(town.actions(id).size() == events + (from == Status::duplicate ? 2 : 1));  // "unlinked" first
                continue;
            }
            try {
                change_status(town.registry, id, to, by_desk(2));
                FAIL("the change was made");
            } catch (const Error& error) {
                CHECK(error.kind() == ErrorKind::conflict);
                CHECK_THAT(error.what(),
                           Catch::Contains("report " + std::to_string(id) + " is " + std::string(to_string(from))));
                for (const Status next : next_statuses(from)) {
                    CHECK_THAT(error.what(), Catch::Contains(std::string(to_string(next))));
                }
            }
            CHECK(town.report(id).status == from);
            CHECK(town.actions(id).size() == events);
        }
    }
}

TEST_CASE("A report does not become a duplicate without an original") {
    SampleRegister town;
    const ReportId id = town.take(pothole("1"));
    CHECK_THROWS_AS(change_status(town.registry, id, Status::duplicate, by_desk()), Error);
    CHECK(town.report(id).status == Status::received);
}

TEST_CASE("The event of a status change says who, when, why, from what and to what") {
    SampleRegister town;
    const ReportId id = town.take(pothole("1"));
    change_status(town.registry, id, Status::in_progress, {day(2), "desk:schulz", "Termin vereinbart"});
    const Event event = events_of(town.registry, id).back();
    CHECK(event.action == "status");
    CHECK(event.actor == "desk:schulz");
    CHECK(event.at == day(2));
    CHECK(event.reason == "Termin vereinbart");
    CHECK(event.report == id);
    CHECK(event.detail == R"({"from":"received","to":"in_progress"})");
    CHECK(town.report(id).changed_at == day(2));
}

TEST_CASE("A report is closed when it is said to be, or else when it was changed") {
    SampleRegister town;
    const ReportId id = town.take(pothole("1"));
    change_status(town.registry, id, Status::solved, by_desk(9), day(7));
    CHECK(town.report(id).closed_at == day(7));
    change_status(town.registry, id, Status::open, by_desk(10));
    CHECK_FALSE(town.report(id).closed_at);
    change_status(town.registry, id, Status::closed_unsolved, by_desk(11));
    CHECK(town.report(id).closed_at == day(11));
}

TEST_CASE("A received report opens when a department gets it, but not in triage") {
    SampleRegister town;
    const ReportId id = town.take(pothole("1"));
    assign(town.registry, id, "triage", by_desk());
    CHECK(town.report(id).status == Status::received);
    CHECK(town.report(id).department == "triage");
    assign(town.registry, id, "roads", by_desk());
    CHECK(town.report(id).status == Status::open);
    CHECK(town.actions(id) == std::vector<std::string>{"received", "assigned", "assigned", "status"});
    change_status(town.registry, id, Status::in_progress, by_desk());
    assign(town.registry, id, "lighting", by_desk());
    CHECK(town.report(id).status == Status::in_progress);
    CHECK(events_of(town.registry, id).back().detail == R"({"from":"roads","to":"lighting"})");
}

TEST_CASE("An expired report comes back to the public view when it is opened again") {
    SampleRegister town;
    const ReportId id = town.take(pothole("1"));
    change_status(town.registry, id, Status::solved, by_desk(1));
    REQUIRE(closed_reports_in_public(town.registry).size() == 1);
    expire(town.registry, id, by_desk(40));
    CHECK(town.report(id).expired);
    CHECK(town.report(id).status == Status::solved);
    CHECK(closed_reports_in_public(town.registry).empty());
    change_status(town.registry, id, Status::open, by_desk(41));
    CHECK_FALSE(town.report(id).expired);
    change_status(town.registry, id, Status::solved, by_desk(50));
    CHECK_FALSE(town.report(id).expired);
    REQUIRE(closed_reports_in_public(town.registry).size() == 1);
    CHECK(closed_reports_in_public(town.registry)[0].closed_at == day(50));
}

TEST_CASE("Reports are due for the steps of the night until the step was there") {
    SampleRegister town;
    IncomingReport incoming = pothole("1");
    incoming.category.clear();
    const ReportId id = town.take(incoming);
    CHECK(reports_to_locate(town.registry).size() == 1);
    CHECK(uncategorised_reports(town.registry).size() == 1);
    CHECK(unassigned_reports(town.registry).size() == 1);
    CHECK(count_due_for_dedupe(town.registry) == 1);
    set_location(town.registry, id, {{7.82, 51.68}, 20, LocationSource::address, ""}, by_desk());
    set_category(town.registry, id, "roads/pothole", by_desk());
    assign(town.registry, id, "triage", by_desk());
    mark_deduped(town.registry, id);
    CHECK(reports_to_locate(town.registry).empty());
    CHECK(uncategorised_reports(town.registry).empty());
    CHECK(unassigned_reports(town.registry).empty());
    CHECK(count_due_for_dedupe(town.registry) == 0);
    set_category(town.registry, id, "lighting/lamp", by_desk());
    CHECK(count_due_for_dedupe(town.registry) == 1);
    mark_deduped(town.registry, id);
    clear_location(town.registry, id, by_desk());
    CHECK(count_due_for_dedupe(town.registry) == 1);
    CHECK(reports_to_locate(town.registry).size() == 1);
    mark_located(town.registry, id, "");
    CHECK(reports_to_locate(town.registry).size() == 1);  // still without position
}

TEST_CASE("Reports are counted by department, category and status") {
    SampleRegister town;
    IncomingReport located = pothole("1");
    located.place.position = Position{7.82, 51.68};
    const ReportId id = town.take(located);
    (void)town.take(pothole("2"));
    const ReportId third = town.take(pothole("3"));
    assign(town.registry, id, "roads", by_desk());
    assign(town.registry, third, "roads", by_desk());
    const auto counts = count_reports(town.registry);
    REQUIRE(counts.size() == 2);
    CHECK(counts[0].department.empty());
    CHECK(counts[0].reports == 1);
    CHECK(counts[0].located == 0);
    CHECK(counts[1].department == "roads");
    CHECK(counts[1].status == Status::open);
    CHECK(counts[1].reports == 2);
    CHECK(counts[1].located == 1);
}
