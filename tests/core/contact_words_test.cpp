#include "core/contact_words.hpp"

#include <catch2/catch.hpp>

using namespace ombud;

TEST_CASE("A person's address, number and name are covered where they stand in a text") {
    const ContactWords erika({"Erika Mustermann", "Erika@Example.org", "+49 231 1234567"});
    CHECK(erika.covered("Bitte an ERIKA@example.org antworten") == "Bitte an […] antworten");
    CHECK(erika.covered("Tel. 0231/12345-67, danke") == "Tel. […], danke");
    CHECK(erika.covered("Tel. +49 (231) 1234567.") == "Tel. […].");
    CHECK(erika.covered("Gruß\nErika Mustermann") == "Gruß\n[…]");
    CHECK(erika.covered("Mustermann, Erika; Frau Mustermann") == "[…]; Frau […]");
    CHECK(erika.covered("Ecke 12 0231 1234567") == "Ecke 12 […]");
}

TEST_CASE("Words that only begin or end like a name are left") {
    const ContactWords erika({"Erika Mustermann", "", ""});
    for (const char* text : {"In der Mustermannstraße", "Übermustermann", "erika und mustermann", "Mustermänner"}) {
        CHECK(erika.covered(text) == text);
        CHECK_FALSE(erika.stand_in(text));
    }
}

TEST_CASE("Who left nothing is looked for nowhere") {
    const ContactWords nobody({"", "", "12"});
    CHECK(nobody.empty());
    CHECK(nobody.covered("Laterne 12 ist aus") == "Laterne 12 ist aus");
}

TEST_CASE("A number is the same however it is written") {
    CHECK(phone_digits("+49 (231) 12-34 56") == "231123456");
    CHECK(phone_digits("0049 231 123456") == "231123456");
    CHECK(phone_digits("0231/123456") == "231123456");
    CHECK(phone_digits("4711").empty());
}
