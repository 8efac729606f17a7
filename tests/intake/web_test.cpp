#include "core/text.hpp"
#include "store/attachments.hpp"
#include "town.hpp"

#include <catch2/catch.hpp>

namespace {

using namespace ombud;
using namespace ombud::intake;
using namespace ombud::intake::trial;

TEST_CASE("a web payload becomes a report with every field of the mapping") {
    Town town;
    town.source.mapping.fields["lat"] = {"/location/lat"};
    town.source.mapping.fields["lon"] = {"/location/lon"};
    town.source.mapping.fields["street"] = {"/location/street", "/location/number"};
    town.source.mapping.constants["city"] = "Lindenbrück";
    const auto file = town.input("one.json", R"({"external_id": 17, "received_at": "2026-11-02T09:05:00+01:00",
        "title": "Schlagloch", "text": "Ein großes\nLoch", "category": "POTHOLE", "name": "Änne Süß", "email": "a@example.org",
        "phone": null, "location": {"lat": 51.68, "lon": "7,85", "street": "Werler Straße", "number": 12}})");
    CHECK(town.import(Channel::web, file) == Summary{.read = 1, .created = 1});
    const Report report = town.report();
    CHECK(report.title == "Schlagloch");
    CHECK(report.text == "Ein großes\nLoch");
    CHECK(report.category == "roads/pothole");
    CHECK(format_iso(report.received_at) == "2026-11-02T08:05:00Z");
    CHECK(report.place.street == "Werler Straße 12");
    CHECK(report.place.city == "Lindenbrück");
    CHECK(report.position == Position{7.85, 51.68});
    const Reporter reporter = store::find_reporter(town.registry, report.reporter);
    CHECK(reporter.name == "Änne Süß");
    CHECK(reporter.email == "a@example.org");
    CHECK(reporter.phone.empty());
}

TEST_CASE("arrays, lines and single objects are told apart by their content") {
    Town town;
    town.input("a.json", R"([{"external_id":"1","text":"eins"}, {"external_id":"2","text":"zwei"}])");
    town.input("b.json", "{\"external_id\":\"3\",\"text\":\"drei\"}\n\n{\"external_id\":\"4\",\"text\":\"vier\"}\n");
    town.input("c.jsonl",
               "\xEF\xBB\xBF{\"external_id\":\"5\",\"text\":\"fünf\"}\r\n{\"external_id\":\"6\",\"text\":\"sechs\"}");
    town.input("d.json", "{\n  \"external_id\": \"7\",\n  \"text\": \"sieben\"\n}\n");
    town.input("readme.txt", "no payload");
    town.input(".hidden.json", "{");
    CHECK(town.import(Channel::web, town.inputs()) == Summary{.read = 7, .created = 7});
    CHECK(town.reports().at(4).text == "fünf");
}

TEST_CASE("a second import of the same payloads changes nothing, in whatever order the members stand") {
    Town town;
    const auto file = town.input(
        "a.ndjson", "{\"external_id\":\"1\",\"title\":\"T\",\"text\":\"eins\"}\n{\"text\":\"ohne Nummer\"}\n{\n");
    CHECK(town.import(Channel::web, file) == Summary{.read = 3, .created = 2, .quarantined = 1});
    CHECK(town.import(Channel::web, file) == Summary{.read = 3, .known = 3});
    town.input("a.ndjson", "{\"text\":\"eins\",  \"external_id\":\"1\",\"title\":\"T\"}\n");
    CHECK(town.import(Channel::web, file) == Summary{.read = 1, .known = 1});
}

TEST_CASE("the same id with other content is an update, also within one batch") {
    Town town;
    const auto file =
        town.input("a.ndjson",
                   "{\"external_id\":\"1\",\"text\":\"eins\"}\n{\"external_id\":\"1\",\"text\":\"zwei\"}\n"
                   "{\"external_id\":\"1\",\"text\":\"zwei\"}\n");
    CHECK(town.import(Channel::web, file) == Summary{.read = 3, .created = 1, .updates = 1, .known = 1});
    CHECK(town.report().text == "zwei");
}

