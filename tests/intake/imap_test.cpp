// Mails fetched from a real IMAP server.

#include "core/error.hpp"
#include "core/imap_mailbox.hpp"
#include "intake/imap/client.hpp"
#include "intake/mail_source.hpp"
#include "intake/town.hpp"
#include "servers/dovecot.hpp"
#include "store/mailboxes.hpp"

#include <catch2/catch.hpp>

namespace {

using namespace ombud;
using namespace ombud::intake;
using namespace ombud::intake::trial;
using ombud::test::Dovecot;

bool can_run_dovecot() {
    const std::string why_not = ombud::test::why_no_dovecot();
    if (!why_not.empty()) WARN(why_not);
    return why_not.empty();
}

std::string mail(int number, std::size_t size = 0) {
    const std::string n = std::to_string(number);
    return "From: reporter" + n + "@example.org\nMessage-ID: <m" + n +
           "@example.org>\nDate: Mon, 23 Nov 2026 08:00:00 +0000\nSubject: Loch " + n +
           "\nContent-Type: text/plain; charset=utf-8\n\nEin Schlagloch, größer als {123}\n" + std::string(size, 'x') +
           "\n";
}

/// A town that reads an IMAP folder.
class MailboxTown : public Town {
  public:
    explicit MailboxTown(const Dovecot& server) {
        source.name = "mailbox";
        source.channel = Channel::email;
        source.mapping_name = "";
        source.mailbox = parse_imap_url(server.url());
        source.mailbox->ca_file = server.ca_file();
        source.mailbox->password_command = "echo geheim";
        source.mailbox->timeout = std::chrono::seconds(10);
    }

    /// As the night does it. What went wrong is in `failure` and `not_moved`.
    Summary read(bool dry_run = false) {
        MailSource mails(workspace, source);
        mails.fetch(registry, dry_run);
        failure = mails.failure();
        Summary sum;
        {
            store::Transaction transaction(registry);
            SilentProgress progress;
            if (mails.has_mails()) {
                sum = import_source(registry, workspace, config, source, mails.paths(), progress, noon(),
                                    {.dry_run = dry_run});
            }
            mails.note(registry, noon());
            if (!dry_run) transaction.commit();
        }
        not_moved = mails.finish();
        return sum;
    }

    [[nodiscard]] bool spool_is_empty() const {
        return !fs::exists(workspace.root() / "imap") || fs::is_empty(workspace.root() / "imap");
    }

