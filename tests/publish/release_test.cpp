#include "core/error.hpp"
#include "publish/public_view.hpp"
#include "publish/release_desk.hpp"
#include "store/notes.hpp"
#include "store/publication_wishes.hpp"
#include "store/report_changes.hpp"
#include "store/sample_register.hpp"

#include <catch2/catch.hpp>

#include <functional>
#include <string>
#include <vector>

namespace {

using namespace ombud;
using namespace ombud::store::test;
using publish::Words;

/// A pothole on the market with a department, so that nothing but its words decides.
ReportId placed(SampleRegister& town, const std::string& id, const std::string& text, const Reporter& reporter = {}) {
    IncomingReport report = pothole(id);
    report.text = text;
    report.reporter = reporter;
    report.place.position = metres_from_market(10, 10);
    const ReportId report_id = town.take(report);
    store::assign(town.registry, report_id, "roads", by_desk());
    return report_id;
}

publish::ReleaseSummary night(SampleRegister& town) {
    SilentProgress progress;
    return publish::release_by_rule(town.registry, town.config, progress, day(1));
}

std::vector<publish::PublicReport> public_reports(SampleRegister& town) {
    std::vector<publish::PublicReport> reports;
    const auto next = publish::public_view(town.registry, town.config, publish::Detail::full);
    for (publish::PublicReport report; next(report);) reports.push_back(report);
    return reports;
}

store::Release release_of(SampleRegister& town, ReportId id) {
    return store::find_release(town.registry, id).value();
}

ErrorKind refused(const std::function<void()>& act) {
    try {
        act();
    } catch (const Error& error) {
        return error.kind();
    }
    FAIL("not refused");
    return ErrorKind::system;
}

}  // namespace

TEST_CASE("The rule releases a clean report with its words redacted, and nothing else becomes public") {
    SampleRegister town;
    const ReportId id =
        placed(town, "1", "Herr Brandt sah es. Anna Voss, 0171 3920017", {"Anna Voss", "a@example.org", ""});
    CHECK(night(town).released == 1);
    const auto shown = public_reports(town);
    REQUIRE(shown.size() == 1);
    CHECK(shown.front().text == "Herr [Name] sah es. [Name], [Telefon]");
    CHECK_THAT(release_of(town, id).covers, Catch::Contains(R"("kind":"phone")") && !Catch::Contains("Voss"));
    CHECK(town.actions(id).back() == "released");
    CHECK(night(town).released == 0);
}

TEST_CASE("What redaction cannot judge waits for a person, and is said once") {
    SampleRegister town;
    const ReportId id = placed(town, "1", "Bitte vertraulich behandeln: das Schlagloch ist tief.");
    const auto first = night(town);
    CHECK(first.released == 0);
    CHECK(first.new_waiting == 1);
    CHECK_THAT(release_of(town, id).why, Catch::Contains("confidence"));
    CHECK(public_reports(town).empty());
    CHECK(night(town).new_waiting == 0);
}

TEST_CASE("A report that leaves the public view this very night is not released before, whichever rule takes it off") {
    SilentProgress progress;
    for (const bool own_span : {true, false}) {
        SampleRegister town;
        if (own_span) town.config.expiry.closed_unsolved = std::chrono::days(3);
        const ReportId id = placed(town, "1", "Ein Loch in der Straße.");
        store::change_status(town.registry, id, Status::closed_unsolved, by_desk(1));
        const auto sum = publish::release_by_rule(town.registry, town.config, progress, day(5));
        CHECK(sum.released == (own_span ? 0 : 1));
        CHECK(sum.waiting == 0);
    }
}

TEST_CASE("Changed words wait again, and are released anew with new covers") {
    SampleRegister town;
    const ReportId id = placed(town, "1", "Ein tiefes Schlagloch");
    REQUIRE(night(town).released == 1);
    IncomingReport again = pothole("1");
    again.text = "Frau Kampschulte ist hineingefallen";
    again.place.position = metres_from_market(10, 10);
    REQUIRE(town.take(again) == id);
    CHECK(public_reports(town).empty());
    CHECK(night(town).released == 1);
    CHECK(public_reports(town).at(0).text == "Frau [Name] ist hineingefallen");
}

