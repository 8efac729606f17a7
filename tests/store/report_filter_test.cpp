#include "store/report_filter.hpp"

#include "store/areas.hpp"
#include "store/photos.hpp"
#include "store/sample_register.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace {

using namespace ombud;
using namespace ombud::store;
using namespace ombud::store::test;

using Ids = std::vector<ReportId>;

template <typename Choose>
Ids ids_by(SampleRegister& town, const Choose& choose) {
    ReportFilter filter;
    choose(filter);
    return list_report_ids(town.registry, filter);
}

ReportId take_at(SampleRegister& town, const std::string& id, double east, double north) {
    IncomingReport report = pothole(id);
    report.place.position = metres_from_market(east, north);
    return town.take(report);
}

/// A town of reports with anything set or not, many of them received in the same second.
void fill_at_random(SampleRegister& town, int count) {
    std::mt19937 random(11);
    const auto one_in = [&](unsigned n) { return random() % n == 0; };
    const std::vector<std::string> categories{"roads/pothole", "lighting/lamp", "noise", ""};
    Transaction transaction(town.registry);
    for (int i = 0; i < count; ++i) {
        IncomingReport report = pothole(std::to_string(i));
        report.received_at = day(static_cast<int>(random() % 30), static_cast<int>(random() % 2));
        report.category = categories[random() % categories.size()];
        report.channel = one_in(3) ? Channel::email : Channel::web;
        if (one_in(2)) report.status = all_statuses[random() % 7];
        if (one_in(4)) report.text = "Die Laterne flackert";
        if (!one_in(3))
            report.place.position =
                metres_from_market(static_cast<double>(random() % 900), static_cast<double>(random() % 900));
        const ReportId id = town.take(report);
        if (one_in(2)) assign(town.registry, id, one_in(2) ? "roads" : "triage", by_desk());
        if (one_in(3)) add_photo(town.registry, id, "hash " + std::to_string(i), "a.jpg");
    }
    transaction.commit();
}

bool fits(SampleRegister& town, const Report& r, const ReportFilter& f) {
    const auto in = [](const auto& list, const auto& value) {
        return list.empty() || std::ranges::find(list, value) != list.end();
    };
    const auto of_group = [&](const std::string& c) { return r.category == c || r.category.starts_with(c + "/"); };
    return in(f.statuses, r.status) && in(f.departments, r.department) && in(f.channels, r.channel) &&
           (f.categories.empty() || std::ranges::any_of(f.categories, of_group)) &&
           (f.text.empty() || r.text.find("Laterne") != std::string::npos) &&
           (!f.box || (r.position && f.box->contains(*r.position))) &&
           (!f.near || (r.position && distance_m(*r.position, f.near->centre) <= f.near->radius_m)) &&
           (!f.since || r.received_at >= *f.since) && (!f.until || r.received_at < *f.until) &&
           (!f.without_photo || photos_of(town.registry, r.id).empty());
}

ReportFilter any_filter(std::mt19937& random) {
    ReportFilter f;
    const auto one_in = [&](unsigned n) { return random() % n == 0; };
    if (one_in(3)) f.statuses = {all_statuses[random() % 7], all_statuses[random() % 7]};
    if (one_in(3)) f.departments = {one_in(2) ? "roads" : "triage"};
    if (one_in(4)) f.categories = {one_in(2) ? "roads" : "noise", "lighting/lamp"};
    if (one_in(4)) f.channels = {Channel::email};
    if (one_in(4)) f.text = "laternen";
    const Position corner = metres_from_market(500, 500);
    if (one_in(4)) f.box = Bounds{7.82, 51.68, corner.lon, corner.lat};
    if (one_in(4)) f.near = Circle{corner, 300};
    if (one_in(4)) f.since = day(static_cast<int>(random() % 20));
    if (one_in(4)) f.until = day(static_cast<int>(10 + random() % 20));
    f.without_photo = one_in(5);
    f.order = static_cast<ReportOrder>(random() % (f.near ? 5U : 4U));
    return f;
}

}  // namespace

TEST_CASE("Filters combined in any way list what each report by itself fits, in pages as in one go") {
    SampleRegister town;
    fill_at_random(town, 400);
    const auto everything = list_reports(town.registry, {});
    REQUIRE(everything.size() == 400);
    std::mt19937 random(3);
    const auto effort = GENERATE(SearchEffort{}, SearchEffort{5, 20, 60}, SearchEffort{1, 150, 1});
    for (int round = 0; round < 120; ++round) {
        ReportFilter filter = any_filter(random);
        INFO(round);
        Ids expected;
        for (const Report& report : everything) {
            if (fits(town, report, filter)) expected.push_back(report.id);
        }
        const Ids all = list_report_ids(town.registry, filter, effort);
        Ids sorted = all;
        std::ranges::sort(sorted);
        std::ranges::sort(expected);
        CHECK(sorted == expected);
        Ids paged;
        filter.limit = 7;
        for (auto page = list_reports(town.registry, filter, effort); !page.empty();
             page = list_reports(town.registry, filter, effort)) {
            REQUIRE(page.size() <= 7);
            for (const Report& report : page) paged.push_back(report.id);
            filter.after = cursor_of(page.back(), filter);
            REQUIRE(paged.size() <= all.size());
        }
        CHECK(paged == all);
    }
}

TEST_CASE("A category and its group, both named, list a report once") {
    SampleRegister town;
    const ReportId id = town.take(pothole("1"));
    assign(town.registry, id, "roads", by_desk());
    ReportFilter filter;
    filter.categories = {"roads/pothole", "roads"};
    CHECK(list_report_ids(town.registry, filter) == std::vector{id});
    filter.departments = {"roads"};
    CHECK(list_report_ids(town.registry, filter) == std::vector{id});
}

