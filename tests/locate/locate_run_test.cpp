#include "locate/locate.hpp"
#include "locate/sample_addresses.hpp"
#include "store/areas.hpp"
#include "store/location_candidates.hpp"
#include "store/photos.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstring>
#include <optional>
#include <string>

namespace {

using namespace ombud;
using namespace ombud::locate::test;
using store::test::day;
using store::test::pothole;
using store::test::SampleRegister;

locate::Summary locate_all(SampleRegister& town) {
    SilentProgress progress;
    return locate::run(town.registry, town.config, progress, day(1));
}

/// Gives a report a photo that was taken at this place.
void add_photo_at(SampleRegister& town, ReportId report, Position where, const std::string& name = "a") {
    REQUIRE(store::add_photo(town.registry, report, name, name + ".jpg"));
    const auto photos = store::photos_of(town.registry, report);
    store::set_inspection(town.registry, photos.back().id, {100, 100, where, "0123456789abcdef"});
}

constexpr Position in_photo{7.9, 51.7};

}  // namespace

TEST_CASE("A given position is kept whatever else says where it is") {
    SampleRegister town;
    add_sample_addresses(town.registry);
    IncomingReport report = pothole("1");
    report.place = {"Werler Str.", "12", "", "", Position{7.80, 51.66}};
    report.text = "Markt 3";
    const ReportId id = town.take(report);
    add_photo_at(town, id, in_photo);
    const auto summary = locate_all(town);
    CHECK(summary.given == 1);
    CHECK(summary.exif + summary.address + summary.unlocated == 0);
    CHECK(town.report(id).position == Position{7.80, 51.66});
    CHECK(town.report(id).location_source == LocationSource::given);
    CHECK(town.report(id).located_street == "Werler Straße");  // the official name of the stated street
}

TEST_CASE("A photo's position comes before the stated address") {
    SampleRegister town;
    add_sample_addresses(town.registry);
    IncomingReport report = pothole("1");
    report.place.street = "Werler Str. 12";
    const ReportId id = town.take(report);
    add_photo_at(town, id, in_photo);
    CHECK(locate_all(town).exif == 1);
    CHECK(town.report(id).position == in_photo);
    CHECK(town.report(id).location_source == LocationSource::exif);
    CHECK(town.report(id).accuracy_m > 0);
}

TEST_CASE("A photo from outside the town says nothing about a report") {
    SampleRegister town;
    add_sample_addresses(town.registry);
    IncomingReport report = pothole("1");
    report.place.street = "Werler Str. 12";
    const ReportId id = town.take(report);
    add_photo_at(town, id, {13.4, 52.5}, "berlin");
    SECTION("so the address is taken") {
        CHECK(locate_all(town).address == 1);
        CHECK(town.report(id).position == werler_12);
    }
    SECTION("but the next one may") {
        add_photo_at(town, id, in_photo, "here");
        CHECK(locate_all(town).exif == 1);
        CHECK(town.report(id).position == in_photo);
    }
}

TEST_CASE("The stated address comes before one in the text, and the title before the text") {
    SampleRegister town;
    add_sample_addresses(town.registry);
    IncomingReport report = pothole("1");
    report.title = "Markt 3";
    report.text = "Am Alten Markt 3";
    const ReportId from_title = town.take(report);
    report.external_id = "2";
    report.place.street = "Werler Str.";
    report.place.house_number = "12 A";
    const ReportId from_address = town.take(report);
    report.external_id = "3";
    report.title = "Loch";
    report.place = {};
    const ReportId from_text = town.take(report);
    CHECK(locate_all(town).address == 3);
    CHECK(town.report(from_title).position == markt_3);
    CHECK(town.report(from_address).position == werler_12a);
    CHECK(town.report(from_text).position == alter_markt_3);
    CHECK(town.report(from_text).location_source == LocationSource::address);
    CHECK(town.report(from_text).located_street == "Am Alten Markt");
    CHECK_THAT(store::events_of(town.registry, from_text).back().reason, Catch::Contains("Am Alten Markt 3"));
}

TEST_CASE("A stated address that is not in the register leaves the text to be read") {
    SampleRegister town;
    add_sample_addresses(town.registry);
    IncomingReport report = pothole("1");
    report.place.street = "Nirgendweg 5";
    report.text = "Gegenüber Markt 3";
    const ReportId id = town.take(report);
    CHECK(locate_all(town).address == 1);
    CHECK(town.report(id).position == markt_3);
}

