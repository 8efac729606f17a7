#include "casework/case_record.hpp"
#include "casework/deadline.hpp"
#include "casework/desk.hpp"
#include "casework/due.hpp"
#include "casework/note.hpp"
#include "core/error.hpp"
#include "core/file.hpp"
#include "store/attachments.hpp"
#include "store/follow_ups.hpp"
#include "store/notes.hpp"
#include "store/sample_register.hpp"
#include "store/written_filter.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace {

using namespace ombud;
using namespace ombud::store::test;
using casework::DeskChange;
namespace fs = std::filesystem;

/// What a change is refused with; empty where it was made.
std::string refusal(SampleRegister& town, const std::vector<ReportId>& reports, const DeskChange& change,
                    ErrorKind kind) {
    try {
        casework::change_reports(town.registry, town.config, reports, change, "kröger", day(3));
    } catch (const Error& error) {
        CHECK(error.kind() == kind);
        return error.what();
    }
    return {};
}

DeskChange to(Status status, const std::string& note = {}) {
    DeskChange change;
    change.status = status;
    change.note = note;
    return change;
}

std::chrono::year_month_day march(unsigned n) {
    return std::chrono::year{2026} / std::chrono::March / std::chrono::day{n};
}

Config with_deadline(int days) {
    Config config = sample_config();
    config.categories.front().expected_days = days;
    return config;
}

std::vector<std::string> due_in(SampleRegister& town, const casework::DueQuestion& question, Instant now) {
    std::vector<std::string> found;
    for (const auto& item : casework::due_items(town.registry, town.config, question, now)) {
        found.push_back(std::string(to_string(item.kind)) + " " + std::to_string(item.report.id));
    }
    return found;
}

using Lines = std::vector<std::string>;

std::vector<std::string> mails_in(const fs::path& outbox) {
    std::vector<std::string> mails;
    if (!fs::exists(outbox / "new")) return mails;
    for (const auto& entry : fs::directory_iterator(outbox / "new")) mails.push_back(read_file(entry.path()));
    return mails;
}

}  // namespace

TEST_CASE("A change that somebody else was quicker with is refused and says who, what and when") {
    SampleRegister town;
    const ReportId a = town.take(pothole("1"));
    const ReportId b = town.take(pothole("2"));
    store::change_status(town.registry, b, Status::solved, by_desk(1));
    DeskChange change = to(Status::in_progress);
    change.if_status = Status::received;
    const std::string message = refusal(town, {a, b}, change, ErrorKind::conflict);
    CHECK_THAT(message, Catch::Contains("report 2 is solved: desk:meier changed it on 2026-03-02 13:00 (because)"));
    CHECK(town.report(a).status == Status::received);
    CHECK(refusal(town, {a}, change, ErrorKind::conflict).empty());
    CHECK(town.report(a).status == Status::in_progress);
}

TEST_CASE("A category says which statuses need a note and which must have none") {
    Config config = sample_config();
    config.categories[0].notes = {{Status::solved}, {Status::rejected}};
    SampleRegister town(config);
    const ReportId id = town.take(pothole("1"));
    CHECK_THAT(refusal(town, {id}, to(Status::solved), ErrorKind::usage), Catch::Contains("roads/pothole"));
    CHECK_THAT(refusal(town, {id}, to(Status::rejected, "Nachbarschaftsstreit"), ErrorKind::usage),
               Catch::Contains("goes without a note"));
    CHECK(town.report(id).status == Status::received);
    CHECK(refusal(town, {id}, to(Status::rejected), ErrorKind::usage).empty());
    DeskChange moved = to(Status::open);
    moved.category = "noise";
    CHECK(refusal(town, {id}, moved, ErrorKind::usage).empty());
    CHECK_THAT(refusal(town, {id}, to(Status::rejected), ErrorKind::usage), Catch::Contains("needs a --note"));
}