TEST_CASE("A category with title_only publishes no words, one with person waits for somebody") {
    SampleRegister town;
    town.config.categories.at(0).release = ReleaseRule::title_only;
    placed(town, "1", "Bitte vertraulich behandeln.");
    CHECK(night(town).released == 1);
    CHECK(public_reports(town).at(0).text.empty());
    town.config.categories.at(0).release = ReleaseRule::person;
    const ReportId second = placed(town, "2", "Ein tiefes Schlagloch");
    CHECK(night(town).new_waiting == 1);
    publish::release_reports(town.registry, town.config, {second}, Words::redacted, false, by_desk(1));
    CHECK(release_of(town, second).state == store::ReleaseState::released);
    CHECK_FALSE(release_of(town, second).automatic);
}

TEST_CASE("A person cannot release unsure words unseen, but the report without them") {
    SampleRegister town;
    const ReportId id = placed(town, "1", "Bitte vertraulich behandeln: das Loch ist tief.");
    night(town);
    for (const bool anyway : {false, true}) {
        CHECK(refused([&] {
                  publish::release_reports(town.registry, town.config, {id}, Words::redacted, anyway, by_desk(1));
              }) == ErrorKind::conflict);
    }
    publish::release_reports(town.registry, town.config, {id}, Words::none, false, by_desk(1));
    REQUIRE(public_reports(town).size() == 1);
    CHECK(public_reports(town).front().text.empty());
}

TEST_CASE("An inexact place is a reason that a person overrules with --anyway") {
    SampleRegister town;
    const ReportId id = placed(town, "1", "Ein tiefes Schlagloch");
    store::set_location(town.registry, id, {metres_from_market(0, 0), 900, LocationSource::place, ""}, by_desk());
    CHECK(night(town).new_waiting == 1);
    CHECK(refused([&] {
              publish::release_reports(town.registry, town.config, {id}, Words::redacted, false, by_desk(1));
          }) == ErrorKind::conflict);
    publish::release_reports(town.registry, town.config, {id}, Words::redacted, true, by_desk(1));
    CHECK(public_reports(town).size() == 1);
}

TEST_CASE("A report whose reporter does not want it to be public is released neither by rule nor by hand") {
    SampleRegister town;
    const ReportId id = placed(town, "1", "Ein tiefes Schlagloch");
    store::set_publication_wish(town.registry, id, false, by_desk());
    const auto sum = night(town);
    CHECK(sum.released == 0);
    CHECK(sum.new_waiting == 0);
    CHECK(sum.waiting == 0);
    for (const bool anyway : {false, true}) {
        CHECK(refused([&] {
                  publish::release_reports(town.registry, town.config, {id}, Words::none, anyway, by_desk(1));
              }) == ErrorKind::conflict);
    }
    CHECK(public_reports(town).empty());
    CHECK(refused([&] {
              publish::release_reports(town.registry, town.config, {id}, Words::none, false,
                                       {day(1), "desk:meier", " "}, true);
          }) == ErrorKind::usage);
    publish::release_reports(town.registry, town.config, {id}, Words::none, false,
                             {day(1), "desk:meier", "the council decided so"}, true);
    CHECK(public_reports(town).size() == 1);
    CHECK(night(town).released == 0);
    CHECK(public_reports(town).size() == 1);
}

TEST_CASE("A wish that is withdrawn ends the release, and given again the rule looks at the report anew") {
    SampleRegister town;
    const ReportId id = placed(town, "1", "Ein tiefes Schlagloch");
    store::set_publication_wish(town.registry, id, true, by_desk());
    CHECK(night(town).released == 1);
    CHECK(public_reports(town).size() == 1);
    store::set_publication_wish(town.registry, id, false, by_desk(1));
    CHECK(public_reports(town).empty());
    CHECK(release_of(town, id).text.empty());
    CHECK(night(town).released == 0);
    store::set_publication_wish(town.registry, id, false, by_desk(1));
    CHECK(town.actions(id).back() == "waits for release");
    store::set_publication_wish(town.registry, id, true, by_desk(1));
    CHECK(store::publication_wish(town.registry, id) == true);
    CHECK(night(town).released == 1);
    CHECK(public_reports(town).size() == 1);
}

TEST_CASE("A release against a wish ends when the reporter says no once more after a yes") {
    SampleRegister town;
    const ReportId id = placed(town, "1", "Ein tiefes Schlagloch");
    store::set_publication_wish(town.registry, id, false, by_desk());
    publish::release_reports(town.registry, town.config, {id}, Words::redacted, false,
                             {day(1), "desk:meier", "the council decided so"}, true);
    store::set_publication_wish(town.registry, id, true, by_desk(1));
    CHECK(public_reports(town).size() == 1);
    store::set_publication_wish(town.registry, id, false, by_desk(1));
    CHECK(public_reports(town).empty());
}