TEST_CASE("The postcode that was stated decides between streets of one name") {
    SampleRegister town;
    add_sample_addresses(town.registry);
    IncomingReport report = pothole("1");
    report.place = {"Bahnhofstr. 1", "", "59067", "", std::nullopt};
    const ReportId id = town.take(report);
    report.external_id = "2";
    report.place.postcode.clear();
    const ReportId unclear = town.take(report);
    const auto summary = locate_all(town);
    CHECK(summary.address == 1);
    CHECK(summary.unlocated == 1);
    CHECK(town.report(id).position == bahnhof_1_north);
    CHECK_FALSE(town.report(unclear).position);
}

TEST_CASE("What cannot be located is tried again when there are addresses") {
    SampleRegister town;
    IncomingReport report = pothole("1");
    report.place.street = "Werler Str. 12";
    const ReportId id = town.take(report);
    CHECK(locate_all(town).unlocated == 1);
    CHECK_FALSE(town.report(id).position);
    CHECK(locate_all(town).unlocated == 1);
    add_sample_addresses(town.registry);
    CHECK(locate_all(town).address == 1);
    CHECK(town.report(id).position == werler_12);
}

TEST_CASE("A second run of locate writes no event and moves nothing") {
    SampleRegister town;
    add_sample_addresses(town.registry);
    IncomingReport report = pothole("1");
    report.place.street = "Werler Str. 12";
    const ReportId id = town.take(report);
    (void)town.take(pothole("nowhere"));
    (void)locate_all(town);
    const auto events = town.count("event");
    const auto changed = town.report(id).changed_at;
    const auto summary = locate_all(town);
    CHECK(summary.given + summary.exif + summary.address == 0);
    CHECK(summary.unlocated == 1);
    CHECK(town.count("event") == events);
    CHECK(town.report(id).changed_at == changed);
}

TEST_CASE("A report whose stated place was corrected is located anew") {
    SampleRegister town;
    add_sample_addresses(town.registry);
    IncomingReport report = pothole("1");
    report.place.street = "Werler Str. 12";
    const ReportId id = town.take(report);
    (void)locate_all(town);
    report.place.street = "Markt 3";
    (void)town.take(report);
    CHECK(locate_all(town).address == 1);
    CHECK(town.report(id).position == markt_3);
    CHECK(town.report(id).located_street == "Markt");
}

TEST_CASE("A misspelt street with a number of it is found in the night, too") {
    SampleRegister town;
    add_sample_addresses(town.registry);
    IncomingReport report = pothole("1");
    report.text = "Vor der Wreler Str. 12 a ist ein Loch";
    const ReportId id = town.take(report);
    CHECK(locate_all(town).address == 1);
    CHECK(town.report(id).position == werler_12a);
    CHECK(town.report(id).located_street == "Werler Straße");
    CHECK_THAT(store::events_of(town.registry, id).back().reason, Catch::Contains("Wreler Str. 12 a"));
}

TEST_CASE("What is not clear enough gets no position but its candidates, once") {
    SampleRegister town;
    add_sample_addresses(town.registry);
    IncomingReport report = pothole("1");
    report.title = "In der Bahnhofstr. 1";  // there are two
    report.text = "In der Bahnhofstr. 1 brennt kein Licht";
    const ReportId id = town.take(report);
    CHECK(locate_all(town).unlocated == 1);
    const auto candidates = store::location_candidates(town.registry, id);
    REQUIRE(candidates.size() == 2);  // though title and text both name them
    CHECK_THAT(candidates.front().name, Catch::Contains("Bahnhofstraße"));
    CHECK(candidates.front().position != candidates.back().position);
    CHECK(candidates.front().words == "Bahnhofstr. 1");
    const auto events = town.count("event");
    CHECK(locate_all(town).unlocated == 1);
    CHECK(town.count("event") == events);
    SECTION("and they are gone once it has a position") {
        report.place.postcode = "59067";
        report.place.street = "Bahnhofstr. 1";
        (void)town.take(report);
        CHECK(locate_all(town).address == 1);
        CHECK(store::location_candidates(town.registry, id).empty());
    }
}

