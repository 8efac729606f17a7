#include "dedupe/dedupe.hpp"
#include "store/photos.hpp"
#include "store/sample_register.hpp"
#include "store/suggestions.hpp"

#include <catch2/catch.hpp>

#include <optional>
#include <string>
#include <vector>

namespace {

using namespace ombud;
using namespace ombud::store::test;

dedupe::Summary search(SampleRegister& town, int on_day = 100) {
    SilentProgress progress;
    return dedupe::run(town.registry, town.config, progress, day(on_day));
}

/// Received on this day, so many metres east of the market, by a reporter of her own.
IncomingReport at(const std::string& id, int received, std::optional<double> east) {
    IncomingReport report = pothole(id);
    report.received_at = day(received);
    report.text = "Meldung " + id;
    report.reporter.email = id + "@home.example";
    if (east) report.place.position = metres_from_market(*east, 0);
    return report;
}

/// The same, from a reporter who says the same each time.
IncomingReport repeated(const std::string& id, int received, std::optional<double> east) {
    IncomingReport report = at(id, received, east);
    report.text = "Da ist ein Loch";
    report.reporter.email = "anna@home.example";
    return report;
}

std::vector<ReportId> suggested(SampleRegister& town, ReportId report) {
    std::vector<ReportId> ids;
    for (const store::Suggestion& suggestion : store::suggestions_for(town.registry, report))
        ids.push_back(suggestion.original);
    return ids;
}

using Ids = std::vector<ReportId>;

}  // namespace

TEST_CASE("The same text of the same reporter is linked to the first report") {
    SampleRegister town;
    const ReportId first = town.take(repeated("1", 0, 0));
    const ReportId second = town.take(repeated("2", 3, 10));
    const ReportId third = town.take(repeated("3", 5, 20));
    const auto summary = search(town);
    CHECK(summary.looked_at == 3);
    CHECK(summary.linked == 2);
    CHECK(town.report(second).duplicate_of == first);
    CHECK(town.report(third).duplicate_of == first);
    const auto event = store::events_of(town.registry, second).back();
    CHECK(event.actor == "dedupe");
    CHECK_THAT(event.reason, Catch::Contains("same reporter and same text"));
}

TEST_CASE("The same text of the same reporter is linked although one has no position") {
    SampleRegister town;
    const ReportId first = town.take(repeated("1", 0, 0));
    const ReportId second = town.take(repeated("2", 3, std::nullopt));
    CHECK(search(town).linked == 1);
    CHECK(town.report(second).duplicate_of == first);
}

TEST_CASE("The same text of other reporters is suggested only") {
    SampleRegister town;
    const ReportId first = town.take(repeated("1", 0, 0));
    IncomingReport other = repeated("2", 3, 10);
    other.reporter.email = "bert@home.example";
    const ReportId second = town.take(other);
    other.reporter = {};
    other.external_id = "3";
    const ReportId anonymous = town.take(other);
    CHECK(search(town).linked == 0);
    CHECK(suggested(town, second) == Ids{first});
    CHECK_FALSE(suggested(town, anonymous).empty());
}

TEST_CASE("The same photo is linked to the first report") {
    SampleRegister town;
    const ReportId first = town.take(at("1", 0, 0), {{"aaa", "a.jpg"}});
    const ReportId second = town.take(at("2", 3, 10), {{"bbb", "b.jpg"}, {"aaa", "c.jpg"}});
    const ReportId other = town.take(at("3", 4, 10), {{"ccc", "c.jpg"}});
    CHECK(search(town).linked == 1);
    CHECK(town.report(second).duplicate_of == first);
    CHECK_FALSE(town.report(other).duplicate_of);
    CHECK_THAT(store::events_of(town.registry, second).back().reason, Catch::Contains("same photo"));
}

TEST_CASE("A photo on five reports is evidence") {
    SampleRegister town;
    for (int i = 0; i < 5; ++i) (void)town.take(at(std::to_string(i), i, i), {{"logo", "logo.png"}});
    CHECK(search(town).linked == 4);
}

TEST_CASE("A photo on more than five reports is no evidence") {
    for (const int reports : {6, 7, 12}) {
        SampleRegister town;
        for (int i = 0; i < reports; ++i) (void)town.take(at(std::to_string(i), i, i), {{"logo", "logo.png"}});
        INFO(reports);
        CHECK(search(town).linked == 0);
    }
}

