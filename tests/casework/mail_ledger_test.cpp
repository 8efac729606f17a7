#include "casework/mail_town.hpp"
#include "core/error.hpp"
#include "store/failing_addresses.hpp"

#include <catch2/catch.hpp>

namespace {

using namespace ombud;
using namespace ombud::casework::trial;
using store::MailState;
using store::NoteKind;

std::string text_of(const intake::Mail& mail) {
    return mail.body.children.at(0).bytes;
}

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

void set_status(MailTown& town, ReportId report, Status to, int n) {
    store::change_status(town.registry, report, to, by_desk(n));
}

}  // namespace

TEST_CASE("What happened before mailing was switched on is told to nobody") {
    MailTown town(false);
    town.take_from("kaethe@example.org");
    const auto first = town.send(2);
    CHECK(first.started);
    CHECK(town.outbox().empty());
    town.take_from("oskar@example.org", 3);
    CHECK(town.send(3).sent == 1);
    CHECK(town.recipients() == std::vector<std::string>{"oskar@example.org"});
}

TEST_CASE("With mail.since what happened from then on is told by the first run") {
    MailTown town(false);
    town.config.mail.since = day(2);
    town.take_from("early@example.org", 1);
    town.take_from("late@example.org", 2);
    CHECK(town.send(3).sent == 1);
    CHECK(town.recipients() == std::vector<std::string>{"late@example.org"});
}

TEST_CASE("Each event is told once, over missed nights and nights that run twice") {
    MailTown town;
    const ReportId id = town.take_from("kaethe@example.org");
    CHECK(town.send(1).sent == 1);
    CHECK(town.send(1, 21).sent == 0);
    CHECK(town.send(2).sent == 0);
    set_status(town, id, Status::solved, 3);
    // Three nights were missed.
    CHECK(town.send(6).sent == 1);
    CHECK(town.send(6, 21).sent == 0);
    CHECK(town.outbox().size() == 2);
    CHECK(town.number("SELECT count(*) FROM mail_event") == 2);
    CHECK(town.actions(id).back() == "mailed");
}

TEST_CASE("All that happened to a report in a night comes in one mail") {
    MailTown town;
    const ReportId id = town.take_from("kaethe@example.org", 1, "Käthe Ölmann");
    store::assign(town.registry, id, "roads", by_desk(1));
    set_status(town, id, Status::in_progress, 1);
    town.say(id, NoteKind::answer, "Wir kommen am Montag.", 1);
    CHECK(town.send(1).sent == 1);
    const intake::Mail mail = town.take_mail();
    const std::string text = text_of(mail);
    CHECK(has(mail.subject, "Neues zu Ihrer Meldung: Schlagloch"));
    CHECK(has(text, "Guten Tag Käthe Ölmann!"));
    CHECK(has(text, "Zuständig ist: Tiefbauamt."));
    CHECK(has(text, "hat einen neuen Stand: In Bearbeitung."));
    CHECK(has(text, "Wir kommen am Montag."));
    CHECK_FALSE(has(text, "\n\n\n"));
}

TEST_CASE("A status that was left again before the night is not told") {
    MailTown town;
    const ReportId id = town.take_from("kaethe@example.org");
    store::assign(town.registry, id, "roads", by_desk(1));
    static_cast<void>(town.send(1));
    town.empty_outbox();
    set_status(town, id, Status::solved, 2);
    set_status(town, id, Status::open, 2);
    const auto sum = town.send(2);
    CHECK(sum.sent == 0);
    CHECK(sum.dropped == 1);
    CHECK(town.outbox().empty());
    CHECK(town.ledger(MailState::dropped).at(0).answer == "nothing left to tell");
}

