// Mails to real servers on loopback that accept, refuse, put off, hang up and say nothing.

#include "casework/mail_town.hpp"
#include "core/error.hpp"
#include "servers/started_server.hpp"
#include "store/failing_addresses.hpp"

#include <catch2/catch.hpp>

namespace {

using namespace ombud;
using namespace ombud::casework::trial;
using ombud::test::debian_python;
using ombud::test::StartedServer;
using store::MailState;

/// A folder with certificates, made once.
const fs::path& certificates() {
    static const ombud::test::TempFolder folder;
    static const bool made = (ombud::test::make_certificates(folder.path()), true);
    static_cast<void>(made);
    return folder.path();
}

/// A town that sends to a server of its own.
class ServedTown : public MailTown {
  public:
    explicit ServedTown(const std::string& tls = "", const std::string& login = "") : server_(command(tls, login)) {
        config.mail.method = MailMethod::smtp;
        config.mail.host = "127.0.0.1";
        config.mail.port = server_.port();
        config.mail.security = tls.empty()    ? MailSecurity::none
                               : tls == "tls" ? MailSecurity::tls
                                              : MailSecurity::starttls;
        if (!tls.empty()) config.mail.ca_file = certificates() / "ca.pem";
        config.mail.timeout = std::chrono::seconds(2);
    }

    /// What the server took.
    [[nodiscard]] std::vector<std::string> arrived() const { return files_of(inbox_.path()); }
    /// State and answer of the only mail to this address.
    [[nodiscard]] std::string told(const std::string& email) {
        const auto reporter = store::reporter_with(registry, email).value_or(0);
        std::string all;
        for (const store::Mail& mail : ledger()) {
            if (mail.reporter == reporter) all += std::string(to_string(mail.state)) + " " + mail.answer;
        }
        return all;
    }

  private:
    [[nodiscard]] std::vector<std::string> command(const std::string& tls, const std::string& login) const {
        std::vector<std::string> words{debian_python, OMBUD_SOURCE_DIR "/tests/servers/smtp_server.py",
                                       inbox_.path().string()};
        if (!tls.empty()) {
            const std::string folder = certificates().string();
            for (const std::string& word : {std::string("--tls"), tls, std::string("--cert"), folder + "/cert.pem",
                                            std::string("--key"), folder + "/key.pem"}) {
                words.push_back(word);
            }
        }
        if (!login.empty()) words.insert(words.end(), {"--login", login});
        return words;
    }

