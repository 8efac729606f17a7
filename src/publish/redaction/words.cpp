#include "publish/redaction/words.hpp"

#include "core/text.hpp"
#include "publish/redaction/dictionary/dictionary.hpp"
#include "publish/redaction/lexicon.hpp"

#include <algorithm>

namespace ombud::publish::redaction {

namespace {

struct Character {
    char32_t code = 0;
    std::size_t length = 1;
};

/// The character at `i` of well-formed UTF-8; a stray byte counts as a character that is no letter.
Character character(std::string_view text, std::size_t i) noexcept {
    const auto at = [&](std::size_t k) {
        return i + k < text.size() ? char32_t{static_cast<unsigned char>(text[i + k])} : char32_t{0};
    };
    const char32_t lead = at(0);
    if (lead < 0x80) return {lead, 1};
    if (lead >= 0xC0 && lead < 0xE0) return {((lead & 0x1FU) << 6U) | (at(1) & 0x3FU), 2};
    if (lead >= 0xE0 && lead < 0xF0) {
        return {((lead & 0x0FU) << 12U) | ((at(1) & 0x3FU) << 6U) | (at(2) & 0x3FU), 3};
    }
    if (lead >= 0xF0) {
        return {((lead & 0x07U) << 18U) | ((at(1) & 0x3FU) << 12U) | ((at(2) & 0x3FU) << 6U) | (at(3) & 0x3FU), 4};
    }
    return {0xFFFD, 1};
}

bool is_digit(char32_t c) noexcept {
    return c >= '0' && c <= '9';
}

bool is_letter(char32_t c) noexcept {
    if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (c < 0xC0) return c == 0xAA || c == 0xB5 || c == 0xBA;
    if (c == 0xD7 || c == 0xF7) return false;
    // Letters of the alphabets of the first plane; not the punctuation, arrows, boxes and signs of U+2000 to U+2BFF.
    return c < 0x2000 || (c >= 0x2C00 && c < 0x2E00) || (c >= 0x3040 && c < 0xD800) || (c >= 0xF900 && c < 0xFE00);
}

/// Of the Latin, Greek and Cyrillic alphabets as they are used in Europe.
bool is_capital(char32_t c) noexcept {
    if (c < 0x80) return c >= 'A' && c <= 'Z';
    if (c < 0xC0) return false;
    if (c <= 0xDE) return c != 0xD7;
    if (c < 0x100) return false;
    if (c <= 0x137 || (c >= 0x14A && c <= 0x177) || (c >= 0x1E00 && c <= 0x1EFF) || (c >= 0x200 && c <= 0x233)) {
        return c % 2 == 0;
    }
    if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E)) return c % 2 == 1;
    return c == 0x178 || (c >= 0x391 && c <= 0x3A9) || (c >= 0x400 && c <= 0x42F);
}

bool is_foreign(char32_t c) noexcept {
    return c >= 0x370 && !(c >= 0x1E00 && c <= 0x1EFF);
}

/// Soft hyphens and marks without width: nobody sees them in a word, and they are no part of its key.
bool is_invisible(char32_t c) noexcept {
    return c == 0xAD || (c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0xFEFF;
}

/// Apostrophes and hyphens that keep letters together.
bool joins(char32_t c) noexcept {
    return is_invisible(c) || c == '-' || c == '\'' || c == 0x2019 || c == 0x2010 || c == 0x2011;
}

bool begins_line(std::string_view gap) noexcept {
    const std::size_t line = gap.rfind('\n');
    if (line == std::string_view::npos) return false;
    return gap.substr(line + 1).find_first_not_of(" \t>*-\xE2\x80\xA2\x93\x94") == std::string_view::npos;
}

}  // namespace

Words::Words(std::string_view text) : text_(text) {
    words_.reserve(text.size() / 6 + 4);
    std::vector<std::pair<std::size_t, std::size_t>> spans;
    spans.reserve(text.size() / 6 + 4);
    for (std::size_t i = 0; i < text.size();) {
        Character c = character(text, i);
        if (!is_letter(c.code) && !is_digit(c.code)) {
            i += c.length;
            continue;
        }
        Word word;
        word.begin = i;
        word.number = is_digit(c.code);
        word.capital = is_capital(c.code);
        word.upper = word.capital;
        while (i < text.size()) {
            c = character(text, i);
            if (word.number ? is_digit(c.code) : is_letter(c.code)) {
                word.upper = word.upper && is_capital(c.code);
                word.foreign = word.foreign || is_foreign(c.code);
                i += c.length;
                continue;
            }
            const std::size_t after = i + c.length;
            if (word.number || !joins(c.code) || after >= text.size() || !is_letter(character(text, after).code)) break;
            i = after;
        }
        word.end = std::min(i, text.size());
        std::string key = fold(text.substr(word.begin, word.end - word.begin));
        for (const std::string_view mark :
             {"\xC2\xAD", "\xE2\x80\x8B", "\xE2\x80\x8C", "\xE2\x80\x8D", "\xE2\x81\xA0", "\xEF\xBB\xBF"}) {
            for (auto at = key.find(mark); at != std::string::npos; at = key.find(mark)) key.erase(at, mark.size());
        }
        spans.emplace_back(folded_.size(), key.size());
        folded_ += key;
        words_.push_back(word);
    }
    for (std::size_t k = 0; k < words_.size(); ++k) {
        Word& word = words_[k];
        word.key = std::string_view(folded_).substr(spans[k].first, spans[k].second);
        if (!word.number) word.bits = meaning(word.key);
        if (word.bits == 0 && ends_as_role(word.key)) word.bits = role | ordinary;
        word.strange = !word.number && (word.bits & ordinary) == 0 && word.key.size() > 2 && !is_german(word.key);
        word.first = k == 0 || begins_line(gap(k));
    }
}

std::string_view Words::gap(std::size_t i) const noexcept {
    const std::size_t begin = i == 0 ? 0 : words_[i - 1].end;
    const std::size_t end = i < words_.size() ? words_[i].begin : text_.size();
    return text_.substr(begin, end - begin);
}

bool Words::follows(std::size_t i) const noexcept {
    if (i == 0 || i >= words_.size()) return false;
    const std::string_view between = gap(i);
    return between.empty() || between == " " || between == "  " || between == "\xC2\xA0";
}

std::size_t Words::at(std::size_t byte) const noexcept {
    const auto found = std::ranges::partition_point(words_, [byte](const Word& word) { return word.begin < byte; });
    return static_cast<std::size_t>(found - words_.begin());
}

std::vector<std::string_view> hyphen_parts(std::string_view key) {
    std::vector<std::string_view> parts;
    for (std::size_t begin = 0; begin <= key.size();) {
        const std::size_t end = std::min(key.find('-', begin), key.size());
        if (end > begin) parts.push_back(key.substr(begin, end - begin));
        begin = end + 1;
    }
    return parts;
}

}  // namespace ombud::publish::redaction
