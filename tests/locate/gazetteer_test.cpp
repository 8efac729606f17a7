#include "locate/gazetteer.hpp"

#include "locate/sample_addresses.hpp"
#include "locate/text_locator.hpp"

#include <catch2/catch.hpp>

#include <optional>
#include <string>

namespace {

using namespace ombud;
using namespace ombud::locate;
using namespace ombud::locate::test;
using store::test::SampleRegister;

struct TownWithAddresses : SampleRegister {
    TownWithAddresses() { add_sample_addresses(registry); }
};

std::optional<Position> position(const std::optional<Place>& place) {
    return place ? std::optional(place->position) : std::nullopt;
}

}  // namespace

TEST_CASE("A house is found by street and number in any spelling") {
    TownWithAddresses town;
    const Gazetteer gazetteer(town.registry);
    for (const std::string street : {"Werler Straße", "werler str.", "WERLER-STRASSE", "Werlerstr."}) {
        CHECK(position(gazetteer.find(street, "12", "")) == werler_12);
        CHECK(position(gazetteer.find(street, "12 A", "59065")) == werler_12a);
    }
    const auto place = gazetteer.find("werler str", "012", "");
    REQUIRE(place);
    CHECK(place->number == "12");
    CHECK(place->street == "Werler Straße");
    CHECK(place->accuracy_m == house_accuracy_m);
}

TEST_CASE("Only a house that the register has is found") {
    TownWithAddresses town;
    const Gazetteer gazetteer(town.registry);
    CHECK_FALSE(gazetteer.find("Werler Straße", "13", ""));
    CHECK_FALSE(gazetteer.find("Werler Straße", "12b", ""));
    CHECK_FALSE(gazetteer.find("Werler Straße", "", ""));
    CHECK_FALSE(gazetteer.find("Werlerstrasse Nord", "12", ""));
    CHECK_FALSE(gazetteer.find("Werle", "12", ""));  // nearly is not exactly
    CHECK_FALSE(gazetteer.find("", "12", ""));
}

TEST_CASE("Between streets of one name the postcode decides, and without it nothing does") {
    TownWithAddresses town;
    const Gazetteer gazetteer(town.registry);
    CHECK(position(gazetteer.find("Bahnhofstr.", "1", "59065")) == bahnhof_1_south);
    CHECK(position(gazetteer.find("Bahnhofstr.", "1", "59067")) == bahnhof_1_north);
    CHECK_FALSE(gazetteer.find("Bahnhofstr.", "1", ""));
    CHECK_FALSE(gazetteer.find("Bahnhofstr.", "1", "59069"));
}

TEST_CASE("A number that only the street of another postcode has is not taken for this one") {
    TownWithAddresses town;
    const Gazetteer gazetteer(town.registry);
    CHECK(position(gazetteer.find("Bahnhofstr.", "50", "59067")) == bahnhof_50_north);
    CHECK_FALSE(gazetteer.find("Bahnhofstr.", "50", "59065"));
}

TEST_CASE("The official name of a street is known by any spelling") {
    TownWithAddresses town;
    const Gazetteer gazetteer(town.registry);
    CHECK(gazetteer.official_name("werler str.") == "Werler Straße");
    CHECK(gazetteer.official_name("Str. des 17. Juni") == "Straße des 17. Juni");
    CHECK_FALSE(gazetteer.official_name("Nirgendweg"));
}

TEST_CASE("The same address imported twice is one house") {
    TownWithAddresses town;
    add_house(town.registry, "Werler Straße", "12", werler_12);
    add_house(town.registry, "Werler Str.", "12", werler_12);
    const Gazetteer gazetteer(town.registry);
    CHECK(position(gazetteer.find("Werler Str.", "12", "")) == werler_12);
}

TEST_CASE("Several houses of one number stand for the middle between them") {
    TownWithAddresses town;
    add_house(town.registry, "Hofweg", "5", {7.80000, 51.66});
    add_house(town.registry, "Hofweg", "5", {7.80100, 51.66});  // 69 m farther east
    const Gazetteer gazetteer(town.registry);
    const auto place = gazetteer.find("Hofweg", "5", "");
    REQUIRE(place);
    CHECK(place->position.lon == Approx(7.8005).margin(1e-6));
    CHECK(place->accuracy_m == Approx(house_accuracy_m + 34.5).margin(1));
}

TEST_CASE("Where houses of one number stand apart the place with most of them near is meant") {
    TownWithAddresses town;
    add_house(town.registry, "Hofweg", "5", {7.80000, 51.66});
    add_house(town.registry, "Hofweg", "5", {7.80250, 51.66});  // 172 m farther east
    add_house(town.registry, "Hofweg", "5", {7.80500, 51.66});  // and as far again
    add_house(town.registry, "Hofweg", "5", {7.80510, 51.66});
    const Gazetteer gazetteer(town.registry);
    const auto house = gazetteer.house(*gazetteer.street("Hofweg"), {5, '\0', 0, 0, true});
    REQUIRE(house);
    // Between the second and the third all but the first are within 100 m.
    CHECK(house->position.lon == Approx(7.80380).margin(1e-4));
    CHECK(house->accuracy_m == Approx(house_accuracy_m + distance_m(house->position, {7.80000, 51.66})).margin(1));
    REQUIRE(house->elsewhere.size() == 1);
    CHECK(house->elsewhere[0].lon == Approx(7.80000).margin(1e-6));
}

TEST_CASE("The compiled gazetteer is kept in the register until an address changes") {
    TownWithAddresses town;
    CHECK(town.count("gazetteer") == 0);
    Gazetteer::compile_into(town.registry);
    CHECK(town.count("gazetteer") == 1);
    CHECK(position(Gazetteer(town.registry).find("Werler Straße", "12", "")) == werler_12);
    add_house(town.registry, "Neuer Weg", "1", markt_3);
    CHECK(town.count("gazetteer") == 0);
    CHECK(position(Gazetteer(town.registry).find("Neuer Weg", "1", "")) == markt_3);  // compiled in memory
    Gazetteer::compile_into(town.registry);
    town.registry.connection().execute("UPDATE address SET number_key = '2' WHERE street = 'Neuer Weg'");
    CHECK(town.count("gazetteer") == 0);
}

TEST_CASE("A compiled gazetteer that is damaged is not read but made anew") {
    TownWithAddresses town;
    Gazetteer::compile_into(town.registry);
    for (const std::string damage :
         {"UPDATE gazetteer SET data = substr(data, 1, 1000)", "UPDATE gazetteer SET data = x''",
          "UPDATE gazetteer SET data = replace(data, x'01', x'02')"}) {
        INFO(damage);
        town.registry.connection().execute(damage);
        CHECK(position(Gazetteer(town.registry).find("Werler Straße", "12", "")) == werler_12);
        Gazetteer::compile_into(town.registry);
    }
}

TEST_CASE("An empty address register finds nothing and harms nothing") {
    SampleRegister town;
    const Gazetteer gazetteer(town.registry);
    CHECK(gazetteer.empty());
    CHECK_FALSE(gazetteer.find("Markt", "3", ""));
    CHECK_FALSE(gazetteer.official_name("Markt"));
    TextLocator locator(gazetteer);
    CHECK(locator.find("Markt 3").candidates.empty());
}
