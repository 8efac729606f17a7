#include "casework/mail_message.hpp"

#include "casework/mail_town.hpp"
#include "servers/started_server.hpp"

#include <catch2/catch.hpp>

#include <sstream>

namespace {

using namespace ombud;
using namespace ombud::casework;
using namespace ombud::casework::trial;

Letter letter() {
    Letter l;
    l.from_name = "Stadt Lindenbrück";
    l.from = "maengel@town.example";
    l.reply_to = "antwort@town.example";
    l.to_name = "Käthe Ölmann";
    l.to = "kaethe@example.org";
    l.subject = "[OMB-12-k3v9x2mqpt] Erledigt: Schlagloch in der Straße";
    l.message_id = "OMB-12-k3v9x2mqpt.0011223344556677@town.example";
    l.in_reply_to = "abc@example.org";
    l.references = {"abc@example.org", "def@town.example"};
    l.date = day(1);
    l.unsubscribe = "unsubscribe [OMB-12-k3v9x2mqpt]";
    l.language = "de";
    l.text = "Guten Tag!\n\nErledigt – ü ß €.\n.\nFrom hier\n\n-- \nGruß";
    return l;
}

/// What Python's parser, which is not ours, makes of mails, one after the other. \param program  lines for each mail
/// `m`
std::string by_python(const std::vector<std::string>& mails, const std::string& program) {
    const ombud::test::TempFolder folder;
    std::string names;
    for (std::size_t i = 0; i < mails.size(); ++i) {
        names += " '" + folder.file(std::to_string(i) + ".eml", mails[i]).string() + "'";
    }
    std::string code =
        "import email, email.policy, email.utils, sys\nfor name in sys.argv[1:]:\n"
        "  m = email.message_from_bytes(open(name, 'rb').read(), policy=email.policy.SMTP)\n";
    std::istringstream lines(program);
    for (std::string line; std::getline(lines, line);) code += "  " + line + "\n";
    const fs::path out = folder / "out";
    const std::string command = std::string(ombud::test::debian_python) + " -X utf8 '" +
                                folder.file("look.py", code).string() + "'" + names + " > '" + out.string() + "' 2>&1";
    CHECK(std::system(command.c_str()) == 0);
    std::string said = bytes_of(out);
    std::erase(said, '\r');
    return said;
}

std::string by_python(const std::string& mail, const std::string& program) {
    return by_python(std::vector{mail}, program);
}

constexpr const char* header_names = "print(' '.join(sorted(k.lower() for k in m.keys())))";

}  // namespace

TEST_CASE("A mail is UTF-8 in plain text and HTML, and other parsers read it") {
    const std::string bytes = compose(letter());
    CHECK(by_python(bytes,
                    "print(m.get_content_type(), [p.get_content_type() for p in m.iter_parts()])\n"
                    "print([p.get_content_charset() for p in m.iter_parts()])\n"
                    "print(m['Subject']); print(m['From']); print(m['To'])\n"
                    "print(len(m.defects))") ==
          "multipart/alternative ['text/plain', 'text/html']\n['utf-8', 'utf-8']\n"
          "[OMB-12-k3v9x2mqpt] Erledigt: Schlagloch in der Straße\n"
          "Stadt Lindenbrück <maengel@town.example>\nKäthe Ölmann <kaethe@example.org>\n0\n");
    CHECK(by_python(bytes, "print(m.get_body(('plain',)).get_content().rstrip())") == letter().text + "\n");
    const std::string html = by_python(bytes, "print(m.get_body(('html',)).get_content())");
    CHECK(html.find("<html lang=\"de\">") != std::string::npos);
    CHECK(html.find("Erledigt – ü ß €.") != std::string::npos);
}

TEST_CASE("A mail carries what threads it, what keeps machines from answering and how to be left alone") {
    const std::string said =
        by_python(compose(letter()),
                  "for k in ('Message-ID', 'In-Reply-To', 'References', 'Date', 'Reply-To', 'Auto-Submitted', "
                  "'List-Unsubscribe', 'List-Unsubscribe-Post', 'MIME-Version'): print(k, m[k])");
    CHECK(said ==
          "Message-ID <OMB-12-k3v9x2mqpt.0011223344556677@town.example>\nIn-Reply-To <abc@example.org>\n"
          "References <abc@example.org> <def@town.example>\nDate Mon, 02 Mar 2026 12:00:00 +0000\n"
          "Reply-To antwort@town.example\nAuto-Submitted auto-generated\n"
          "List-Unsubscribe <mailto:antwort@town.example?subject=unsubscribe%20%5BOMB-12-k3v9x2mqpt%5D>\n"
          "List-Unsubscribe-Post None\nMIME-Version 1.0\n");
    Letter receipt = letter();
    receipt.is_reply = true;
    receipt.reply_to = receipt.from;
    CHECK(by_python(compose(receipt), "print(m['Auto-Submitted'], m['Reply-To'])") == "auto-replied None\n");
}