    ombud::test::TempFolder inbox_;
    StartedServer server_;
};

/// The plain text of a mail that came over the network.
std::string text_of(const std::string& bytes) {
    std::string text = intake::parse_mail(bytes).body.children.at(0).bytes;
    std::erase(text, '\r');
    return text;
}

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("A mail server gets every mail once, over one connection, as it was written") {
    ServedTown town;
    for (int i = 0; i < 20; ++i) town.take_from("r" + std::to_string(i) + "@example.org");
    CHECK(town.send(1).sent == 20);
    CHECK(town.send(1, 21).sent == 0);
    REQUIRE(town.arrived().size() == 20);
    CHECK(has(intake::parse_mail(town.arrived().at(0)).subject, "Ihre Meldung ist eingegangen: Schlagloch"));
    CHECK(text_of(town.arrived().at(0)).starts_with("Guten Tag!\n\nVielen Dank"));
}

TEST_CASE("Lines that begin with a dot arrive as they are") {
    ServedTown town;
    const ReportId id = town.take_from("kaethe@example.org");
    town.say(id, store::NoteKind::answer, "Ja:\n.\n..\n.x\nEnde", 1);
    CHECK(town.send(1).sent == 1);
    CHECK(has(text_of(town.arrived().at(0)), "Ja:\n.\n..\n.x\nEnde"));
}

TEST_CASE("A refused address fails, is remembered and written to no more, and does not hold up others") {
    ServedTown town;
    town.take_from("refused@example.org");
    town.take_from("kaethe@example.org");
    const auto sum = town.send(1);
    CHECK(sum.failed == 1);
    CHECK(sum.sent == 1);
    CHECK(sum.warnings.empty());
    CHECK(town.told("refused@example.org") == "failed 550 5.1.1");
    CHECK(store::is_failing(town.registry, "refused@example.org"));
    town.take_from("refused@example.org", 2);
    CHECK(town.send(2).told == 0);
}

TEST_CASE("A mail that is refused for what it is fails with a warning, and the address stays good") {
    ServedTown town;
    town.take_from("policy@example.org");
    town.take_from("toobig@example.org");
    const auto sum = town.send(1);
    CHECK(sum.failed == 2);
    CHECK(sum.warnings.size() == 2);
    CHECK(town.told("policy@example.org") == "failed 550 5.7.1");
    CHECK(town.told("toobig@example.org") == "failed 552 5.3.4");
    CHECK_FALSE(store::is_failing(town.registry, "policy@example.org"));
    CHECK(town.send(2).sent == 0);
    CHECK(town.arrived().empty());
}

TEST_CASE("A greylisted mail goes with a later run, not before ten minutes, as the same mail") {
    ServedTown town;
    town.take_from("greylisted@example.org");
    CHECK(town.send(1).deferred == 1);
    CHECK(town.told("greylisted@example.org") == "deferred 451 4.7.1");
    CHECK(town.send(1).deferred == 0);
    CHECK(town.send(1, 21).sent == 1);
    CHECK(town.arrived().size() == 1);
}

TEST_CASE("What is put off for too long is given up with a warning; a person may start again") {
    ServedTown town;
    town.take_from("later@example.org");
    for (int night = 1; night <= 5; ++night) CHECK(town.send(night).deferred == 1);
    const auto last = town.send(6);
    CHECK(last.failed == 1);
    CHECK(last.warnings.size() == 1);
    CHECK(town.told("later@example.org") == "failed given up after 451 4.7.1");
    CHECK(town.send(7).failed == 0);
    store::plan_again(town.registry, town.ledger().at(0), by_desk(8));
    CHECK(town.send(8).deferred == 1);
    CHECK(town.send(9).deferred == 1);
}

TEST_CASE("Mails that a server puts off for days leave the limit to the others") {
    ServedTown town;
    town.config.mail.limit_per_night = 2;
    for (int i = 0; i < 3; ++i)
        town.take_from(i == 0 ? "later@example.org" : "later@host" + std::to_string(i) + ".example");
    CHECK(town.send(1).deferred == 3);
    for (int i = 0; i < 3; ++i) town.take_from("r" + std::to_string(i) + "@example.org", 2);
    const auto sum = town.send(2);
    CHECK(sum.deferred == 3);
    CHECK(sum.sent == 2);
    REQUIRE(sum.warnings.size() == 1);
    CHECK(has(sum.warnings[0], "limit_per_night"));
}

TEST_CASE("A server that hangs up before it has the mail gets it again; one that hangs up behind it does not") {
    ServedTown town;
    SECTION("before") {
        town.take_from("hangs-up@example.org");
        CHECK(town.send(1).deferred == 1);
        CHECK(town.told("hangs-up@example.org") == "deferred no answer");
        CHECK(town.send(2).deferred == 1);
        CHECK(town.arrived().empty());
    }
    SECTION("behind") {
        town.take_from("gone@example.org");
        town.take_from("kaethe@example.org");
        const auto sum = town.send(1);
        CHECK(sum.unsure == 1);
        CHECK(sum.sent == 1);
        CHECK(town.told("gone@example.org") == "unsure no answer");
        CHECK(town.send(2).sent == 0);
        CHECK(town.arrived().size() == 2);
    }
}

TEST_CASE("A server that says nothing is waited for only so long") {
    ServedTown town;
    town.config.mail.timeout = std::chrono::seconds(1);
    town.take_from("silent@example.org");
    town.take_from("silent-end@example.org");
    const auto start = std::chrono::steady_clock::now();
    const auto sum = town.send(1);
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(15));
    CHECK(sum.deferred == 1);
    CHECK(sum.unsure == 1);
    CHECK(town.told("silent@example.org") == "deferred no answer");
    CHECK(town.told("silent-end@example.org") == "unsure no answer");
}