TEST_CASE("What is withheld stays so over nights and changes, until that is undone") {
    SampleRegister town;
    const ReportId id = placed(town, "1", "Ein tiefes Schlagloch");
    night(town);
    CHECK(refused([&] { publish::withhold(town.registry, id, {day(1), "desk:meier", " "}); }) == ErrorKind::usage);
    publish::withhold(town.registry, id, {day(1), "desk:meier", "names a child"});
    CHECK(public_reports(town).empty());
    IncomingReport again = pothole("1");
    again.text = "Anders gesagt";
    again.place.position = metres_from_market(10, 10);
    town.take(again);
    night(town);
    CHECK(release_of(town, id).state == store::ReleaseState::withheld);
    CHECK(release_of(town, id).why == "names a child");
    publish::undo_release(town.registry, id, by_desk(2));
    CHECK(night(town).released == 1);
    CHECK(town.actions(id).back() == "released");
}

TEST_CASE("A release that is undone waits for a person, and no night releases it") {
    SampleRegister town;
    const ReportId id = placed(town, "1", "Ein tiefes Schlagloch");
    CHECK(refused([&] { publish::undo_release(town.registry, id, by_desk(1)); }) == ErrorKind::conflict);
    night(town);
    publish::undo_release(town.registry, id, by_desk(1));
    CHECK(public_reports(town).empty());
    CHECK(night(town).released == 0);
    CHECK(store::reports_waiting_for_release(town.registry) == std::vector{id});
    publish::release_reports(town.registry, town.config, {id}, Words::redacted, false, by_desk(2));
    CHECK(public_reports(town).size() == 1);
}

TEST_CASE("A report of an internal category or without a place cannot be released by anybody") {
    SampleRegister town;
    const ReportId id = town.take(pothole("1"));
    store::assign(town.registry, id, "roads", by_desk());
    CHECK(refused([&] {
              publish::release_reports(town.registry, town.config, {id}, Words::redacted, true, by_desk(1));
          }) == ErrorKind::conflict);
    IncomingReport loud = pothole("2");
    loud.category = "noise";
    loud.place.position = metres_from_market(0, 0);
    const ReportId noise = town.take(loud);
    CHECK(refused([&] {
              publish::release_reports(town.registry, town.config, {noise}, Words::redacted, true, by_desk(1));
          }) == ErrorKind::conflict);
}

TEST_CASE("A person covers more words, and takes covers away") {
    SampleRegister town;
    const ReportId id = placed(town, "1", "Der Flohmarkt vom Kiosk und Frau Rose");
    const auto redactor = publish::town_redactor(town.registry, town.config);
    auto draft = publish::draft_of(town.registry, town.config, redactor, id);
    CHECK(draft.words.text.text == "Der Flohmarkt vom Kiosk und Frau [Name]");
    CHECK(publish::cover_words(redactor, draft, "Flohmarkt"));
    CHECK(draft.words.text.text == "Der [Name] vom Kiosk und Frau [Name]");
    CHECK(publish::uncover(redactor, draft, 2));
    CHECK_FALSE(publish::uncover(redactor, draft, 7));
    CHECK_FALSE(publish::cover_words(redactor, draft, "Nirgends"));
    publish::release_draft(town.registry, town.config, draft, Words::redacted, by_desk(1));
    CHECK(public_reports(town).at(0).text == "Der [Name] vom Kiosk und Frau Rose");
}

TEST_CASE("Answers of the municipality are redacted like the report, with the reporter's name known") {
    SampleRegister town;
    const ReportId id = placed(town, "1", "Ein tiefes Schlagloch", {"Wunibald Quast", "w@example.org", ""});
    night(town);
    store::add_note(town.registry, id,
                    {day(1), "meier", store::NoteKind::answer, "Guten Tag Wunibald Quast, das Loch ist zu."},
                    by_desk(1));
    store::add_note(town.registry, id, {day(1), "meier", store::NoteKind::answer, "Vertraulich: bitte melden."},
                    by_desk(1));
    const auto shown = public_reports(town);
    REQUIRE(shown.size() == 1);
    REQUIRE(shown.front().answers.size() == 1);
    CHECK(shown.front().answers.front().text == "Guten Tag [Name], das Loch ist zu.");
}