TEST_CASE("The reason that the desk gave stands in the mail about the rejection") {
    MailTown town;
    const ReportId id = town.take_from("kaethe@example.org");
    static_cast<void>(town.send(1));
    town.empty_outbox();
    set_status(town, id, Status::rejected, 2);
    town.say(id, NoteKind::answer, "Das ist Privatgrund.", 2);
    CHECK(town.send(2).sent == 1);
    const std::string text = text_of(town.take_mail());
    CHECK(has(text, "konnten wir nicht annehmen"));
    CHECK(has(text, "Der Grund:\nDas ist Privatgrund."));
    CHECK(text.find("Privatgrund") == text.rfind("Privatgrund"));
}

TEST_CASE("Who reported the same hears what becomes of the original, but not what was written to its reporter") {
    MailTown town;
    const ReportId original = town.take_from("kaethe@example.org");
    const ReportId other = town.take_from("oskar@example.org");
    static_cast<void>(town.send(1));
    town.empty_outbox();
    store::link_duplicate(town.registry, other, original, by_desk(2));
    CHECK(town.send(2).sent == 1);
    const std::string linked = text_of(town.take_mail());
    CHECK(has(linked, "schon unter der Nummer OMB-1 bekannt"));

    town.say(original, NoteKind::answer, "Frau Ölmann, danke!", 3);
    set_status(town, original, Status::solved, 3);
    CHECK(town.send(3).sent == 2);
    CHECK(town.recipients() == std::vector<std::string>{"kaethe@example.org", "oskar@example.org"});
    for (const std::string& bytes : town.outbox()) {
        const auto mail = intake::parse_mail(bytes);
        const std::string text = text_of(mail);
        CHECK(has(text, "ist erledigt"));
        const bool is_original = has(bytes, "To: kaethe@");
        CHECK(has(text, "danke!") == is_original);
        CHECK(has(mail.subject, is_original ? "OMB-1-" : "OMB-2-"));
    }
}

TEST_CASE("Whoever reported both original and duplicate hears of a change once") {
    MailTown town;
    const ReportId original = town.take_from("kaethe@example.org");
    const ReportId again = town.take_from("Kaethe@Example.org");
    static_cast<void>(town.send(1));
    store::link_duplicate(town.registry, again, original, by_desk(2));
    static_cast<void>(town.send(2));
    town.empty_outbox();
    set_status(town, original, Status::solved, 3);
    CHECK(town.send(3).sent == 1);
}

TEST_CASE("Nobody writes to addresses that fail, opted out, are our own, unattended, or none at all") {
    MailTown town;
    for (const char* address : {"fails@example.org", "out@example.org", "hinweise@town.example", "Maengel@Town.example",
                                "no-reply@portal.example", "noreply+17@portal.example", "MAILER-DAEMON@example.org",
                                "not an address", "a@b.example,c@d.example", ""}) {
        town.take_from(address);
    }
    store::mark_failing(town.registry, "fails@example.org", "5.1.1", by_desk(1));
    const std::string key = reference_key(town.workspace);
    store::opt_out(town.registry, address_digest(key, "OUT@example.org"), std::nullopt, by_desk(1));
    CHECK(town.send(1).told == 0);
    CHECK(town.outbox().empty());
    CHECK(town.ledger().empty());
    town.take_from("renoreply@example.org");
    CHECK(town.send(1).sent == 1);
}

TEST_CASE("A mail is dropped where the address failed after it was planned") {
    MailTown town;
    town.config.mail.limit_per_night = 1;
    town.take_from("first@example.org");
    town.take_from("kaethe@example.org");
    CHECK(town.send(1).sent == 1);
    store::mark_failing(town.registry, "kaethe@example.org", "5.1.1", by_desk(1));
    const auto sum = town.send(2);
    CHECK(sum.dropped == 1);
    CHECK(town.ledger(MailState::dropped).at(0).answer == "failing address");
}

