// More than sixty canaries: personal data over every channel, three nights, every output. None may be in a byte of
// public/.

#include "night/town.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <fstream>
#include <string>
#include <vector>

using town::Said;
using town::shell;
using town::Town;

namespace {

namespace fs = std::filesystem;

/// Invented people; the numbers are those that are kept free for films.
const std::vector<std::string> canaries{
    // reporters: name, mail, phone, in contact fields and in their own words
    "Kunigard", "Zwitscherling", "zwitscherling", "3920041", "Baltrun", "Pirolski", "pirolski", "3920042", "Oswinde",
    "Stieglitzer", "stieglitzer", "3920043", "Gundomar", "Zaunkoenigs", "Zaunkönigs", "3920044", "Erdmuthe",
    "Girlitzki", "girlitzki", "3920045",
    // others, named in texts
    "Rotkehlchens", "Dompfaffner", "Wiedehopfmann", "Kiebitzova", "Neuntoeterich", "Nachtigallek", "Bachstelzberger",
    "Eisvogelsen", "Goldammerle", "Schwanzmeisner",
    // staff of the configuration
    "Uhunowski", "Kauzinger", "Habichtmeier", "Sperberin", "Milanovic",
    // number plates, accounts, addresses
    "LBK-ZW 4711", "LBK ZW 4712", "HAM-QX 815", "AB-123-XQ", "PO 7XY89", "DE89 3704 0044 0532 0130 00",
    "DE89370400440532013000", "Kundennummer 77-4711", "Vogelweg 17b", "Nistplatz 4", "1961", "facebook.com/pirol",
    "vogel_kauz", "wa.me/491713920046",
    // photos; no place of the samples begins so
    "Exifkanarie", "51.6131",
    // internal notes, forwardings, answers, third parties
    "Notizfink", "Weiterfink", "Antwortfink", "Aktenfink", "0171 3920047", "notizfink@example.org", "Referenzfink",
    "Fragefink", "Rufnamfink",
    // files that came with mails and with notes
    "Dateifink", "Anlagenfink", "Kartenfink", "Gutachtenfink"};

void append(const fs::path& file, const std::string& text) {
    std::ofstream(file, std::ios::app | std::ios::binary) << text;
}

std::string mail(const std::string& id, const std::string& name, const std::string& from, const std::string& body) {
    return "From: " + name + " <" + from +
           ">\nTo: maengelmelder@lindenbrueck.example\nSubject: Schlagloch auf der Fahrbahn\n"
           "Date: Mon, 23 Nov 2026 10:00:00 +0100\nMessage-ID: <" +
           id +
           "@example.org>\nMIME-Version: 1.0\n"
           "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n" +
           body;
}

std::string web(const std::string& id, const std::string& text, const std::string& lat, const std::string& name,
                const std::string& email, const std::string& phone, const std::string& photo = {}) {
    return R"({"id": ")" + id +
           R"(", "submitted": "2026-11-22T09:05:00+01:00", "subject": "Schlagloch", "message": ")" + text +
           R"(", "category": "roads/pothole", "contact": {"name": ")" + name + R"(", "email": ")" + email +
           R"(", "phone": ")" + phone + R"("}, "location": {"lat": )" + lat + R"(, "lon": 7.8201})" +
           (photo.empty() ? "" : R"(, "photos": [")" + photo + R"("])") + "}\n";
}