    std::string failure;
    std::string not_moved;
};

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("The address of an IMAP folder is understood, and a password in it refused") {
    const ImapMailbox plain = parse_imap_url("imap://desk%40town.example@mail.town.example");
    CHECK(plain.user == "desk@town.example");
    CHECK(plain.host == "mail.town.example");
    CHECK(plain.port == 143);
    CHECK(plain.folder == "INBOX");
    CHECK_FALSE(plain.tls);
    const ImapMailbox other = parse_imap_url("imaps://desk@mail:1993/M%C3%A4ngel/2026");
    CHECK(other.port == 1993);
    CHECK(other.folder == "Mängel/2026");
    CHECK(parse_imap_url(other.url()).url() == other.url());
    CHECK(parse_imap_url(plain.url()).user == plain.user);
    CHECK_THROWS_WITH(parse_imap_url("imaps://desk:secret@mail/INBOX"),
                      Catch::Contains("password_file") && !Catch::Contains("secret"));
    for (const char* bad : {"imaps://mail/INBOX", "imaps://@mail/", "imaps://desk@/INBOX", "imaps://desk@mail:0/",
                            "imaps://desk@mail:x/", "imaps://desk@mail/a%0d%0aLOGOUT", "imaps://desk@mail/%zz"}) {
        INFO(bad);
        CHECK_THROWS_AS(parse_imap_url(bad), Error);
    }
}

TEST_CASE("Names of folders are written as IMAP has them") {
    CHECK(imap::quoted_folder("INBOX") == "\"INBOX\"");
    CHECK(imap::quoted_folder("Entwürfe") == "\"Entw&APw-rfe\"");
    CHECK(imap::quoted_folder("a&b") == "\"a&-b\"");
    CHECK(imap::quoted_folder("~peter/mail/台北/日本語") == "\"~peter/mail/&U,BTFw-/&ZeVnLIqe-\"");
    CHECK(imap::quoted_folder("😀") == "\"&2D3eAA-\"");
    CHECK(imap::quoted_folder("a\"b\\c\r\nd") == "\"a\\\"b\\\\cd\"");
    CHECK(imap::quoted_folder("\xC3") == "\"&,,0-\"");
}

TEST_CASE("Each mail of an IMAP folder is fetched once, left where it is and left unread") {
    if (!can_run_dovecot()) return;
    const Dovecot server;
    MailboxTown town(server);
    CHECK(town.read() == Summary{});
    CHECK(town.failure.empty());
    for (int i = 1; i <= 3; ++i) server.deliver("1." + std::to_string(i) + ".x", mail(i));
    CHECK(town.read() == Summary{.read = 3, .created = 3});
    CHECK(town.failure.empty());
    CHECK(town.read() == Summary{});
    server.deliver("1.4.x", mail(4));
    CHECK(town.read() == Summary{.read = 1, .created = 1});
    CHECK(town.reports().size() == 4);
    CHECK(has(town.report().text, "größer als {123}"));
    CHECK(server.count() == 4);
    CHECK(town.spool_is_empty());
    for (const auto& entry : fs::directory_iterator(server.mail() / "cur")) {
        CHECK_FALSE(has(entry.path().filename().string(), "S"));  // seen
    }
}

TEST_CASE("With another UIDVALIDITY all mails are read again and known again") {
    if (!can_run_dovecot()) return;
    const Dovecot server;
    MailboxTown town(server);
    for (int i = 1; i <= 3; ++i) server.deliver("1." + std::to_string(i) + ".x", mail(i));
    CHECK(town.read().created == 3);
    const auto before = store::mailbox_progress(town.registry, town.source.mailbox->url());
    server.renumber();
    server.deliver("1.0.x", mail(0));
    CHECK(town.read() == Summary{.read = 4, .created = 1, .known = 3});
    const auto after = store::mailbox_progress(town.registry, town.source.mailbox->url());
    CHECK(before->uid_validity != after->uid_validity);
    CHECK(town.read() == Summary{});
}

TEST_CASE("A wrong password, a strange certificate and an absent server are said, and nothing changes") {
    if (!can_run_dovecot()) return;
    const Dovecot server;
    server.deliver("1.1.x", mail(1));
    MailboxTown town(server);
    SECTION("password") {
        town.source.mailbox->password_command = "echo falsch";
        CHECK(town.read() == Summary{});
        CHECK(has(town.failure, "denied"));
        CHECK_FALSE(has(town.failure, "falsch"));
    }
    SECTION("certificate") {
        town.source.mailbox->ca_file = server.other_ca_file();
        CHECK(town.read() == Summary{});
        CHECK(has(town.failure, "certificate"));
    }
    SECTION("name of another host") {
        town.source.mailbox->host = "127.0.0.2";
        CHECK(town.read() == Summary{});
        CHECK_FALSE(town.failure.empty());
    }
    SECTION("server") {
        town.source.mailbox->port = 1;
        CHECK(town.read() == Summary{});
        CHECK(has(town.failure, "127.0.0.1:1"));
    }
    SECTION("folder") {
        town.source.mailbox->folder = "Nirgends";
        CHECK(town.read() == Summary{});
        CHECK(has(town.failure, "the server refuses EXAMINE"));
    }
    SECTION("file that others can read") {
        town.source.mailbox->password_command.clear();
        town.source.mailbox->password_file = town.input("password", "geheim\n");
        fs::permissions(town.source.mailbox->password_file, fs::perms::owner_read | fs::perms::others_read);
        CHECK_THROWS_WITH(town.read(), Catch::Contains("chmod 600"));
        fs::permissions(town.source.mailbox->password_file, fs::perms::owner_read);
        CHECK(town.read().created == 1);
        return;
    }
    CHECK_FALSE(store::mailbox_progress(town.registry, town.source.mailbox->url()));
    CHECK(town.reports().empty());
}

TEST_CASE("STARTTLS protects the way to a server that has no port for TLS") {
    if (!can_run_dovecot()) return;
    const Dovecot server;
    server.deliver("1.1.x", mail(1));
    MailboxTown town(server);
    town.source.mailbox->tls = false;
    town.source.mailbox->port = server.plain_port();
    CHECK(town.read().created == 1);
    CHECK(town.failure.empty());
}

TEST_CASE("Where the server goes away half way the mails before that are taken in, and the next run gets the others") {
    if (!can_run_dovecot()) return;
    const Dovecot server;
    constexpr std::size_t size = 200'000;
    for (int i = 1; i <= 5; ++i) server.deliver("1." + std::to_string(i) + ".x", mail(i, size));
    MailboxTown town(server);
    const ombud::test::StartedServer proxy({ombud::test::debian_python,
                                            OMBUD_SOURCE_DIR "/tests/servers/cutting_proxy.py",
                                            std::to_string(server.tls_port()), std::to_string(size * 5 / 2)});
    town.source.mailbox->port = proxy.port();
    CHECK(town.read() == Summary{.read = 2, .created = 2});
    CHECK_FALSE(town.failure.empty());
    CHECK(town.read() == Summary{.read = 2, .created = 2});
    CHECK(town.read() == Summary{.read = 1, .created = 1});
    CHECK(town.failure.empty());
    CHECK(town.read() == Summary{});
}

TEST_CASE("What a run that was cut off had fetched is not fetched again") {
    if (!can_run_dovecot()) return;
    const Dovecot server;
    for (int i = 1; i <= 3; ++i) server.deliver("1." + std::to_string(i) + ".x", mail(i));
    MailboxTown town(server);
    {
        MailSource cut_off(town.workspace, town.source);
        cut_off.fetch(town.registry, false);
    }
    CHECK_FALSE(town.spool_is_empty());
    // The server is gone, and the mails come in all the same.
    server.stop();
    CHECK(town.read() == Summary{.read = 3, .created = 3});
    CHECK_FALSE(town.failure.empty());
    CHECK(town.spool_is_empty());
}

TEST_CASE("A dry run of an IMAP folder leaves nothing behind") {
    if (!can_run_dovecot()) return;
    const Dovecot server;
    server.deliver("1.1.x", mail(1));
    MailboxTown town(server);
    town.source.move_to = "Erledigt";
    CHECK(town.read(true) == Summary{.read = 1, .created = 1});
    CHECK(town.spool_is_empty());
    CHECK(town.reports().empty());
    CHECK(server.count() == 1);
    CHECK(town.read() == Summary{.read = 1, .created = 1});
}

TEST_CASE("With move_to mails of a server are moved once they are taken in, also those of a run that could not") {
    if (!can_run_dovecot()) return;
    const Dovecot server;
    for (int i = 1; i <= 3; ++i) server.deliver("1." + std::to_string(i) + ".x", mail(i));
    MailboxTown town(server);
    CHECK(town.read().created == 3);  // move_to is not set yet
    CHECK(server.count() == 3);
    town.source.move_to = "Übernommen";
    server.deliver("1.4.x", mail(4));
    CHECK(town.read() == Summary{.read = 1, .created = 1});
    CHECK(town.not_moved.empty());
    CHECK(server.count() == 0);
    CHECK(server.count(".&ANw-bernommen") == 4);
    CHECK(town.read() == Summary{});
    CHECK(town.reports().size() == 4);
}

TEST_CASE("With move_to mails of a Maildir go to its folder behind the import, and not those that came meanwhile") {
    Town town;
    town.source.channel = Channel::email;
    town.source.mapping_name = "";
    town.source.path = town.inputs() / "box";
    town.source.move_to = "Done/2026";
    town.input("box/new/1.a", mail(1));
    town.input("box/cur/2.b:2,RS", mail(2));
    MailSource mails(town.workspace, town.source);
    mails.fetch(town.registry, false);
    CHECK(mails.paths().empty());
    SilentProgress progress;
    {
        store::Transaction transaction(town.registry);
        CHECK(import_source(town.registry, town.workspace, town.config, town.source, {}, progress, noon()).created ==
              2);
        mails.note(town.registry, noon());
        CHECK(fs::exists(town.inputs() / "box/new/1.a"));
        transaction.commit();
    }
    town.input("box/new/3.c", mail(3));
    CHECK(mails.finish().empty());
    CHECK(fs::exists(town.inputs() / "box/.Done.2026/cur/1.a:2,"));
    CHECK(fs::exists(town.inputs() / "box/.Done.2026/cur/2.b:2,RS"));
    CHECK(fs::exists(town.inputs() / "box/new/3.c"));
    CHECK(town.import(Channel::email, town.inputs() / "box") == Summary{.read = 1, .created = 1});
}
