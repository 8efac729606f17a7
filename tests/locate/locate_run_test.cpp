#include "locate/locate.hpp"
#include "locate/sample_addresses.hpp"
#include "store/photos.hpp"

#include <catch2/catch.hpp>

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