TEST_CASE("Where the server breaks off again and again, the rest waits for the next night") {
    ServedTown town;
    for (int i = 0; i < 6; ++i) town.take_from("closing@host" + std::to_string(i) + ".example");
    const auto sum = town.send(1);
    CHECK(sum.deferred == 2);
    CHECK(sum.waiting == 6);
    REQUIRE(sum.warnings.size() == 1);
    CHECK(has(sum.warnings[0], "broke off 3 times in a row"));
}

TEST_CASE("A server that is not there leaves all mails as they were") {
    ServedTown town;
    town.config.mail.port = 1;
    town.take_from("kaethe@example.org");
    town.take_from("oskar@example.org");
    const auto sum = town.send(1);
    CHECK(sum.waiting == 2);
    REQUIRE(sum.warnings.size() == 1);
    CHECK(has(sum.warnings[0], "127.0.0.1:1: "));
    CHECK(town.ledger().at(0).attempts == 0);
    for (int night = 2; night < 20; ++night) CHECK(town.send(night).failed == 0);
}

TEST_CASE("TLS and STARTTLS protect the way, by the authority that the configuration names") {
    for (const char* tls : {"tls", "starttls"}) {
        INFO(tls);
        ServedTown town(tls);
        town.take_from("kaethe@example.org");
        CHECK(town.send(1).sent == 1);
        town.take_from("oskar@example.org", 2);
        // One that did not sign the server's certificate:
        town.config.mail.ca_file = certificates() / "other.pem";
        const auto sum = town.send(2);
        CHECK(sum.sent == 0);
        CHECK(sum.waiting == 1);
        REQUIRE(sum.warnings.size() == 1);
        CHECK(has(sum.warnings[0], "certificate"));
        // A certificate is for a name.
        town.config.mail.ca_file = certificates() / "ca.pem";
        town.config.mail.host = "127.0.0.2";
        CHECK(town.send(3).sent == 0);
        CHECK(town.arrived().size() == 1);
    }
}

TEST_CASE("A server without STARTTLS gets nothing where STARTTLS is asked for") {
    ServedTown town;
    town.config.mail.security = MailSecurity::starttls;
    town.take_from("kaethe@example.org");
    const auto sum = town.send(1);
    CHECK(sum.sent == 0);
    CHECK(sum.warnings.size() == 1);
    CHECK(town.arrived().empty());
}

TEST_CASE("The password comes from a private file or from a command that is asked once") {
    ServedTown town("starttls", "ombud:geheim 1");
    town.config.mail.user = "ombud";
    town.take_from("kaethe@example.org");
    const fs::path file = town.folder.file("password", "geheim 1\n");
    SECTION("a file") {
        town.config.mail.password_file = file;
        fs::permissions(file, fs::perms::owner_read | fs::perms::group_read);
        CHECK_THROWS_WITH(town.send(1), Catch::Contains("chmod 600"));
        fs::permissions(file, fs::perms::owner_read);
        CHECK(town.send(1).sent == 1);
    }
    SECTION("a command") {
        const fs::path asked = town.folder / "asked";
        town.config.mail.password_command = "echo >> '" + asked.string() + "'; cat '" + file.string() + "'";
        CHECK(town.send(1).sent == 1);
        CHECK(bytes_of(asked) == "\n");
    }
    SECTION("a wrong one") {
        town.config.mail.password_command = "echo falsch";
        const auto sum = town.send(1);
        CHECK(sum.sent == 0);
        CHECK(sum.waiting == 1);
        REQUIRE(sum.warnings.size() == 1);
        CHECK(has(sum.warnings[0], "denied"));
        CHECK(has(sum.warnings[0], "535"));
        CHECK_FALSE(has(sum.warnings[0], "falsch"));
    }
    SECTION("none") {
        town.config.mail.password_command = "exit 1";
        CHECK_THROWS_AS(town.send(1), Error);
        CHECK(town.ledger().empty());
    }
}
