// Mails through a real Postfix, as towns have it: by SMTP with STARTTLS, and by its sendmail.

#include "casework/mail_town.hpp"
#include "core/error.hpp"
#include "servers/started_server.hpp"

#include <arpa/inet.h>
#include <catch2/catch.hpp>
#include <sys/socket.h>

#include <chrono>
#include <thread>

namespace {

using namespace ombud;
using namespace ombud::casework::trial;
using store::MailState;

/// A port that nobody listens on.
int free_port() {
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = ::htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    ::bind(fd, reinterpret_cast<sockaddr*>(&address), length);
    ::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &length);
    ::close(fd);
    return ::ntohs(address.sin_port);
}

/// A Postfix with configuration, queue, mailboxes and port of its own; it knows kaethe@ and oskar@example.org.
class Postfix {
  public:
    Postfix() : port_(free_port()) {
        fs::permissions(folder_.path(), fs::perms::owner_all | fs::perms::group_exec | fs::perms::others_exec |
                                            fs::perms::group_read | fs::perms::others_read);
        for (const char* name : {"etc", "queue", "data", "mail"}) fs::create_directory(folder_ / name);
        ombud::test::make_certificates(folder_.path());
        const std::string at = folder_.path().string();
        static_cast<void>(folder_.file(
            "etc/main.cf",
            "compatibility_level = 3.6\nqueue_directory = " + at + "/queue\ndata_directory = " + at +
                "/data\nmail_owner = postfix\nsetgid_group = postdrop\nmyhostname = mx.test\nmydestination =\n"
                "inet_interfaces = 127.0.0.1\ninet_protocols = ipv4\nmynetworks = 127.0.0.0/8\n"
                "virtual_mailbox_domains = example.org\nvirtual_mailbox_base = " +
                at +
                "/mail\nvirtual_mailbox_maps = inline:{ kaethe@example.org=kaethe/ oskar@example.org=oskar/ }\n"
                "virtual_uid_maps = static:65534\nvirtual_gid_maps = static:65534\nvirtual_minimum_uid = 100\n"
                "smtpd_tls_security_level = may\nsmtpd_tls_cert_file = " +
                at + "/cert.pem\nsmtpd_tls_key_file = " + at + "/key.pem\nsmtpd_peername_lookup = no\nmaillog_file = " +
                at + "/log\nmaillog_file_prefixes = " + at + "\nalias_maps =\nalias_database =\n"));
        std::string master = "127.0.0.1:" + std::to_string(port_) + " inet n - n - - smtpd\n";
        for (const char* line : {"pickup unix n - n 1 1 pickup",     "cleanup unix n - n - 0 cleanup",
                                 "qmgr unix n - n 1 1 qmgr",         "rewrite unix - - n - - trivial-rewrite",
                                 "bounce unix - - n - 0 bounce",     "defer unix - - n - 0 bounce",
                                 "trace unix - - n - 0 bounce",      "verify unix - - n - 1 verify",
                                 "flush unix n - n 1000? 0 flush",   "proxymap unix - - n - - proxymap",
                                 "virtual unix - n n - - virtual",   "smtp unix - - n - - smtp",
                                 "error unix - - n - - error",       "retry unix - - n - - error",
                                 "discard unix - - n - - discard",   "anvil unix - - n - 1 anvil",
                                 "tlsmgr unix - - n 1000? 1 tlsmgr", "showq unix n - n - - showq",
                                 "scache unix - - n - 1 scache",     "postlog unix-dgram n - n - 1 postlogd"}) {
            master += std::string(line) + '\n';
        }
        static_cast<void>(folder_.file("etc/master.cf", master));
        const std::string own = "chown postfix '" + at + "/data' && chown nobody '" + at + "/mail' && ";
        if (std::system((own + postfix("start")).c_str()) != 0) {
            throw std::runtime_error("postfix does not start: " + bytes_of(folder_ / "said") +
                                     bytes_of(folder_ / "log"));
        }
    }
    Postfix(const Postfix&) = delete;
    Postfix& operator=(const Postfix&) = delete;
    ~Postfix() { static_cast<void>(std::system(postfix("stop").c_str())); }

    [[nodiscard]] int port() const noexcept { return port_; }
    [[nodiscard]] fs::path ca_file() const { return folder_ / "ca.pem"; }

    /// A program that is this Postfix's sendmail.
    [[nodiscard]] std::string sendmail() const {
        const fs::path script = folder_.file(
            "sendmail", "#!/bin/sh\nexec /usr/sbin/sendmail -C '" + (folder_ / "etc").string() + "' \"$@\"\n");
        fs::permissions(script, fs::perms::owner_all);
        return script.string();
    }

