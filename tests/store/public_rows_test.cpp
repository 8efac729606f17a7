#include "store/public_rows.hpp"

#include "store/areas.hpp"
#include "store/photos.hpp"
#include "store/sample_register.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

namespace {

using namespace ombud;
using namespace ombud::store;
using namespace ombud::store::test;

std::vector<PublicRow> rows(SampleRegister& town) {
    std::vector<PublicRow> all;
    PublicRows cursor(town.registry);
    for (PublicRow row; cursor.next(row);) all.push_back(row);
    return all;
}

/// A report that may become public.
ReportId publishable(SampleRegister& town, const std::string& external_id) {
    IncomingReport report = pothole(external_id);
    report.reporter = {"Anna Ost", "anna@home.example", "02381 123456"};
    report.place = {"Geheimweg", "7", "59065", "Hamm", metres_from_market(0, 0)};
    const ReportId id = town.take(report);
    assign(town.registry, id, "roads", by_desk());
    release(town.registry, id);
    return id;
}

}  // namespace

TEST_CASE("A located report of a public category with a department is public") {
    SampleRegister town;
    const ReportId id = publishable(town, "1");
    set_location(town.registry, id, {{7.82, 51.68}, 20, LocationSource::address, "Am Markt"}, by_desk(2));
    REQUIRE(add_photo(town.registry, id, "aaa", "Anna.jpg"));
    REQUIRE(add_photo(town.registry, id, "bbb", "b.jpg"));
    set_published(town.registry, photos_of(town.registry, id).at(0), "clean.jpg", 1, by_desk());
    set_waiting_for_review(town.registry, photos_of(town.registry, id).at(1), 0, by_desk());
    change_status(town.registry, id, Status::solved, by_desk(3));
    const auto all = rows(town);
    REQUIRE(all.size() == 1);
    CHECK(all[0].id == id);
    CHECK(all[0].category == "roads/pothole");
    CHECK(all[0].category_de == "Schlagloch");
    CHECK(all[0].department == "Tiefbauamt");
    CHECK(all[0].status == Status::solved);
    CHECK(all[0].received_at == day(0));
    CHECK(all[0].changed_at == day(3));
    CHECK(all[0].closed_at == day(3));
    CHECK(all[0].street == "Am Markt");
    CHECK(all[0].position == Position{7.82, 51.68});
    CHECK(all[0].accuracy_m == 20);
    CHECK(all[0].photos == std::vector<std::string>{"clean.jpg"});  // what waits for review is not public
}

TEST_CASE("The reporter's own words for the place are not public") {
    SampleRegister town;
    (void)publishable(town, "1");
    const auto all = rows(town);
    REQUIRE(all.size() == 1);
    CHECK(all[0].street.empty());
}

TEST_CASE("Public reports come by id") {
    SampleRegister town;
    const ReportId a = publishable(town, "a");
    const ReportId b = publishable(town, "b");
    const ReportId c = publishable(town, "c");
    change_status(town.registry, a, Status::solved, by_desk(5));
    std::vector<ReportId> ids;
    for (const PublicRow& row : rows(town)) ids.push_back(row.id);
    CHECK(ids == std::vector<ReportId>{a, b, c});
}

TEST_CASE("A report is not public") {
    SampleRegister town;
    const ReportId other = publishable(town, "other");
    const ReportId id = publishable(town, "1");
    REQUIRE(rows(town).size() == 2);

    SECTION("when its category is not public") {
        set_category(town.registry, id, "noise", by_desk());
    }
    SECTION("when its position is not known") {
        clear_location(town.registry, id, by_desk());
    }
    SECTION("when it was rejected") {
        change_status(town.registry, id, Status::rejected, by_desk());
    }
    SECTION("when it is a duplicate") {
        link_duplicate(town.registry, id, other, by_desk());
    }
    SECTION("when it has expired") {
        change_status(town.registry, id, Status::solved, by_desk());
        expire(town.registry, id, by_desk());
    }
    SECTION("when its category was made private afterwards") {
        // Only this report has that category.
        set_category(town.registry, id, "lighting/lamp", by_desk());
        REQUIRE(rows(town).size() == 2);
        town.config.categories.at(1).is_public = false;
        update_vocabulary(town.registry, town.config);
    }
    const auto all = rows(town);
    REQUIRE(all.size() == 1);
    CHECK(all[0].id == other);
}

TEST_CASE("A report without department or without category is not public") {
    SampleRegister town;
    IncomingReport report = pothole("1");
    report.place.position = metres_from_market(0, 0);
    const ReportId id = town.take(report);
    release(town.registry, id);
    CHECK(rows(town).empty());
    report.external_id = "2";
    report.category.clear();
    const ReportId without_category = town.take(report);
    release(town.registry, without_category);
    assign(town.registry, without_category, "roads", by_desk());
    CHECK(rows(town).empty());
    assign(town.registry, id, "roads", by_desk());
    CHECK(rows(town).size() == 1);
}

TEST_CASE("A report in every status of work is public") {
    for (const Status status :
         {Status::open, Status::in_progress, Status::forwarded, Status::solved, Status::closed_unsolved}) {
        SampleRegister town;
        const ReportId id = publishable(town, "1");
        if (status != Status::open) change_status(town.registry, id, status, by_desk());
        const auto all = rows(town);
        REQUIRE(all.size() == 1);
        CHECK(all[0].status == status);
    }
}
