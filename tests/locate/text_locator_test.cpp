#include "locate/text_locator.hpp"

#include "locate/gazetteer.hpp"
#include "locate/sample_addresses.hpp"
#include "store/named_places.hpp"

#include <catch2/catch.hpp>

#include <optional>
#include <string>

namespace {

using namespace ombud;
using namespace ombud::locate;
using namespace ombud::locate::test;
using store::test::SampleRegister;

constexpr Position stern_5{7.80, 51.66};
constexpr Position anna_7{7.801, 51.661};
constexpr Position schleuse_2{7.802, 51.662};

/// The sample addresses and some streets that are hard to tell from ordinary words.
struct Town : SampleRegister {
    Town() {
        add_sample_addresses(registry);
        add_house(registry, "Am Stern", "5", stern_5);
        add_house(registry, "St.-Anna-Weg", "7", anna_7);
        add_house(registry, "Schleuse", "2", schleuse_2);
        add_house(registry, "Achtermbergbredde", "8", {7.803, 51.663});
        add_house(registry, "Alte Soester Straße", "4", {7.804, 51.664});
        add_house(registry, "Soester Straße", "4", {7.90, 51.70});
        // A street of 20 even numbers, 14 m apart, and one that meets it at its number 10.
        for (int i = 1; i <= 20; ++i) {
            add_house(registry, "Langer Kamp", std::to_string(2 * i), {7.81 + 0.0002 * i, 51.64});
        }
        for (int i = 0; i < 10; ++i) {
            add_house(registry, "Querallee", std::to_string(2 * i + 1), {7.8110, 51.6405 + 0.0002 * i});
        }
    }
};

/// What one text says, with a gazetteer that is compiled for it.
struct Answer {
    Finding finding;
    std::string text;

    [[nodiscard]] std::optional<Position> position() const {
        return finding.place() == nullptr ? std::nullopt : std::optional(finding.place()->position);
    }
    [[nodiscard]] std::string name() const { return finding.place() == nullptr ? "" : finding.place()->name; }
    [[nodiscard]] std::string words() const {
        const Candidate* place = finding.place();
        return place == nullptr ? "" : text.substr(place->begin, place->end - place->begin);
    }
};

class Finder {
  public:
    explicit Finder(SampleRegister& town) : gazetteer_(town.registry), locator_(gazetteer_) {}
    Answer operator()(const std::string& text, const Hints& hints = {}) { return {locator_.find(text, hints), text}; }

  private:
    Gazetteer gazetteer_;
    TextLocator locator_;
};

}  // namespace

TEST_CASE("An address is found in a free text in every spelling") {
    Town town;
    Finder find(town);
    for (const std::string text :
         {"Vor der Werler Str. 12 ist ein Loch.", "Ort: WERLER-STRASSE 12.", "Werler\nStraße\n12", "(Werler Str. 12)",
          "werlerstr 12", "Werler-Str.12", "Werlerstraße Nr. 12", "Werler Straße, Hausnummer 12", "Werler Str., Nr. 12",
          "Werler Straße Höhe 12", "Werler Straße gegenüber von Haus 12", "Hausnummer 12 in der Werler Straße",
          "Werler Str. 12 ist kaputt seit 3 Wochen", "WERLER STRASSE 12, 59065 Lindenbrück"}) {
        INFO(text);
        CHECK(find(text).position() == werler_12);
    }
    CHECK(find("Werlerstr. 12a, seit Tagen").position() == werler_12a);
    CHECK(find("Werler Str. 12 a").position() == werler_12a);
    CHECK(find("Werler Str. 12 A, Hinterhof").position() == werler_12a);
    CHECK(find("Sankt Anna Weg 7").position() == anna_7);
    CHECK(find("St. Anna-Weg 7").position() == anna_7);
    CHECK(find("In der Straße des 17. Juni 135 brennt kein Licht").position() == juni_135);
    CHECK(find("Str. des 17. Juni 135").position() == juni_135);
}

TEST_CASE("The answer says which words it rests on, and how exact it is") {
    Town town;
    Finder find(town);
    const Answer answer = find("Müll vor Werler Str. 12 a!");
    CHECK(answer.words() == "Werler Str. 12 a");
    CHECK(answer.name() == "Werler Straße 12a");
    CHECK(answer.finding.place()->street == "Werler Straße");
    CHECK(answer.finding.place()->source == LocationSource::address);
    CHECK(answer.finding.place()->accuracy_m == house_accuracy_m);
    CHECK(answer.finding.place()->score > 0.9);
}

