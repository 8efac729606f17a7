#include "casework/retention.hpp"

#include "casework/note.hpp"
#include "casework/person.hpp"
#include "core/digest.hpp"
#include "core/error.hpp"
#include "core/file.hpp"
#include "store/attachments.hpp"
#include "store/erasing.hpp"
#include "store/event_chain.hpp"
#include "store/failing_addresses.hpp"
#include "store/follow_ups.hpp"
#include "store/holds.hpp"
#include "store/mails.hpp"
#include "store/notes.hpp"
#include "store/persons.hpp"
#include "store/photos.hpp"
#include "store/quarantine.hpp"
#include "store/reporters.hpp"
#include "store/retention_rows.hpp"
#include "store/runs.hpp"
#include "store/sample_register.hpp"

#include <catch2/catch.hpp>
#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace {

using namespace ombud;
using namespace ombud::store::test;
namespace fs = std::filesystem;

const std::string sha_a(64, 'a');
const std::string sha_b(64, 'b');

/// A town with the rules of a careful data protection officer, and everything personal made of words that stand nowhere
/// else.
struct Kept {
    Kept() : workspace(town.folder.path()) {
        town.config.retention = {90, 60, 30, 3, {}};
        for (const char* folder : {"photos/original", "photos/public", "photos/review", "quarantine", "outbox/new"}) {
            fs::create_directories(town.folder / folder);
        }
    }

    /// Erika's report: solved on day 0.
    ReportId solved_report(const std::string& id, bool close = true) {
        IncomingReport report = pothole(id);
        report.channel = Channel::email;
        report.external_id = "xq" + id + ".qvanna.zufallsdorf@mail.example";
        report.origin = "input/mail/new/Qvanna-" + id;
        report.title = "Loch vor dem Haus von Qvanna Zufallsdorf";
        report.text = "Rufen Sie an: 0231 / 77 66 554, gruss Frau Zufallsdorf wurzelpeter" + id;
        report.reporter = {"Qvanna Zufallsdorf", "qvanna.zufallsdorf@mail.example", "+49 231 7766554"};
        report.place.street = "Heimlichgasse";
        report.place.house_number = "7";
        report.place.position = metres_from_market(100, 50);
        report.remarks = {"remark on zufallsdorf"};
        const ReportId made = town.take(report);
        store::add_note(town.registry, made,
                        {day(0), "desk:meier", store::NoteKind::internal, "Zufallsdorf rief an, nochmals geheimnotiz"},
                        by_desk(0));
        store::test::release(town.registry, made, "Loch, gemeldet von Zufallsdorf freigabewort");
        if (close) store::change_status(town.registry, made, Status::solved, {day(0), "desk:meier", "grundwort"});
        return made;
    }

    casework::RetentionPlan plan(int on) {
        return casework::plan_retention(town.registry, workspace, town.config, day(on));
    }
    casework::Leftovers apply(int on) {
        SilentProgress progress;
        return casework::apply_retention(town.registry, workspace, town.config, plan(on), "retention", progress,
                                         day(on));
    }

    /// Files of the workspace in whose bytes a word stands, in any case.
    std::vector<std::string> files_with(std::string word) {
        std::vector<std::string> found;
        for (const auto& entry : fs::recursive_directory_iterator(workspace.root())) {
            if (!entry.is_regular_file()) continue;
            std::string bytes = read_file(entry.path());
            const auto lower = [](unsigned char c) {
                return c < 128 ? static_cast<char>(std::tolower(c)) : static_cast<char>(c);
            };
            std::ranges::transform(bytes, bytes.begin(), lower);
            std::ranges::transform(word, word.begin(), lower);
            if (bytes.find(word) != std::string::npos ||
                entry.path().filename().string().find(word) != std::string::npos) {
                found.push_back(fs::relative(entry.path(), workspace.root()).string());
            }
        }
        return found;
    }

