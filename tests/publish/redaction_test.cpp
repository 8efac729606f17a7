#include "publish/redaction/redaction.hpp"

#include "publish/redaction/evaluation.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace {

using namespace ombud;
using namespace ombud::publish::redaction;

const std::vector<std::string> streets{"Konrad-Adenauer-Straße", "Dr.-Müller-Weg", "Vogelsang", "Hohe Straße",
                                       "Kampstraße"};

const Redactor& redactor() {
    static const Redactor one({}, "de", streets);
    return one;
}

std::string covered(std::string_view text, const KnownPerson& writer = {}) {
    return redactor().redact(text, writer).text;
}

/// Nothing is covered and nothing is unsure.
bool untouched(std::string_view text) {
    const Redacted redacted = redactor().redact(text);
    INFO(redacted.text);
    return redacted.text == text && redacted.doubts.empty();
}

bool unsure(std::string_view text) {
    return !redactor().redact(text).doubts.empty();
}

std::filesystem::path folder() {
    return OMBUD_SOURCE_DIR "/tests/publish/redaction";
}

Quality quality_of(const char* file) {
    return evaluate({}, {}, read_marked_texts(folder() / file));
}

}  // namespace

TEST_CASE("Mail addresses are covered, also where the @ is written out") {
    CHECK(covered("Antwort an anna.voss@example.org, bitte.") == "Antwort an [E-Mail], bitte.");
    CHECK(covered("name: anna_voss (at) example.org") == "name: [E-Mail]");
    CHECK(covered("schreibt an anna punkt voss at example punkt de danke") == "schreibt an [E-Mail] danke");
    CHECK(covered("anna @ example.org") == "[E-Mail]");
    CHECK(unsure("Treffpunkt @ Marktplatz"));
}

TEST_CASE("Telephone numbers are covered however they are grouped, other numbers are not") {
    for (const char* number :
         {"0171 39200 17", "(02381) 99 88 77", "+49 176 04069033", "0049 2381 556677", "0 23 81 / 90 21 33",
          "+49(0)171-3920044", "02381-887 766", "015228817386", "+44 20 7946 0958", "0231.555.0142"}) {
        CHECK(covered(std::string("Unter ") + number + " bin ich da.") == "Unter [Telefon] bin ich da.");
    }
    CHECK(covered("Tel. 77321") == "Tel. [Telefon]");
    CHECK(covered("Rückruf 4 55 12 erbeten") == "Rückruf [Telefon] erbeten");
    CHECK(covered("null eins sieben eins drei neun zwei") == "[Telefon]");
    for (const char* harmless :
         {"Seit dem 01.10.2026 um 07:15 Uhr ist 0,5 m tief gegraben.", "Unter 115 und 110 half keiner.",
          "Laterne 0471123 und Lampe 20-114 sind aus.", "Auftrag 4711-22 von 2026."}) {
        CHECK(untouched(harmless));
    }
}

TEST_CASE("An IBAN is known by its length and checksum, and covered where a digit is wrong as well") {
    CHECK(covered("auf DE89 3704 0044 0532 0130 00 bitte") == "auf [IBAN] bitte");
    CHECK(covered("NL91ABNA0417164300") == "[IBAN]");
    const Redacted wrong = redactor().redact("auf DE89 3704 0044 0532 0130 01 bitte");
    CHECK(wrong.text == "auf [IBAN] bitte");
    CHECK(wrong.covers.at(0).reason == "an IBAN, though its checksum is wrong");
    CHECK(untouched("der britische hat die Mauer gerammt, es ist der dritte Fall."));
}

TEST_CASE("Number plates are covered with a district or a vehicle beside them") {
    CHECK(covered("UN-HP 2210 und BE-CK 304") == "[Kennzeichen] und [Kennzeichen]");
    CHECK(covered("Auto mit ham-ab 123 parkt") == "Auto mit [Kennzeichen] parkt");
    CHECK(covered("Teilkennzeichen WAF-M 9 und zwei Ziffern") == "Teilkennzeichen [Kennzeichen] und zwei Ziffern");
    CHECK(covered("Polnischer Transporter PL WGM 45XK lädt ab") == "Polnischer Transporter [Kennzeichen] lädt ab");
    CHECK(covered("Franzose mit AB-123-CD im Weg") == "Franzose mit [Kennzeichen] im Weg");
    for (const char* harmless : {"Ein Zettel im Format DIN A 4 hängt da.", "Linie R 41 fährt nicht.",
                                 "An der B 63 liegt Müll.", "Es war am 12. Mai.", "Farbe RAL7016"}) {
        CHECK(untouched(harmless));
    }
    CHECK(unsure("HAMAB123 steht da"));
}

