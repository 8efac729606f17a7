#include "core/error.hpp"
#include "core/file.hpp"
#include "store/attachments.hpp"
#include "store/connection.hpp"
#include "store/notes.hpp"
#include "store/quarantine.hpp"
#include "store/sample_register.hpp"
#include "store/schema_answers.hpp"
#include "store/schema_attachments.hpp"
#include "store/sqlite_view.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <string>

namespace {

using namespace ombud;
using namespace ombud::store;
using namespace ombud::store::test;
using ombud::test::TempFolder;

ErrorKind refusal(const std::filesystem::path& file, Access access, const std::string& about) {
    try {
        (void)Register::open(file, access);
    } catch (const Error& error) {
        CHECK_THAT(error.what(), Catch::Contains(about));
        return error.kind();
    }
    FAIL("the file was opened");
    return ErrorKind::usage;
}

}  // namespace

TEST_CASE("A new register has its version, its application id and a write-ahead log") {
    const TempFolder folder;
    const auto file = folder / "register.sqlite";
    Register registry = Register::create(file);
    SqliteView view(file);
    CHECK(view.ask("PRAGMA user_version") == std::to_string(schema_version()));
    CHECK(view.ask("PRAGMA application_id") == std::to_string(0x4F4D4244));
    CHECK(view.ask("PRAGMA journal_mode") == "wal");
    CHECK(view.ask("PRAGMA integrity_check") == "ok");
    Query keys = registry.connection().query("PRAGMA foreign_keys");
    REQUIRE(keys.next());
    CHECK(keys.integer(0) == 1);
}

TEST_CASE("A register that is opened holds to foreign keys") {
    SampleRegister town;
    for (const Access access : {Access::read, Access::write}) {
        Register again = Register::open(town.folder / "register.sqlite", access);
        Query keys = again.connection().query("PRAGMA foreign_keys");
        REQUIRE(keys.next());
        CHECK(keys.integer(0) == 1);
    }
    const ReportId id = town.take(pothole("1"));
    CHECK_THROWS_AS(set_category(town.registry, id, "no/such", by_desk()), Error);
    CHECK_THROWS_AS(assign(town.registry, id, "nobody", by_desk()), Error);
    CHECK(town.report(id).category == "roads/pothole");
}

TEST_CASE("A register is never made over a file that exists") {
    const TempFolder folder;
    const auto file = folder.file("register.sqlite", "precious");
    try {
        (void)Register::create(file);
        FAIL("nothing was thrown");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::conflict);
        CHECK_THAT(error.what(), Catch::Contains(file.string()));
    }
    CHECK(read_file(file) == "precious");
}

TEST_CASE("What is no register of ours is refused and left as it is") {
    const TempFolder folder;
    const auto foreign = folder / "foreign.sqlite";
    { SqliteView(foreign).ask("CREATE TABLE report (id INTEGER PRIMARY KEY)"); }
    const auto text = folder.file("text.sqlite", std::string(5000, 'x'));
    const auto empty = folder.file("empty.sqlite", "");
    for (const auto& file : {foreign, text, empty}) {
        INFO(file);
        const std::string before = read_file(file);
        CHECK(refusal(file, Access::read, "register") == ErrorKind::input);
        CHECK(refusal(file, Access::write, "register") == ErrorKind::input);
        CHECK(read_file(file) == before);
    }
    CHECK(refusal(folder / "missing.sqlite", Access::write, "ombud init") == ErrorKind::input);
    CHECK_FALSE(std::filesystem::exists(folder / "missing.sqlite"));
}

TEST_CASE("A file that is no database is refused by its name") {
    const TempFolder folder;
    const auto file = folder.file("text.sqlite", std::string(5000, 'x'));
    CHECK(refusal(file, Access::read, file.string()) == ErrorKind::input);
}