TEST_CASE("What is more than a night allows goes the next night, and a warning says so") {
    MailTown town;
    town.config.mail.limit_per_night = 3;
    for (int i = 0; i < 7; ++i) town.take_from("r" + std::to_string(i) + "@example.org");
    const auto first = town.send(1);
    CHECK(first.sent == 3);
    CHECK(first.waiting == 4);
    REQUIRE(first.warnings.size() == 1);
    CHECK(first.warnings[0] == "mail.limit_per_night is reached (3), 4 more go the next night");
    const auto same_night = town.send(1, 21);
    CHECK(same_night.sent == 0);
    CHECK(same_night.warnings.size() == 1);
    CHECK(town.send(2).sent == 3);
    CHECK(town.send(3).sent == 1);
    CHECK(town.outbox().size() == 7);
}

TEST_CASE("What happened while mailing was off is told to nobody") {
    MailTown town;
    const ReportId id = town.take_from("kaethe@example.org");
    static_cast<void>(town.send(1));
    town.empty_outbox();
    town.config.mail.method = MailMethod::none;
    CHECK_FALSE(town.send(2).on);
    set_status(town, id, Status::solved, 3);
    town.config.mail.method = MailMethod::outbox;
    CHECK(town.send(4).started);
    CHECK(town.outbox().empty());
    set_status(town, id, Status::open, 5);
    CHECK(town.send(5).sent == 1);
}

TEST_CASE("Kinds and sources that are left out are not told, nor receipts of what was received long ago") {
    MailTown town;
    SECTION("kinds") {
        town.config.mail.kinds = {MailKind::solved};
        const ReportId id = town.take_from("kaethe@example.org");
        set_status(town, id, Status::in_progress, 1);
        CHECK(town.send(1).told == 0);
        set_status(town, id, Status::solved, 2);
        CHECK(town.send(2).sent == 1);
    }
    SECTION("sources") {
        town.config.mail.not_for_sources = {"form"};
        town.take_from("kaethe@example.org");
        CHECK(town.send(1).told == 0);
    }
    SECTION("age") {
        IncomingReport in = store::test::pothole("old");
        in.reporter = {"", "kaethe@example.org", ""};
        in.received_at = day(-60);
        static_cast<void>(admit(town.registry, in, {}, "old", {day(1), "intake", ""}));
        CHECK(town.send(1).told == 0);
    }
}

TEST_CASE("Questions are told, comments and internal notes are not") {
    MailTown town;
    const ReportId id = town.take_from("kaethe@example.org");
    static_cast<void>(town.send(1));
    town.empty_outbox();
    town.say(id, NoteKind::comment, "Und noch etwas", 2);
    town.say(id, NoteKind::internal, "Der schon wieder", 2);
    CHECK(town.send(2).told == 0);
    town.say(id, NoteKind::question, "Welche Hausnummer?", 3);
    CHECK(town.send(3).sent == 1);
    const std::string text = text_of(town.take_mail());
    CHECK(has(text, "Welche Hausnummer?"));
    CHECK_FALSE(has(text, "Der schon wieder"));
}

TEST_CASE("A release is told once, also when the report is released anew") {
    MailTown town;
    const ReportId id = town.take_from("kaethe@example.org");
    static_cast<void>(town.send(1));
    town.empty_outbox();
    store::test::release(town.registry, id);
    CHECK(town.send(2).sent == 1);
    store::reopen_release(town.registry, id, by_desk(3));
    store::test::release(town.registry, id);
    CHECK(town.send(4).told == 0);
}

TEST_CASE("A run that was cut off around the rename into the outbox is healed by the next one") {
    MailTown town;
    town.take_from("kaethe@example.org");
    const auto state_before = [&](const fs::path& part) {
        CHECK(town.send(1).sent == 1);
        const auto entry = *fs::directory_iterator(town.workspace.outbox() / "new");
        const fs::path there = town.workspace.outbox() / part / entry.path().filename();
        if (there != entry.path()) fs::rename(entry.path(), there);
        store::mark_sending(town.registry, town.ledger().at(0).id, "outbox", day(1));
    };
    SECTION("before it") {
        state_before("tmp");
        CHECK(town.send(2).sent == 0);
        CHECK(town.outbox().size() == 1);
    }
    SECTION("behind it") {
        state_before("new");
        CHECK(town.send(2).sent == 0);
        CHECK(town.outbox().size() == 1);
    }
    SECTION("behind it, and somebody has taken the mail since") {
        state_before("new");
        town.empty_outbox();
        CHECK(town.send(2).sent == 0);
        CHECK(town.outbox().empty());
    }
    CHECK(town.ledger().at(0).state == MailState::sent);
}

