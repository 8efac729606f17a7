#include "store/notes.hpp"
#include "store/photos.hpp"
#include "store/reporters.hpp"
#include "store/sample_register.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

namespace {

using namespace ombud;
using namespace ombud::store;
using namespace ombud::store::test;

IncomingReport mail(const std::string& message_id, std::vector<std::string> references = {}) {
    IncomingReport report = pothole(message_id);
    report.channel = Channel::email;
    report.source = "mailbox";
    report.reporter = {"Anna", "anna@home.example", ""};
    report.references = std::move(references);
    return report;
}

}  // namespace

TEST_CASE("A new input becomes a report with everything that came with it") {
    SampleRegister town;
    IncomingReport incoming = pothole("1");
    incoming.reporter = {"Anna Ost", "anna@home.example", "02381 123456"};
    incoming.place = {"Werler Str.", "12 a", "59065", "Hamm", Position{7.82, 51.68}};
    incoming.remarks = {"The postcode was refused."};
    const Admission admission =
        town.deliver(incoming, "a", {{"abc", "IMG_1.jpg"}, {"def", "IMG_2.jpg"}, {"abc", "copy.jpg"}});
    CHECK(admission.outcome == Outcome::created);
    const Report report = town.report(admission.report);
    CHECK(report.channel == Channel::web);
    CHECK(report.source == "form");
    CHECK(report.title == incoming.title);
    CHECK(report.text == incoming.text);
    CHECK(report.category == "roads/pothole");
    CHECK(report.department.empty());
    CHECK(report.status == Status::received);
    CHECK(report.received_at == day(0));
    CHECK_FALSE(report.closed_at);
    CHECK(report.place.street == "Werler Str.");
    CHECK(report.place.house_number == "12 a");
    CHECK(report.place.postcode == "59065");
    CHECK(report.place.city == "Hamm");
    CHECK(report.place.position == incoming.place.position);
    CHECK(report.position == incoming.place.position);
    CHECK(report.location_source == LocationSource::given);
    CHECK(report.accuracy_m == given_accuracy_m);
    CHECK(find_reporter(town.registry, report.reporter).name == "Anna Ost");
    CHECK(photos_of(town.registry, report.id).size() == 2);  // the same bytes twice are one photo
    const auto events = events_of(town.registry, report.id);
    REQUIRE(events.size() == 1);
    CHECK(events[0].action == "received");
    CHECK(events[0].actor == "intake");
    CHECK_THAT(events[0].detail, Catch::Contains("form.json:1") && Catch::Contains("The postcode was refused."));
    CHECK_THAT(events[0].detail, !Catch::Contains("Anna"));
}

TEST_CASE("The same delivery again changes nothing") {
    SampleRegister town;
    const ReportId id = town.deliver(pothole("1"), "a").report;
    const auto rows = town.number("SELECT total_changes()");
    const Admission again = town.deliver(pothole("1"), "a");
    CHECK(again.outcome == Outcome::known);
    CHECK(again.report == id);
    CHECK(town.number("SELECT total_changes()") == rows);
}

TEST_CASE("The same id from another source is another report") {
    SampleRegister town;
    IncomingReport other = pothole("1");
    other.source = "app";
    CHECK(town.deliver(pothole("1"), "a").report != town.deliver(other, "a").report);
    CHECK(town.count("report") == 2);
}

