#include "casework/desk.hpp"

#include "core/error.hpp"
#include "store/notes.hpp"
#include "store/sample_register.hpp"

#include <catch2/catch.hpp>

#include <optional>
#include <string>
#include <vector>

namespace {

using namespace ombud;
using namespace ombud::store::test;
using casework::DeskChange;

DeskChange to(std::optional<Status> status, std::string note = {}, std::optional<ReportId> original = std::nullopt) {
    DeskChange change;
    change.status = status;
    change.note = std::move(note);
    change.original = original;
    return change;
}

void change(SampleRegister& town, const std::vector<ReportId>& reports, const DeskChange& wanted) {
    casework::change_reports(town.registry, town.config, reports, wanted, "meier", day(2));
}

/// Which kind of error a change is refused with; nothing when it was made.
std::optional<ErrorKind> refusal(SampleRegister& town, const std::vector<ReportId>& reports, const DeskChange& wanted) {
    const auto events = town.count("event");
    try {
        change(town, reports, wanted);
    } catch (const Error& error) {
        CHECK(town.count("event") == events);
        return error.kind();
    }
    return std::nullopt;
}

}  // namespace

TEST_CASE("The desk changes several reports at once, in its own name") {
    SampleRegister town;
    const ReportId a = town.take(pothole("1"));
    const ReportId b = town.take(pothole("2"));
    change(town, {a, b}, to(Status::in_progress, "Kolonne 3 fährt hin"));
    for (const ReportId id : {a, b}) {
        CHECK(town.report(id).status == Status::in_progress);
        CHECK(town.report(id).changed_at == day(2));
        const auto notes = store::notes_of(town.registry, id);
        REQUIRE(notes.size() == 1);
        CHECK(notes[0].text == "Kolonne 3 fährt hin");
        CHECK(notes[0].author == "desk:meier");
        CHECK(notes[0].kind == store::NoteKind::internal);
        CHECK(notes[0].at == day(2));
        CHECK(town.actions(id) == std::vector<std::string>{"received", "noted", "status"});
        CHECK(store::events_of(town.registry, id).back().actor == "desk:meier");
    }
}

TEST_CASE("The desk changes all reports or none") {
    SampleRegister town;
    const ReportId good = town.take(pothole("1"));
    const ReportId solved = town.take(pothole("2"));
    store::change_status(town.registry, solved, Status::solved, by_desk());
    CHECK(refusal(town, {good, solved}, to(Status::forwarded, "an die Stadtwerke")) == ErrorKind::conflict);
    CHECK(refusal(town, {good, 99}, to(Status::in_progress)) == ErrorKind::input);
    CHECK(refusal(town, {good, 99}, to(std::nullopt, "nur eine Notiz")) == ErrorKind::input);
    CHECK(town.report(good).status == Status::received);
    CHECK(store::notes_of(town.registry, good).empty());
}

TEST_CASE("Rejecting, closing unsolved and forwarding need a note") {
    for (const Status status : {Status::rejected, Status::closed_unsolved, Status::forwarded}) {
        SampleRegister town;
        const ReportId id = town.take(pothole("1"));
        CHECK(refusal(town, {id}, to(status)) == ErrorKind::usage);
        CHECK(town.report(id).status == Status::received);
        CHECK_FALSE(refusal(town, {id}, to(status, "weil")));
        CHECK(town.report(id).status == status);
    }
    for (const Status status : {Status::open, Status::in_progress, Status::solved}) {
        SampleRegister town;
        const ReportId id = town.take(pothole("1"));
        CHECK_FALSE(refusal(town, {id}, to(status)));
        CHECK(town.report(id).status == status);
    }
}

TEST_CASE("A duplicate needs its original, and nothing else has one") {
    SampleRegister town;
    const ReportId original = town.take(pothole("1"));
    const ReportId id = town.take(pothole("2"));
    CHECK(refusal(town, {id}, to(Status::duplicate)) == ErrorKind::usage);
    CHECK(refusal(town, {id}, to(Status::solved, "", original)) == ErrorKind::usage);
    CHECK(refusal(town, {id}, to(std::nullopt, "Notiz", original)) == ErrorKind::usage);
    CHECK(refusal(town, {id}, to(Status::duplicate, "", 99)) == ErrorKind::input);
    CHECK(refusal(town, {original}, to(Status::duplicate, "", original)) == ErrorKind::conflict);
    CHECK_FALSE(refusal(town, {id}, to(Status::duplicate, "", original)));
    CHECK(town.report(id).duplicate_of == original);
}

TEST_CASE("A status that a report has already is no change") {
    SampleRegister town;
    const ReportId a = town.take(pothole("1"));
    const ReportId b = town.take(pothole("2"));
    change(town, {a}, to(Status::solved));
    const auto closed = town.report(a).closed_at;
    const auto events = town.actions(a).size();
    casework::change_reports(town.registry, town.config, std::vector{a, b}, to(Status::solved), "meier", day(9));
    CHECK(town.report(a).closed_at == closed);
    CHECK(town.actions(a).size() == events);
    CHECK(town.report(b).status == Status::solved);
}

TEST_CASE("A duplicate of the same original already is no change") {
    SampleRegister town;
    const ReportId original = town.take(pothole("1"));
    const ReportId a = town.take(pothole("2"));
    const ReportId b = town.take(pothole("3"));
    change(town, {a}, to(Status::duplicate, "", original));
    CHECK_FALSE(refusal(town, {a, b}, to(Status::duplicate, "", original)));
    CHECK(town.report(b).duplicate_of == original);
    CHECK(town.actions(a).size() == 2);
}

TEST_CASE("A change that changes nothing is refused") {
    SampleRegister town;
    const ReportId id = town.take(pothole("1"));
    CHECK(refusal(town, {id}, to(std::nullopt)) == ErrorKind::usage);
}

TEST_CASE("What was rejected can be opened again, and what was linked unlinked") {
    SampleRegister town;
    const ReportId original = town.take(pothole("1"));
    const ReportId id = town.take(pothole("2"));
    change(town, {id}, to(Status::rejected, "falsche Stadt"));
    change(town, {id}, to(Status::open));
    change(town, {id}, to(Status::duplicate, "", original));
    change(town, {id}, to(Status::open));
    CHECK(town.report(id).status == Status::open);
    CHECK_FALSE(town.report(id).duplicate_of);
    CHECK_FALSE(town.report(id).closed_at);
}