TEST_CASE("A mail that was cut off on its way to a server is unsure, stays unsent and waits for a person") {
    MailTown town;
    town.take_from("kaethe@example.org");
    CHECK(town.send(1).sent == 1);
    town.empty_outbox();
    store::mark_sending(town.registry, 1, "smtp", day(1));
    const auto sum = town.send(2);
    CHECK(sum.unsure == 1);
    REQUIRE(sum.warnings.size() == 1);
    CHECK(sum.warnings[0] == "1 mails may or may not have been sent: `ombud mail list --unsure`");
    CHECK(town.send(3).sent == 0);
    CHECK(town.outbox().empty());
    store::plan_again(town.registry, town.ledger().at(0), by_desk(4));
    CHECK(town.send(4).sent == 1);
    CHECK(town.outbox().size() == 1);
}

TEST_CASE("A template that cannot be filled in stops all mails before the first goes") {
    MailTown town;
    town.take_from("kaethe@example.org");
    const ReportId second = town.take_from("oskar@example.org");
    SECTION("a variable that there is not") {
        town.write_template("receipt", "Subject: Da\n\nHallo {{vorname}}\n");
        CHECK_THROWS_WITH(town.send(1), Catch::Contains("receipt.txt:3: there is no variable 'vorname'"));
    }
    SECTION("a variable that is empty for the second mail only") {
        town.write_template("receipt", "Subject: Da\n\nZuständig: {{department}}\n");
        store::assign(town.registry, 1, "roads", by_desk(1));
        CHECK_THROWS_WITH(town.send(1), Catch::Contains("receipt.txt:3: 'department' is empty here"));
        store::assign(town.registry, second, "roads", by_desk(1));
        CHECK(town.send(1).sent == 2);
        return;
    }
    SECTION("no subject") {
        town.write_template("solved", "Erledigt\n");
        CHECK_THROWS_AS(town.send(1), Error);
    }
    SECTION("a frame that does not show the changes") {
        town.write_template("mail", "Subject: Neues\n\nNichts\n");
        CHECK_THROWS_AS(town.send(1), Error);
    }
    CHECK(town.outbox().empty());
    CHECK(town.ledger(MailState::sent).empty());
    fs::remove_all(town.workspace.root() / "templates");
    CHECK(town.send(1).sent == 2);
}

TEST_CASE("A report whose title was erased is told of by its category") {
    MailTown town;
    const ReportId id = town.take_from("kaethe@example.org");
    store::Query row = town.registry.connection().query("UPDATE report SET title = '' WHERE id = ?1");
    row.bind(id).run();
    CHECK(town.send(1).sent == 1);
    CHECK(has(town.take_mail().subject, "Ihre Meldung ist eingegangen: Schlagloch"));
}

TEST_CASE("A dry run says what would go and leaves no trace") {
    MailTown town;
    town.config.mail.limit_per_night = 2;
    for (const char* address : {"a@example.org", "b@example.org", "c@example.org"}) town.take_from(address);
    {
        const store::Transaction never_committed(town.registry);
        const auto previews = casework::preview_mails(town.registry, town.workspace, town.config, day(1));
        REQUIRE(previews.size() == 2);
        CHECK(previews[0].address == "a@example.org");
        CHECK(has(previews[0].text, "Vielen Dank"));
    }
    CHECK(town.ledger().empty());
    CHECK(town.outbox().empty());
    CHECK(town.send(1).sent == 2);
}
