#include "locate/place_report.hpp"

#include "core/error.hpp"
#include "locate/locate.hpp"
#include "locate/sample_addresses.hpp"
#include "store/location_candidates.hpp"

#include <catch2/catch.hpp>

namespace {

using namespace ombud;
using namespace ombud::locate;
using namespace ombud::locate::test;
using store::test::SampleRegister;

struct Town : SampleRegister {
    Town() {
        add_house(registry, "Am Stern", "5", {7.80, 51.66});
        add_house(registry, "Sternweg", "7", {7.82, 51.67});
        config.bounds = Bounds{7.7, 51.6, 7.9, 51.7};
        IncomingReport incoming = store::test::pothole("1");
        incoming.place = {};
        incoming.title = "Schlagloch";
        incoming.text = "Es ist am Stern sehr tief";
        id = take(incoming);
        locate();
    }
    void locate() {
        SilentProgress progress;
        static_cast<void>(locate::run(registry, config, progress, store::test::day(1)));
    }
    Placed place(const Placing& placing) {
        return place_report(registry, config, id, placing, "anna", store::test::day(2));
    }
    ReportId id = 0;
};

}  // namespace

TEST_CASE("A person chooses one of the places that a report may mean, and the night keeps it") {
    Town town;
    REQUIRE(store::location_candidates(town.registry, town.id).size() == 1);
    REQUIRE_FALSE(town.report(town.id).position);
    const Placed placed = town.place({.candidate = 1, .position = {}, .words = {}});
    CHECK(placed.name == "Am Stern");
    town.locate();
    const Report report = town.report(town.id);
    CHECK(report.position == placed.position);
    CHECK(report.located_street == "Am Stern");
    CHECK(store::events_of(town.registry, town.id).back().actor == "desk:anna");
}

TEST_CASE("A place is set by an address or by coordinates") {
    Town town;
    CHECK(town.place({.candidate = {}, .position = {}, .words = "Sternweg 7"}).position == Position{7.82, 51.67});
    CHECK(town.report(town.id).located_street == "Sternweg");
    CHECK(town.place({.candidate = {}, .position = Position{7.81, 51.68}, .words = {}}).position ==
          Position{7.81, 51.68});
    CHECK(town.report(town.id).location_source == LocationSource::given);
}

TEST_CASE("A place that is not there is refused with what there is") {
    Town town;
    CHECK_THROWS_WITH(town.place({.candidate = 2, .position = {}, .words = {}}), Catch::Contains("1  Am Stern"));
    CHECK_THROWS_WITH(town.place({.candidate = {}, .position = Position{51.68, 7.81}, .words = {}}),
                      Catch::Contains("longitude comes first"));
    CHECK_THROWS_WITH(town.place({.candidate = {}, .position = {}, .words = "irgendwo"}),
                      Catch::Contains("names no place"));
    CHECK_FALSE(town.report(town.id).position);
}