TEST_CASE("A register of a newer Ombud is refused by name and version") {
    SampleRegister town;
    const auto file = town.folder / "register.sqlite";
    SqliteView(file).ask("PRAGMA user_version = " + std::to_string(schema_version() + 1));
    for (const Access access : {Access::read, Access::write}) {
        CHECK(refusal(file, access, std::to_string(schema_version() + 1)) == ErrorKind::input);
        CHECK(refusal(file, access, "newer Ombud") == ErrorKind::input);
    }
    CHECK(SqliteView(file).ask("PRAGMA user_version") == std::to_string(schema_version() + 1));
}

TEST_CASE("An older register is brought up to date by who writes and refused to who reads") {
    const TempFolder folder;
    const auto file = folder / "register.sqlite";
    { SqliteView(file).ask("PRAGMA application_id = 1330463300; PRAGMA user_version = 0"); }  // before the first schema
    CHECK(refusal(file, Access::read, "older schema") == ErrorKind::input);
    CHECK(SqliteView(file).ask("PRAGMA user_version") == "0");
    Register registry = Register::open(file, Access::write);
    CHECK(SqliteView(file).ask("PRAGMA user_version") == std::to_string(schema_version()));
    update_vocabulary(registry, sample_config());
    CHECK(admit(registry, pothole("1"), {}, "a", {day(0), "intake", ""}).outcome == Outcome::created);
}

TEST_CASE("Files of notes stay files of their reports when the register learns of files without notes") {
    SampleRegister town;
    const ReportId id = town.take(pothole("1"));
    const auto note = add_note(town.registry, id, {day(0), "desk", NoteKind::internal, "Angebot"}, by_desk());
    town.registry.connection().execute(
        "DROP TABLE attachment; CREATE TABLE attachment (id INTEGER PRIMARY KEY AUTOINCREMENT, note INTEGER NOT NULL "
        "REFERENCES note(id) ON DELETE CASCADE, sha256 TEXT NOT NULL, filename TEXT NOT NULL, bytes INTEGER NOT NULL, "
        "UNIQUE (note, sha256)); CREATE INDEX attachment_sha256 ON attachment(sha256); INSERT INTO attachment (note, "
        "sha256, filename, bytes) VALUES (" +
        std::to_string(note) + ", 'abc', 'angebot.pdf', 4);" + std::string(attachments_schema));
    const auto kept = attachments_of(town.registry, id);
    REQUIRE(kept.size() == 1);
    CHECK(kept.at(0).note == note);
    CHECK(kept.at(0).filename == "angebot.pdf");
    CHECK(add_attachment(town.registry, {id, 0, "abc", "angebot.pdf", 4}));
    CHECK_FALSE(add_attachment(town.registry, {id, 0, "abc", "angebot.pdf", 4}));
}

TEST_CASE("A reader sees what is committed and writes nothing") {
    SampleRegister town;
    const ReportId id = town.take(pothole("1"));
    const auto file = town.folder / "register.sqlite";
    SqliteView view(file);
    const std::string version = view.ask("PRAGMA data_version");

    Register reader = Register::open(file, Access::read);
    CHECK(find_report(reader, id)->title == "Schlagloch");
    const auto refused = [](const auto& change) {
        try {
            change();
        } catch (const Error& error) {
            CHECK(error.kind() == ErrorKind::system);
            return true;
        }
        return false;
    };
    CHECK(refused([&] { change_status(reader, id, Status::solved, by_desk()); }));
    CHECK(refused([&] { (void)admit(reader, pothole("2"), {}, "b", by_desk()); }));
    CHECK(refused([&] { mark_deduped(reader, id); }));
    CHECK(refused([&] { add_quarantined(reader, {}, by_desk()); }));
    CHECK(find_report(reader, id)->status == Status::received);
    CHECK(view.ask("PRAGMA data_version") == version);  // no other connection has written
    CHECK(town.count("report") == 1);
}

TEST_CASE("A reader is not disturbed by a writer in the middle of a transaction") {
    SampleRegister town;
    const ReportId id = town.take(pothole("1"));
    Register reader = Register::open(town.folder / "register.sqlite", Access::read);
    Transaction transaction(town.registry);
    change_status(town.registry, id, Status::open, by_desk());
    CHECK(find_report(reader, id)->status == Status::received);
    transaction.commit();
    CHECK(find_report(reader, id)->status == Status::open);
}