TEST_CASE("Names are covered after titles, introductions, relations and by the lists") {
    CHECK(covered("Frau Engelbrecht-Malinowski rief an.") == "Frau [Name] rief an.");
    CHECK(covered("Herr Dr. von der Heide sagte das.") == "Herr [Name] sagte das.");
    CHECK(covered("Die Herren Bals und Tewes") == "Die Herren [Name] und [Name]");
    CHECK(covered("Mein Name ist Svenja Tillmanns.") == "Mein Name ist [Name].");
    CHECK(covered("Schmitz mein Name, die Lampe ist aus.") == "[Name] mein Name, die Lampe ist aus.");
    CHECK(covered("Meine Tochter Emma ist gefallen.") == "Meine Tochter [Name] ist gefallen.");
    CHECK(covered("Hausmeister Grabosch kommt nicht.") == "Hausmeister [Name] kommt nicht.");
    CHECK(covered("Gestern kam Thorsten Bäumer.") == "Gestern kam [Name].");
    CHECK(covered("Der Junge von den Lindemanns war es.") == "Der Junge von den [Name] war es.");
    CHECK(covered("Name: Özlem Karataş") == "Name: [Name]");
    CHECK(covered("frau lindner hat das gesagt") == "frau [Name] hat das gesagt");
    CHECK(covered("Ste\xC2\xAD"
                  "fan war da") == "[Name] war da");
}

TEST_CASE("Whoever signs is covered, what stands below it stays") {
    CHECK(covered("Danke.\n\nMit freundlichen Grüßen\nCornelia Graf\nElternpflegschaft") ==
          "Danke.\n\nMit freundlichen Grüßen\n[Name]\nElternpflegschaft");
    CHECK(covered("lampe aus. lg fiete") == "lampe aus. lg [Name]");
    CHECK(covered("Lampe aus. Gruß, Fuchs") == "Lampe aus. Gruß, [Name]");
    CHECK(untouched("Die Lampe ist aus.\nMit freundlichen Grüßen\nIhre Nachbarn"));
    CHECK(untouched("Die Lampe ist aus. Viele Grüße, eine Anwohnerin"));
}

TEST_CASE("Streets that are called like people are nobody's name") {
    for (const char* harmless :
         {"In der Konrad-Adenauer-Straße liegt Müll.", "Im Dr.-Müller-Weg ist es dunkel.",
          "Auf der Konrad Adenauer Straße liegt Glas.", "Vor der Anne-Frank-Schule ist ein Loch.",
          "Ecke Vogelsang steht ein Kasten offen.", "Im Graf-Bernadotte-Weg fehlt ein Schild."}) {
        CHECK(untouched(harmless));
    }
    CHECK(covered("Herr Vogelsang war da.") == "Herr [Name] war da.");
}

TEST_CASE("Words that are names, too, stay where nothing says that somebody is meant") {
    for (const char* harmless :
         {"Ist das Ihr Ernst? Der August war heiß.", "Von dem losen Stein an der Mauer.",
          "Am Kai liegt Glas, Max. 30 steht da.", "Der Winter kommt, die Rosen und die Linde frieren.",
          "Die Schaukel ist kaputt, das Brett fehlt.", "Eine Frau stürzte, Familien mit Kindern warten."}) {
        CHECK(untouched(harmless));
    }
    CHECK(covered("Frau Winter räumt im Winter.") == "Frau [Name] räumt im Winter.");
}

