#include "core/error.hpp"
#include "core/text.hpp"
#include "town.hpp"

#include <catch2/catch.hpp>

namespace {

using namespace ombud;
using namespace ombud::intake;
using namespace ombud::intake::trial;

std::string lines(int count) {
    std::string all;
    for (int i = 0; i < count; ++i) {
        all += "{\"external_id\":\"" + std::to_string(i) + "\",\"text\":\"Meldung " + std::to_string(i) + "\"}\n";
        if (i % 1000 == 500) all += "{broken " + std::to_string(i) + "\n";
    }
    return all;
}

TEST_CASE("several batches add up and a second run knows everything") {
    Town town;
    const auto file = town.input("many.ndjson", lines(12'000));
    CHECK(town.import(Channel::web, file) == Summary{.read = 12012, .created = 12000, .quarantined = 12});
    CHECK(town.reports().size() == 12000);
    CHECK(town.import(Channel::web, file) == Summary{.read = 12012, .known = 12012});
    CHECK(town.files_in(town.workspace.quarantine()) == 24);
}

TEST_CASE("a dry run counts as a real one would and writes nothing") {
    Town town;
    town.input("web/a.jpg", jpeg("a"));
    const auto file = town.input("web/a.ndjson",
                                 "{\"external_id\":\"1\",\"text\":\"a\",\"photo\":[\"a.jpg\"]}\n"
                                 "{\"external_id\":\"1\",\"text\":\"b\"}\n{broken\n{broken\n");
    const Summary expected{.read = 4, .created = 1, .updates = 1, .known = 1, .quarantined = 1};
    {
        const store::Transaction never_committed(town.registry);
        CHECK(town.import(Channel::web, file, {.dry_run = true}) == expected);
    }
    CHECK(town.reports().empty());
    CHECK(town.quarantined().empty());
    CHECK(town.files_in(town.workspace.quarantine()) == 0);
    CHECK(town.files_in(town.workspace.original_photos()) == 0);
    CHECK(town.import(Channel::web, file) == expected);
}

TEST_CASE("an import inside of a transaction that is not committed leaves no row") {
    Town town;
    const auto file = town.input("many.ndjson", lines(3000));
    {
        store::Transaction night(town.registry);
        CHECK(town.import(Channel::web, file).created == 3000);
    }
    CHECK(town.reports().empty());
    CHECK(town.import(Channel::web, file).created == 3000);
}

TEST_CASE("quarantine keeps the bytes and says where they are from, why, and when") {
    Town town;
    town.import(Channel::web, town.input("Meldungen vom März.ndjson", "{\"text\":\"offen\n"));
    const auto item = town.quarantined().at(0);
    CHECK(item.file.starts_with(item.sha256.substr(0, 16) + "-"));
    CHECK(item.file.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-_") == std::string::npos);
    const auto file = town.workspace.quarantine() / item.file;
    CHECK(read_file(file) == "{\"text\":\"offen");
    CHECK((fs::status(file).permissions() & fs::perms::all) == (fs::perms::owner_read | fs::perms::owner_write));
    const std::string why = read_file(file.string() + ".json");
    CHECK(has(why, "\"source\":\"source\""));
    CHECK(has(why, "Meldungen vom März.ndjson:1"));
    CHECK(has(why, "2026-11-24T12:00:00Z"));
    CHECK(has(why, "no valid JSON"));
}

TEST_CASE("a path that does not exist is named together with the source that has it") {
    Town town;
    town.source.name = "phone log";
    try {
        town.import(Channel::phone, "/no/such/folder");
        FAIL("no error");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::input);
        CHECK(has(error.what(), "/no/such/folder"));
        CHECK(has(error.what(), "phone log"));
    }
}

TEST_CASE("paths given replace the configured one") {
    Town town;
    town.source.path = "/no/such/folder";
    SilentProgress progress;
    const std::vector<fs::path> paths{town.input("a.json", "{\"text\":\"a\"}"),
                                      town.input("b.json", "{\"text\":\"b\"}")};
    const Summary summary =
        import_source(town.registry, town.workspace, town.config, town.source, paths, progress, noon());
    CHECK(summary == Summary{.read = 2, .created = 2});
}

TEST_CASE("an error of the disk stops the import and is passed on") {
    Town town;
    write_file(town.workspace.quarantine(), "a file where the folder should be");
    const auto file = town.input("a.ndjson", lines(3000));
    CHECK_THROWS(town.import(Channel::web, file));
    CHECK(town.quarantined().empty());
}

}  // namespace