TEST_CASE("The longest name of a street wins in a text") {
    Town town;
    Finder find(town);
    CHECK(find("Müll: Am Alten Markt 3 und sonst nirgends").position() == alter_markt_3);
    CHECK(find("Müll am Markt 3").position() == markt_3);
    CHECK(find("Alte Soester Str. 4").name() == "Alte Soester Straße 4");
    CHECK(find("Soester Str. 4").name() == "Soester Straße 4");
    CHECK(find("Altte Soester Str. 4").name() == "Alte Soester Straße 4");
}

TEST_CASE("The first address of a text is meant") {
    Town town;
    Finder find(town);
    CHECK(find("Werler Str. 12, danach auch Markt 3").position() == werler_12);
    CHECK(find("Von Nirgendweg 5 bis Markt 3").position() == markt_3);
}

TEST_CASE("A full stop ends the sentence and with it the address") {
    Town town;
    Finder find(town);
    CHECK_FALSE(find("Treffen am Markt. 3 Lampen sind dunkel").position());
    CHECK(find("Werler Str. 12").position() == werler_12);
    CHECK_FALSE(find("Ich war auf dem Markt. Platz war genug.").position());
}

TEST_CASE("Numbers that are none of a house are not taken for one") {
    Town town;
    Finder find(town);
    for (const std::string text :
         {"Langer Kamp seit 12 Wochen", "Langer Kamp 12 Uhr", "Langer Kamp 12:30", "Langer Kamp 12.5.",
          "Langer Kamp 12. Mai", "Langer Kamp 12,5", "Langer Kamp 12 Meter weiter", "Langer Kamp 3-mal",
          "Langer Kamp, 4 Laternen aus", "Langer Kamp 02381 12345", "Langer Kamp 12 %", "Langer Kamp 2026"}) {
        INFO(text);
        const Answer answer = find(text);
        CHECK(answer.name().find_first_of("0123456789") == std::string::npos);
    }
}

TEST_CASE("A number that is not known is near the next one that is, and the answer says how near") {
    Town town;
    Finder find(town);
    const Answer answer = find("Langer Kamp 13");
    REQUIRE(answer.position());
    CHECK((answer.name() == "Langer Kamp 12" || answer.name() == "Langer Kamp 14"));
    CHECK(answer.finding.place()->source == LocationSource::street);
    CHECK(answer.finding.place()->accuracy_m > house_accuracy_m);
    CHECK(answer.finding.place()->accuracy_m < 50);
    CHECK(find("Langer Kamp 12c").name() == "Langer Kamp 12");
}

TEST_CASE("A street without a number is its middle, if it is not too long") {
    Town town;
    Finder find(town);
    const Answer answer = find("In der Querallee liegt Müll");
    REQUIRE(answer.position());
    CHECK(answer.finding.place()->source == LocationSource::street);
    CHECK(answer.finding.place()->accuracy_m > 100);
    // Its two houses lie kilometres apart: nobody would find the place.
    add_house(town.registry, "Querallee", "99", {7.90, 51.70});
    Finder again(town);
    CHECK_FALSE(again("In der Querallee liegt Müll").position());
    CHECK(again("In der Querallee liegt Müll").finding.candidates.front().name == "Querallee");
}

TEST_CASE("A range and a stretch between two numbers are their middle") {
    Town town;
    Finder find(town);
    const auto middle = [](int from, int to) { return 7.81 + 0.0002 * (from + to) / 4; };
    CHECK(find("Langer Kamp 12-20").position()->lon == Approx(middle(12, 20)).margin(1e-6));
    CHECK(find("Langer Kamp zwischen 12 und 20").position()->lon == Approx(middle(12, 20)).margin(1e-6));
    CHECK(find("zwischen Langer Kamp 12 und 20").position()->lon == Approx(middle(12, 20)).margin(1e-6));
    CHECK(find("Zwischen 12 und 20 in Langer Kamp").position()->lon == Approx(middle(12, 20)).margin(1e-6));
    CHECK(find("Zwischen Nr. 12 und Nr. 20 in Langer Kamp").name() == "Langer Kamp 12-20");
    CHECK(find("Langer Kamp zwischen 12 und 21").name() == "Langer Kamp 12-20");  // there is no 21
    CHECK(find("Langer Kamp 12 und 20").name() == "Langer Kamp 12");
    CHECK(find("Langer Kamp zwischen 12 und 20").finding.place()->accuracy_m > 45);
}

