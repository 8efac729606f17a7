#include "core/mail_settings.hpp"

#include <algorithm>

namespace ombud {

namespace {

using namespace std::string_view_literals;

/// In the order of the enumerations.
constexpr std::array methods{"none"sv, "outbox"sv, "smtp"sv, "sendmail"sv};
constexpr std::array kinds{"receipt"sv, "released"sv, "status"sv, "solved"sv, "duplicate"sv, "answer"sv, "question"sv};

bool is_letter_or_digit(char c) noexcept {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_domain(std::string_view domain) noexcept {
    if (domain.empty() || domain.size() > 253 || domain.starts_with('.') || domain.ends_with('.')) return false;
    if (domain.find("..") != std::string_view::npos || domain.starts_with('-')) return false;
    return std::ranges::all_of(domain, [](char c) { return is_letter_or_digit(c) || c == '.' || c == '-'; });
}

}  // namespace

std::string_view to_string(MailMethod method) noexcept {
    return methods[static_cast<std::size_t>(method)];
}

std::string_view to_string(MailKind kind) noexcept {
    return kinds[static_cast<std::size_t>(kind)];
}

std::optional<MailKind> mail_kind_from(std::string_view name) noexcept {
    const auto found = std::ranges::find(kinds, name);
    if (found == kinds.end()) return std::nullopt;
    return static_cast<MailKind>(found - kinds.begin());
}

bool MailSettings::wants(MailKind kind) const noexcept {
    return std::ranges::find(kinds, kind) != kinds.end();
}

bool is_mail_address(std::string_view address) noexcept {
    const std::size_t at = address.find('@');
    if (at == std::string_view::npos || at == 0 || at > 64 || address.size() > 254) return false;
    const std::string_view local = address.substr(0, at);
    // atext and dots of RFC 5322; a quoted local part is left out: nobody has one, and it can hold anything.
    constexpr std::string_view others = "!#$%&'*+-/=?^_`{|}~.";
    const auto is_plain = [&](char c) { return is_letter_or_digit(c) || others.find(c) != std::string_view::npos; };
    if (!std::ranges::all_of(local, is_plain) || local.starts_with('.') || local.ends_with('.')) return false;
    // A leading dash would be an option to a program that gets it as an argument.
    return !local.starts_with('-') && local.find("..") == std::string_view::npos && is_domain(address.substr(at + 1));
}

}  // namespace ombud
