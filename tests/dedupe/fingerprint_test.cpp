#include "dedupe/fingerprint.hpp"

#include "store/sample_register.hpp"

#include <catch2/catch.hpp>

#include <string>

namespace {

using namespace ombud;
using namespace ombud::dedupe;
using store::test::day;
using store::test::metres_from_market;

bool same_address(AddressKey a, AddressKey b) {
    return a.street == b.street && a.house == b.house;
}

}  // namespace

TEST_CASE("Addresses are one however they are written") {
    const AddressKey key = address_key("Werler Straße", "12a");
    CHECK(key.street != 0);
    CHECK(key.house != 0);
    for (const char* text : {"Werler Str. 12a", "werler strasse 12 a", "Werlerstr. 12a", "12a, Werler Straße",
                             "Werler Straße 12a, 59065 Hamm", "WERLER-STRASSE 12A"}) {
        INFO(text);
        CHECK(same_address(address_key(text, ""), key));
    }
    CHECK_FALSE(same_address(address_key("Werler Straße", "12"), key));
    CHECK(address_key("Werler Straße", "").street == key.street);
    CHECK(address_key("Werler Straße", "").house == 0);
    CHECK(address_key("", "12").street == 0);
    CHECK(address_key("", "12").house == 0);
}

TEST_CASE("A fingerprint knows the category's group and what is missing") {
    Report report;
    report.id = 7;
    report.received_at = day(3);
    report.category = "roads/pothole";
    const Fingerprint pothole = fingerprint(report, {});
    report.category = "roads/pavement";
    const Fingerprint pavement = fingerprint(report, {});
    CHECK(pothole.category != pavement.category);
    CHECK(pothole.group == pavement.group);
    report.category.clear();
    const Fingerprint nothing = fingerprint(report, {});
    CHECK(nothing.category == 0);
    CHECK(nothing.group == 0);
    CHECK(nothing.reporter == 0);
    CHECK_FALSE(nothing.has_position());
    CHECK(nothing.address() == 0);
    CHECK(nothing.open_at(day(1000).time_since_epoch().count()));
}

TEST_CASE("Distances between fingerprints are those between positions") {
    for (const double east : {0.0, 3.0, 18.0, 249.0, 3000.0}) {
        Report a;
        Report b;
        a.position = metres_from_market(0, 0);
        b.position = metres_from_market(east, -east / 2);
        const double expected = distance_m(*a.position, *b.position);
        CHECK(metres_between(fingerprint(a, {}), fingerprint(b, {})) == Approx(expected).margin(0.05).epsilon(0.001));
    }
}

TEST_CASE("One of two reports came in first, also in the same second") {
    Report a;
    Report b;
    a.id = 1;
    b.id = 2;
    a.received_at = b.received_at = day(0);
    a.text = "Loch";
    b.text = "Lampe";
    CHECK(arrived_before(a, b) != arrived_before(b, a));
    CHECK(arrived_before(a, b) == fingerprint(a, {}).before(fingerprint(b, {})));
    const bool first = arrived_before(a, b);
    std::swap(a.id, b.id);  // read in the other order
    CHECK(arrived_before(a, b) == first);
}