TEST_CASE("Where two streets meet is between their nearest houses") {
    Town town;
    Finder find(town);
    for (const std::string text :
         {"Ecke Langer Kamp/Querallee", "Kreuzung Langer Kamp und Querallee", "Langer Kamp Ecke Querallee",
          "An der Ecke Querallee / Langer Kamp liegt Müll", "Kreuzung Langer Kamp mit der Querallee"}) {
        INFO(text);
        const Answer answer = find(text);
        REQUIRE(answer.position());
        CHECK(distance_m(*answer.position(), {7.8110, 51.64025}) < 10);
        CHECK(answer.finding.place()->accuracy_m < 60);
    }
    CHECK_FALSE(find("Kreuzung Soester Straße und Querallee").name() == "Soester Straße / Querallee");
}

TEST_CASE("A direction is not a place") {
    Town town;
    Finder find(town);
    CHECK_FALSE(find("Auf der Landstraße Richtung Soest/Werler Straße").position());
    CHECK_FALSE(find("In Fahrtrichtung Werler Straße ist der Radweg kaputt").position());
    CHECK_FALSE(find("Richtung Werler Str. 12").position());
    CHECK(find("Markt 3, Richtung Werler Straße").position() == markt_3);
    CHECK(find("Richtung Soest, Markt 3").position() == markt_3);
}

TEST_CASE("Ordinary words that are also a street need a number") {
    Town town;
    Finder find(town);
    for (const std::string text :
         {"Am Stern gestern Abend", "Am Markt gestern", "Die Schleuse ist defekt", "Auf dem Platz liegt Müll",
          "Der Weg ist weg", "auf der schleuse 2 Leute", "Frau Querallee hat angerufen", "die Straße ist kaputt",
          "im Park", "12 Meter weiter", "Tel. 02381 123456", "Am 12. Mai war es noch da", "Es ist 12 Uhr",
          "Bahnhofstraße 1", ""}) {
        INFO(text);
        CHECK_FALSE(find(text).position());
    }
    CHECK(find("Am Stern 5").position() == stern_5);
    CHECK(find("Schleuse 2").position() == schleuse_2);
    CHECK(find("An der Schleuse Nr. 2").position() == schleuse_2);
    CHECK(find("Am Stern").name() == "Am Stern");  // nothing else in the line
}

TEST_CASE("A misspelt street is found where a number follows") {
    Town town;
    Finder find(town);
    for (const std::string text :
         {"Wreler Str. 12", "Weler Straße 12", "Wertler Straße 12", "Werler Strase 12", "Werler Sr. 12",
          "Verler Str. 12", "Werler Srtaße 12", "erler Straße 12", "Werler Staße Nr. 12"}) {
        INFO(text);
        CHECK(find("Loch vor " + text + ", bitte").position() == werler_12);
    }
    for (const std::string text :
         {"Achtermbergbrede 8", "Achtembergbrede 8", "Achtermbregbrdede 8", "chtermbergbredd 8"}) {
        INFO(text);
        CHECK(find(text).name() == "Achtermbergbredde 8");
    }
    CHECK(find("Am Strern 5").position() == stern_5);
    CHECK(find("Wreler Str. 12").finding.place()->score < find("Werler Str. 12").finding.place()->score);
}

TEST_CASE("A misspelling is not guessed without support, nor for ordinary words") {
    Town town;
    Finder find(town);
    CHECK_FALSE(find("Die Achtermbergbrede ist dunkel").position());
    CHECK_FALSE(find("Maerkt ohne Zahl").position());
    CHECK_FALSE(find("Stein 5").position());        // "Am Stern" is two edits and a word away
    CHECK_FALSE(find("Macht 3 Leute").position());  // Markt
    CHECK(find("In der Werlerstrase liegt Müll").name() == "Werler Straße");
}