    /// The mails in a mailbox, once there are so many or some seconds are over.
    [[nodiscard]] std::vector<std::string> mails_of(const std::string& name, std::size_t expected) const {
        std::vector<std::string> mails;
        for (int i = 0; i < 200 && mails.size() < expected; ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
            mails = files_of(folder_ / "mail" / name / "new");
        }
        return mails;
    }

  private:
    [[nodiscard]] std::string postfix(const std::string& command) const {
        const std::string at = folder_.path().string();
        return "/usr/sbin/postfix -c '" + at + "/etc' " + command + " >> '" + at + "/said' 2>&1";
    }

    ombud::test::TempFolder folder_;
    int port_;
};

bool can_run_postfix() {
    if (::geteuid() != 0) {
        WARN("skipped: Postfix starts as root only");
        return false;
    }
    if (!fs::exists("/usr/sbin/postfix")) {
        WARN("skipped: Postfix is not installed (scripts/setup --tests)");
        return false;
    }
    return true;
}

}  // namespace

TEST_CASE("Postfix takes mails by STARTTLS, delivers them once, and refuses an unknown address for good") {
    if (!can_run_postfix()) return;
    const Postfix postfix;
    MailTown town;
    town.config.mail.method = MailMethod::smtp;
    town.config.mail.host = "127.0.0.1";
    town.config.mail.port = postfix.port();
    town.config.mail.ca_file = postfix.ca_file();
    town.take_from("kaethe@example.org", 1, "Käthe Ölmann");
    town.take_from("oskar@example.org");
    town.take_from("nobody@example.org");
    const auto sum = town.send(1);
    CHECK(sum.sent == 2);
    CHECK(sum.failed == 1);
    CHECK(town.ledger(MailState::failed).at(0).answer == "550 5.1.1");
    CHECK(town.send(1, 21).sent == 0);
    const auto mails = postfix.mails_of("kaethe", 1);
    REQUIRE(mails.size() == 1);
    CHECK(postfix.mails_of("oskar", 1).size() == 1);
    const auto mail = intake::parse_mail(mails.at(0));
    CHECK(mail.body.children.at(0).bytes.starts_with("Guten Tag Käthe Ölmann!"));
    CHECK(mail.return_path.find("maengel@town.example") != std::string::npos);
}

TEST_CASE("Postfix' sendmail takes mails from the local machine") {
    if (!can_run_postfix()) return;
    const Postfix postfix;
    MailTown town;
    town.config.mail.method = MailMethod::sendmail;
    town.config.mail.sendmail = postfix.sendmail();
    const ReportId id = town.take_from("kaethe@example.org");
    town.say(id, store::NoteKind::answer, "Ja:\n.\nEnde", 1);
    CHECK(town.send(1).sent == 1);
    const auto mails = postfix.mails_of("kaethe", 1);
    REQUIRE(mails.size() == 1);
    CHECK(intake::parse_mail(mails.at(0)).body.children.at(0).bytes.find("Ja:\n.\nEnde") != std::string::npos);
    CHECK(mails.at(0).find("\r") == std::string::npos);
}

TEST_CASE("What sendmail's exit code says becomes of the mail") {
    const auto state_after = [](const std::string& script) {
        MailTown town;
        town.config.mail.method = MailMethod::sendmail;
        const fs::path program = town.folder.file("sendmail", "#!/bin/sh\n" + script + "\n");
        fs::permissions(program, fs::perms::owner_all);
        town.config.mail.sendmail = program.string();
        town.take_from("kaethe@example.org");
        static_cast<void>(town.send(1));
        const store::Mail mail = town.ledger().at(0);
        return std::string(to_string(mail.state)) + " " + mail.answer;
    };
    CHECK(state_after("cat > /dev/null") == "sent ");
    CHECK(state_after("exit 75") == "deferred exit 75");
    CHECK(state_after("exit 67") == "failed exit 67");
    CHECK(state_after("exit 65") == "failed exit 65");
    CHECK(state_after("exit 127") == "deferred exit 127");
    CHECK(state_after("kill -9 $$") == "unsure killed");
    MailTown town;
    town.config.mail.method = MailMethod::sendmail;
    town.config.mail.sendmail = "/nonexistent/sendmail";
    town.take_from("kaethe@example.org");
    const auto sum = town.send(1);
    CHECK(sum.waiting == 1);
    CHECK(sum.warnings.size() == 1);
}