TEST_CASE("A letterhead on many reports does not hide that another photo is the same") {
    SampleRegister town;
    for (int i = 0; i < 8; ++i)
        (void)town.take(at("far " + std::to_string(i), 0, 3000 + 500 * i), {{"logo", "logo.png"}});
    const ReportId first = town.take(at("1", 0, 0), {{"logo", "logo.png"}, {"hole", "a.jpg"}});
    const ReportId second = town.take(at("2", 3, 10), {{"logo", "logo.png"}, {"hole", "b.jpg"}});
    CHECK(search(town).linked == 1);
    CHECK(town.report(second).duplicate_of == first);
}

TEST_CASE("What is near, recent and of the same category is suggested with its reasons") {
    SampleRegister town;
    const ReportId first = town.take(at("1", 0, 0));
    const ReportId second = town.take(at("2", 2, 18));
    const auto summary = search(town);
    CHECK(summary.linked == 0);
    CHECK(summary.suggested == 1);
    const auto suggestions = store::suggestions_for(town.registry, second);
    REQUIRE(suggestions.size() == 1);
    CHECK(suggestions[0].original == first);
    CHECK_THAT(suggestions[0].reasons, Catch::StartsWith("18 m, 2 days, same category"));
    CHECK(suggested(town, first).empty());
    CHECK(town.report(second).status == Status::received);
}

TEST_CASE("The three best originals are suggested") {
    SampleRegister town;
    for (int i = 1; i <= 5; ++i) REQUIRE(town.take(at(std::to_string(i), 0, 40 - 8 * i)) == i);
    const ReportId last = town.take(at("last", 1, 0));
    (void)search(town);
    CHECK(suggested(town, last) == Ids{5, 4, 3});
}

TEST_CASE("Never linked without asking is what the rule of the category excludes") {
    SampleRegister town;
    const ReportId first = town.take(repeated("1", 0, 0), {{"aaa", "a.jpg"}});
    IncomingReport report = repeated("2", 3, 10);
    bool suggests = true;

    SECTION("another category") {
        report.category = "lighting/lamp";
        suggests = false;
    }
    SECTION("no category") {
        report.category.clear();
    }
    SECTION("outside the radius") {
        report.place.position = metres_from_market(60, 0);
        suggests = false;
    }
    SECTION("outside the window") {
        report.received_at = day(85);
        suggests = false;
    }
    SECTION("a solved original") {
        store::change_status(town.registry, first, Status::solved, by_desk());
    }
    SECTION("a rejected original") {
        store::change_status(town.registry, first, Status::rejected, by_desk());
        suggests = false;
    }
    SECTION("a report that is closed itself") {
        report.status = Status::solved;
        suggests = false;
    }

    const ReportId second = town.take(report, {{"aaa", "a.jpg"}});
    const auto summary = search(town);
    CHECK(summary.linked == 0);
    CHECK_FALSE(town.report(second).duplicate_of);
    CHECK(suggested(town, second) == (suggests ? Ids{first} : Ids{}));
    CHECK(suggested(town, first).empty());
}

TEST_CASE("What was solved and is reported again is suggested as broken again") {
    SampleRegister town;
    const ReportId first = town.take(repeated("1", 0, 0));
    store::change_status(town.registry, first, Status::solved, by_desk(2));
    const ReportId second = town.take(repeated("2", 5, 3));
    (void)search(town);
    const auto found = store::suggestions_for(town.registry, second);
    REQUIRE(found.size() == 1);
    CHECK(found[0].original == first);
    CHECK_THAT(found[0].reasons, Catch::EndsWith("closed 3 days ago, reported again"));
}

TEST_CASE("A rejected pair is never suggested nor linked again, in whatever group it turns up") {
    SampleRegister town;
    const ReportId first = town.take(repeated("1", 0, 0));
    const ReportId second = town.take(repeated("2", 3, 10));
    store::reject_duplicate(town.registry, second, first, by_desk());
    (void)search(town);
    CHECK_FALSE(town.report(second).duplicate_of);
    CHECK(suggested(town, second).empty());
    // A third one that would bring both together is linked to one of them only.
    const ReportId third = town.take(repeated("3", 4, 5));
    (void)search(town);
    CHECK(town.report(third).duplicate_of == first);
    dedupe::make_all_due(town.registry);
    (void)search(town);
    CHECK_FALSE(town.report(second).duplicate_of);
    CHECK(suggested(town, second).empty());
}

