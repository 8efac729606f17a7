#include "core/reference_token.hpp"
#include "store/attachments.hpp"
#include "store/failing_addresses.hpp"
#include "town.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>

namespace {

using namespace ombud;
using namespace ombud::intake;
using namespace ombud::intake::trial;

TEST_CASE("a gzipped mbox is read as it is, and one that is cut off is said") {
    Town town;
    const std::string postmark = "From k@example.org Mon Nov 23 10:00:00 2026\n";
    const auto box = town.input("box.mbox", postmark + mail("1@x", "Subject: eins\n", "eins\n\n") + postmark +
                                                mail("2@x", "Subject: zwei\n", "zwei\n"));
    REQUIRE(std::system(("gzip -k " + box.string()).c_str()) == 0);
    CHECK(town.import(Channel::email, box.string() + ".gz") == Summary{.read = 2, .created = 2});
    CHECK(town.import(Channel::email, box) == Summary{.read = 2, .known = 2});
    const std::string bytes = read_file(box.string() + ".gz");
    const auto cut = town.input("cut.mbox.gz", std::string_view(bytes).substr(0, bytes.size() - 12));
    CHECK(town.import(Channel::email, cut).quarantined == 1);
    CHECK(has(town.quarantined().at(0).reason, "cannot unpack"));
}

TEST_CASE("a mail forwarded as an attachment is reported as its sender wrote it") {
    Town town;
    const std::string forward =
        "Subject: WG: Laterne\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nZur "
        "Kenntnis\n--b\nContent-Type: message/rfc822\n\nFrom: Anna <anna@example.org>\nSubject: Laterne aus\nDate: Sun, "
        "22 Nov 2026 10:00:00 +0100\nContent-Type: text/plain\n\nSeit Montag dunkel.\n--b--\n";
    CHECK(town.import(Channel::email, town.input("a.eml", mail("1@x", forward, ""))).created == 1);
    const Report report = town.report();
    CHECK(report.title == "Laterne aus");
    CHECK(report.text == "Zur Kenntnis\n\nSeit Montag dunkel.");
    CHECK(store::find_reporter(town.registry, report.reporter).email == "anna@example.org");
    CHECK(has(town.received_detail(1), "forwarded by kim@example.org"));
}

TEST_CASE("a reference in the subject counts only with the token that our mails carry") {
    Town town;
    town.import(Channel::email, town.input("a.eml", mail("1@x", "Subject: Loch\n", "Loch")));
    const std::string key = reference_key(town.workspace);
    const std::string reference = subject_reference("OMB", key, 1);
    town.input("box/new/1", mail("2@x", "Subject: AW: " + reference + " Ihr Anliegen\n", "Immer noch da"));
    town.input("box/new/2", mail("3@x", "Subject: Re: [OMB-1] Ihr Anliegen\n", "Gefälscht"));
    town.input("box/new/3", mail("4@x", "Subject: Re: [OMB-1-aaaaaaaaaa] Ihr Anliegen\n", "Auch gefälscht"));
    std::string id = "omb-1-" + reference_token(key, 1) + "@town.example";
    town.input("box/new/4", mail("5@x", "Subject: Re: Ihr Anliegen\nIn-Reply-To: <" + id + ">\n", "Danke"));
    CHECK(town.import(Channel::email, town.inputs() / "box") == Summary{.read = 4, .created = 2, .comments = 2});
    CHECK(store::notes_of(town.registry, 1).at(0).text == "Immer noch da");
    CHECK(store::notes_of(town.registry, 1).at(1).text == "Danke");
    CHECK(has(town.received_detail(2), "without its token"));
    CHECK(reference_token(key, 1) != reference_token(key, 2));
    CHECK_FALSE(find_reference("Schlaglochomb-1", "OMB"));
}

TEST_CASE("a delivery report marks the address of a reporter as failing, and only that") {
    Town town;
    town.import(Channel::email, town.input("a.eml", mail("1@x", "Subject: Loch\n", "Loch")));
    const std::string bounce =
        "From: mailer-daemon@mx.example\nSubject: Undelivered\nMessage-ID: <b@x>\nContent-Type: multipart/report; "
        "report-type=delivery-status; boundary=b\n\n--b\nContent-Type: text/plain\n\nfailed\n--b\nContent-Type: "
        "message/delivery-status\n\nReporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; Kim@example.org\nAction: "
        "failed\nStatus: 5.1.1\n\nFinal-Recipient: rfc822; other@example.org\nAction: failed\nStatus: 5.1.1\n--b--\n";
    CHECK(town.import(Channel::email, town.input("b.eml", bounce)).quarantined == 1);
    CHECK(store::is_failing(town.registry, "kim@example.org"));
    CHECK_FALSE(store::is_failing(town.registry, "other@example.org"));
}

TEST_CASE("mails of a web form are mapped by their lines, and others are read as mails") {
    Town town;
    town.source.mapping = Mapping{};
    town.source.mapping_name = "form-mail";
    town.source.mapping.fields = {{"name", {"Name"}},
                                  {"street", {"Straße"}},
                                  {"category", {"Kategorie"}},
                                  {"text", {"Nachricht"}},
                                  {"email", {"E-Mail"}}};
    town.input("box/new/1", mail("1@x", "Subject: Formular\nAuto-Submitted: auto-generated\n",
                                 "Name: Uwe\nE-Mail: uwe@example.org\nStraße: Weg 1\nKategorie: Schlagloch\nNachricht: "
                                 "Tief.\nSehr tief: ja\n\nWirklich.\n"));
    town.input("box/new/2", mail("2@x", "Subject: Brief\n", "Name ist Schall. Straße: kaputt\n"));
    CHECK(town.import(Channel::email, town.inputs() / "box") == Summary{.read = 2, .created = 2});
    const Report form = town.reports().at(0);
    CHECK(form.text == "Tief.\nSehr tief: ja\n\nWirklich.");
    CHECK(form.category == "roads/pothole");
    CHECK(form.place.street == "Weg 1");
    CHECK(store::find_reporter(town.registry, form.reporter).email == "uwe@example.org");
    CHECK(town.reports().at(1).title == "Brief");
}

TEST_CASE("an opaque S/MIME mail and a winmail.dat are opened, an encrypted mail is not") {
    Town town;
    const fs::path folder = town.inputs();
    fs::create_directories(folder);
    write_file(folder / "inner", "Content-Type: text/plain; charset=utf-8\r\n\r\nSigniertes Loch\r\n");
    const std::string openssl =
        "cd " + folder.string() +
        " && openssl req -x509 -newkey rsa:2048 -nodes -keyout key -out cert -subj /CN=k -days 9 2>/dev/null && openssl cms "
        "-sign -nodetach -binary -in inner -signer cert -inkey key -outform SMIME -out opaque 2>/dev/null && openssl cms "
        "-encrypt -in inner -outform SMIME -out secret cert 2>/dev/null";
    REQUIRE(std::system(openssl.c_str()) == 0);
    const std::string head = "From: k@example.org\nSubject: Loch\n";
    CHECK(town.import(Channel::email, town.input("a.eml", head + read_file(folder / "opaque"))).created == 1);
    CHECK(town.report().text == "Signiertes Loch");
    CHECK(town.import(Channel::email, town.input("b.eml", head + read_file(folder / "secret"))).quarantined == 1);

    const auto number = [](std::size_t value, int bytes) {
        std::string text;
        for (int i = 0; i < bytes; ++i) text += static_cast<char>(value >> (8U * static_cast<unsigned>(i)));
        return text;
    };
    const auto attribute = [&](int level, std::size_t id, const std::string& data) {
        return number(static_cast<std::size_t>(level), 1) + number(id, 4) + number(data.size(), 4) + data +
               number(0, 2);
    };
    const std::string tnef = number(0x223E9F78, 4) + number(1, 2) + attribute(1, 0x0002800C, "Aus Outlook") +
                             attribute(2, 0x00069002, "x") + attribute(2, 0x00018010, std::string("bild.jpg\0", 9)) +
                             attribute(2, 0x0006800F, jpeg("tnef")) + attribute(2, 0x00069002, "x") +
                             attribute(2, 0x00018010, std::string("plan.pdf\0", 9)) + attribute(2, 0x0006800F, "%PDF");
    const std::string outlook = mail("3@x",
                                     "Subject: Bild\nContent-Type: application/ms-tnef; name=winmail.dat\nContent-"
                                     "Transfer-Encoding: binary\n",
                                     tnef);
    CHECK(town.import(Channel::email, town.input("c.eml", outlook)).created == 1);
    CHECK(town.reports().at(1).text == "Aus Outlook");
    CHECK(store::photos_of(town.registry, 2).at(0).filename == "bild.jpg");
    CHECK(store::attachments_of(town.registry, 2).at(0).filename == "plan.pdf");
}

}  // namespace
