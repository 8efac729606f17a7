#include "core/reference_token.hpp"

#include "core/error.hpp"
#include "core/file.hpp"
#include "core/text.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <array>
#include <charconv>

namespace ombud {

namespace {

constexpr std::size_t token_length = 10;
constexpr std::string_view alphabet = "abcdefghijklmnopqrstuvwxyz234567";

std::filesystem::path key_file(const Workspace& workspace) {
    return workspace.root() / "reference.key";
}

bool is_token(std::string_view text) noexcept {
    return text.size() == token_length && text.find_first_not_of(alphabet) == std::string_view::npos;
}

using Digest = std::array<unsigned char, EVP_MAX_MD_SIZE>;

Digest hmac(std::string_view key, std::string_view message) {
    Digest digest{};
    unsigned int length = 0;
    ::HMAC(::EVP_sha256(), key.data(), static_cast<int>(key.size()),
           reinterpret_cast<const unsigned char*>(message.data()), message.size(), digest.data(), &length);
    return digest;
}

std::string hexadecimal(const Digest& digest, std::size_t bytes) {
    std::string text;
    for (std::size_t i = 0; i < bytes; ++i) text += fmt::format("{:02x}", digest.at(i));
    return text;
}

}  // namespace

std::optional<std::string> existing_reference_key(const Workspace& workspace) {
    if (!std::filesystem::exists(key_file(workspace))) return std::nullopt;
    return std::string(trim(read_file(key_file(workspace))));
}

std::string reference_key(const Workspace& workspace) {
    if (auto key = existing_reference_key(workspace)) return std::move(*key);
    std::array<unsigned char, 32> bytes{};
    if (::RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) {
        throw Error(ErrorKind::system, "the system has no random numbers for reference.key");
    }
    std::string key;
    for (const unsigned char byte : bytes) key += fmt::format("{:02x}", byte);
    write_file(key_file(workspace), key + "\n", 0600);
    return key;
}

std::string reference_token(std::string_view key, ReportId report) {
    const Digest digest = hmac(key, fmt::format("report:{}", report));
    std::string token;
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < 8; ++i) bits = (bits << 8U) | digest.at(i);
    for (std::size_t i = 0; i < token_length; ++i) token += alphabet[(bits >> (59U - 5U * i)) & 31U];
    return token;
}

std::string address_digest(std::string_view key, std::string_view address) {
    return hexadecimal(hmac(key, "address:" + fold(trim(address))), 16);
}

std::string mail_digest(std::string_view key, std::int64_t first_event, std::int64_t reporter) {
    return hexadecimal(hmac(key, fmt::format("mail:{}:{}", first_event, reporter)), 8);
}

std::string subject_reference(std::string_view prefix, std::string_view key, ReportId report) {
    return fmt::format("[{}-{}-{}]", prefix, report, reference_token(key, report));
}

std::optional<ClaimedReference> find_reference(std::string_view text, std::string_view prefix) {
    const std::string folded = fold(text);
    const std::string wanted = fold(prefix) + "-";
    std::optional<ClaimedReference> bare;
    for (std::size_t at = folded.find(wanted); at != std::string::npos; at = folded.find(wanted, at + 1)) {
        const char before = at == 0 ? '[' : folded[at - 1];
        if (before != '[' && before != '<' && before != ' ' && before != '.') continue;
        const char* const digits = folded.data() + at + wanted.size();
        const char* const end = folded.data() + folded.size();
        ClaimedReference found;
        const auto [stop, error] = std::from_chars(digits, end, found.report);
        if (error != std::errc{} || found.report <= 0) continue;
        const std::string_view rest(stop, static_cast<std::size_t>(end - stop));
        const bool has_token = rest.starts_with('-') && is_token(rest.substr(1, token_length));
        if (has_token) {
            found.token = rest.substr(1, token_length);
            return found;
        }
        // Without a token only what is set in brackets is meant as a reference.
        if (!bare && before == '[' && rest.starts_with(']')) bare = found;
    }
    return bare;
}

}  // namespace ombud