TEST_CASE("An update replaces what the source said before") {
    SampleRegister town;
    IncomingReport first = pothole("1");
    first.reporter.email = "anna@home.example";
    first.place = {"Werler Str.", "12", "", "", Position{7.82, 51.68}};
    const ReportId id = town.deliver(first, "a").report;
    IncomingReport second = pothole("1");
    second.title = "Loch";
    second.text = "Doch größer";
    second.reporter.email = "bert@home.example";
    second.place = {"Ostenallee", "3", "59063", "Hamm", Position{7.83, 51.69}};
    second.received_at = day(2);
    CHECK(town.deliver(second, "b").outcome == Outcome::update);
    const Report report = town.report(id);
    CHECK(report.title == "Loch");
    CHECK(report.text == "Doch größer");
    CHECK(report.place.street == "Ostenallee");
    CHECK(report.position == Position{7.83, 51.69});
    CHECK(find_reporter(town.registry, report.reporter).email == "bert@home.example");
    CHECK(report.received_at == day(0));  // when it first came in
    CHECK(report.changed_at == day(2));
    CHECK(town.actions(id) == std::vector<std::string>{"received", "located", "updated"});
    CHECK_THAT(events_of(town.registry, id).back().detail, Catch::Contains(R"(["title","text","place","reporter"])"));
}

TEST_CASE("An update that names another place takes the old position away") {
    SampleRegister town;
    IncomingReport first = pothole("1");
    first.place.position = Position{7.82, 51.68};
    const ReportId id = town.deliver(first, "a").report;
    IncomingReport second = pothole("1");
    second.place.street = "Ostenallee 3";
    (void)town.deliver(second, "b");
    CHECK_FALSE(town.report(id).position);
    REQUIRE(reports_to_locate(town.registry).size() == 1);
}

TEST_CASE("An update that says nothing new of the place leaves the position that was found") {
    SampleRegister town;
    IncomingReport first = pothole("1");
    first.place.street = "Ostenallee 3";
    const ReportId id = town.deliver(first, "a").report;
    set_location(town.registry, id, {{7.83, 51.69}, 20, LocationSource::address, "Ostenallee"}, by_desk());
    first.text = "Anders";
    (void)town.deliver(first, "b");
    CHECK(town.report(id).position == Position{7.83, 51.69});
    CHECK(town.report(id).location_source == LocationSource::address);
}

TEST_CASE("Versions that are delivered in turns stay known") {
    SampleRegister town;
    IncomingReport old_version = pothole("1");
    IncomingReport new_version = pothole("1");
    new_version.text = "neu";
    const ReportId id = town.deliver(old_version, "a").report;
    CHECK(town.deliver(new_version, "b").outcome == Outcome::update);
    for (int night = 0; night < 3; ++night) {
        CHECK(town.deliver(old_version, "a").outcome == Outcome::known);
        CHECK(town.deliver(new_version, "b").outcome == Outcome::known);
    }
    CHECK(town.report(id).text == "neu");
    CHECK(town.actions(id) == std::vector<std::string>{"received", "updated"});
    CHECK(find_known(town.registry, "form", "1", "a")->same_content);
    CHECK_FALSE(find_known(town.registry, "form", "1", "c")->same_content);
    CHECK(find_known(town.registry, "form", "1", "c")->report == id);
    CHECK_FALSE(find_known(town.registry, "form", "2", "a"));
}

TEST_CASE("A mail is known by its Message-ID whatever relays wrote into it") {
    SampleRegister town;
    const ReportId id = town.deliver(mail("m1@home.example"), "a").report;
    const Admission copy = town.deliver(mail("m1@home.example"), "another header");
    CHECK(copy.outcome == Outcome::known);
    CHECK(copy.report == id);
    CHECK(town.actions(id).size() == 1);
}

