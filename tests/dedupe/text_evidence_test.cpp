#include "dedupe/text_evidence.hpp"

#include <catch2/catch.hpp>

#include <string>

namespace {

using namespace ombud::dedupe;

Identifier identifier(const std::string& text) {
    return text_evidence("", text).identifiers[0];
}

double likeness(const std::string& a, const std::string& b) {
    return cosine(text_evidence("", a).trigrams, text_evidence("", b).trigrams);
}

}  // namespace

TEST_CASE("A lamp's number is read in the ways people write it") {
    const Identifier lamp = identifier("Lampe 4711 ist dunkel");
    CHECK(kind_of(lamp) == IdentifierKind::lamp);
    for (const char* text : {"Die Laterne Nr. 4711 geht nicht", "Straßenlaterne (Nummer 4711)", "Leuchte 4711!",
                             "Lichtmast mit der Nummer 4711 defekt", "LATERNE NR 4711", "street lamp no. 4711"}) {
        INFO(text);
        CHECK(identifier(text) == lamp);
    }
    CHECK(identifier("Lampe 5") != identifier("Lampe 11"));
    CHECK(identifier("Lampe 12 a") == identifier("Lampe 12a"));
    CHECK(identifier("Ampel 4711") != lamp);  // another kind of thing
}

TEST_CASE("Sentences without a number or name have no identifier") {
    for (const char* text : {"Die Laterne ist kaputt", "Der Spielplatz ist dreckig", "Haltestelle und Bank beschmiert",
                             "Seit 4711 Tagen dunkel", "Die Lampe flackert seit 3 Wochen", ""}) {
        INFO(text);
        CHECK(identifier(text) == 0);
    }
}

TEST_CASE("Playgrounds and stops are known by their names, vehicles by their plates") {
    CHECK(identifier("Spielplatz Lindenhof: Rutsche kaputt") == identifier("Am Spielplatz Lindenhof fehlt Sand"));
    CHECK(identifier("Spielplatz Lindenhof") != identifier("Spielplatz Mühlbach"));
    CHECK(kind_of(identifier("Haltestelle Rathaus, Scheibe zerbrochen")) == IdentifierKind::stop);
    CHECK(kind_of(identifier("Auto, Kennzeichen: LB-X 123")) == IdentifierKind::plate);
    CHECK(identifier("Der rote Wagen LB-X 123 steht dort") == identifier("Kennzeichen LB X 123"));
    CHECK(identifier("Der S-Bahn 12 fehlt ein Schild") == 0);
    CHECK(identifier("Kennzeichen LB X 123") == identifier("kennzeichen lb-x 123"));
}

TEST_CASE("Things that are named differently but are the same share an object") {
    const auto objects = [](const std::string& text) { return text_evidence("", text).objects; };
    CHECK((objects("Die Laterne") & objects("Straßenbeleuchtung ausgefallen")) != 0);
    CHECK((objects("Ein Sofa") & objects("Sperrmüll und Matratzen")) != 0);
    CHECK((objects("Schlagloch") & objects("Baum umgestürzt")) == 0);
    CHECK(objects("Hier ist etwas") == 0);
    CHECK(objects("Eisenbahn") == 0);  // no ice on it
}

TEST_CASE("Words of repetition are noticed") {
    CHECK(text_evidence("", "Da liegt SCHON WIEDER Müll").repetition);
    CHECK(text_evidence("Erneut: Schlagloch", "").repetition);
    CHECK_FALSE(text_evidence("", "Ein schönes Wiedersehen").repetition);
}

TEST_CASE("Alike texts have a high cosine, others a low one, whatever their spelling") {
    const std::string text = "Vor der Bäckerei in der Lindenstraße ist ein tiefes Schlagloch in der Fahrbahn";
    CHECK(likeness(text, text) == 1);
    CHECK(likeness(text, "VOR DER BAECKEREI IN DER LINDENSTRASSE ist ein tiefes Schlagloch in der Fahrbahn!") > 0.95);
    CHECK(likeness(text, "Tiefes Schlagloch in der Fahrbahn vor der Bäckerei, Lindenstraße") > 0.6);
    CHECK(likeness(text, "Seit Montag brennt auf dem Marktplatz keine einzige Lampe mehr") < 0.45);
}

TEST_CASE("A title that the text repeats does not count twice") {
    const auto once = text_evidence("", "Schlagloch vor dem Haus");
    const auto twice = text_evidence("Schlagloch", "Schlagloch vor dem Haus");
    CHECK(once.trigrams == twice.trigrams);
}