TEST_CASE("The event log can be added to and nothing else") {
    SampleRegister town;
    const ReportId id = town.take(pothole("1"));
    REQUIRE(town.actions(id) == std::vector<std::string>{"received"});
    SqliteView view(town.folder / "register.sqlite");
    CHECK_THROWS_WITH(view.ask("UPDATE event SET reason = 'other'"), Catch::Contains("append-only"));
    CHECK_THROWS_WITH(view.ask("DELETE FROM event"), Catch::Contains("append-only"));
    CHECK_THROWS_WITH(view.ask("DELETE FROM event WHERE report = 1"), Catch::Contains("append-only"));
    CHECK(town.actions(id) == std::vector<std::string>{"received"});
}

TEST_CASE("What was quarantined is listed with its reason, and the same bytes once") {
    SampleRegister town;
    CHECK_FALSE(is_quarantined(town.registry, "abc"));
    add_quarantined(town.registry, {0, {}, "form", "form.json:7", "no text", "abc", "abc.json"},
                    {day(3), "intake", "no text"});
    CHECK(is_quarantined(town.registry, "abc"));
    CHECK_THROWS_AS(add_quarantined(town.registry, {0, {}, "form", "form.json:8", "no text", "abc", "b"}, by_desk()),
                    Error);
    const auto items = list_quarantined(town.registry);
    REQUIRE(items.size() == 1);
    CHECK(items[0].at == day(3));
    CHECK(items[0].source == "form");
    CHECK(items[0].origin == "form.json:7");
    CHECK(items[0].reason == "no text");
    CHECK(items[0].file == "abc.json");
    CHECK(town.number("SELECT count(*) FROM event WHERE action = 'quarantined' AND report IS NULL") == 1);
}

TEST_CASE("Notes of an older register keep their numbers, and answers join them") {
    SampleRegister town;
    const ReportId id = town.take(pothole("1"));
    CHECK(add_note(town.registry, id, {day(1), "reporter", NoteKind::comment, "Immer noch da"}, by_desk(1)) == 1);
    CHECK(add_note(town.registry, id, {day(2), "desk:meier", NoteKind::internal, "x"}, by_desk(2)) == 2);
    // The table as it was before answers, with a number that was used and is gone.
    town.registry.connection().execute(
        "DELETE FROM note WHERE id = 2; ALTER TABLE note RENAME TO newer; DROP INDEX note_report;"
        "CREATE TABLE note (id INTEGER PRIMARY KEY AUTOINCREMENT, report INTEGER NOT NULL REFERENCES report(id), "
        "at INTEGER NOT NULL, author TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('comment', 'internal')), "
        "text TEXT NOT NULL); INSERT INTO note SELECT * FROM newer; DROP TABLE newer;"
        "INSERT INTO sqlite_sequence (name, seq) SELECT 'note', 2 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence "
        "WHERE name = 'note'); UPDATE sqlite_sequence SET seq = 2 WHERE name = 'note';");
    town.registry.connection().execute(std::string(answers_schema));
    CHECK(add_note(town.registry, id, {day(3), "desk:meier", NoteKind::answer, "Morgen"}, by_desk(3)) == 3);
    CHECK(add_note(town.registry, id, {day(4), "desk:meier", NoteKind::question, "Wo?"}, by_desk(4)) == 4);
    const auto notes = notes_of(town.registry, id);
    REQUIRE(notes.size() == 3);
    CHECK(notes[0].id == 1);
    CHECK(notes[0].kind == NoteKind::comment);
    CHECK(notes[1].kind == NoteKind::answer);
    CHECK(notes[2].kind == NoteKind::question);
    CHECK(find_note(town.registry, 3)->text == "Morgen");
    CHECK_FALSE(find_note(town.registry, 2));
    const auto events = events_of(town.registry, id);
    CHECK(events.at(events.size() - 2).action == "answered");
    CHECK(events.at(events.size() - 2).detail == R"({"note":3})");
    CHECK(events.back().action == "asked");
}