TEST_CASE("A mail that answers another one becomes a comment on its report") {
    SampleRegister town;
    const ReportId id = town.deliver(mail("m1@home.example"), "a").report;
    (void)town.deliver(mail("m9@home.example"), "x");
    IncomingReport answer = mail("m2@home.example", {"unknown@x.example", "m1@home.example", "m9@home.example"});
    answer.text = "Es ist noch da";
    answer.source = "second mailbox";
    answer.received_at = day(4);
    const Admission admission = town.deliver(answer, "b", {{"abc", "a.jpg"}});
    CHECK(admission.outcome == Outcome::comment);
    CHECK(admission.report == id);
    const auto notes = notes_of(town.registry, id);
    REQUIRE(notes.size() == 1);
    CHECK(notes[0].text == "Es ist noch da");
    CHECK(notes[0].kind == NoteKind::comment);
    CHECK(notes[0].at == day(4));
    CHECK(photos_of(town.registry, id).size() == 1);
    CHECK(town.report(id).text == mail("m1@home.example").text);
    CHECK(town.actions(id) == std::vector<std::string>{"received", "commented"});
    // An answer to the answer belongs to the same report, and the answer itself is known now.
    CHECK(town.deliver(mail("m3@home.example", {"m2@home.example"}), "c").report == id);
    CHECK(town.deliver(answer, "b").outcome == Outcome::known);
    CHECK(notes_of(town.registry, id).size() == 2);
    // The log says that there was a comment, not what it said.
    for (const Event& event : events_of(town.registry, id)) CHECK_THAT(event.detail, !Catch::Contains("noch da"));
}

TEST_CASE("A mail that answers what nobody knows becomes a report") {
    SampleRegister town;
    (void)town.deliver(pothole("1"), "a");
    CHECK(town.deliver(mail("m1@home.example", {"1", "gone@x.example"}), "b").outcome == Outcome::created);
}

TEST_CASE("An automatic reply is recorded as one") {
    SampleRegister town;
    const ReportId id = town.deliver(mail("m1@home.example"), "a").report;
    IncomingReport reply = mail("m2@home.example", {"m1@home.example"});
    reply.automatic = true;
    (void)town.deliver(reply, "b");
    CHECK(notes_of(town.registry, id).at(0).author == "automatic reply");
}

TEST_CASE("An update adds the photos it brings and keeps the others") {
    SampleRegister town;
    const ReportId id = town.deliver(pothole("1"), "a", {{"aaa", "a.jpg"}}).report;
    (void)town.deliver(pothole("1"), "b", {{"aaa", "a.jpg"}, {"bbb", "b.jpg"}});
    (void)town.deliver(pothole("1"), "c", {{"ccc", "c.jpg"}});
    std::vector<std::string> names;
    for (const Photo& photo : photos_of(town.registry, id)) names.push_back(photo.filename);
    CHECK(names == std::vector<std::string>{"a.jpg", "b.jpg", "c.jpg"});
    CHECK(town.deliver(pothole("1"), "b", {{"aaa", "a.jpg"}, {"bbb", "b.jpg"}}).outcome == Outcome::known);
}

TEST_CASE("Reporters are one by their address or number, and otherwise apart") {
    SampleRegister town;
    int delivered = 0;
    const auto reporter = [&](const Reporter& who) {
        IncomingReport report = pothole(std::to_string(++delivered));
        report.reporter = who;
        return town.report(town.take(report)).reporter;
    };
    const auto anna = reporter({"Anna", "Anna@Home.example", ""});
    CHECK(reporter({"A. Ost", "anna@home.example", "02381 1"}) == anna);
    const auto phone = reporter({"Bert", "", "02381/123 456"});
    CHECK(reporter({"", "", "02381 123456"}) == phone);
    CHECK(phone != anna);
    CHECK(reporter({"Bert", "", ""}) != reporter({"Bert", "", ""}));  // a name alone is nobody
    CHECK(reporter({"", "", "110"}) != reporter({"", "", "110"}));    // neither is a number that everybody gives
    CHECK(reporter({}) == 0);
}

TEST_CASE("An update that names the same reporter changes no reporter") {
    SampleRegister town;
    IncomingReport report = pothole("1");
    report.reporter = {"Bert", "", ""};
    const ReportId id = town.deliver(report, "a").report;
    const auto reporter = town.report(id).reporter;
    report.text = "anders";
    (void)town.deliver(report, "b");
    CHECK(town.report(id).reporter == reporter);
    CHECK(town.count("reporter") == 1);
    CHECK_THAT(events_of(town.registry, id).back().detail, !Catch::Contains("reporter"));
}