TEST_CASE("a broken line is quarantined with file and line and the rest is taken in") {
    Town town;
    const auto file =
        town.input("form.ndjson", "{\"text\":\"gut\"}\n{\"text\":\"kaputt\n[1,2]\n{\"text\":\"auch gut\"} \n");
    CHECK(town.import(Channel::web, file) == Summary{.read = 4, .created = 2, .quarantined = 2});
    const auto items = town.quarantined();
    CHECK(has(items.at(0).origin, "form.ndjson:2"));
    CHECK(read_file(town.workspace.quarantine() / items.at(0).file) == "{\"text\":\"kaputt");
    CHECK(has(items.at(0).reason, "import it again"));
}

TEST_CASE("an array that breaks off gives what stands before the break, and the file is quarantined") {
    Town town;
    const auto file = town.input("a.json", R"([{"text":"eins"}, {"text":"zwei"}, {"text":"dr)");
    const Summary summary = town.import(Channel::web, file);
    CHECK(town.complete);
    CHECK(summary.quarantined == 1);
    CHECK(town.import(Channel::web, file).known == summary.read);
}

TEST_CASE("a value table and names in both languages choose the category, an unknown word leaves it open") {
    Town town;
    town.source.mapping.values["category"]["Loch"] = "roads/pothole";
    const auto file =
        town.input("a.ndjson",
                   "{\"text\":\"a\",\"category\":\"LOCH\"}\n{\"text\":\"b\",\"category\":\"lärm\"}\n"
                   "{\"text\":\"c\",\"category\":\"roads/pothole\"}\n{\"text\":\"d\",\"category\":\"Ufo\"}\n");
    CHECK(town.import(Channel::web, file).created == 4);
    const auto reports = town.reports();
    CHECK(reports.at(0).category == "roads/pothole");
    CHECK(reports.at(1).category == "noise");
    CHECK(reports.at(2).category == "roads/pothole");
    CHECK(reports.at(3).category.empty());
    CHECK(has(town.received_detail(reports.at(3).id), "Ufo"));
}

TEST_CASE("a bad position is refused and the report accepted with a remark") {
    Town town;
    const auto file =
        town.input("a.ndjson",
                   "{\"text\":\"null\",\"lat\":0,\"lon\":0}\n{\"text\":\"swapped\",\"lat\":7.85,\"lon\":51.68}\n"
                   "{\"text\":\"range\",\"lat\":151.68,\"lon\":7.85}\n{\"text\":\"bounds\",\"lat\":48.1,\"lon\":11.5}\n"
                   "{\"text\":\"half\",\"lat\":51.68}\n{\"text\":\"words\",\"lat\":\"hier\",\"lon\":\"dort\"}\n");
    CHECK(town.import(Channel::web, file) == Summary{.read = 6, .created = 6});
    for (const Report& report : town.reports()) {
        CHECK_FALSE(report.position);
        CHECK(has(town.received_detail(report.id), "position refused"));
    }
    CHECK(has(town.received_detail(2), "swapped"));
}

TEST_CASE("photos come as base64, as data address, or as file beside the payload") {
    Town town;
    town.input("web/beside.jpg", jpeg("beside"));
    // "\xFF\xD8\xFF\xE0abc"
    const auto file =
        town.input("web/a.json", R"({"text":"mit Fotos","photo":[{"name":"../x.jpg","data":"/9j/4GFiYw=="},
        "beside.jpg","data:image/jpeg;base64,/9j/4GFiZA==", {"name":"notes.pdf","data":"JVBERg=="}]})");
    CHECK(town.import(Channel::web, file).created == 1);
    const auto photos = store::photos_of(town.registry, 1);
    REQUIRE(photos.size() == 3);
    CHECK(photos.at(0).filename == "../x.jpg");
    const auto original = town.workspace.original_photos() / photos.at(1).sha256;
    CHECK(read_file(original) == jpeg("beside"));
    CHECK((fs::status(original).permissions() & fs::perms::all) == (fs::perms::owner_read | fs::perms::owner_write));
    CHECK(store::attachments_of(town.registry, 1).at(0).filename == "notes.pdf");
    CHECK(town.import(Channel::web, file).known == 1);
}