TEST_CASE("Between two streets that a misspelling may mean nobody decides, and both are shown") {
    Town town;
    add_house(town.registry, "Dechenstraße", "9", {7.80, 51.65});
    add_house(town.registry, "Zechenstraße", "9", {7.85, 51.70});
    Finder find(town);
    CHECK(find("Dechenstr. 9").name() == "Dechenstraße 9");
    CHECK(find("Zechnstr. 9").name() == "Zechenstraße 9");
    const Answer unclear = find("Vechenstr. 9");
    CHECK_FALSE(unclear.position());
    REQUIRE(unclear.finding.candidates.size() >= 2);
    CHECK(unclear.finding.candidates[0].name != unclear.finding.candidates[1].name);
    SECTION("unless only one of them has the house") {
        add_house(town.registry, "Zechenstraße", "31", {7.851, 51.70});
        Finder again(town);
        CHECK(again("Vechenstr. 31").name() == "Zechenstraße 31");
    }
}

TEST_CASE("A street spelt as another one that lacks the house is left to a person") {
    Town town;
    add_house(town.registry, "Heegstraße", "21", {7.80, 51.65});
    add_house(town.registry, "Hegestraße", "16", {7.85, 51.70});
    Finder find(town);
    CHECK_FALSE(
        find("Heegstr. 16").position());  // of Hegestraße two letters were exchanged, or Heegstraße has a new house
    CHECK(find("Heegstr. 20").name() == "Heegstraße 21");
}

TEST_CASE("The postcode decides between streets of one name, in the text or beside it") {
    Town town;
    Finder find(town);
    CHECK_FALSE(find("Bahnhofstr. 1").position());
    CHECK(find("Bahnhofstr. 1").finding.candidates.size() == 2);
    CHECK(find("Bahnhofstr. 1, 59067 Lindenbrück").position() == bahnhof_1_north);
    CHECK(find("Bahnhofstr. 1 in 59065").position() == bahnhof_1_south);
    CHECK(find("Bahnhofstr. 1", {.postcode = "59067", .district = {}}).position() == bahnhof_1_north);
}

TEST_CASE("An address in a signature or a quoted line is where the writer lives") {
    Town town;
    Finder find(town);
    for (const std::string closing :
         {"Mit freundlichen Grüßen", "mit freundlichem Gruß", "Viele Grüße", "MfG", "-- ", "Beste Grüße,",
          "Kind regards", "Hochachtungsvoll", "Freundliche Grüße aus Lindenbrück"}) {
        INFO(closing);
        CHECK_FALSE(find("Ein Loch in der Straße.\n\n" + closing + "\nAnna Ost\nWerler Str. 12\n").position());
        CHECK(find("Ein Loch: Markt 3.\n" + closing + "\nAnna Ost\nWerler Str. 12\n").position() == markt_3);
    }
    CHECK(find("Die Grüße der Stadt: Werler Str. 12").position() == werler_12);
}

TEST_CASE("A named place is found by its name and by its nicknames") {
    Town town;
    store::add_place(town.registry, {"Maximare", {"Spaßbad", "Max"}, "pool", {7.83, 51.69}, 60});
    Finder find(town);
    const Answer answer = find("Vor dem Maximare liegt Müll");
    REQUIRE(answer.position());
    CHECK(answer.finding.place()->source == LocationSource::place);
    CHECK(find("Am Spaßbad ist der Zaun kaputt").name() == "Maximare");
    CHECK(find("Werler Str. 12 beim Maximare").position() == werler_12);  // an address is more exact
}

TEST_CASE("A dash between spaces parts words where a hyphen joins them") {
    SampleRegister town;
    add_house(town.registry, "Helmstr.", "36", {7.80, 51.66});
    add_house(town.registry, "Heimstr.", "36", {7.85, 51.69});
    add_house(town.registry, "Wilhelmstr.", "36", {7.90, 51.60});
    Finder find(town);
    CHECK(find("Wilder Müll - Helmstr. 36 - Tel. 0201 5550123").name() == "Helmstr. 36");
    CHECK(find("Wilder Müll – Helm Straße 36").name() == "Helmstr. 36");
    CHECK(find("Wil-Helm-Str. 36").name() == "Wilhelmstr. 36");
}

