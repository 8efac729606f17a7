#pragma once

#include "core/time.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ombud {

/// How mails to reporters leave.
enum class MailMethod {
    none,      ///< no mail is made
    outbox,    ///< into WORKSPACE/outbox, a Maildir that something else empties
    smtp,      ///< to a mail server
    sendmail,  ///< to the local `sendmail -t`
};
[[nodiscard]] std::string_view to_string(MailMethod) noexcept;

/// How the connection to the mail server is protected.
enum class MailSecurity {
    starttls,  ///< TLS after STARTTLS; without it nothing is sent
    tls,       ///< TLS from the first byte
    none,      ///< in the clear, for a server on the same machine
};

/// What a reporter is told of. Each is one of the templates of the same name (a status has several).
enum class MailKind {
    receipt,    ///< the report has come in
    released,   ///< it is public now
    status,     ///< somebody works on it, it was forwarded, closed, rejected
    solved,     ///< it is done
    duplicate,  ///< it is the same thing as another report
    answer,     ///< words of the municipality
    question,   ///< the municipality wants to know something
};
inline constexpr std::array all_mail_kinds{MailKind::receipt,   MailKind::released, MailKind::status,  MailKind::solved,
                                           MailKind::duplicate, MailKind::answer,   MailKind::question};
[[nodiscard]] std::string_view to_string(MailKind) noexcept;
[[nodiscard]] std::optional<MailKind> mail_kind_from(std::string_view) noexcept;

/// The table [mail] of ombud.toml.
struct MailSettings {
    MailMethod method = MailMethod::none;
    std::string host = "localhost";
    int port = 0;  ///< 0: the usual one, 587, or 465 with `tls`, or 25 with `none`
    MailSecurity security = MailSecurity::starttls;
    std::string user;                     ///< empty: no login
    std::filesystem::path password_file;  ///< absolute; its first line
    std::string password_command;         ///< run by sh; the first line it prints
    std::filesystem::path ca_file;        ///< absolute; certificates that are trusted instead of the system's
    std::chrono::seconds timeout{120};    ///< for each answer of the server
    std::string sendmail = "/usr/sbin/sendmail";
    std::string from;       ///< bare address
    std::string from_name;  ///< empty: name of the municipality
    std::string reply_to;   ///< bare address; empty: `from`
    std::size_t limit_per_night = 1000;
    std::chrono::days give_up{5};         ///< a mail that the server puts off is tried again for so long
    std::chrono::days receipt_within{7};  ///< no receipt for what was received longer ago
    std::optional<Instant> since;         ///< where mailing starts, else with its first run
    std::vector<MailKind> kinds{all_mail_kinds.begin(), all_mail_kinds.end()};
    std::vector<std::string> not_for_sources;  ///< names of sources whose own system tells reporters
    std::string link;                          ///< of a report on the web, with {id}; empty: none

    [[nodiscard]] bool wants(MailKind kind) const noexcept;
    [[nodiscard]] const std::string& answers_to() const noexcept { return reply_to.empty() ? from : reply_to; }
};

/// Whether mail can be sent to this address: ASCII, local part and domain, nothing that could be taken for more than an
/// address (white space, control characters, quotes, brackets, commas and the like).
[[nodiscard]] bool is_mail_address(std::string_view address) noexcept;

}  // namespace ombud
