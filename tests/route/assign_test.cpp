#include "route/assign.hpp"

#include "store/location_candidates.hpp"
#include "store/report_changes.hpp"
#include "store/sample_register.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

namespace {

using namespace ombud;
using namespace ombud::store::test;

std::size_t categorise(SampleRegister& town) {
    SilentProgress progress;
    return route::choose_categories(town.registry, town.config, progress, day(1)).chosen();
}

route::Summary assign(SampleRegister& town) {
    SilentProgress progress;
    return route::assign_departments(town.registry, town.config, progress, day(1));
}

IncomingReport without_category(const std::string& id, const std::string& title, const std::string& text) {
    IncomingReport report = pothole(id);
    report.category.clear();
    report.title = title;
    report.text = text;
    return report;
}

}  // namespace

TEST_CASE("A report without a category gets the one whose keyword it contains") {
    SampleRegister town;
    const ReportId in_text = town.take(without_category("1", "Dunkel", "Die Straßenlaterne am Markt geht nicht"));
    const ReportId in_title = town.take(without_category("2", "Laterne", ""));
    const ReportId without = town.take(without_category("3", "Hallo", "Es ist schön hier"));
    IncomingReport given = pothole("4");
    given.text = "Laterne";
    const ReportId kept = town.take(given);
    CHECK(categorise(town) == 2);
    CHECK(town.report(in_text).category == "lighting/lamp");
    CHECK(town.report(in_title).category == "lighting/lamp");
    CHECK(town.report(without).category.empty());
    CHECK(town.report(kept).category == "roads/pothole");
    const auto event = store::events_of(town.registry, in_text).back();
    CHECK(event.actor == "assign");
    CHECK_THAT(event.reason, Catch::Contains("straßenlaterne"));
}

TEST_CASE("Words of the title do not run into those of the text") {
    SampleRegister town;
    town.config.categories[0].keywords = {"rad weg"};
    town.config.categories[1].keywords = {"radweg"};
    const ReportId id = town.take(without_category("1", "Rad", "weg"));
    CHECK(categorise(town) <= 1);
    CHECK(town.report(id).category != "lighting/lamp");
}

TEST_CASE("The department of the category is in charge and a received report opens") {
    SampleRegister town;
    const ReportId road = town.take(pothole("1"));
    IncomingReport lamp = pothole("2");
    lamp.category = "lighting/lamp";
    lamp.status = Status::solved;
    const ReportId solved = town.take(lamp);
    const auto summary = assign(town);
    CHECK(summary.assigned == 2);
    CHECK(summary.triage == 0);
    CHECK(town.report(road).department == "roads");
    CHECK(town.report(road).status == Status::open);
    CHECK(town.report(solved).department == "lighting");
    CHECK(town.report(solved).status == Status::solved);
    CHECK_THAT(store::events_of(town.registry, road).at(1).reason, Catch::Contains("roads/pothole"));
}

TEST_CASE("A report without a category goes to triage and stays received") {
    SampleRegister town;
    const ReportId id = town.take(without_category("1", "Hallo", "Es ist schön hier"));
    CHECK(categorise(town) == 0);
    const auto summary = assign(town);
    CHECK(summary.assigned == 0);
    CHECK(summary.triage == 1);
    CHECK(town.report(id).department == "triage");
    CHECK(town.report(id).status == Status::received);
}

TEST_CASE("A report whose category the configuration gave up goes to triage") {
    SampleRegister town;
    const ReportId id = town.take(pothole("1"));
    std::erase_if(town.config.categories, [](const Category& category) { return category.id == "roads/pothole"; });
    store::update_vocabulary(town.registry, town.config);
    CHECK(assign(town).triage == 1);
    CHECK(town.report(id).department == "triage");
    CHECK(town.report(id).status == Status::received);
    CHECK(town.report(id).category == "roads/pothole");
    CHECK_THAT(store::events_of(town.registry, id).back().reason, Catch::Contains("no longer"));
}

TEST_CASE("A category whose department is triage leaves a report received") {
    SampleRegister town;
    IncomingReport lost = pothole("1");
    lost.category = "lost";
    const ReportId id = town.take(lost);
    const auto summary = assign(town);
    CHECK(summary.triage == 1);
    CHECK(town.report(id).status == Status::received);
}

TEST_CASE("A department that a report has is not changed, and a second run does nothing") {
    SampleRegister town;
    const ReportId id = town.take(pothole("1"));
    store::assign(town.registry, id, "lighting", by_desk());
    const ReportId other = town.take(without_category("2", "Hallo", ""));
    (void)categorise(town);
    (void)assign(town);
    CHECK(town.report(id).department == "lighting");
    const auto events = town.count("event");
    CHECK(categorise(town) == 0);
    const auto summary = assign(town);
    CHECK(summary.assigned + summary.triage == 0);
    CHECK(town.count("event") == events);
    CHECK(town.report(other).department == "triage");
}

TEST_CASE("A report that speaks of places of which none is clear waits in triage until it has one") {
    SampleRegister town;
    IncomingReport incoming = pothole("1");
    incoming.place = {};
    const ReportId id = town.take(incoming);
    const store::LocationCandidate stern{LocationSource::address, "Am Stern 5", "am Stern", {7.80, 51.66}, 20, 0.3};
    store::put_location_candidates(town.registry, id, {stern}, {day(1), "locate", ""});
    CHECK(assign(town).triage == 1);
    CHECK(town.report(id).department == "triage");
    CHECK(town.report(id).status == Status::received);
    CHECK_THAT(store::events_of(town.registry, id).back().reason, Catch::Contains("ombud place"));
    CHECK(assign(town).assigned == 0);

    store::set_location(town.registry, id, {{7.80, 51.66}, 20, LocationSource::address, "Am Stern"},
                        {day(2), "desk:a", ""});
    CHECK(assign(town).assigned == 1);
    CHECK(town.report(id).department == "roads");
    CHECK(town.report(id).status == Status::open);
}

TEST_CASE("A report without any word of a place goes to its department all the same") {
    SampleRegister town;
    IncomingReport incoming = pothole("1");
    incoming.place = {};
    const ReportId id = town.take(incoming);
    CHECK(assign(town).assigned == 1);
    CHECK(town.report(id).department == "roads");
}

TEST_CASE("What a person put into triage stays there though its place is known") {
    SampleRegister town;
    const ReportId id = town.take(pothole("1"));
    store::assign(town.registry, id, "triage", {day(1), "desk:a", ""});
    store::set_location(town.registry, id, {{7.80, 51.66}, 20, LocationSource::address, ""}, {day(2), "desk:a", ""});
    CHECK(route::leave_triage(town.registry, town.config, day(3)) == 0);
    CHECK(town.report(id).department == "triage");
}
