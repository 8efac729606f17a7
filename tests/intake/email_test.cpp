#include "core/text.hpp"
#include "store/attachments.hpp"
#include "town.hpp"

#include <catch2/catch.hpp>

namespace {

using namespace ombud;
using namespace ombud::intake;
using namespace ombud::intake::trial;

std::string mail(const std::string& id, const std::string& headers, const std::string& body) {
    return "From: =?utf-8?Q?K=C3=A4the?= <kaethe@example.org>\nTo: maengel@town.example\nDate: Mon, 23 Nov 2026 "
           "10:00:00 +0100\n"
           "Message-ID: <" +
           id + ">\n" + headers + "\n" + body;
}

const std::string plain = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n";

TEST_CASE("a mail becomes a report with title, text, reporter and date") {
    Town town;
    const auto file = town.input("a.eml", mail("1@example.org", "Subject: =?iso-8859-1?Q?L=E4rm?=\n" + plain,
                                               "Guten Tag,\n\nes ist laut.\n\n-- \nKäthe\n"));
    CHECK(town.import(Channel::email, file) == Summary{.read = 1, .created = 1});
    const Report report = town.report();
    CHECK(report.title == "Lärm");
    CHECK(report.text == "Guten Tag,\n\nes ist laut.");
    CHECK(format_iso(report.received_at) == "2026-11-23T09:00:00Z");
    const Reporter reporter = store::find_reporter(town.registry, report.reporter);
    CHECK(reporter.name == "Käthe");
    CHECK(reporter.email == "kaethe@example.org");
    CHECK(town.import(Channel::email, file) == Summary{.read = 1, .known = 1});
}

TEST_CASE("a Maildir is read over new and cur by file name, without hidden files") {
    Town town;
    town.input("box/cur/1.a:2,S", mail("1@x", "Subject: eins\n", "eins"));
    town.input("box/new/2.b", mail("2@x", "Subject: zwei\nIn-Reply-To: <1@x>\n", "zwei"));
    town.input("box/cur/3.c:2,S", mail("3@x", "Subject: drei\n", "drei"));
    town.input("box/new/.hidden", "x");
    town.input("box/tmp/4.d", "x");
    CHECK(town.import(Channel::email, town.inputs() / "box") == Summary{.read = 3, .created = 2, .comments = 1});
    CHECK(store::notes_of(town.registry, 1).at(0).text == "zwei");
    fs::rename(town.inputs() / "box/new/2.b", town.inputs() / "box/cur/2.b:2,S");
    CHECK(town.import(Channel::email, town.inputs() / "box") == Summary{.read = 3, .known = 3});
}

TEST_CASE("an mbox is cut at its postmarks and its escaping undone") {
    Town town;
    const std::string postmark = "From k@example.org Mon Nov 23 10:00:00 2026\n";
    const auto file = town.input(
        "box", postmark + mail("1@x", "Subject: eins\n", "Es geht los.\n\nFrom the bridge on.\n>From here.\n\n") +
                   postmark + mail("2@x", "Subject: zwei\n", "zwei") + "\n\n" + postmark + "\x80\x81\n");
    CHECK(town.import(Channel::email, file) == Summary{.read = 3, .created = 2, .quarantined = 1});
    CHECK(town.report().text == "Es geht los.\n\nFrom the bridge on.\nFrom here.");
    CHECK(has(town.quarantined().at(0).origin, "mail 3"));
    CHECK(read_file(town.workspace.quarantine() / town.quarantined().at(0).file) == "\x80\x81\n");
}

TEST_CASE("references are followed from the nearest to the farthest") {
    Town town;
    town.input("box/new/1", mail("a@x", "Subject: A\n", "A"));
    town.input("box/new/2", mail("b@x", "Subject: B\n", "B"));
    town.input("box/new/3",
               mail("c@x", "Subject: Re: B\nReferences: <a@x> <b@x> <ack@town>\nIn-Reply-To: <ack@town>\n", "zu B"));
    CHECK(town.import(Channel::email, town.inputs() / "box") == Summary{.read = 3, .created = 2, .comments = 1});
    CHECK(store::notes_of(town.registry, 2).size() == 1);
}

TEST_CASE("automatic mail is a comment where it answers a report and goes to quarantine otherwise") {
    Town town;
    town.input("box/new/1", mail("a@x", "Subject: A\n", "A"));
    town.input("box/new/2", mail("b@x", "Subject: Abwesenheitsnotiz: A\nIn-Reply-To: <a@x>\n", "Bin weg"));
    town.input("box/new/3", mail("c@x", "Subject: X\nAuto-Submitted: auto-replied\n", "x"));
    town.input("box/new/4", mail("d@x", "Subject: X\nPrecedence: bulk\n", "x"));
    town.input("box/new/5", mail("e@x", "Subject: Y\nAuto-Submitted: no\nX-Auto-Response-Suppress: All\n", "y"));
    town.input("box/new/6", mail("f@x", "Subject: Undelivered\nContent-Type: multipart/report; boundary=b\n",
                                 "--b\n\nfailed\n--b--\n"));
    town.input("box/new/7",
               "From: Maengel@Town.example\nSubject: Z\nMessage-ID: <g@x>\nIn-Reply-To: <a@x>\n\nschleife\n");
    CHECK(town.import(Channel::email, town.inputs() / "box") ==
          Summary{.read = 7, .created = 2, .comments = 1, .quarantined = 4});
    CHECK(store::notes_of(town.registry, 1).at(0).author == "automatic reply");
    CHECK(has(town.quarantined().at(0).reason, "Auto-Submitted"));
    CHECK(has(town.quarantined().at(3).reason, "our own address"));
    CHECK(town.import(Channel::email, town.inputs() / "box") == Summary{.read = 7, .known = 7});
}

TEST_CASE("an automatic mail read before what it answers stays in quarantine in every later run") {
    Town town;
    town.input("box/new/1", mail("b@x", "Subject: Out of Office\nIn-Reply-To: <a@x>\n", "Bin weg"));
    town.input("box/new/2", mail("a@x", "Subject: A\n", "A"));
    CHECK(town.import(Channel::email, town.inputs() / "box") == Summary{.read = 2, .created = 1, .quarantined = 1});
    CHECK(town.import(Channel::email, town.inputs() / "box") == Summary{.read = 2, .known = 2});
}

TEST_CASE("of alternatives the plain text is taken, of HTML its text, whatever the charset's label says") {
    Town town;
    const std::string alternative = "Subject: A\nContent-Type: multipart/alternative; boundary=b\n";
    town.input("box/new/1", mail("1@x", alternative,
                                 "--b\n" + plain + "\nGrüße\n--b\nContent-Type: text/html\n\n<p>nein</p>\n--b--\n"));
    town.input(
        "box/new/2",
        mail("2@x", alternative,
             "--b\n" + plain + "\n \n--b\nContent-Type: text/html; charset=utf-8\n\n<p>Gr&uuml;&szlig;e</p>\n--b--\n"));
    town.input("box/new/3",
               mail("3@x", "Subject: A\nContent-Type: text/plain; charset=iso-8859-1\n", "Grüße aus UTF-8"));
    town.input("box/new/4", mail("4@x", "Subject: A\nContent-Type: text/plain; charset=utf-8\n",
                                 "Gr\xFC\xDF"
                                 "e \x96 1252"));
    town.input("box/new/5",
               mail("5@x", "Subject: A\nContent-Type: text/plain; charset=koi8-r\n", "\xD0\xD2\xC9\xD7\xC5\xD4"));
    town.input("box/new/6", mail("6@x", "Subject: A\nContent-Type: text/plain; charset=no-such\n", "Grüße"));
    town.input("box/new/7", mail("7@x", "Subject: A\nContent-Type: text/plain; format=flowed\n", "eins \nzwei"));
    CHECK(town.import(Channel::email, town.inputs() / "box").created == 7);
    std::vector<std::string> texts;
    for (const Report& report : town.reports()) texts.push_back(report.text);
    CHECK(texts == std::vector<std::string>{"Grüße", "Grüße", "Grüße aus UTF-8", "Grüße – 1252", "привет", "Grüße",
                                            "eins zwei"});
}

TEST_CASE("photos are known by content, small pictures in signatures are none") {
    Town town;
    const std::string body =
        "--b\n" + plain +
        "\nFoto anbei\n"
        "--b\nContent-Type: application/octet-stream; name=\"../../etc/x.jpg\"\nContent-Disposition: attachment\n\n" +
        jpeg("photo") +
        "\n--b\nContent-Type: image/png; name=logo.png\nContent-Disposition: inline\n\n\x89PNG\r\n\x1A\nsmall\n"
        "--b\nContent-Type: image/jpeg; name=lie.jpg\nContent-Disposition: attachment\n\n" +
        std::string(5000, 'x') + "\n--b--\n";
    const auto file = town.input("a.eml", mail("1@x", "Subject: A\nContent-Type: multipart/mixed; boundary=b\n", body));
    CHECK(town.import(Channel::email, file).created == 1);
    const auto photos = store::photos_of(town.registry, 1);
    REQUIRE(photos.size() == 1);
    CHECK(has(photos.at(0).filename, "x.jpg"));
    CHECK(read_file(town.workspace.original_photos() / photos.at(0).sha256) == jpeg("photo"));
    const auto others = store::attachments_of(town.registry, 1);
    REQUIRE(others.size() == 1);
    CHECK(others.at(0).filename == "lie.jpg");
}

TEST_CASE("without a usable date the newest Received header counts, then the time of the import") {
    Town town;
    const std::string received =
        "Received: from a by b; Sun, 22 Nov 2026 08:00:00 +0000\nReceived: from c by a; Sat, 21 Nov 2026 08:00:00 "
        "+0000\n";
    town.input("box/new/1", received + "From: a@example.org\nSubject: A\n\nA");
    town.input("box/new/2", received + "From: a@example.org\nSubject: B\nDate: Mon, 23 Nov 2099 10:00:00 +0100\n\nB");
    town.input("box/new/3", "From: a@example.org\nSubject: C\n\nC");
    CHECK(town.import(Channel::email, town.inputs() / "box").created == 3);
    CHECK(format_iso(town.reports().at(0).received_at) == "2026-11-22T08:00:00Z");
    CHECK(format_iso(town.reports().at(1).received_at) == "2026-11-22T08:00:00Z");
    CHECK(town.reports().at(2).received_at == noon());
    CHECK(town.import(Channel::email, town.inputs() / "box") == Summary{.read = 3, .known = 3});
}

TEST_CASE("what is no mail is quarantined as it is") {
    Town town;
    town.input("box/new/1", "");
    town.input("box/new/2", std::string("\x00\x01\x02\xFF garbage\n\x80", 13));
    town.input("box/new/3", "Just a line of text without headers\n\nand more\n");
    town.input("box/new/4", mail("4@x", "", ""));
    CHECK(town.import(Channel::email, town.inputs() / "box") == Summary{.read = 4, .quarantined = 4});
}

TEST_CASE("a forwarded mail without a word of its own keeps its content") {
    Town town;
    town.import(Channel::email, town.input("a.eml", mail("1@x", "Subject: WG: Loch\n",
                                                         "-----Ursprüngliche Nachricht-----\nVon: x\n\nLoch!\n")));
    CHECK(has(town.report().text, "Loch!"));
}

TEST_CASE("hostile mails are read as far as they go") {
    Town town;
    std::string nested = "From: a@example.org\nSubject: tief\n";
    for (int i = 0; i < 1000; ++i)
        nested +=
            "Content-Type: multipart/mixed; boundary=b" + std::to_string(i) + "\n\n--b" + std::to_string(i) + "\n";
    town.input("box/new/1", nested + "\nText\n");
    std::string headers = "From: a@example.org\nSubject: viele\n";
    for (int i = 0; i < 100'000; ++i) headers += "X-" + std::to_string(i) + ": y\n";
    town.input("box/new/2", headers + "\nText\n");
    town.input(
        "box/new/3",
        mail("3@x", "Subject: abgeschnitten\nContent-Type: multipart/mixed; boundary=b\n",
             "--b\n" + plain +
                 "\nAnfang\n--b\nContent-Type: image/jpeg\nContent-Transfer-Encoding: base64\n\n/9j/4AAQ!!!SkZ"));
    town.input("box/new/4", mail("4@x", std::string("Subject: nul\0byte\n", 18), std::string("a\0b", 3)));
    town.input("box/new/5", mail("5@x", "Subject: " + std::string(1'000'000, 'x') + "\n", "lang"));
    town.input("box/new/6", mail("6@x", "Subject: cut\n" + plain, "halbes \xC3"));
    const Summary summary = town.import(Channel::email, town.inputs() / "box");
    CHECK(summary.read == 6);
    CHECK(town.complete);
    for (const Report& report : town.reports()) CHECK(is_utf8(report.title + report.text));
    CHECK(summary.created >= 4);
}

TEST_CASE("a subject of several padded base64 words is read to its end") {
    Town town;
    const auto file = town.input("a.eml", mail("1@example.org",
                                               "Subject: =?utf-8?B?U2NobGFnbG9jaCDigJMgRm90byBmw7xyIGRpZQ==?=\n"
                                               " =?UTF-8?b?IMOcYmVyc2ljaHQ=?= =?utf-8?Q?_(2)?=\n",
                                               "Hallo."));
    CHECK(town.import(Channel::email, file).created == 1);
    CHECK(town.reports().front().title == "Schlagloch \u2013 Foto f\u00fcr die \u00dcbersicht (2)");
}

}  // namespace