TEST_CASE("A shorter name with the house is meant rather than a longer one without it") {
    SampleRegister town;
    add_house(town.registry, "Ackerstr.", "24", {7.80, 51.66});
    add_house(town.registry, "Am Alten Markt", "1", {7.82, 51.67});  // as many words as compounds may be split into
    add_house(town.registry, "Hausackerstr.", "21", {7.85, 51.69});
    add_house(town.registry, "Hausackerstr.", "30", {7.851, 51.69});
    Finder find(town);
    CHECK(find("Auf dem Gehweg vor dem Haus Acker-Straße 24 liegt Glas.").name() == "Ackerstr. 24");
    CHECK(find("Auf dem Gehweg vor dem Haus Acker-Straße 30 liegt Glas.").name() == "Hausackerstr. 30");
}

TEST_CASE("Of two streets that both have the house the shorter is meant where a word leads to it") {
    SampleRegister town;
    add_house(town.registry, "Ackerstr.", "11", {7.80, 51.66});
    add_house(town.registry, "Hausackerstr.", "11", {7.85, 51.69});
    add_house(town.registry, "Am Alten Markt", "1", {7.82, 51.67});  // as many words as compounds may be split into
    Finder find(town);
    CHECK(find("Auf dem Gehweg vor dem Haus Ackerstr. 11 liegt Glas.").name() == "Ackerstr. 11");
    CHECK(find("Auf dem Gehweg vor dem Haus Acker-Straße 11 liegt Glas.").name() == "Ackerstr. 11");
    CHECK(find("Auf dem Gehweg vor der Hausacker Str. 11 liegt Glas.").name() == "Hausackerstr. 11");
}

TEST_CASE("An address that the register has in several places is one of them, and the others are shown") {
    SampleRegister town;
    add_house(town.registry, "Hafenstr.", "1", {7.8000, 51.66});
    add_house(town.registry, "Hafenstr.", "1", {7.8040, 51.66});  // 276 m farther east
    add_house(town.registry, "Hafenstr.", "1", {7.8041, 51.66});
    add_house(town.registry, "Hafenstr.", "3", {7.8000, 51.66});
    add_house(town.registry, "Hafenstr.", "3", {7.8200, 51.66});  // 1.4 km
    Finder find(town);
    const Answer near = find("Müll an der Hafenstr. 1");
    REQUIRE(near.position());
    CHECK(near.position()->lon == Approx(7.80405).margin(1e-4));
    CHECK(near.finding.place()->accuracy_m == Approx(house_accuracy_m + 276).margin(10));
    REQUIRE(near.finding.candidates.size() == 2);
    CHECK(near.finding.candidates[1].name == "Hafenstr. 1");
    CHECK(near.finding.candidates[1].position.lon == Approx(7.8000).margin(1e-6));
    const Answer far = find("Müll an der Hafenstr. 3");
    CHECK_FALSE(far.position());
    CHECK(far.finding.candidates.size() == 2);
}

TEST_CASE("A name that goes on beyond another one is read as well") {
    SampleRegister town;
    add_house(town.registry, "An der Meisenburg", "3", {7.80, 51.66});
    add_house(town.registry, "Meisenburgstr.", "81", {7.85, 51.69});
    Finder find(town);
    CHECK(find("Guten Tag, an der Meisenburg-Straße 81 liegt wilder Müll.").name() == "Meisenburgstr. 81");
    CHECK(find("Guten Tag, an der Meisenburg 3 liegt wilder Müll.").name() == "An der Meisenburg 3");
}

TEST_CASE("A name in small letters that is an ordinary word needs a number that can only be a house") {
    SampleRegister town;
    add_house(town.registry, "Bühne", "2", {7.80, 51.66});
    add_house(town.registry, "Bühne", "24", {7.80, 51.66});
    add_house(town.registry, "Hauptstr.", "25", {7.85, 51.69});
    Finder find(town);
    CHECK(find("Der Papierkorb neben hauptstrasse 25 quillt über.").name() == "Hauptstr. 25");
    CHECK(find("Der Papierkorb neben bühne 2, ganz voll.").name() == "Bühne 2");
    CHECK(find("In der bühne 24 wurde Müll abgestellt.").name() == "Bühne 24");
    CHECK(find("In der bühne 2 wurde Müll abgestellt.").name() == "Bühne 2");
    CHECK(find("Guten Tag, an der bühne 2 sehe ich Müll.").name() == "Bühne 2");
    CHECK(find("Ort: bühne 2\nMeldung: ein Loch").name() == "Bühne 2");
    CHECK(find("Auf der bühne 2 kaputte Lampen.").name().empty());
    CHECK(find("Auf der bühne 2 Lampen kaputt.").name().empty());
}
