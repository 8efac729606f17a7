#include "locate/street_key.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace ombud::locate;

struct Split {
    std::string_view line;
    std::string_view street;
    std::string_view house_number;
};

}  // namespace

TEST_CASE("A street is found by its abbreviation") {
    const std::vector<std::pair<std::string_view, std::vector<std::string_view>>> table{
        {"werlerstrasse",
         {"Werler Straße", "Werler Str.", "Werler Str", "WERLER STRASSE", "Werler-Straße", "Werler-Str.",
          "werler strasse", "Werlerstraße", "Werlerstr.", "Werlerstr", " Werler  Straße "}},
        {"sanktannaweg",
         {"St.-Anna-Weg", "St. Anna Weg", "Sankt-Anna-Weg", "Sankt Anna Weg", "St.-Anna-Wg.", "SANKT ANNA WEG"}},
        {"marktplatz", {"Marktplatz", "Markt-Platz", "Marktpl.", "Markt Pl.", "MARKTPLATZ"}},
        {"gruenestrasse", {"Grüne Straße", "Gruene Strasse", "GRÜNE STR.", "Gru\u0308ne Straße"}},
        {"strassedes17juni", {"Straße des 17. Juni", "Str. des 17. Juni", "STRASSE DES 17 JUNI"}},
        {"drloebstrasse", {"Dr.-Loeb-Straße", "Dr.-Löb-Str.", "Dr. Loeb Str."}},
        {"amaltenmarkt", {"Am Alten Markt", "am alten markt"}},
        {"renedescartesallee", {"René-Descartes-Allee"}},
    };
    for (const auto& [key, spellings] : table) {
        for (const std::string_view spelling : spellings) {
            INFO(spelling);
            CHECK(street_key(spelling) == key);
        }
    }
}

TEST_CASE("Streets of other names have other keys") {
    CHECK(street_key("Werler Weg") != street_key("Werler Straße"));
    CHECK(street_key("Plettenberg") == "plettenberg");
    CHECK(street_key("Am Wg") == "amwg");  // without its dot it may be the name
    CHECK(street_key("Am Pl") == "ampl");
    CHECK(street_key("Ost") == "ost");
    CHECK(street_key("") == "");
    CHECK(street_key(" .-") == "");
}

TEST_CASE("A house number is found however it is written") {
    const std::vector<std::pair<std::string_view, std::string_view>> table{
        {"12", "12"},           {" 12 ", "12"},           {"012", "12"},   {"12a", "12a"},      {"12 a", "12a"},
        {"12 A", "12a"},        {"12A", "12a"},           {"12-14", "12"}, {"12a - 14", "12a"}, {"12a-14b", "12a"},
        {"12 gegenüber", "12"}, {"12/14", "12"},          {"12.", "12"},   {"0", "0"},          {"", ""},
        {"keine", ""},          {"12 in der Nähe", "12"}, {"12,", "12"},
    };
    for (const auto& [written, key] : table) {
        INFO(written);
        CHECK(number_key(written) == key);
    }
}

TEST_CASE("The house number is taken off a street") {
    const std::vector<Split> table{
        {"Werler Str. 12", "Werler Str.", "12"},
        {"Werler Str. 12 a", "Werler Str.", "12 a"},
        {"Werler Str. 12a", "Werler Str.", "12a"},
        {"Werler Str. 12-14", "Werler Str.", "12-14"},
        {"  Am Alten Markt   3  ", "Am Alten Markt", "3"},
        {"Straße des 17. Juni 135", "Straße des 17. Juni", "135"},
        {"Werler Str.", "Werler Str.", ""},
        {"Straße des 17. Juni", "Straße des 17. Juni", ""},
        {"Platz 7", "Platz", "7"},
        {"12", "12", ""},  // no street at all
        {"", "", ""},
        {"D2", "D2", ""},
    };
    for (const Split& expected : table) {
        INFO(expected.line);
        const StreetAndNumber found = split_house_number(expected.line);
        CHECK(found.street == expected.street);
        CHECK(found.house_number == expected.house_number);
    }
}

TEST_CASE("A range of house numbers is taken off a street as a whole") {
    const StreetAndNumber found = split_house_number("Werler Str. 12 - 14");
    CHECK(found.street == "Werler Str.");
    CHECK(number_key(found.house_number) == "12");
}