void first_night(const fs::path& root) {
    append(root / "ombud.toml",
           "\n[redaction]\nstaff = [\"Ludger Uhunowski\", \"Kauzinger\", \"Anke Habichtmeier\", \"Sperberin\", "
           "\"Jovan Milanovic\"]\n\n[open311]\nnightly = true\n");
    append(
        root / "input/mail/new/canary1.mail",
        mail(
            "canary1", "Kunigard Zwitscherling", "kunigard.zwitscherling@example.org",
            "Guten Tag,\nvor dem Marktplatz 1 ist ein tiefes Schlagloch. Herr Rotkehlchens hat es gesehen, Frau Dompfaffner auch.\n"
            "Rufen Sie mich an: 0171 3920041.\n\nMit freundlichen Grüßen\nKunigard Zwitscherling\nVogelweg 17b\n"));
    append(root / "input/mail/new/canary3.mail",
           "From: kim@example.org\nTo: maengelmelder@lindenbrueck.example\nSubject: Schlagloch auf der Fahrbahn\n"
           "Date: Mon, 23 Nov 2026 10:10:00 +0100\nMessage-ID: <canary3@example.org>\nMIME-Version: 1.0\n"
           "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nVor dem Marktplatz 2 ist ein "
           "Schlagloch.\n--b\nContent-Type: text/vcard; name=k.vcf\n\nFN:Kartenfink\n"
           "--b--\n");
    append(root / "input/web/Dateifink.pdf", "%PDF Anlagenfink");
    append(
        root / "input/web/canary-1.ndjson",
        web("K-1",
            "Schlagloch rotmarke1, das Auto LBK-ZW 4711 ist hineingefahren. Baltrun Pirolski, baltrun.pirolski@example.org, 01713920042",
            "51.6811", "Baltrun Pirolski", "baltrun.pirolski@example.org", "0171 3920042") +
            web("K-2",
                "Schlagloch rotmarke2: Kennzeichen LBK ZW 4712 und HAM-QX 815. Meine Nachbarin Wiedehopfmann sah es.",
                "51.6831", "", "", "", "Dateifink.pdf") +
            web("K-3",
                "Schlagloch rotmarke3. Erstattung auf DE89 3704 0044 0532 0130 00 bitte, Kundennummer 77-4711. Mein Name ist Oswinde Stieglitzer.",
                "51.6851", "Oswinde Stieglitzer", "o.stieglitzer@example.org", "0171-3920043") +
            web("K-4",
                "Schlagloch rotmarke4, siehe facebook.com/pirol und Insta: vogel_kauz, https://wa.me/491713920046",
                "51.6871", "", "", ""));
    append(
        root / "input/phone/canary.csv",
        "Nr.;Datum;Uhrzeit;Meldung;Art;Anrufer;Telefon;Straße;Hausnr.;Breite;Länge;Stand;Erledigt am\n"
        "K-5;20.11.2026;16:30;Schlagloch rotmarke5. Anrufer: Gundomar Zaunkönigs, er wohnt Nistplatz 4, Rückruf 3920044. Herr Kauzinger weiß "
        "Bescheid;Schlagloch;Gundomar Zaunkönigs;0171 3920044;;;51.6891;7.8301;neu;\n"
        "K-6;20.11.2026;16:40;Schlagloch rotmarke6. Gemeldet hat es Kiebitzova, die Tochter von Frau Neuntoeterich, geb. 3.4.1961;Schlagloch;;;;;51.6893;7.8351;neu;\n");
}

void second_night(const fs::path& root) {
    REQUIRE(
        shell(
            "cp " OMBUD_SOURCE_DIR "/samples/input/field-app/FA-3001.jpg " + (root / "input/web/kanarie.jpg").string() +
            " && exiftool -q -overwrite_original -Artist='Exifkanarie' -Comment='Exifkanarie' -GPSLatitude=51.6131 -GPSLatitudeRef=N "
            "-GPSLongitude=7.8202 -GPSLongitudeRef=E " +
            (root / "input/web/kanarie.jpg").string())
            .code == 0);
    append(
        root / "input/web/canary-2.ndjson",
        web("K-7",
            "Schlagloch rotmarke7 mit Foto. Ihr Kollege Uhunowski und Frau Sperberin kennen es, habichtmeier nicht.",
            "51.6901", "Erdmuthe Girlitzki", "e.girlitzki@example.org", "0171 3920045", "kanarie.jpg") +
            web("K-8",
                "Schlagloch rotmarke8. Franzose mit AB-123-XQ und Wagen aus Polen PO 7XY89. Der Fahrer heißt Nachtigallek.",
                "51.6911", "", "", "") +
            web("K-9",
                "Schlagloch rotmarke9. Familie Bachstelzberger, Herr Eisvogelsen und Erna Goldammerle wohnen dort.\\n\\nGruß\\nHeinz Schwanzmeisner",
                "51.6921", "", "", ""));
    append(
        root / "input/mail/new/canary2.mail",
        mail(
            "canary2", "Erdmuthe Girlitzki", "e.girlitzki@example.org",
            "Am Marktplatz 3 ist ein Schlagloch rotmarke10. DE89370400440532013000 ist mein Konto.\n\nErdmuthe Girlitzki, 0171/3920045\n"));
}

}  // namespace

