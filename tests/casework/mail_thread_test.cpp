// The way back: what reporters and their mail servers answer to mails of ours.

#include "casework/mail_town.hpp"
#include "intake/import.hpp"
#include "store/failing_addresses.hpp"
#include "store/quarantine.hpp"

#include <catch2/catch.hpp>

namespace {

using namespace ombud;
using namespace ombud::casework::trial;

/// A town that has sent its receipt to Käthe; `sent` is that mail.
struct AnsweredTown : MailTown {
    AnsweredTown() {
        report_id = take_from("kaethe@example.org");
        static_cast<void>(send(1));
        sent = take_mail();
    }

    /// Imports one mail as if it had come on day 2.
    intake::Summary receive(const std::string& headers, const std::string& body = "Es ist die Hausnummer 7.") {
        const std::string name = "answer" + std::to_string(++count_);
        const fs::path file = folder.file(name + ".eml", "Message-ID: <" + name +
                                                             "@example.org>\nDate: Tue, 03 Mar 2026 08:00:00 +0000\n" +
                                                             headers + "\n\n" + body + "\n");
        const Source source{"mailbox", Channel::email, file, {}};
        SilentProgress progress;
        return intake::import_source(registry, workspace, config, source, {}, progress, day(2));
    }

    ReportId report_id = 0;
    intake::Mail sent;

  private:
    int count_ = 0;
};

constexpr const char* from_kaethe = "From: Kaethe <kaethe@example.org>\nTo: maengel@town.example\n";

}  // namespace

TEST_CASE("An answer to a mail of ours becomes a comment on the report, and is not answered in turn") {
    AnsweredTown town;
    SECTION("by In-Reply-To alone") {
        CHECK(town.receive(std::string(from_kaethe) + "Subject: AW: etwas\nIn-Reply-To: <" + town.sent.message_id + ">")
                  .comments == 1);
    }
    SECTION("by References alone") {
        CHECK(town.receive(std::string(from_kaethe) + "Subject: AW: etwas\nReferences: <x@y.example> <" +
                           town.sent.message_id + ">")
                  .comments == 1);
    }
    SECTION("by the subject alone, from another address") {
        CHECK(town.receive("From: oskar@example.org\nSubject: AW: " + town.sent.subject).comments == 1);
    }
    CHECK(town.count("report") == 1);
    CHECK(town.send(2).told == 0);
    CHECK(town.outbox().empty());
    // Nothing of the desk is lost for that.
    town.say(town.report_id, store::NoteKind::answer, "Danke!", 3);
    CHECK(town.send(3).sent == 1);
    const intake::Mail next = town.take_mail();
    CHECK(next.in_reply_to == std::vector<std::string>{town.sent.message_id});
}

TEST_CASE("A number without our token makes no comment") {
    AnsweredTown town;
    const auto sum = town.receive("From: eve@example.org\nSubject: [OMB-1-aaaaaaaaaa] Loch");
    CHECK(sum.comments == 0);
    CHECK(sum.created == 1);
    // With a token that belongs to another report it is the same.
    std::string forged = town.sent.subject;
    forged.replace(forged.find("OMB-1-"), 6, "OMB-2-");
    CHECK(town.receive("From: eve@example.org\nSubject: " + forged).created == 1);
}

TEST_CASE("Mails about a report that came by mail stand in the thread of that mail") {
    AnsweredTown town;
    CHECK(town.receive("From: oskar@example.org\nSubject: Laterne kaputt").created == 1);
    CHECK(town.send(2).sent == 1);
    const intake::Mail receipt = town.take_mail();
    CHECK(receipt.in_reply_to == std::vector<std::string>{"answer1@example.org"});
    CHECK(receipt.auto_submitted == "auto-replied");
    town.say(2, store::NoteKind::answer, "Danke!", 3);
    CHECK(town.send(3).sent == 1);
    const intake::Mail answer = town.take_mail();
    CHECK(answer.references == std::vector<std::string>{"answer1@example.org", receipt.message_id});
}

TEST_CASE("The mail that List-Unsubscribe makes ends all mails to its reporter") {
    AnsweredTown town;
    const std::string mark = town.sent.subject.substr(0, town.sent.subject.find(']') + 1);
    CHECK(town.receive(std::string(from_kaethe) + "Subject: unsubscribe " + mark, "").comments == 1);
    CHECK(store::count_opt_outs(town.registry) == 1);
    town.take_from("Kaethe@example.org", 3);
    store::change_status(town.registry, town.report_id, Status::solved, by_desk(3));
    CHECK(town.send(3).told == 0);
    CHECK(town.outbox().empty());
    // Without the token anybody could silence anybody.
    AnsweredTown other;
    const auto seen = other.receive("From: eve@example.org\nSubject: unsubscribe [OMB-1-aaaaaaaaaa]", "");
    CHECK(seen.read == 1);
    CHECK(store::count_opt_outs(other.registry) == 0);
}

TEST_CASE("Automatic answers are recorded and start no exchange of programs") {
    AnsweredTown town;
    const std::string about =
        "Subject: Abwesend: " + town.sent.subject + "\nIn-Reply-To: <" + town.sent.message_id + ">\n";
    CHECK(town.receive(std::string(from_kaethe) + about + "Auto-Submitted: auto-replied").comments == 1);
    CHECK(town.receive(std::string(from_kaethe) + "Subject: Out of office\nAuto-Submitted: auto-replied").quarantined ==
          1);
    for (int night = 2; night < 6; ++night) CHECK(town.send(night).told == 0);
    CHECK(town.count("report") == 1);
}

TEST_CASE("A bounce stops all further mails to the address") {
    AnsweredTown town;
    const auto sum = town.receive(
        "From: MAILER-DAEMON@mx.example\nSubject: Undelivered\nAuto-Submitted: auto-replied\nIn-Reply-To: <" +
            town.sent.message_id +
            ">\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\nMIME-Version: 1.0",
        "--b\nContent-Type: text/plain\n\nIt failed.\n\n--b\nContent-Type: message/delivery-status\n\n"
        "Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; kaethe@example.org\nAction: failed\n"
        "Status: 5.1.1\n\n--b--");
    CHECK(sum.read == 1);
    CHECK(store::is_failing(town.registry, "kaethe@example.org"));
    store::change_status(town.registry, town.report_id, Status::solved, by_desk(3));
    CHECK(town.send(3).told == 0);
    CHECK(town.outbox().empty());
}
