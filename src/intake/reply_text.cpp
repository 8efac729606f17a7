#include "intake/reply_text.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace ombud::intake {

namespace {

using namespace std::string_view_literals;

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        if (line.ends_with('\r')) line.remove_suffix(1);
        lines.push_back(line);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

bool starts_with_any(std::string_view text, const auto& starts) {
    return std::ranges::any_of(starts, [&](std::string_view start) { return text.starts_with(start); });
}

bool is_quoted(std::string_view line) {
    return trim(line).starts_with('>');
}

/// "-----Ursprüngliche Nachricht-----" and its relatives. \param folded  the trimmed line, folded
bool is_separator(std::string_view folded) {
    constexpr std::array plain{"anfang der weitergeleiteten nachricht"sv, "begin forwarded message"sv,
                               "anfang der weitergeleiteten e-mail"sv};
    if (starts_with_any(folded, plain)) return true;
    constexpr std::array headings{"urspruengliche nachricht"sv,
                                  "originalnachricht"sv,
                                  "original message"sv,
                                  "original-nachricht"sv,
                                  "weitergeleitete nachricht"sv,
                                  "forwarded message"sv,
                                  "urspruengliche mail"sv,
                                  "original-mail"sv,
                                  "forwarded by"sv,
                                  "reply message"sv,
                                  "originalmail"sv};
    if (!folded.starts_with("--") && !folded.starts_with("__")) return false;
    const std::size_t start = folded.find_first_not_of("-_ *");
    return start != std::string_view::npos && starts_with_any(folded.substr(start), headings);
}

/// What a header line of a quoted mail names: 1 sender, 2 date, 4 recipient, 8 subject; 0: it is none.
unsigned header_kind(std::string_view line) {
    const std::string folded = fold(trim(line).substr(0, 40));
    std::string_view text = folded;
    while (text.starts_with('*')) text.remove_prefix(1);  // bold, as converters write it
    constexpr std::array sender{"von:"sv, "from:"sv};
    constexpr std::array date{"gesendet:"sv, "sent:"sv, "datum:"sv, "date:"sv};
    constexpr std::array recipient{"an:"sv, "to:"sv};
    constexpr std::array subject{"betreff:"sv, "subject:"sv};
    if (starts_with_any(text, sender)) return 1;
    if (starts_with_any(text, date)) return 2;
    if (starts_with_any(text, recipient)) return 4;
    return starts_with_any(text, subject) ? 8 : 0;
}

/// The headers that Outlook puts on top of the mail it answers: sender first, then at least two others.
bool is_header_block(const std::vector<std::string_view>& lines, std::size_t at) {
    if (header_kind(lines[at]) != 1) return false;
    unsigned kinds = 0;
    for (std::size_t i = at; i < std::min(at + 7, lines.size()); ++i) kinds |= header_kind(lines[i]);
    return (kinds & 1U) + ((kinds >> 1U) & 1U) + ((kinds >> 2U) & 1U) + ((kinds >> 3U) & 1U) >= 3;
}

/// How many lines from `at` on announce a quote ("Am … schrieb …:"), 0 if they do not. Mail programs wrap long ones.
std::size_t announcement(const std::vector<std::string_view>& lines, std::size_t at) {
    constexpr std::array starts{"am "sv, "on "sv, "em "sv, "le "sv};
    constexpr std::array verbs{" schrieb"sv, " wrote"sv, " hat geschrieben"sv, " a ecrit"sv, "wrote:"sv, "schrieb"sv};
    constexpr std::size_t longest = 400;
    std::string whole;
    for (std::size_t i = at; i < std::min(at + 4, lines.size()); ++i) {
        const std::string_view line = trim(lines[i]);
        if (line.empty() || is_quoted(line) || whole.size() + line.size() > longest) return 0;
        whole += (whole.empty() ? "" : " ");
        whole += fold(line);
        if (i == at && !starts_with_any(whole, starts)) return 0;
        if (!whole.ends_with(':')) continue;
        const bool says_so = std::ranges::any_of(verbs, [&](std::string_view verb) { return contains(whole, verb); });
        const bool dated = whole.find_first_of("0123456789") != std::string::npos;
        return says_so && dated ? i - at + 1 : 0;
    }
    return 0;
}

/// Whether an announcement is so plain that what follows is a quote even without ">".
bool names_somebody(const std::vector<std::string_view>& lines, std::size_t at, std::size_t count) {
    for (std::size_t i = at; i < at + count; ++i) {
        const std::size_t colon = lines[i].find(':');
        const bool time = colon != std::string_view::npos && colon + 1 < lines[i].size() &&
                          lines[i][colon + 1] >= '0' && lines[i][colon + 1] <= '9';
        if (contains(lines[i], "@") || time) return true;
    }
    return false;
}

bool is_signature_start(const std::vector<std::string_view>& lines, std::size_t at) {
    constexpr std::size_t longest_signature = 15;
    if (lines[at] == "-- ") return true;
    // The space is often lost on the way; then only a short rest is believed to be a signature.
    return lines[at] == "--" && lines.size() - at <= longest_signature;
}

/// The line that mail apps put under every mail.
bool is_device_line(std::string_view line) {
    constexpr std::size_t longest = 120;
    if (line.empty() || line.size() > longest) return false;
    const std::string folded = fold(line);
    constexpr std::array starts{"sent from my "sv,
                                "gesendet von meinem "sv,
                                "gesendet von meiner "sv,
                                "von meinem "sv,
                                "von meiner "sv,
                                "gesendet mit der "sv,
                                "gesendet mit "sv,
                                "gesendet von "sv,
                                "get outlook for "sv,
                                "sent from "sv,
                                "diese nachricht wurde von meinem "sv,
                                "outlook fuer "sv,
                                "von outlook fuer "sv,
                                "holen sie sich outlook "sv,
                                "sent with "sv,
                                "sent via "sv,
                                "laden sie outlook "sv};
    if (!starts_with_any(folded, starts)) return false;
    if (folded.starts_with("von mein") || folded.starts_with("von outlook") || folded.starts_with("diese nachricht")) {
        return contains(folded, "gesendet") || contains(folded, "geschickt");
    }
    constexpr std::array devices{"iphone"sv, "ipad"sv,   "android"sv,    "outlook"sv, "mobil"sv,   "samsung"sv,
                                 "galaxy"sv, "handy"sv,  "phone"sv,      "mail"sv,    "telefon"sv, "smartphone"sv,
                                 "tablet"sv, "huawei"sv, "blackberry"sv, "app"sv,     "windows"sv};
    return std::ranges::any_of(devices, [&](std::string_view device) { return contains(folded, device); });
}

std::size_t skip_quote(const std::vector<std::string_view>& lines, std::size_t at) {
    while (at < lines.size()) {
        std::size_t next = at;
        while (next < lines.size() && trim(lines[next]).empty()) ++next;
        if (next == lines.size() || !is_quoted(lines[next])) return at;
        at = next + 1;
    }
    return at;
}

/// Lines as text, blank ones at both ends left out, of several in a row one kept.
std::string joined(const std::vector<std::string_view>& lines) {
    std::string text;
    bool blank = false;
    for (std::string_view line : lines) {
        while (line.ends_with(' ') || line.ends_with('\t')) line.remove_suffix(1);
        if (trim(line).empty()) {
            blank = !text.empty();
            continue;
        }
        if (!text.empty()) text += blank ? "\n\n" : "\n";
        blank = false;
        text += line;
    }
    return text;
}

}  // namespace

