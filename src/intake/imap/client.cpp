#include "intake/imap/client.hpp"

#include "core/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <stdexcept>

namespace ombud::intake::imap {

namespace {

constexpr std::size_t longest_line = 1U << 20U;
constexpr std::size_t longest_literal = std::size_t{1} << 30U;

/// The number behind a word: "UID" in "* 3 FETCH (UID 17 RFC822.SIZE 800)".
std::optional<std::uint32_t> number_after(std::string_view text, std::string_view word) {
    for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        const bool begins = at == 0 || text[at - 1] == ' ' || text[at - 1] == '(' || text[at - 1] == '[';
        std::string_view rest = text.substr(at + word.size());
        if (!begins || !rest.starts_with(' ')) continue;
        rest.remove_prefix(1);
        std::uint32_t value = 0;
        if (std::from_chars(rest.data(), rest.data() + rest.size(), value).ec == std::errc{}) return value;
    }
    return std::nullopt;
}

/// The size of the literal that a line announces at its end: "{123}".
std::optional<std::size_t> literal_of(std::string_view line) {
    if (!line.ends_with('}')) return std::nullopt;
    const std::size_t open = line.rfind('{');
    if (open == std::string_view::npos) return std::nullopt;
    const std::string_view digits = line.substr(open + 1, line.size() - open - 2);
    std::size_t size = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), size);
    if (digits.empty() || error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
    return size;
}

/// "1:3,7" of sorted numbers.
std::string set_of(std::span<const std::uint32_t> uids) {
    std::string set;
    for (std::size_t i = 0; i < uids.size();) {
        std::size_t end = i + 1;
        while (end < uids.size() && uids[end] == uids[end - 1] + 1) ++end;
        if (!set.empty()) set += ',';
        set += end - i == 1 ? fmt::format("{}", uids[i]) : fmt::format("{}:{}", uids[i], uids[end - 1]);
        i = end;
    }
    return set;
}

}  // namespace

std::string Client::take_line() {
    std::size_t end = buffer_.find("\r\n");
    while (end == std::string::npos) {
        if (buffer_.size() > longest_line) throw std::runtime_error("the server sends lines without end");
        const std::size_t searched = buffer_.empty() ? 0 : buffer_.size() - 1;
        buffer_ += stream_.receive();
        end = buffer_.find("\r\n", searched);
    }
    std::string line = buffer_.substr(0, end);
    buffer_.erase(0, end + 2);
    return line;
}

std::string Client::take_bytes(std::size_t count) {
    if (count > longest_literal) throw std::runtime_error("the server sends more than was asked for");
    while (buffer_.size() < count) buffer_ += stream_.receive();
    std::string bytes = buffer_.substr(0, count);
    buffer_.erase(0, count);
    return bytes;
}

Client::Response Client::next_response() {
    Response response;
    response.text = take_line();
    for (auto size = literal_of(response.text); size; size = literal_of(response.text)) {
        response.text.erase(response.text.rfind('{'));
        response.literal = take_bytes(*size);
        response.text += take_line();
    }
    return response;
}

std::vector<Client::Response> Client::command(std::string_view line) {
    const std::string tag = fmt::format("o{}", ++commands_);
    stream_.send(fmt::format("{} {}\r\n", tag, line));
    std::vector<Response> untagged;
    for (;;) {
        Response response = next_response();
        if (response.text.starts_with("* BYE") && line != "LOGOUT") throw std::runtime_error("the server says goodbye");
        if (!response.text.starts_with(tag + ' ')) {
            untagged.push_back(std::move(response));
            continue;
        }
        last_refusal_ = response.text.substr(tag.size() + 1);
        if (last_refusal_.starts_with("OK")) return untagged;
        // The first word is enough for people; what servers say may name users.
        throw std::runtime_error(fmt::format("the server refuses {}", line.substr(0, line.find(" \""))));
    }
}

std::uint32_t Client::open(std::string_view folder, bool to_change) {
    std::uint32_t validity = 0;
    for (const Response& response : command((to_change ? "SELECT " : "EXAMINE ") + quoted_folder(folder))) {
        validity = number_after(response.text, "UIDVALIDITY").value_or(validity);
    }
    if (validity == 0) throw std::runtime_error("the server gives no UIDVALIDITY");
    return validity;
}

std::vector<Listed> Client::listed_after(std::uint32_t last) {
    std::vector<Listed> mails;
    // "n:*" names the last mail also where its UID is below n.
    for (const Response& response : command(fmt::format("UID FETCH {}:* (UID RFC822.SIZE)", std::uint64_t{last} + 1))) {
        if (response.text.find(" FETCH ") == std::string::npos) continue;
        const auto uid = number_after(response.text, "UID");
        if (uid && *uid > last) mails.push_back({*uid, number_after(response.text, "RFC822.SIZE").value_or(0)});
    }
    std::ranges::sort(mails, {}, &Listed::uid);
    return mails;
}

std::string Client::fetch(std::uint32_t uid, std::size_t most) {
    for (Response& response : command(fmt::format("UID FETCH {} (UID BODY.PEEK[]<0.{}>)", uid, most))) {
        const bool is_body = response.text.find("BODY[]") != std::string::npos;
        if (is_body && number_after(response.text, "UID") == uid) return std::move(response.literal);
    }
    return {};
}

bool Client::has(std::string_view capability) {
    if (capabilities_.empty()) {
        for (const Response& response : command("CAPABILITY")) {
            if (response.text.starts_with("* CAPABILITY")) capabilities_ = response.text + ' ';
        }
    }
    return capabilities_.find(fmt::format(" {} ", capability)) != std::string::npos;
}

void Client::move(std::span<const std::uint32_t> uids, std::string_view folder) {
    if (uids.empty()) return;
    const std::string set = set_of(uids);
    const std::string to = quoted_folder(folder);
    const bool can_move = has("MOVE");
    // Without UIDPLUS, EXPUNGE would take what somebody else marked, too.
    if (!can_move && !has("UIDPLUS")) throw std::runtime_error("the server knows neither MOVE nor UIDPLUS");
    const std::string put = fmt::format("UID {} {} {}", can_move ? "MOVE" : "COPY", set, to);
    try {
        static_cast<void>(command(put));
    } catch (const std::runtime_error&) {
        if (last_refusal_.find("[TRYCREATE]") == std::string::npos) throw;
        static_cast<void>(command("CREATE " + to));
        static_cast<void>(command(put));
    }
    if (can_move) return;
    static_cast<void>(command(fmt::format("UID STORE {} +FLAGS.SILENT (\\Deleted)", set)));
    static_cast<void>(command(fmt::format("UID EXPUNGE {}", set)));
}

void Client::log_out() {
    static_cast<void>(command("LOGOUT"));
}

}  // namespace ombud::intake::imap