TEST_CASE("Coordinates that many reports of different places share are not trusted") {
    SampleRegister town;
    add_sample_addresses(town.registry);
    town.config.locate.shared_reports = 4;
    const Position centre{7.80, 51.66};
    std::vector<ReportId> ids;
    for (int i = 0; i < 4; ++i) {
        IncomingReport report = pothole(std::to_string(i));
        report.text = "Text " + std::to_string(i);
        report.place.position = centre;
        if (i == 0) report.place.street = "Markt 3";
        if (i == 3) (void)locate_all(town);  // the first three were believed
        ids.push_back(town.take(report));
    }
    IncomingReport other = pothole("other");
    other.place.position = Position{7.81, 51.66};
    const ReportId clicked = town.take(other);
    const auto summary = locate_all(town);
    CHECK(summary.untrusted == 4);
    CHECK(town.report(ids[0]).position == markt_3);
    CHECK_FALSE(town.report(ids[1]).position);
    CHECK(town.report(clicked).position == Position{7.81, 51.66});
    const auto actions = town.actions(ids[1]);
    CHECK(std::ranges::find(actions, "location cleared") != actions.end());
    const auto events = town.count("event");
    CHECK(locate_all(town).untrusted == 0);
    CHECK(town.count("event") == events);
}

TEST_CASE("One thing that many report at its own address keeps its coordinates") {
    SampleRegister town;
    town.config.locate.shared_reports = 4;
    for (int i = 0; i < 6; ++i) {
        IncomingReport report = pothole(std::to_string(i));
        report.text = "Text " + std::to_string(i);
        report.place = {"Markt", "3", "", "", Position{7.80, 51.66}};
        (void)town.take(report);
    }
    CHECK(locate_all(town).untrusted == 0);
}

namespace {

/// A box as WKB.
std::string box(double west, double south, double east, double north) {
    std::string wkb(1, '\1');
    const auto put = [&](const auto& value) { wkb.append(reinterpret_cast<const char*>(&value), sizeof value); };
    put(std::uint32_t{3});
    put(std::uint32_t{1});
    put(std::uint32_t{5});
    for (const auto& [lon, lat] :
         {std::pair(west, south), {east, south}, {east, north}, {west, north}, {west, south}}) {
        put(lon);
        put(lat);
    }
    return wkb;
}

}  // namespace

TEST_CASE("A report outside the border of the municipality is marked, and a photo from there not used") {
    SampleRegister town;
    add_sample_addresses(town.registry);
    store::put_area(town.registry, "municipality", "Lindenbrück", box(7.80, 51.60, 7.86, 51.70));
    IncomingReport report = pothole("in");
    report.place.position = Position{7.82, 51.66};
    const ReportId inside = town.take(report);
    report.external_id = "out";
    report.place.position = Position{7.90, 51.66};
    const ReportId outside = town.take(report);
    report.external_id = "photo";
    report.place = {"Markt 3", "", "", "", std::nullopt};
    const ReportId with_photo = town.take(report);
    add_photo_at(town, with_photo, in_photo);  // within the bounds, beyond the border
    CHECK(locate_all(town).outside == 1);
    CHECK_FALSE(town.report(inside).outside);
    CHECK(town.report(outside).outside);
    CHECK(town.report(outside).position == Position{7.90, 51.66});
    CHECK(town.actions(outside).back() == "outside");
    CHECK(town.report(with_photo).position == markt_3);
    const auto events = town.count("event");
    CHECK(locate_all(town).outside == 0);
    CHECK(town.count("event") == events);
    SECTION("until the border takes it in") {
        store::put_area(town.registry, "municipality", "Lindenbrück", box(7.80, 51.60, 7.95, 51.70));
        (void)locate_all(town);
        CHECK_FALSE(town.report(outside).outside);
    }
}

TEST_CASE("A report is told the areas of every kind that hold it") {
    SampleRegister town;
    store::put_area(town.registry, "district", "Mitte", box(7.80, 51.60, 7.86, 51.70));
    store::put_area(town.registry, "forest", "Stadtwald", box(7.81, 51.65, 7.83, 51.67));
    IncomingReport report = pothole("1");
    report.place.position = Position{7.82, 51.66};
    const ReportId id = town.take(report);
    (void)locate_all(town);
    const auto areas = store::areas_of(town.registry, id);
    REQUIRE(areas.size() == 2);
    CHECK(areas[0].name == "Mitte");
    CHECK(areas[1].kind == "forest");
    CHECK(town.report(id).area == "Mitte");
    SECTION("and anew when it moves") {
        store::set_location(town.registry, id, {{7.85, 51.66}, 10, LocationSource::given, {}}, store::test::by_desk());
        (void)locate_all(town);
        CHECK(store::areas_of(town.registry, id).size() == 1);
    }
}