TEST_CASE("Lists are sorted as asked for") {
    SampleRegister town;
    const ReportId far = take_at(town, "1", 90, 0);
    const ReportId near = take_at(town, "2", 10, 0);
    const ReportId middle = take_at(town, "3", 50, 0);
    set_category(town.registry, near, "noise", by_desk(2));
    set_category(town.registry, far, "noise", by_desk(1));
    const auto sorted = [&](ReportOrder order) {
        return ids_by(town, [&](ReportFilter& f) { f.order = order, f.near = Circle{metres_from_market(0, 0), 100}; });
    };
    CHECK(sorted(ReportOrder::newest) == Ids{middle, near, far});
    CHECK(sorted(ReportOrder::oldest) == Ids{far, near, middle});
    CHECK(sorted(ReportOrder::changed) == Ids{near, far, middle});
    CHECK(sorted(ReportOrder::unchanged) == Ids{middle, far, near});
    CHECK(sorted(ReportOrder::nearest) == Ids{near, middle, far});
}

TEST_CASE("A reporter is found by mail address in any case and by phone number however it is written") {
    SampleRegister town;
    const auto from = [&](const std::string& id, const std::string& email, const std::string& phone) {
        IncomingReport report = pothole(id);
        report.reporter = {"Käthe Kröger", email, phone};
        return town.take(report);
    };
    const ReportId both = from("1", "Kaethe@Example.org", "02381 / 17-0 99");
    const ReportId phone = from("2", "", "+49 2381 17099");
    (void)from("3", "other@example.org", "02381 55");
    const auto by = [&](const std::string& contact) {
        return ids_by(town, [&](ReportFilter& f) { f.reporter = contact, f.order = ReportOrder::oldest; });
    };
    CHECK(by("kaethe@example.ORG") == Ids{both});
    CHECK(by("0238117099") == Ids{both, phone});
    CHECK(by("+49 (2381) 17099") == Ids{both, phone});
    CHECK(by("0238117") == Ids{});
    CHECK(by("nobody@example.org") == Ids{});
}

TEST_CASE("An area of any kind is found by its name") {
    SampleRegister town;
    const ReportId here = take_at(town, "1", 0, 0);
    (void)take_at(town, "2", 800, 0);
    town.registry.connection().execute(
        "INSERT INTO area (id, kind, name, geom) VALUES (7, 'ward', 'Nord', x'00'), (8, 'district', 'Mitte', x'00');"
        "INSERT INTO report_area (report, area) VALUES (1, 7); UPDATE report SET area = 8 WHERE id = 1");
    for (const std::string name : {"Nord", "Mitte"}) {
        CHECK(ids_by(town, [&](ReportFilter& f) { f.areas = {name}; }) == Ids{here});
    }
    CHECK(ids_by(town, [](ReportFilter& f) { f.areas = {"Süd"}; }).empty());
    CHECK(all_area_names(town.registry) == std::vector<std::string>{"Mitte", "Nord"});
}

TEST_CASE("Late, untouched and waiting reports are found") {
    SampleRegister town;
    const ReportId old = town.take(pothole("1"));
    IncomingReport later = pothole("2");
    later.received_at = day(5);
    const ReportId young = town.take(later);
    const ReportId closed = town.take(pothole("3"));
    change_status(town.registry, closed, Status::solved, by_desk(1));
    CHECK(ids_by(town, [](ReportFilter& f) { f.late = {{"roads/pothole", day(3)}}; }) == Ids{old});
    CHECK(ids_by(town, [](ReportFilter& f) { f.late = {{"noise", day(9)}}; }).empty());
    CHECK(ids_by(town, [](ReportFilter& f) { f.late.emplace(); }).empty());
    CHECK(ids_by(town, [](ReportFilter& f) { f.untouched_since = day(4); }) == Ids{old});
    CHECK(ids_by(town, [](ReportFilter& f) { f.untouched_since = day(6); }) == Ids{young, old});
    CHECK(ids_by(town, [](ReportFilter& f) { f.waiting_for_release = true; }).empty());
    assign(town.registry, old, "roads", by_desk());
    set_location(town.registry, old, {metres_from_market(0, 0), 5, LocationSource::given, ""}, by_desk());
    set_release(town.registry, old, {}, by_desk(), "{}");
    CHECK(ids_by(town, [](ReportFilter& f) { f.waiting_for_release = true; }) == Ids{old});
}

TEST_CASE("A cursor is written and read, and nothing else is one") {
    const ReportCursor cursor{ReportOrder::unchanged, -12, 34};
    CHECK(to_string(cursor) == "unchanged.-12.34");
    CHECK(report_cursor_from("unchanged.-12.34") == cursor);
    for (const char* text : {"", "newest", "newest.1", "newest.1.", "newest..1", "best.1.2", "newest.1.2.3", "1.2"}) {
        INFO(text);
        CHECK_FALSE(report_cursor_from(text));
    }
}

TEST_CASE("What is searched within a transaction sees what came in with it") {
    SampleRegister town;
    Transaction transaction(town.registry);
    const ReportId id = take_at(town, "1", 0, 0);
    CHECK(ids_by(town, [](ReportFilter& f) { f.text = "Schlagloch"; }) == Ids{id});
    CHECK(ids_by(town, [](ReportFilter& f) { f.near = Circle{metres_from_market(0, 0), 5}; }) == Ids{id});
}
