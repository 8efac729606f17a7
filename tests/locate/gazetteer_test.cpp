#include "locate/gazetteer.hpp"

#include "locate/sample_addresses.hpp"

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
    CHECK(place->house);
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

TEST_CASE("An address is found in a free text") {
    TownWithAddresses town;
    const Gazetteer gazetteer(town.registry);
    const auto found = [&](const std::string& text) { return position(gazetteer.find_in_text(text)); };
    CHECK(found("Vor der Werler Str. 12 ist ein Loch.") == werler_12);
    CHECK(found("Werlerstr. 12a, seit Tagen") == werler_12a);
    CHECK(found("Ort: WERLER-STRASSE 12.") == werler_12);
    CHECK(found("In der Straße des 17. Juni 135 brennt kein Licht") == juni_135);
    CHECK(found("Werler\nStraße\n12") == werler_12);
    CHECK(found("(Werler Str. 12)") == werler_12);
    const auto place = gazetteer.find_in_text("vor Werler Str. 12 liegt Müll");
    REQUIRE(place);
    CHECK(place->words == "Werler Str. 12");
    CHECK(place->street == "Werler Straße");
}

TEST_CASE("The longest name of a street wins in a text") {
    TownWithAddresses town;
    const Gazetteer gazetteer(town.registry);
    CHECK(position(gazetteer.find_in_text("Müll: Am Alten Markt 3 und sonst nirgends")) == alter_markt_3);
    CHECK(position(gazetteer.find_in_text("Müll am Markt 3")) == markt_3);
}

TEST_CASE("A text without street and number of the register names no place") {
    TownWithAddresses town;
    const Gazetteer gazetteer(town.registry);
    for (const std::string text : {"", "12", "Werler Straße", "Werler Straße 99", "Nirgendweg 12",
                                   "Werler Straße und Hausnummer 12", "Bahnhofstraße 1", "Es ist 12 Uhr"}) {
        INFO(text);
        CHECK_FALSE(gazetteer.find_in_text(text));
    }
}

TEST_CASE("The first address of a text is meant") {
    TownWithAddresses town;
    const Gazetteer gazetteer(town.registry);
    CHECK(position(gazetteer.find_in_text("Zwischen Werler Str. 12 und Markt 3")) == werler_12);
    CHECK(position(gazetteer.find_in_text("Von Nirgendweg 5 bis Markt 3")) == markt_3);
}

TEST_CASE("An address in a signature is where the writer lives") {
    TownWithAddresses town;
    const Gazetteer gazetteer(town.registry);
    for (const std::string closing :
         {"Mit freundlichen Grüßen", "mit freundlichem Gruß", "Viele Grüße", "MfG", "-- ", "Beste Grüße,",
          "Kind regards", "Hochachtungsvoll", "Freundliche Grüße aus Lindenbrück"}) {
        INFO(closing);
        CHECK_FALSE(gazetteer.find_in_text("Ein Loch in der Straße.\n\n" + closing + "\nAnna Ost\nWerler Str. 12\n"));
        CHECK(position(gazetteer.find_in_text("Ein Loch: Markt 3.\n" + closing + "\nAnna Ost\nWerler Str. 12\n")) ==
              markt_3);
    }
    CHECK(position(gazetteer.find_in_text("Die Grüße der Stadt: Werler Str. 12")) == werler_12);
}

TEST_CASE("An empty address register finds nothing and harms nothing") {
    SampleRegister town;
    const Gazetteer gazetteer(town.registry);
    CHECK_FALSE(gazetteer.find("Markt", "3", ""));
    CHECK_FALSE(gazetteer.find_in_text("Markt 3"));
    CHECK_FALSE(gazetteer.official_name("Markt"));
}