    void file_of_day(const std::string& name, const std::string& bytes, int on) {
        write_file(town.folder / name, bytes, 0600);
        const auto seconds = day(on).time_since_epoch().count();
        const timespec times[2] = {{seconds, 0}, {seconds, 0}};
        REQUIRE(::utimensat(AT_FDCWD, (town.folder / name).c_str(), times, 0) == 0);
    }

    SampleRegister town;
    Workspace workspace;
};

const std::vector<std::string> contact_canaries{"qvanna", "zufallsdorf", "7766554", "77 66 554"};
const std::vector<std::string> report_canaries{"wurzelpeter", "heimlichgasse", "geheimnotiz", "freigabewort",
                                               "grundwort"};

void expect_nowhere(Kept& kept, const std::vector<std::string>& words) {
    for (const std::string& word : words) {
        INFO(word);
        CHECK(kept.files_with(word).empty());
    }
}

}  // namespace

TEST_CASE("Nothing is due before its days have passed, and without a rule nothing ever is") {
    Kept kept;
    (void)kept.solved_report("1");
    CHECK(kept.plan(89).contacts.empty());
    CHECK(kept.plan(90).contacts.size() == 1);
    CHECK(kept.plan(90).reports.empty());
    kept.town.config.retention = {};
    CHECK(kept.plan(40'000).empty());
}

TEST_CASE("Contact data is nowhere in the bytes of the workspace once its days have passed") {
    Kept kept;
    const ReportId id = kept.solved_report("1");
    for (const std::string& word : contact_canaries) REQUIRE_FALSE(kept.files_with(word).empty());
    CHECK(kept.apply(90).empty());
    expect_nowhere(kept, contact_canaries);
    const Report report = kept.town.report(id);
    CHECK(report.reporter == 0);
    CHECK(report.text.find("wurzelpeter1") != std::string::npos);
    CHECK(report.title == "Loch vor dem Haus von […]");
    CHECK(kept.town.count("reporter") == 0);
    CHECK_FALSE(store::check_chain(kept.town.registry).broken_at);
    CHECK(store::find_release(kept.town.registry, id)->state == store::ReleaseState::released);
    CHECK(kept.plan(90).empty());
}

TEST_CASE("A reporter is kept as long as one of their reports needs them") {
    Kept kept;
    const ReportId closed = kept.solved_report("1");
    const ReportId open = kept.solved_report("2", false);
    CHECK(kept.apply(90).empty());
    CHECK(kept.town.report(closed).reporter == 0);
    CHECK(kept.town.report(open).reporter != 0);
    CHECK(kept.town.count("reporter") == 1);
    CHECK(kept.files_with("zufallsdorf").size() == 1);  // the register, for the open report
}

TEST_CASE("A duplicate keeps its reporter until its original is closed") {
    Kept kept;
    const ReportId original = kept.town.take(pothole("1"));
    const ReportId duplicate = kept.solved_report("2", false);
    store::link_duplicate(kept.town.registry, duplicate, original, by_desk(0));
    CHECK(kept.plan(400).contacts.empty());
    store::change_status(kept.town.registry, original, Status::solved, by_desk(400));
    CHECK(kept.plan(489).contacts.empty());
    CHECK(kept.plan(490).contacts == std::vector<ReportId>{duplicate});
}

TEST_CASE("A report that has become statistics counts as before and says nothing any more") {
    Kept kept;
    const ReportId id = kept.solved_report("1");
    kept.file_of_day("photos/original/" + sha_a, "original pixelgeheim", 0);
    store::add_photo(kept.town.registry, id, sha_a, "qvanna-garten.jpg");
    kept.file_of_day("photos/public/" + sha_a + ".jpg", "copy pixelgeheim", 0);
    CHECK(kept.plan(3 * 365).reports.empty());
    CHECK(kept.apply(3 * 365 + 2).empty());
    expect_nowhere(kept, contact_canaries);
    expect_nowhere(kept, report_canaries);
    expect_nowhere(kept, {"pixelgeheim", sha_a});
    const Report report = kept.town.report(id);
    CHECK(report.reduced);
    CHECK(report.category == "roads/pothole");
    CHECK(report.status == Status::solved);
    CHECK(report.received_at == day(0));
    CHECK_FALSE(report.position);
    CHECK(kept.town.count("note") == 0);
    CHECK(kept.town.count("photo") == 0);
    CHECK(kept.town.actions(id).back() == "erased");
    CHECK(kept.town.number("SELECT count(*) FROM event WHERE action = 'status' AND detail LIKE '%solved%'") == 1);
    CHECK_FALSE(store::check_chain(kept.town.registry).broken_at);
    CHECK(kept.plan(3 * 365 + 2).empty());
}

TEST_CASE("Files of notes and follow-ups go with their report, unless another report has the same file") {
    Kept kept;
    const auto attach = [&](ReportId id, const std::string& name, const std::string& bytes) {
        write_file(kept.town.folder / name, bytes);
        const fs::path file = kept.town.folder / name;
        (void)casework::write_note(kept.town.registry, kept.workspace, id, "see the file", {&file, 1}, by_desk(0),
                                   true);
        fs::remove(file);
    };
    const ReportId id = kept.solved_report("1", false);
    const ReportId other = kept.solved_report("2", false);
    attach(id, "Zufallsdorf-angebot.txt", "anlagenwort of Qvanna Zufallsdorf");
    attach(id, "gemeinsam.txt", "gemeinsamwort");
    attach(other, "gemeinsam.txt", "gemeinsamwort");
    store::add_follow_up(kept.town.registry, id, std::chrono::year_month_day{std::chrono::year(2026) / 5 / 1},
                         "Zufallsdorf fragen, wiedervorlagewort", by_desk(0));
    store::change_status(kept.town.registry, id, Status::solved, by_desk(0));

    CHECK(kept.apply(90).empty());
    // Only one report's contact was due; the words of that one are covered, the file itself stays with its note.
    CHECK(store::follow_ups_of(kept.town.registry, id).front().why.find("Zufallsdorf") == std::string::npos);
    CHECK(store::attachments_of(kept.town.registry, id).front().filename.find("Zufallsdorf") == std::string::npos);
    REQUIRE_FALSE(kept.files_with("anlagenwort").empty());

    CHECK(kept.apply(4 * 366).empty());
    CHECK(store::follow_ups_of(kept.town.registry, id).empty());
    CHECK(store::attachments_of(kept.town.registry, id).empty());
    expect_nowhere(kept, {"anlagenwort", "wiedervorlagewort"});
    CHECK(kept.files_with("gemeinsamwort").size() == 1);
    CHECK(store::attachments_of(kept.town.registry, other).size() == 1);
}

TEST_CASE("Files that came with a report or a comment go with the contact data, those of the desk with the report") {
    Kept kept;
    const ReportId id = kept.solved_report("1", false);
    const ReportId other = kept.solved_report("2", false);
    const auto deliver = [&](ReportId report, std::int64_t note, const std::string& name, const std::string& bytes) {
        const std::string sha256 = sha256_hex(bytes);
        write_private_file(kept.workspace.attachments(), sha256, bytes);
        store::add_attachment(kept.town.registry,
                              {report, note, sha256, name, static_cast<std::int64_t>(bytes.size())});
    };
    const auto note = [&](store::NoteKind kind) {
        return store::add_note(kept.town.registry, id, {day(0), "x", kind, "siehe Anlage"}, by_desk(0));
    };
    deliver(id, 0, "visitenwort.vcf", "FN:Qvanna Zufallsdorf visitenkartenwort");
    deliver(id, note(store::NoteKind::comment), "rechnung.pdf", "%PDF rechnungswort");
    deliver(id, note(store::NoteKind::internal), "angebot.pdf", "%PDF angebotswort");
    deliver(id, 0, "beide.pdf", "%PDF beidewort");
    deliver(other, 0, "beide.pdf", "%PDF beidewort");
    const std::vector<std::string> delivered{"visitenwort", "visitenkartenwort", "rechnungswort"};
    for (const std::string& word : delivered) REQUIRE_FALSE(kept.files_with(word).empty());
    store::change_status(kept.town.registry, id, Status::solved, by_desk(0));

    CHECK(kept.apply(90).empty());
    expect_nowhere(kept, delivered);
    CHECK(kept.files_with("angebotswort").size() == 1);
    CHECK(kept.files_with("beidewort").size() == 1);
    CHECK(store::attachments_of(kept.town.registry, id).size() == 1);
    CHECK(store::attachments_of(kept.town.registry, other).size() == 1);

    CHECK(kept.apply(4 * 366).empty());
    expect_nowhere(kept, {"angebotswort", "angebot.pdf"});
    CHECK(kept.files_with("beidewort").size() == 1);
}

TEST_CASE("A report that has become statistics cannot be changed, and does not come back when it is delivered again") {
    Kept kept;
    const ReportId id = kept.solved_report("1");
    CHECK(kept.apply(3 * 365 + 2).empty());
    CHECK_THROWS_AS(store::change_status(kept.town.registry, id, Status::open, by_desk(1200)), Error);
    const auto reports = kept.town.count("report");
    IncomingReport again = pothole("1");
    again.channel = Channel::web;
    again.external_id = "xq1.qvanna.zufallsdorf@mail.example";
    CHECK(kept.town.deliver(again).outcome == store::Outcome::known);
    CHECK(kept.town.count("report") == reports);
}

TEST_CASE("A report under a hold is left alone until the day after its last one") {
    Kept kept;
    const ReportId id = kept.solved_report("1");
    store::place_hold(kept.town.registry, {id, "2030-12-31", "claim", "desk:meier", day(0)}, by_desk(0));
    const auto plan = kept.plan(1500);
    CHECK(plan.held == 1);
    CHECK(plan.contacts.empty());
    CHECK(plan.reports.empty());
    const auto after = [](int year, unsigned month, unsigned day_of_month) {
        return std::chrono::sys_days{std::chrono::year{year} / month / day_of_month} + std::chrono::hours(12);
    };
    const auto due = [&](Instant at) {
        return casework::plan_retention(kept.town.registry, kept.workspace, kept.town.config, at).reports.size();
    };
    CHECK(due(after(2030, 12, 31)) == 0);
    CHECK(due(after(2031, 1, 1)) == 1);
    CHECK(store::release_hold(kept.town.registry, id, by_desk(1)));
    CHECK_FALSE(store::release_hold(kept.town.registry, id, by_desk(1)));
    CHECK(kept.plan(1500).reports.size() == 1);
}

TEST_CASE("An original goes when all its reports are old enough, and its public copy stays") {
    Kept kept;
    const ReportId first = kept.solved_report("1");
    const ReportId second = kept.solved_report("2", false);
    for (const ReportId id : {first, second}) store::add_photo(kept.town.registry, id, sha_b, "garten.jpg");
    kept.file_of_day("photos/original/" + sha_b, "pixelgeheim", 0);
    kept.file_of_day("photos/public/" + sha_b + ".jpg", "masked", 0);
    for (const store::Photo& photo : store::photos_with(kept.town.registry, sha_b)) {
        store::set_inspection(kept.town.registry, photo.id, {10, 10, Position{7.1234567, 51.7654321}, "0123"});
        store::set_published(kept.town.registry, photo, sha_b + ".jpg", 1, by_desk(0));
    }
    CHECK(kept.plan(60).originals.empty());
    store::change_status(kept.town.registry, second, Status::solved, by_desk(20));
    CHECK(kept.plan(79).originals.empty());
    CHECK(kept.apply(80).empty());
    CHECK_FALSE(fs::exists(kept.town.folder / ("photos/original/" + sha_b)));
    CHECK(fs::exists(kept.town.folder / ("photos/public/" + sha_b + ".jpg")));
    for (const store::Photo& photo : store::photos_with(kept.town.registry, sha_b)) {
        CHECK(photo.state == store::PhotoState::published);
        CHECK_FALSE(photo.exif_position);
        CHECK(photo.filename.empty());
    }
    CHECK(kept.plan(81).originals.empty());
}

TEST_CASE("Raw mails go when they were dealt with long enough ago, and what waits for a person stays") {
    Kept kept;
    const auto item = [&](const std::string& name) {
        kept.file_of_day("quarantine/" + name, "quarantaenewort " + name, 0);
        kept.file_of_day("quarantine/" + name + ".json", "{}", 0);
        store::add_quarantined(
            kept.town.registry,
            {0, day(0), "form", "urspung-" + name, "grund-" + name, "sha of " + name.substr(0, 1), name},
            {day(0), "intake", "grund-" + name});
        return store::list_quarantined(kept.town.registry, true).back().id;
    };
    const auto discarded = item("erledigt.eml");
    (void)item("offen.eml");
    store::set_quarantine_outcome(kept.town.registry, discarded, store::QuarantineOutcome::discarded,
                                  {day(1), "desk:meier", "kein Anliegen von wegwerfwort"});
    kept.file_of_day("outbox/new/alt", "An: qvanna ausgangswort", 0);
    kept.file_of_day("outbox/new/neu", "An: jemand", 25);
    const auto plan = kept.plan(31);
    CHECK(plan.quarantine.size() == 1);
    CHECK(plan.outbox.size() == 1);
    CHECK(plan.open_quarantine == 1);
    CHECK(kept.apply(31).empty());
    expect_nowhere(kept, {"erledigt", "wegwerfwort", "ausgangswort"});
    CHECK(kept.files_with("quarantaenewort") == std::vector<std::string>{"quarantine/offen.eml"});
    CHECK(fs::exists(kept.town.folder / "outbox/new/neu"));
    CHECK(store::is_quarantined(kept.town.registry, "sha of e"));
    CHECK_FALSE(store::check_chain(kept.town.registry).broken_at);
}

TEST_CASE("Files of a source go only where it is named, and only after a night has read them") {
    Kept kept;
    kept.town.config.sources = {{"mailbox", Channel::email, kept.town.folder / "mail", {}, {}}};
    kept.file_of_day("mail/new/a", "From: a", 0);
    CHECK(kept.plan(40).source_files.empty());
    kept.town.config.retention.raw_sources = {"mailbox"};
    CHECK(kept.plan(40).source_files.empty());
    CHECK(kept.plan(40).unread_files == 1);
    const auto run = store::begin_run(kept.town.registry, "nightly", day(2));
    CHECK(kept.plan(40).unread_files == 1);
    store::finish_run(kept.town.registry, run, "done", "[]", day(2));
    CHECK(kept.plan(40).source_files.size() == 1);
    CHECK(kept.apply(40).empty());
    CHECK_FALSE(fs::exists(kept.town.folder / "mail/new/a"));
}

TEST_CASE("The deletion protocol names rule, report and time, and nothing that was erased") {
    Kept kept;
    const ReportId id = kept.solved_report("1");
    CHECK(kept.apply(90).empty());
    store::EventFilter filter;
    filter.action = "erased";
    const auto events = store::find_events(kept.town.registry, filter);
    REQUIRE(events.size() == 1);
    CHECK(events[0].report == id);
    CHECK(events[0].at == day(90));
    CHECK(events[0].detail == R"({"rule":"contact","reporter":1})");
    CHECK(events[0].reason == "90 days have passed");
}

TEST_CASE("A file stays when what says that it goes is undone, and goes with the commit") {
    Kept kept;
    kept.file_of_day("photos/original/x", "x", 0);
    {
        const store::Transaction undone(kept.town.registry);
        store::erase_file_later(kept.town.registry, "photos/original/x");
    }
    CHECK(fs::exists(kept.town.folder / "photos/original/x"));
    store::Transaction transaction(kept.town.registry);
    store::erase_file_later(kept.town.registry, "photos/original/x");
    CHECK(fs::exists(kept.town.folder / "photos/original/x"));
    transaction.commit();
    CHECK_FALSE(fs::exists(kept.town.folder / "photos/original/x"));
    CHECK(kept.town.count("file_to_erase") == 0);
}

TEST_CASE("Files and remains that a killed run left behind go with the next one") {
    Kept kept;
    (void)kept.solved_report("1");
    kept.file_of_day("photos/original/x", "x", 0);
    kept.town.registry.connection().execute(
        "INSERT INTO file_to_erase VALUES ('photos/original/x'); INSERT INTO erasing VALUES (1, 0)");
    const store::Register next = store::Register::open(kept.town.folder / "register.sqlite", store::Access::write);
    CHECK_FALSE(fs::exists(kept.town.folder / "photos/original/x"));
    CHECK(kept.plan(10).unfinished);
    CHECK_FALSE(kept.plan(10).empty());
}

TEST_CASE("A reader that looks on keeps the log from being emptied, and the next run does it") {
    Kept kept;
    (void)kept.solved_report("1");
    store::Register reader = store::Register::open(kept.town.folder / "register.sqlite", store::Access::read);
    reader.connection().execute("BEGIN");
    CHECK(store::find_report(reader, 1));
    kept.town.registry.connection().execute("PRAGMA busy_timeout = 50");
    CHECK(kept.apply(90).size() == 1);
    CHECK(kept.plan(90).unfinished);
    reader.connection().execute("COMMIT");
    CHECK(kept.apply(90).empty());
    expect_nowhere(kept, contact_canaries);
}

TEST_CASE("All that is held of a person is found by address in any case and by number however written") {
    Kept kept;
    const ReportId own = kept.solved_report("1", false);
    IncomingReport of_another = pothole("9");
    of_another.text = "Bitte Kopie an QVANNA.zufallsdorf@mail.example";
    const ReportId naming = kept.town.take(of_another);
    kept.file_of_day("outbox/new/m", "To: qvanna.zufallsdorf@mail.example", 0);
    for (const auto& [email, phone] :
         {std::pair{"Qvanna.Zufallsdorf@MAIL.example", ""}, std::pair{"", "0231-7766554"}}) {
        const auto record = casework::find_person(kept.town.registry, kept.workspace, kept.town.config, email, phone);
        REQUIRE(record.reports.size() == 1);
        CHECK(record.reports[0].report.id == own);
        CHECK(record.reports[0].notes.size() == 1);
        CHECK(record.mentions == std::vector<ReportId>{naming});
        CHECK(record.outbox.size() == 1);
        const std::string json = casework::person_json(record, day(1));
        const std::string html = casework::person_html(record, kept.town.config, day(1));
        for (const char* word : {"Qvanna Zufallsdorf", "wurzelpeter1", "geheimnotiz", "Heimlichgasse"}) {
            CHECK_THAT(json, Catch::Contains(word));
            CHECK_THAT(html, Catch::Contains(word));
        }
    }
    CHECK_THROWS_AS(casework::find_person(kept.town.registry, kept.workspace, kept.town.config, "", "12"), Error);
}

TEST_CASE("After a person was erased their contact data is nowhere, and their reports stay") {
    Kept kept;
    kept.town.config.sources = {{"mailbox", Channel::email, kept.town.folder / "mail", {}, {}},
                                {"form", Channel::web, kept.town.folder / "web", {}, {}}};
    const ReportId open = kept.solved_report("1", false);
    const ReportId closed = kept.solved_report("2");
    kept.file_of_day("mail/new/a", "From: qvanna.zufallsdorf@mail.example", 0);
    kept.file_of_day("outbox/new/m", "To: qvanna.zufallsdorf@mail.example", 0);
    kept.file_of_day("quarantine/q.eml", "From: qvanna.zufallsdorf@mail.example", 0);
    store::add_quarantined(kept.town.registry, {0, day(0), "mailbox", "mail/new/q", "kein Text", "q", "q.eml"},
                           {day(0), "intake", "kein Text"});
    (void)store::mark_failing(kept.town.registry, "qvanna.zufallsdorf@mail.example", "5.1.1", by_desk(1));
    const std::string card = "FN:Qvanna Zufallsdorf";
    write_private_file(kept.workspace.attachments(), sha256_hex(card), card);
    store::add_attachment(kept.town.registry, {open, 0, sha256_hex(card), "ich.vcf", 21});
    const auto run = store::begin_run(kept.town.registry, "nightly", day(1));
    store::finish_run(kept.town.registry, run, "done", "[]", day(1));
    const auto record = casework::find_person(kept.town.registry, kept.workspace, kept.town.config,
                                              "qvanna.zufallsdorf@mail.example", "");
    const auto left = casework::erase_person(kept.town.registry, kept.workspace, kept.town.config, record,
                                             {day(2), "desk:meier", "request 12/2026"});
    CHECK(left.empty());
    expect_nowhere(kept, contact_canaries);
    for (const ReportId id : {open, closed}) CHECK(kept.town.report(id).reporter == 0);
    CHECK(kept.town.report(open).status == Status::received);
    CHECK_FALSE(store::check_chain(kept.town.registry).broken_at);
}

TEST_CASE("A person with a report under a hold is not erased, and nothing else is") {
    Kept kept;
    const ReportId id = kept.solved_report("1");
    store::place_hold(kept.town.registry, {id, "2099-12-31", "claim", "desk:meier", day(0)}, by_desk(0));
    const auto record = casework::find_person(kept.town.registry, kept.workspace, kept.town.config,
                                              "qvanna.zufallsdorf@mail.example", "");
    CHECK_THROWS_WITH(casework::erase_person(kept.town.registry, kept.workspace, kept.town.config, record, by_desk(1)),
                      Catch::Contains("held until 2099-12-31"));
    CHECK(kept.town.report(id).reporter != 0);
}

TEST_CASE("Files of the desk, and files of others in which a person is named, are left and named") {
    Kept kept;
    const ReportId own = kept.solved_report("1");
    const ReportId other = kept.town.take(pothole("2"));
    const auto note =
        store::add_note(kept.town.registry, own, {day(0), "desk", store::NoteKind::internal, "Gutachten"}, by_desk(0));
    const auto attach = [&](ReportId report, std::int64_t to, const std::string& bytes) {
        write_private_file(kept.workspace.attachments(), sha256_hex(bytes), bytes);
        store::add_attachment(kept.town.registry, {report, to, sha256_hex(bytes), "a.txt", 1});
    };
    attach(own, note, "vom Amt");
    attach(other, 0, "Zeugin: qvanna.zufallsdorf@mail.example");
    const auto record = casework::find_person(kept.town.registry, kept.workspace, kept.town.config,
                                              "qvanna.zufallsdorf@mail.example", "");
    REQUIRE(record.shared_files.size() == 1);
    CHECK(record.shared_files.front().filename() == sha256_hex("Zeugin: qvanna.zufallsdorf@mail.example"));
    const auto left = casework::erase_person(kept.town.registry, kept.workspace, kept.town.config, record, by_desk(1));
    CHECK(left.size() == 2);
    CHECK(kept.files_with("vom Amt").size() == 1);
}

TEST_CASE("Files that hold others too, and mails that no night has read, are left and named") {
    Kept kept;
    kept.town.config.sources = {{"mailbox", Channel::email, kept.town.folder / "mail", {}, {}},
                                {"calls", Channel::phone, kept.town.folder / "calls", {}, {}}};
    (void)kept.solved_report("1");
    kept.file_of_day("mail/new/a", "From: qvanna.zufallsdorf@mail.example", 0);
    kept.file_of_day("calls/a.csv", "1;qvanna.zufallsdorf@mail.example\n2;other@mail.example", 0);
    const auto record = casework::find_person(kept.town.registry, kept.workspace, kept.town.config,
                                              "qvanna.zufallsdorf@mail.example", "");
    const auto left = casework::erase_person(kept.town.registry, kept.workspace, kept.town.config, record, by_desk(1));
    CHECK(left.size() == 2);
    CHECK(fs::exists(kept.town.folder / "mail/new/a"));
    CHECK_THAT(read_file(kept.town.folder / "calls/a.csv"), Catch::Contains("other@mail.example"));
}
