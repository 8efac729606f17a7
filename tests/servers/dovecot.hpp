#pragma once

// A real Dovecot for tests, on loopback.

#include "core/temp_folder.hpp"
#include "servers/started_server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>
#include <thread>

namespace ombud::test {

/// A port that nobody listens on.
[[nodiscard]] inline int free_port() {
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

/// Whether something listens on a port of loopback.
[[nodiscard]] inline bool is_listening(int port) {
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = ::htonl(INADDR_LOOPBACK);
    address.sin_port = ::htons(static_cast<std::uint16_t>(port));
    const bool there = ::connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    ::close(fd);
    return there;
}

/// Why no Dovecot can be started, or an empty text.
[[nodiscard]] inline std::string why_no_dovecot() {
    if (::geteuid() != 0) return "skipped: Dovecot starts as root only";
    if (!std::filesystem::exists("/usr/sbin/dovecot"))
        return "skipped: Dovecot is not installed (scripts/setup --tests)";
    return {};
}

/// A Dovecot with configuration, mailbox and ports of its own. Its one user is "desk" with the password "geheim".
class Dovecot {
  public:
    Dovecot() : tls_port_(free_port()), plain_port_(free_port()) {
        namespace fs = std::filesystem;
        fs::permissions(folder_.path(), fs::perms::owner_all | fs::perms::group_exec | fs::perms::others_exec |
                                            fs::perms::group_read | fs::perms::others_read);
        make_certificates(folder_.path());
        const std::string at = folder_.path().string();
        static_cast<void>(folder_.file("users", "desk:{PLAIN}geheim\n"));
        static_cast<void>(folder_.file(
            "dovecot.conf",
            "base_dir = " + at + "/run\nstate_dir = " + at + "/state\nlog_path = " + at +
                "/log\nprotocols = imap\nlisten = 127.0.0.1\nssl = required\nssl_cert = <" + at +
                "/cert.pem\nssl_key = <" + at +
                "/key.pem\nssl_min_protocol = TLSv1.2\nfirst_valid_uid = 1\nmail_location = maildir:" + at +
                "/mail\nmail_plugin_dir = /usr/lib/dovecot/modules\nmaildir_stat_dirs = yes\n"
                "passdb {\n driver = passwd-file\n args = " +
                at + "/users\n}\nuserdb {\n driver = static\n args = uid=65534 gid=65534 home=" + at +
                "/mail\n}\nservice imap-login {\n inet_listener imap {\n port = " + std::to_string(plain_port_) +
                "\n }\n inet_listener imaps {\n port = " + std::to_string(tls_port_) +
                "\n }\n}\n"
                "service stats {\n}\nservice anvil {\n}\n"));
        for (const char* part : {"new", "cur", "tmp"}) fs::create_directories(folder_ / "mail" / part);
        give_away();
        const std::string start = "/usr/sbin/dovecot -c '" + at + "/dovecot.conf' > '" + at + "/said' 2>&1";
        bool ready = std::system(start.c_str()) == 0;
        for (int i = 0; ready && i < 200 && !is_listening(tls_port_); ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
        if (!ready || !is_listening(tls_port_)) {
            static_cast<void>(std::system(("cat '" + at + "/said' '" + at + "/log' >&2").c_str()));
            throw std::runtime_error("dovecot does not start");
        }
    }
    Dovecot(const Dovecot&) = delete;
    Dovecot& operator=(const Dovecot&) = delete;
    ~Dovecot() { stop(); }

    void stop() const {
        static_cast<void>(std::system(
            ("/usr/sbin/dovecot -c '" + (folder_ / "dovecot.conf").string() + "' stop > /dev/null 2>&1").c_str()));
    }

    [[nodiscard]] int tls_port() const noexcept { return tls_port_; }
    [[nodiscard]] int plain_port() const noexcept { return plain_port_; }
    [[nodiscard]] std::filesystem::path ca_file() const { return folder_ / "ca.pem"; }
    [[nodiscard]] std::filesystem::path other_ca_file() const { return folder_ / "other.pem"; }
    [[nodiscard]] std::filesystem::path mail() const { return folder_ / "mail"; }
    [[nodiscard]] std::string url(std::string_view folder = "INBOX") const {
        return "imaps://desk@127.0.0.1:" + std::to_string(tls_port_) + "/" + std::string(folder);
    }

    /// Puts a mail into the inbox.
    void deliver(const std::string& name, std::string_view bytes) const {
        static_cast<void>(folder_.file("mail/new/" + name, bytes));
        give_away();
    }
    /// Mails of a folder, read and unread; "" is the inbox.
    [[nodiscard]] std::size_t count(const std::string& folder = "") const {
        std::size_t mails = 0;
        for (const char* part : {"new", "cur"}) {
            const auto path = folder_ / "mail" / folder / part;
            if (!std::filesystem::exists(path)) continue;
            for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(path)) ++mails;
        }
        return mails;
    }
    /// Forgets its numbering, as a restored or moved mailbox does.
    void renumber() const {
        std::this_thread::sleep_for(std::chrono::milliseconds(1100));  // its numbering begins with the second
        for (const auto& entry : std::filesystem::directory_iterator(folder_ / "mail")) {
            if (entry.path().filename().string().starts_with("dovecot")) std::filesystem::remove_all(entry.path());
        }
    }

  private:
    void give_away() const {
        static_cast<void>(std::system(("chown -R 65534:65534 '" + (folder_ / "mail").string() + "'").c_str()));
    }

    TempFolder folder_;
    int tls_port_;
    int plain_port_;
};

}  // namespace ombud::test