TEST_CASE("None of more than sixty canaries sent over all channels is in public after three nights and every output") {
    REQUIRE(canaries.size() == 64);
    const Town town;
    const fs::path& root = town.root();
    first_night(root);
    const Said first = town.ombud({"-q", "nightly"});
    INFO(first.err);
    REQUIRE(first.code == 3);
    const auto id_of = [&](const std::string& external) {
        std::string id = town.query("SELECT report FROM intake WHERE external_id = '" + external + "'");
        id.pop_back();
        return id;
    };
    REQUIRE(
        town.ombud({"set", id_of("K-1"), "--note", "Notizfink rief an, 0171 3920047, notizfink@example.org"}).code ==
        0);
    REQUIRE(town.ombud({"forward", id_of("K-2"), "--to", "Herr Weiterfink, Straßen.NRW", "--reference",
                        "Referenzfink 4711"})
                .code == 0);
    REQUIRE(town.ombud({"answer", id_of("K-3"), "--text",
                        "Sehr geehrte Frau Antwortfink, gruenmarke1: das Loch ist bald zu. Herr Milanovic kommt."})
                .code == 0);
    REQUIRE(town.ombud({"answer", id_of("K-1"), "--question", "--text", "Frau Fragefink, wo genau?"}).code == 0);
    append(root / "gutachten.txt", "Gutachtenfink");
    REQUIRE(town.ombud({"note", id_of("K-1"), "Anlage", "--attach", (root / "gutachten.txt").string()}).code == 0);
    REQUIRE(town.query("SELECT count(*) FROM attachment") == "3\n");
    second_night(root);
    const Said second = town.ombud({"-q", "nightly"});
    INFO(second.err);
    REQUIRE((second.code == 0 || second.code == 3));
    REQUIRE(town.ombud({"set", id_of("K-4"), "--status", "solved", "--note", "Aktenfink sagt, es sei zu"}).code == 0);
    REQUIRE(
        town.ombud({"answer", id_of("K-8"), "--text", "Mein Kollege Rufnamfink hat es sich angesehen, gruenmarke2."})
            .code == 0);
    const Said third = town.ombud({"-q", "nightly"});
    REQUIRE((third.code == 0 || third.code == 3));
    // The map library is fetched apart from the build; without it there is no page to look through.
    if (fs::exists(OMBUD_BINARY_DIR "/share/site/vendor/leaflet.js")) REQUIRE(town.ombud({"site"}).code == 0);
    REQUIRE(town.ombud({"export", "reports", "-o", (root / "public/again.geojson").string()}).code == 0);
    REQUIRE(shell("cd " + root.string() +
                  "/public && for f in $(find . -name '*.zip'); do unzip -qo $f -d $f.unzipped || exit 1; done && "
                  "for f in $(find . -name '*.gz'); do gzip -dk $f || exit 1; done")
                .code == 0);

    std::string everything;
    std::size_t files = 0;
    for (const auto& [path, bytes] : town.files()) {
        if (!path.starts_with("public/")) continue;
        ++files;
        everything += bytes + '\n';
        for (const std::string& canary : canaries) {
            INFO(path << " holds " << canary);
            CHECK(bytes.find(canary) == std::string::npos);
        }
    }
    CHECK(files >= 10);
    // It is not that nothing was published: the harmless words of these reports are there.
    for (const char* word :
         {"rotmarke1", "rotmarke2", "rotmarke3", "rotmarke5", "rotmarke8", "rotmarke9", "gruenmarke1", "gruenmarke2"}) {
        INFO(word << "\n" << town.ombud({"release", "--list"}).out);
        CHECK(everything.find(word) != std::string::npos);
    }
}

TEST_CASE("The desk releases, withholds and undoes by command, also in a dialogue") {
    const Town town;
    std::ofstream(town.root() / "input/web/desk.ndjson")
        << web("D-1", "Schlagloch, bitte vertraulich behandeln. Der Flohmarkt sah es.", "51.6811", "", "", "")
        << web("D-2", "Schlagloch, bitte meinen Namen nicht nennen.", "51.6851", "", "", "");
    REQUIRE(town.ombud({"-q", "nightly"}).code == 3);
    std::string one = town.query("SELECT report FROM intake WHERE external_id = 'D-1'");
    std::string two = town.query("SELECT report FROM intake WHERE external_id = 'D-2'");
    one.pop_back();
    two.pop_back();
    const Said list = town.ombud({"release", "--list"});
    CHECK(list.out.find("LIN-" + one) != std::string::npos);
    CHECK(list.out.find("confidence") != std::string::npos);
    CHECK(town.ombud({"release", one}).code == 1);
    CHECK(town.ombud({"release"}).code == 2);
    CHECK(town.ombud({"release", "--withhold", one}).code == 2);
    CHECK(town.ombud({"release", two, "--without-words", "--dry-run"}).code == 0);
    CHECK(town.query("SELECT state FROM release WHERE report = " + two) == "waiting\n");
    CHECK(town.ombud({"--format", "json", "release", two, "--without-words"}).out == "{\"released\":[" + two + "]}\n");
    CHECK(town.query("SELECT state, text FROM release WHERE report = " + two) == "released|\n");
    CHECK(town.ombud({"release", "--undo", two}).code == 0);
    CHECK(town.ombud({"release", "--undo", two}).code == 1);
    CHECK(town.ombud({"release", "--withhold", two, "--why", "asked for it"}).code == 0);
    CHECK(town.query("SELECT state, why FROM release WHERE report = " + two) == "withheld|asked for it\n");
    const std::string ombud = OMBUD_BINARY_DIR "/cli/ombud -C " + town.root().string();
    const Said dialogue = shell("printf 'e\\n+Flohmarkt\\n\\ny\\n' | " + ombud + " release --interactive " + one);
    CHECK(dialogue.code == 0);
    CHECK(dialogue.out.find("«1 name: Flohmarkt»") != std::string::npos);
    CHECK(town.query("SELECT text FROM release WHERE report = " + one) ==
          "Schlagloch, bitte vertraulich behandeln. Der [Name] sah es.\n");
    CHECK(
        town.query(
            "SELECT count(*) FROM event WHERE action IN ('released', 'withheld', 'waits for release') AND report IN (" +
            one + ", " + two + ")") == "6\n");
}