TEST_CASE("A note keeps its files by their digest, for the owner only, and once") {
    SampleRegister town;
    const Workspace workspace(town.folder.path());
    const ReportId id = town.take(pothole("1"));
    const std::vector<fs::path> files{town.folder.file("Angebot Süd.pdf", "%PDF offer"),
                                      town.folder.file("b.txt", "b")};
    const auto note = casework::write_note(town.registry, workspace, id, "Angebot liegt vor", files, by_desk(1), true);
    (void)casework::write_note(town.registry, workspace, id, "noch einmal", files, by_desk(2), true);
    const auto kept = store::attachments_of(town.registry, id);
    REQUIRE(kept.size() == 4);
    CHECK(kept[0].note == note);
    CHECK(kept[0].filename == "Angebot Süd.pdf");
    CHECK(kept[0].bytes == 10);
    const fs::path file = workspace.attachments() / kept[0].sha256;
    CHECK(read_file(file) == "%PDF offer");
    CHECK(fs::status(file).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
    CHECK(fs::status(file.parent_path()).permissions() == fs::perms::owner_all);
    CHECK(std::distance(fs::directory_iterator(file.parent_path()), fs::directory_iterator{}) == 2);
    CHECK(store::find_note(town.registry, note)->kind == store::NoteKind::internal);
}

TEST_CASE("A note without words, with a file that is none, or on an unknown report changes nothing") {
    SampleRegister town;
    const Workspace workspace(town.folder.path());
    const ReportId id = town.take(pothole("1"));
    const auto write = [&](ReportId report, const std::string& text, const std::vector<fs::path>& files) {
        return casework::write_note(town.registry, workspace, report, text, files, by_desk(), true);
    };
    CHECK_THROWS_AS(write(id, " \n", {}), Error);
    CHECK_THROWS_AS(write(id, "a", {town.folder / "missing"}), Error);
    CHECK_THROWS_AS(write(id, "a", {town.folder.path()}), Error);
    CHECK_THROWS_AS(write(99, "a", {}), Error);
    CHECK(town.count("note") == 0);
    CHECK_FALSE(fs::exists(workspace.attachments()));
}

TEST_CASE("A follow-up is due on its day and until it is done") {
    SampleRegister town;
    const ReportId id = town.take(pothole("1"));
    store::add_follow_up(town.registry, id, march(10), "War die Kolonne da?", by_desk(1));
    CHECK(due_in(town, {}, day(8)).empty());
    CHECK(due_in(town, {}, day(9)) == Lines{"follow_up 1"});
    CHECK(due_in(town, {}, day(20)) == Lines{"follow_up 1"});
    CHECK(due_in(town, {"roads", 0}, day(20)).empty());
    store::assign(town.registry, id, "roads", by_desk(2));
    CHECK(due_in(town, {"roads", 0}, day(20)) == Lines{"follow_up 1"});
    CHECK(store::finish_follow_ups(town.registry, id, by_desk(11)) == 1);
    CHECK(due_in(town, {}, day(20)).empty());
    CHECK_THROWS_AS(store::finish_follow_ups(town.registry, id, by_desk(12)), Error);
    CHECK_THROWS_AS(store::add_follow_up(town.registry, 99, march(10), "a", by_desk()), Error);
    CHECK(store::follow_ups_of(town.registry, id).front().done_at == day(11));
    CHECK(town.actions(id).back() == "followed up");
}

TEST_CASE("Overdue and silent reports are due, as long as they are open") {
    SampleRegister town(with_deadline(5));
    const ReportId id = town.take(pothole("1"));  // on a Sunday: due on Friday, 6 March
    CHECK(due_in(town, {}, day(5)).empty());
    CHECK(due_in(town, {}, day(6)) == Lines{"overdue 1"});
    CHECK(due_in(town, {"", 3}, day(6)) == Lines{"overdue 1", "silent 1"});
    CHECK(due_in(town, {"", 7}, day(6)) == Lines{"overdue 1"});
    store::change_status(town.registry, id, Status::solved, by_desk(6));
    CHECK(due_in(town, {"", 3}, day(30)).empty());
}

TEST_CASE("What a search takes for overdue is what each report by itself is") {
    for (const int expected : {0, 1, 5, 30}) {
        SampleRegister town(with_deadline(expected));
        for (int n = 0; n < 60; ++n) {
            IncomingReport report = pothole(std::to_string(n));
            report.received_at = day(n, n % 24);
            (void)town.take(report);
        }
        for (int today = 20; today < 75; today += 3) {
            store::ReportFilter filter;
            filter.late = store::late_by_category(town.config, day(today));
            std::size_t overdue = 0;
            for (const Report& report : store::list_reports(town.registry, {})) {
                if (casework::is_overdue(report, town.config, day(today))) ++overdue;
            }
            INFO(expected << " " << today);
            CHECK(store::list_reports(town.registry, filter).size() == overdue);
        }
    }
}

TEST_CASE("Each department is mailed what is due for it, once a day and only if there is something") {
    Config config = with_deadline(5);
    config.mail.method = MailMethod::outbox;
    config.mail.from = "maengel@town.example";
    config.due.mail = true;
    SampleRegister town(config);
    const Workspace workspace(town.folder.path());
    const auto send = [&](int on) { return casework::mail_due_lists(town.registry, workspace, config, day(on), true); };
    CHECK(send(2).lists == 0);
    IncomingReport report = pothole("1");
    report.title = "Frau Kröger ruft an";
    const ReportId id = town.take(report);
    store::assign(town.registry, id, "roads", by_desk());
    CHECK(casework::mail_due_lists(town.registry, workspace, config, day(9), false).lists == 1);
    CHECK(mails_in(workspace.outbox()).empty());
    CHECK(send(9).sent == 1);
    CHECK(send(9).sent == 0);
    const auto mails = mails_in(workspace.outbox());
    REQUIRE(mails.size() == 1);
    CHECK_THAT(mails[0], Catch::Contains("To: Tiefbauamt <r@town.example>"));
    CHECK_THAT(mails[0], Catch::Contains("OMB-1"));
    CHECK_THAT(mails[0], !Catch::Contains("List-Unsubscribe"));
    CHECK_THAT(mails[0], !Catch::Contains("ger ruft an"));  // no words of citizens
    CHECK(send(10).sent == 1);
    CHECK(mails_in(workspace.outbox()).size() == 2);
}

TEST_CASE("The page of a case holds all of it, escaped, and contact data only where asked for") {
    SampleRegister town;
    const Workspace workspace(town.folder.path());
    IncomingReport report = pothole("1");
    report.title = "<script>alert(1)</script>";
    report.reporter = {"Käthe Kröger", "kaethe@example.org", "02381 17"};
    const ReportId id = town.take(report);
    const std::vector<fs::path> files{town.folder.file("plan.txt", "plan")};
    (void)casework::write_note(town.registry, workspace, id, "Vermerk & mehr", files, by_desk(1), true);
    store::add_follow_up(town.registry, id, march(10), "nachsehen", by_desk(1));
    const auto record = casework::load_case(town.registry, id);
    const std::string page = casework::case_page(record, workspace, town.config, day(3), false);
    CHECK_THAT(page, Catch::Contains("OMB-1") && Catch::Contains("Vermerk &amp; mehr") && Catch::Contains("plan.txt") &&
                         Catch::Contains("nachsehen") && Catch::Contains("received"));
    CHECK_THAT(page, !Catch::Contains("<script>") && !Catch::Contains("kaethe@"));
    CHECK_THAT(casework::case_page(record, workspace, town.config, day(3), true),
               Catch::Contains("kaethe@example.org"));
    CHECK_THROWS_AS(casework::load_case(town.registry, 99), Error);
    CHECK_THROWS_AS(casework::write_case(town.folder / "a.doc", page), Error);
    casework::write_case(town.folder / "a.html", page);
    CHECK(read_file(town.folder / "a.html") == page);
    CHECK(fs::status(town.folder / "a.html").permissions() == (fs::perms::owner_read | fs::perms::owner_write));
}