TEST_CASE("The same letter gives the same bytes, in lines that mail servers take") {
    const std::string bytes = compose(letter());
    CHECK(compose(letter()) == bytes);
    std::istringstream lines(bytes);
    for (std::string line; std::getline(lines, line);) {
        CHECK(line.ends_with('\r'));
        CHECK(line.size() <= 999);
        CHECK(std::ranges::all_of(line, [](char c) { return static_cast<unsigned char>(c) < 0x80; }));
    }
}

TEST_CASE("No field of a letter gets out of its place") {
    const std::string look = std::string(header_names) +
                             "\nprint([a for _, a in email.utils.getaddresses([str(v) for k in ('To', 'Cc', 'Bcc') for "
                             "v in m.get_all(k, [])])], [a.addr_spec for a in m['From'].addresses])";
    const std::string expected = by_python(compose(letter()), look);
    CHECK(expected.ends_with("['kaethe@example.org'] ['maengel@town.example']\n"));
    for (const std::string evil :
         {"\r\nBcc: victim@example.org\r\n\r\nbody", "\nBcc: victim@example.org\n", "\rBcc: victim@example.org",
          "x\xC2\x85"
          "Bcc: victim@example.org",
          "x\xE2\x80\xA8"
          "Bcc: victim@example.org",
          "\x1b[31m", "\", <victim@example.org>, \"",
          "=?utf-8?q?=0D=0ABcc:_victim@example.org?=", "<victim@example.org>", "(comment) victim@example.org,"}) {
        INFO(evil);
        std::vector<std::string> mails;
        std::string all_expected;
        for (auto Letter::*const field : {&Letter::from_name, &Letter::to_name, &Letter::subject, &Letter::unsubscribe,
                                          &Letter::text, &Letter::language}) {
            Letter l = letter();
            l.*field = "Guten Tag " + evil;
            mails.push_back(compose(l));
            all_expected += expected;
        }
        CHECK(by_python(mails, look) == all_expected);
    }
    // Ids that are none are left out.
    for (const std::string evil : {"a@b>\r\nBcc: victim@example.org", "a b@c", "no-at-sign", "<a@b>", "a@b\x01"}) {
        Letter l = letter();
        l.in_reply_to = evil;
        l.references = {evil};
        CHECK(by_python(compose(l), "print(m['In-Reply-To'], m['References'], m['Bcc'])") == "None None None\n");
    }
}

TEST_CASE("What a reporter wrote is text in the HTML part, and links lead where they say") {
    const std::string html = html_of(
        "<script>alert(1)</script> & \"x\"\nSiehe https://town.example/reports/12?a=1&b=2.\n\n"
        "javascript:alert(1) https://x.example/\"onmouseover=\"y\n-- \nGruß",
        "T <b>", "de");
    CHECK(html.find("<script") == std::string::npos);
    CHECK(html.find("<title>T &lt;b&gt;</title>") != std::string::npos);
    CHECK(html.find("<a href=\"https://town.example/reports/12?a=1&amp;b=2\">"
                    "https://town.example/reports/12?a=1&amp;b=2</a>.") != std::string::npos);
    CHECK(html.find("href=\"javascript") == std::string::npos);
    CHECK(html.find("<a href=\"https://x.example/\">https://x.example/</a>&quot;onmouseover") != std::string::npos);
    CHECK(html.find("<hr>") != std::string::npos);
}

TEST_CASE("Names and words of reporters that would inject headers reach the outbox as plain text") {
    MailTown town;
    IncomingReport in = store::test::pothole("evil");
    in.reporter = {"Käthe\r\nBcc: victim@example.org", "kaethe@example.org", ""};
    in.title = "Loch\r\nBcc: victim@example.org\r\n\r\n<img src=x>";
    in.place.street = "Werler\nStraße\r\nX: y";
    in.received_at = day(1);
    const ReportId id = town.take(in);
    town.say(id, store::NoteKind::answer, "Ja.\r\n.\r\nMAIL FROM:<x@y.example>\r\n", 1);
    CHECK(town.send(1).sent == 1);
    const std::string bytes = town.outbox().at(0);
    CHECK(by_python(bytes, "print(m['Bcc'], m['X'], len(m.get_all('To')))") == "None None 1\n");
    CHECK(by_python(bytes, "print('<img' in m.get_body(('html',)).get_content())") == "False\n");
}
