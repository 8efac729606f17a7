#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace ombud {

/// A folder of mails on an IMAP server, and how it is reached.
struct ImapMailbox {
    std::string host;
    int port = 0;
    bool tls = true;  ///< from the first byte; else STARTTLS, without which nothing is asked for
    std::string user;
    std::string folder = "INBOX";         ///< UTF-8
    std::filesystem::path password_file;  ///< absolute; its first line
    std::string password_command;         ///< run by sh; the first line it prints
    std::filesystem::path ca_file;        ///< absolute; certificates that are trusted instead of the system's
    std::chrono::seconds timeout{120};    ///< for each answer of the server

    /// "imaps://user@host:993/INBOX": how the register and messages name it.
    [[nodiscard]] std::string url() const;
};

/// Whether a path is the address of an IMAP folder: it begins with imap:// or imaps://.
[[nodiscard]] bool is_imap_url(std::string_view text) noexcept;

/// "imaps://user@host/INBOX", with an optional port; %-escapes in user and folder. imap:// means STARTTLS.
/// Throws Error(usage) that says what is wrong, also for a password in it: everybody sees command lines.
[[nodiscard]] ImapMailbox parse_imap_url(std::string_view url);

}  // namespace ombud