std::string written_text(std::string_view text) {
    const std::vector<std::string_view> lines = lines_of(text);
    std::vector<std::string_view> kept;
    for (std::size_t i = 0; i < lines.size();) {
        const std::string_view line = trim(lines[i]);
        if (is_quoted(line)) {
            i = skip_quote(lines, i);
            continue;
        }
        if (is_signature_start(lines, i)) break;
        if (const std::size_t count = announcement(lines, i); count > 0) {
            const std::size_t behind = skip_quote(lines, i + count);
            if (behind > i + count) {
                i = behind;  // what stands under the quote is an answer to it
                continue;
            }
            if (names_somebody(lines, i, count)) break;
        }
        constexpr std::size_t longest_separator = 100;
        if (line.size() < longest_separator && is_separator(fold(line))) break;
        const bool rule = line.size() >= 5 && line.find_first_not_of("_-") == std::string_view::npos;
        if (is_header_block(lines, i) || (rule && i + 1 < lines.size() && is_header_block(lines, i + 1))) break;
        if (!is_device_line(line)) kept.push_back(lines[i]);
        ++i;
    }
    return joined(kept);
}

std::string unfold_flowed(std::string_view text, bool del_sp) {
    std::string result;
    std::size_t paragraph_depth = 0;
    bool open = false;  // the line before ended in a soft break
    for (std::string_view line : lines_of(text)) {
        std::size_t depth = 0;
        while (depth < line.size() && line[depth] == '>') ++depth;
        line.remove_prefix(depth);
        if (line.starts_with(' ')) line.remove_prefix(1);  // space-stuffing
        const bool signature = line == "-- ";
        // A change of depth ends a paragraph, whatever the line before promised; so does an empty line, which people
        // see as one although the RFC would join it.
        const bool goes_on = open && depth == paragraph_depth && !signature && !line.empty();
        if (open && !goes_on) result += '\n';
        if (!goes_on && depth > 0) result.append(depth, '>').append(1, ' ');
        paragraph_depth = depth;
        open = line.ends_with(' ') && !signature;
        if (open && del_sp) line.remove_suffix(1);
        result += line;
        if (!open) result += '\n';
    }
    return result;
}

}  // namespace ombud::intake
