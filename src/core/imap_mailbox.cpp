#include "core/imap_mailbox.hpp"

#include "core/error.hpp"

#include <fmt/format.h>

#include <charconv>

namespace ombud {

namespace {

constexpr std::string_view secure_scheme = "imaps://";
constexpr std::string_view plain_scheme = "imap://";

[[noreturn]] void fail(std::string_view url, std::string_view why) {
    throw Error(ErrorKind::usage, fmt::format("{}: {}; write imaps://user@host/INBOX", url, why));
}

std::string unescaped(std::string_view text, std::string_view url) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out += text[i];
            continue;
        }
        unsigned value = 0;
        const std::string_view digits = text.substr(i + 1, 2);
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
        if (digits.size() != 2 || error != std::errc{} || end != digits.data() + 2) fail(url, "% without two digits");
        out += static_cast<char>(value);
        i += 2;
    }
    for (const char c : out) {
        if (static_cast<unsigned char>(c) < ' ') fail(url, "a control character");
    }
    return out;
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool special = c == '@' || c == ':' || c == '/' || c == '%' || c == ' ';
        out += special ? fmt::format("%{:02X}", static_cast<unsigned char>(c)) : std::string(1, c);
    }
    return out;
}

}  // namespace

std::string ImapMailbox::url() const {
    std::string path = folder;
    for (std::size_t at = path.find('%'); at != std::string::npos; at = path.find('%', at + 1))
        path.replace(at, 1, "%25");
    return fmt::format("{}{}@{}:{}/{}", tls ? secure_scheme : plain_scheme, escaped(user), host, port, path);
}

bool is_imap_url(std::string_view text) noexcept {
    return text.starts_with(secure_scheme) || text.starts_with(plain_scheme);
}

ImapMailbox parse_imap_url(std::string_view url) {
    ImapMailbox mailbox;
    mailbox.tls = url.starts_with(secure_scheme);
    std::string_view rest = url.substr(mailbox.tls ? secure_scheme.size() : plain_scheme.size());
    const std::size_t slash = rest.find('/');
    const std::string_view server = rest.substr(0, slash);
    if (slash != std::string_view::npos && slash + 1 < rest.size()) {
        mailbox.folder = unescaped(rest.substr(slash + 1), url);
    }
    const std::size_t at = server.rfind('@');
    if (at == std::string_view::npos || at == 0) fail(url, "no user");
    if (server.substr(0, at).find(':') != std::string_view::npos) {
        throw Error(ErrorKind::usage,
                    "an address of IMAP holds no password: use password_file or password_command of the [[source]]");
    }
    mailbox.user = unescaped(server.substr(0, at), url);
    std::string_view host = server.substr(at + 1);
    constexpr int usual_secure = 993;
    constexpr int usual_plain = 143;
    mailbox.port = mailbox.tls ? usual_secure : usual_plain;
    if (const std::size_t colon = host.find(':'); colon != std::string_view::npos) {
        const std::string_view digits = host.substr(colon + 1);
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), mailbox.port);
        constexpr int highest_port = 65'535;
        if (error != std::errc{} || end != digits.data() + digits.size() || mailbox.port < 1 ||
            mailbox.port > highest_port) {
            fail(url, "the port is no number from 1 to 65535");
        }
        host = host.substr(0, colon);
    }
    if (host.empty() || host.find_first_of("?# \t[]") != std::string_view::npos) fail(url, "no host");
    mailbox.host = host;
    return mailbox;
}

}  // namespace ombud