TEST_CASE("Links do not chain along a street") {
    SampleRegister town;
    std::vector<ReportId> ids;
    for (int i = 0; i < 8; ++i) ids.push_back(town.take(repeated(std::to_string(i), i, 40 * i)));
    (void)search(town);
    for (const ReportId id : ids) {
        const Report report = town.report(id);
        if (!report.duplicate_of) continue;
        CHECK(distance_m(*report.position, *town.report(*report.duplicate_of).position) <= 100.5);  // twice the radius
    }
    CHECK(town.number("SELECT count(DISTINCT duplicate_of) FROM report") >= 2);
}

TEST_CASE("A probable case is linked only where the configuration allows it") {
    for (const double link : {1.0, 0.6}) {
        SampleRegister town;
        town.config.duplicates.link = link;
        IncomingReport a = at("1", 0, 0);
        a.text = "Die Straßenlaterne Nummer 4711 vor dem Rathaus ist dunkel";
        IncomingReport b = at("2", 1, 5);
        b.text = "Straßenlaterne Nummer 4711 vor dem Rathaus ist immer noch dunkel";
        const ReportId first = town.take(a);
        const ReportId second = town.take(b);
        (void)search(town);
        INFO(link);
        CHECK(town.report(second).duplicate_of == (link < 1 ? std::optional(first) : std::nullopt));
        if (link >= 1) CHECK(suggested(town, second) == Ids{first});
    }
}

TEST_CASE("A form can ask whether something is known, and nothing changes by it") {
    SampleRegister town;
    const ReportId known = town.take(at("1", 0, 0));
    (void)search(town);
    const auto events = town.count("event");
    Report draft;
    draft.received_at = day(2);
    draft.category = "roads/pothole";
    draft.position = metres_from_market(12, 0);
    draft.accuracy_m = 10;
    draft.text = "Schlagloch";
    const auto found = dedupe::check(town.registry, town.config, draft);
    REQUIRE(found.size() == 1);
    CHECK(found[0].original == known);
    draft.position = metres_from_market(2000, 0);
    CHECK(dedupe::check(town.registry, town.config, draft).empty());
    CHECK(town.count("event") == events);
    CHECK(town.count("report") == 1);
}

TEST_CASE("A report of a category that is no longer configured is never linked without asking") {
    SampleRegister town;
    (void)town.take(repeated("1", 0, 0));
    (void)town.take(repeated("2", 3, 0));
    std::erase_if(town.config.categories, [](const Category& category) { return category.id == "roads/pothole"; });
    CHECK(search(town).linked == 0);
}

TEST_CASE("A second run of dedupe changes nothing") {
    SampleRegister town;
    (void)town.take(repeated("1", 0, 0));
    (void)town.take(repeated("2", 3, 5));
    (void)town.take(at("3", 4, 15), {{"aaa", "a.jpg"}});
    (void)town.take(at("4", 5, 20), {{"aaa", "a.jpg"}});
    (void)town.take(at("5", 6, 25));
    (void)search(town);
    const auto events = town.count("event");
    const auto suggestions = town.count("duplicate_suggestion");
    const auto summary = search(town, 101);
    CHECK(summary.looked_at == 0);
    CHECK(summary.linked + summary.suggested == 0);
    CHECK(town.count("event") == events);
    CHECK(town.count("duplicate_suggestion") == suggestions);
}

TEST_CASE("A report that changed is compared again, and what no longer holds goes") {
    SampleRegister town;
    const ReportId first = town.take(at("1", 0, 0));
    const ReportId second = town.take(at("2", 2, 18));
    (void)search(town);
    REQUIRE(suggested(town, second) == Ids{first});
    store::set_category(town.registry, second, "lighting/lamp", by_desk());
    CHECK(search(town).looked_at == 1);
    CHECK(suggested(town, second).empty());
}

TEST_CASE("A report that was opened again is compared again") {
    SampleRegister town;
    const ReportId first = town.take(at("1", 0, 0));
    store::change_status(town.registry, first, Status::rejected, by_desk());
    const ReportId second = town.take(at("2", 2, 18));
    (void)search(town);
    REQUIRE(suggested(town, second).empty());
    store::change_status(town.registry, first, Status::open, by_desk());
    (void)search(town);
    CHECK(suggested(town, second) == Ids{first});
}

TEST_CASE("A report that is no longer a duplicate is compared again") {
    SampleRegister town;
    const ReportId first = town.take(at("1", 0, 0));
    const ReportId second = town.take(at("2", 2, 18));
    const ReportId third = town.take(at("3", 3, 20));
    store::link_duplicate(town.registry, second, first, by_desk());
    (void)search(town);
    REQUIRE(suggested(town, third) == Ids{first});
    store::change_status(town.registry, second, Status::open, by_desk());
    (void)search(town);
    CHECK(suggested(town, third) == Ids{second, first});
}
