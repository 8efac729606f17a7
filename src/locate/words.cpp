#include "locate/words.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <array>

namespace ombud::locate {

namespace {

unsigned char byte_at(std::string_view text, std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : static_cast<unsigned char>(0);
}

bool is_digit(unsigned char c) {
    return c >= '0' && c <= '9';
}
bool is_lower(unsigned char c) {
    return c >= 'a' && c <= 'z';
}
bool is_upper(unsigned char c) {
    return c >= 'A' && c <= 'Z';
}

/// How many bytes the character at `i` has; malformed bytes count one.
std::size_t length_at(std::string_view text, std::size_t i) {
    const unsigned char lead = byte_at(text, i);
    const std::size_t length = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    return std::min(length, text.size() - i);
}

/// U+00C0 to U+00FF (second byte 0x80 to 0xBF after 0xC3); empty where it is no letter.
constexpr std::array<std::string_view, 64> latin{
    "a", "a", "a", "a", "ae", "a", "ae", "c", "e", "e", "e", "e", "i",  "i", "i",  "i",
    "d", "n", "o", "o", "o",  "o", "oe", "",  "o", "u", "u", "u", "ue", "y", "th", "ss",
    "a", "a", "a", "a", "ae", "a", "ae", "c", "e", "e", "e", "e", "i",  "i", "i",  "i",
    "d", "n", "o", "o", "o",  "o", "oe", "",  "o", "u", "u", "u", "ue", "y", "th", "y"};

/// An apostrophe inside a word leaves no trace: "Auf'm Berg" is "Aufm Berg". Returns its length in bytes.
std::size_t apostrophe_at(std::string_view text, std::size_t i) {
    const unsigned char c = byte_at(text, i);
    if (c == '\'' || c == '`') return 1;
    if (c == 0xC2 && byte_at(text, i + 1) == 0xB4) return 2;
    if (c == 0xE2 && byte_at(text, i + 1) == 0x80 && byte_at(text, i + 2) == 0x99) return 3;
    return 0;
}

/// A combining mark (U+0300 to U+036F) belongs to the letter before it. Returns its length in bytes.
std::size_t mark_at(std::string_view text, std::size_t i) {
    const unsigned char c = byte_at(text, i);
    const unsigned char next = byte_at(text, i + 1);
    return (c == 0xCC && next >= 0x80) || (c == 0xCD && next >= 0x80 && next < 0xB0) ? 2 : 0;
}

Gap gap_of(std::string_view text, std::size_t i, std::size_t length) {
    const unsigned char c = byte_at(text, i);
    if (length == 1) {
        switch (c) {
            case ' ':
            case '\t':
            case '\n':
            case '\r':
                return Gap::space;
            case '-':
                return Gap::hyphen;
            case '.':
                return Gap::dot;
            case '/':
                return Gap::slash;
            case ',':
                return Gap::comma;
            default:
                return Gap::other;
        }
    }
    if (c == 0xC2 && byte_at(text, i + 1) == 0xA0) return Gap::space;  // no-break space
    if (c == 0xC2 && byte_at(text, i + 1) == 0xAD) return Gap::none;   // soft hyphen
    if (c == 0xE2 && byte_at(text, i + 1) == 0x80 && byte_at(text, i + 2) >= 0x90 && byte_at(text, i + 2) <= 0x95) {
        return Gap::hyphen;
    }
    if (c == 0xE2 && byte_at(text, i + 1) == 0x80 && (byte_at(text, i + 2) <= 0x8B || byte_at(text, i + 2) == 0xAF)) {
        return Gap::space;
    }
    return Gap::other;
}

/// Adds what stands at `i` to the gap so far. A stop is a full stop with a space after it.
Gap joined(Gap before, Gap more) {
    if (before == Gap::dot && more == Gap::space) return Gap::stop;
    return std::max(before, more);
}

/// Whether what stands between two words begins and ends with white space.
bool between_spaces(std::string_view text, std::size_t begin, std::size_t end) {
    const auto white = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
    return end > begin && white(text[begin]) && white(text[end - 1]);
}

}  // namespace

std::size_t WordReader::fold_letter(std::string_view text, std::size_t i) {
    const unsigned char c = byte_at(text, i);
    if (is_lower(c)) {
        folded_ += static_cast<char>(c);
        return 1;
    }
    if (is_upper(c)) {
        folded_ += static_cast<char>(c - 'A' + 'a');
        return 1;
    }
    if (c < 0xC3) return 0;
    const std::size_t length = length_at(text, i);
    if (c == 0xC3) {
        const unsigned char second = byte_at(text, i + 1);
        if (second < 0x80 || second > 0xBF) return 0;
        const std::string_view letters = latin.at(second - 0x80U);
        folded_ += letters;
        return letters.empty() ? 0 : 2;
    }
    if (c == 0xE2 || mark_at(text, i) > 0) return 0;  // punctuation and symbols
    const std::string letters = fold(text.substr(i, length));
    const bool plain = !letters.empty() && std::ranges::all_of(letters, [](char l) { return l >= 'a' && l <= 'z'; });
    const bool foreign = !plain && c != 0xEF && c < 0xF0 && letters.size() > 1;
    if (!plain && !foreign) return 0;
    folded_ += letters;
    return length;
}

void WordReader::close_word(std::size_t end) {
    if (!open_) return;
    words_.back().end = static_cast<std::uint32_t>(end);
    spans_.back().end = folded_.size();
    open_ = false;
}

const std::vector<Word>& WordReader::read(std::string_view text) {
    folded_.clear();
    words_.clear();
    spans_.clear();
    open_ = false;
    Gap gap = Gap::section;
    bool hyphen = false;  // one stands in the gap
    int line_feeds = 0;
    for (std::size_t i = 0; i < text.size();) {
        const unsigned char c = byte_at(text, i);
        const std::size_t before = folded_.size();
        const bool digit = is_digit(c);
        std::size_t length = 1;
        if (digit) {
            folded_ += static_cast<char>(c);
        } else {
            length = fold_letter(text, i);
        }
        if (length > 0) {
            if (open_ && words_.back().number != digit) {
                words_.back().end = static_cast<std::uint32_t>(i);
                spans_.back().end = before;
                open_ = false;
                gap = Gap::none;
            }
            if (!open_) {
                if (gap == Gap::space && hyphen && between_spaces(text, words_.empty() ? 0 : words_.back().end, i)) {
                    gap = Gap::dash;
                }
                const bool capital = is_upper(c) || (c == 0xC3 && byte_at(text, i + 1) < 0x9F);
                words_.push_back(
                    {{}, static_cast<std::uint32_t>(i), 0, words_.empty() ? Gap::section : gap, digit, capital, false});
                spans_.push_back({before, before});
                open_ = true;
            }
            i += length;
            continue;
        }
        if (open_) {
            if (const std::size_t mark = mark_at(text, i); mark > 0) {
                const char last = folded_.back();
                if (c == 0xCC && byte_at(text, i + 1) == 0x88 && (last == 'a' || last == 'o' || last == 'u')) {
                    folded_ += 'e';
                }
                i += mark;
                continue;
            }
            const std::size_t apostrophe = words_.back().number ? 0 : apostrophe_at(text, i);
            const unsigned char after = byte_at(text, i + apostrophe);
            if (apostrophe > 0 && (is_lower(after) || is_upper(after))) {
                i += apostrophe;
                continue;
            }
            close_word(i);
            words_.back().dotted = c == '.';
            gap = Gap::none;
            hyphen = false;
            line_feeds = 0;
        }
        length = length_at(text, i);
        if (c == '\n' && ++line_feeds > 1) gap = Gap::section;
        const Gap more = gap_of(text, i, length);
        hyphen |= more == Gap::hyphen;
        gap = joined(gap, more);
        i += length;
    }
    close_word(text.size());
    // The keys point into `folded_`, which has stopped growing only now.
    for (std::size_t w = 0; w < words_.size(); ++w) {
        words_[w].key = std::string_view(folded_).substr(spans_[w].begin, spans_[w].end - spans_[w].begin);
    }
    return words_;
}

std::string joined_key(std::string_view name) {
    WordReader reader;
    std::string key;
    for (const Word& word : reader.read(name)) key += word.key;
    return key;
}

}  // namespace ombud::locate