TEST_CASE("a photo outside of the payload's folder quarantines the report") {
    Town town;
    town.input("secret.jpg", jpeg("secret"));
    town.input("web/a.ndjson",
               "{\"text\":\"a\",\"photo\":[\"../secret.jpg\"]}\n{\"text\":\"b\",\"photo\":[\"/etc/passwd\"]}\n"
               "{\"text\":\"c\",\"photo\":[\"link.jpg\"]}\n{\"text\":\"d\",\"photo\":[\"missing.jpg\"]}\n"
               "{\"text\":\"e\",\"photo\":[{\"name\":\"x\",\"data\":\"no "
               "base64!\"}]}\n{\"text\":\"f\",\"photo\":\"link.jpg\\u0000.jpg\"}\n");
    fs::create_symlink(town.inputs() / "secret.jpg", town.inputs() / "web" / "link.jpg");
    CHECK(town.import(Channel::web, town.inputs() / "web") == Summary{.read = 6, .quarantined = 6});
    CHECK(town.files_in(town.workspace.original_photos()) == 0);
}

TEST_CASE("what a sender can do to JSON never stops the batch") {
    Town town;
    std::string lines;
    lines += "{\"text\":" + std::string(100'000, '[') + "\n";
    lines += std::string(100'000, '{') + "\n";
    lines += "{\"text\":\"erst\",\"text\":\"zuletzt\",\"external_id\":\"dup\"}\n";
    lines += "{\"text\":\"halbes Emoji \\ud83d\",\"external_id\":\"surrogate\"}\n";
    lines += "{\"text\":\"ganzes \\ud83d\\ude00 und \\ude00\",\"external_id\":\"pair\"}\n";
    lines += "{\"text\":\"cut \xC3\"}\n";
    lines += "{\"text\":\"a\",\"lat\":1e999,\"lon\":12abc}\n";
    lines += "{\"text\":{\"a\":1}}\n{}\nnull\n\"text\"\n{\"text\":\"a\"} {\"text\":\"b\"}\n";
    lines += "{\"text\":\"" + std::string(std::size_t{1} << 20U, 'x') + "y\"}\n";
    lines += "{\"text\":\"nul \\u0000 und\\u0007 klingel\",\"external_id\":\"control\"}\n";
    const Summary summary = town.import(Channel::web, town.input("hostile.ndjson", lines));
    CHECK(town.complete);
    CHECK(summary.read == 14);
    CHECK(summary.created == 4);
    std::vector<std::string> texts;
    for (const Report& report : town.reports()) texts.push_back(report.text);
    CHECK(texts ==
          std::vector<std::string>{"zuletzt", "halbes Emoji \uFFFD", "ganzes 😀 und \uFFFD", "nul  und klingel"});
}

TEST_CASE("an empty file of payloads is quarantined") {
    Town town;
    CHECK(town.import(Channel::web, town.input("empty.json", "")) == Summary{.read = 1, .quarantined = 1});
    CHECK(town.import(Channel::web, town.input("empty.ndjson", "\n\n")).known == 1);
}

TEST_CASE("a long title is cut at a character and kept whole in the text") {
    Town town;
    std::string title;
    for (int i = 0; i < 100; ++i) title += "äöü ";
    town.import(Channel::web, town.input("a.json", "{\"title\":\"" + title + "\",\"text\":\"Siehe oben\"}"));
    const Report report = town.report();
    CHECK(report.title.size() <= 300);
    CHECK(is_utf8(report.title));
    CHECK(has(report.text, "Siehe oben"));
    CHECK(has(report.text, "äöü äöü"));
    CHECK(report.text.size() > 600);
}

}  // namespace