TEST_CASE("Homes, dates of birth, accounts and profiles are covered") {
    CHECK(covered("Ich wohne in der Kampstraße 8a im Haus.") == "Ich wohne in der [Adresse] im Haus.");
    CHECK(covered("Bei mir, Lisbeth Overkamp, Kurstraße 19, Tel. 77321") ==
          "Bei mir, [Name], [Adresse], Tel. [Telefon]");
    CHECK(covered("Am 17.08.2015 geboren") == "Am [Geburtsdatum] geboren");
    CHECK(covered("geb. am 24. Dezember 1950") == "geb. am [Geburtsdatum]");
    CHECK(covered("Kundennummer 4711 22") == "Kundennummer [Nummer]");
    CHECK(covered("Siehe https://www.facebook.com/karin.v.9 dort") == "Siehe [Profil] dort");
    CHECK(covered("mein Profil linkedin.com/in/hendrik-4711, danke") == "mein Profil [Profil], danke");
    CHECK(untouched("Im Haus Feldstraße 9 ist ein Rohr gebrochen. Siehe https://www.example.org/karte"));
}

TEST_CASE("The reporter is covered anywhere, however the name is spelt") {
    const KnownPerson writer{"Jürgen Müller-Lüdenscheidt", "j.mueller@example.org", "0171 3920017",
                             "Kampstr. 8, 59065 Musterstadt"};
    CHECK(covered("JUERGEN und Luedenscheidt, Kampstraße 8", writer) == "[Name] und [Name], [Adresse]");
    CHECK(covered("unter 0049/171/3920017", writer) == "unter [Telefon]");
    CHECK(covered("J.MUELLER at Example.org", writer).find("MUELLER") == std::string::npos);
    CHECK(covered("hier nguyen van an", {.name = "Nguyen Van An"}) == "hier [Name]");
    CHECK(covered("In der Müllerstraße", writer) == "In der Müllerstraße");
}

TEST_CASE("Staff of the configuration is covered, allowed words never are") {
    const Redactor own({.staff = {"Petra Fuhrmeister"}, .allow = {"Schröder", "Edeka Müller"}}, "en", {});
    CHECK(own.redact("Fuhrmeister kam, dann P. Fuhrmeister.").text == "[name] kam, dann [name].");
    CHECK(own.redact("Vor Schröder und Edeka Müller liegt Glas.").text == "Vor Schröder und Edeka Müller liegt Glas.");
}

TEST_CASE("What cannot be judged is said: confidence asked for, other scripts and languages, long numbers") {
    CHECK(unsure("Bitte meinen Namen nicht nennen."));
    CHECK(unsure("Bitte vertraulich behandeln."));
    CHECK(unsure("Фонарь не горит уже неделю"));
    CHECK(unsure("Caddede lamba haftalardan beri yanmiyor ve kimse ilgilenmiyor belediye nerede acaba"));
    CHECK(unsure("Es geht um 123456789012 wie besprochen."));
    CHECK_FALSE(unsure("Die Lampe ist aus."));
}

TEST_CASE("What title or text gives away is covered in both, each with its own places") {
    const auto report = redactor().redact_report("Pudel und die Laterne", "Herr Pudel hat sie umgefahren.", {});
    CHECK(report.title.text == "[Name] und die Laterne");
    CHECK(report.text.text == "Herr [Name] hat sie umgefahren.");
    CHECK(covers_json(report) ==
          R"([{"in":"title","kind":"name","reason":"a name found elsewhere","begin":0,"length":5},)"
          R"({"in":"text","kind":"name","reason":"after a title","begin":5,"length":5}])");
}

TEST_CASE("Over 200 annotated texts redaction finds 97 % and covers at most 1 % of harmless words") {
    const Quality quality = quality_of("texts.txt");
    CHECK(quality.texts == 200);
    CHECK(quality.recall() >= 0.97);
    CHECK(quality.harmless_share() <= 0.01);
}

TEST_CASE("Kind by kind redaction finds 97 % and covers at most 1 % of harmless words") {
    const Quality quality = quality_of("texts_kinds.txt");
    CHECK(quality.recall() >= 0.97);
    CHECK(quality.harmless_share() <= 0.01);
}

// Whoever looks at what is missed here and mends it makes this a list like the others: then another one is due.
TEST_CASE("Of a list written without knowledge of it redaction finds 90 % and covers at most 1 % of harmless words") {
    const Quality quality = quality_of("texts_fresh.txt");
    CHECK(quality.texts == 100);
    CHECK(quality.recall() >= 0.90);
    CHECK(quality.harmless_share() <= 0.01);
}
