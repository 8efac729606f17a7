#include "locate/street_key.hpp"

#include "core/text.hpp"

#include <array>
#include <utility>

namespace ombud::locate {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_letter(char c) {
    return c >= 'a' && c <= 'z';
}

/// Abbreviations at the end of a street's last word, as German address registers and people write them.
constexpr std::array<std::pair<std::string_view, std::string_view>, 3> endings{
    {{"str", "strasse"}, {"pl", "platz"}, {"wg", "weg"}}};

/// Appends one word without its dots and hyphens.
void append_word(std::string& key, std::string_view word) {
    const bool abbreviated = word.ends_with('.');
    std::string bare;
    for (const char c : word) {
        if (is_letter(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80) bare += c;
    }
    if (abbreviated && bare == "st") bare = "sankt";
    for (const auto& [shortened, full] : endings) {
        // "str" is an ending with and without its dot; the shorter ones only with, since "Pl" may end a name.
        if (bare.ends_with(shortened) && (abbreviated || shortened == "str")) {
            bare.replace(bare.size() - shortened.size(), shortened.size(), full);
            break;
        }
    }
    key += bare;
}

}  // namespace

std::string street_key(std::string_view street) {
    const std::string folded = fold(street);
    std::string key;
    std::string word;
    const auto flush = [&] {
        append_word(key, word);
        word.clear();
    };
    for (const char c : folded) {
        if (c == ' ' || c == '-' || c == '\t') {
            flush();
        } else {
            word += c;
            if (c == '.') flush();
        }
    }
    flush();
    return key;
}

std::string number_key(std::string_view house_number) {
    const std::string folded = fold(trim(house_number));
    std::size_t i = 0;
    while (i + 1 < folded.size() && folded[i] == '0') ++i;
    std::string key;
    while (i < folded.size() && is_digit(folded[i])) key += folded[i++];
    while (i < folded.size() && folded[i] == ' ') ++i;
    // One letter belongs to the number ("12 a"); a word after it does not ("12 gegenüber").
    const bool one_letter =
        i < folded.size() && is_letter(folded[i]) && (i + 1 == folded.size() || !is_letter(folded[i + 1]));
    if (one_letter) key += folded[i];
    return key;
}

StreetAndNumber split_house_number(std::string_view line) {
    line = trim(line);
    // From the right: the last word that starts with a digit, after at least one other word.
    for (std::size_t i = line.size(); i-- > 1;) {
        const bool starts_word = is_digit(line[i]) && line[i - 1] == ' ';
        if (!starts_word) continue;
        const std::string_view before = trim(line.substr(0, i));
        if (before.ends_with('-') || before.ends_with("\u2013")) continue;  // the end of a range, "12 - 14"
        const std::string_view rest = trim(line.substr(i));
        // "Straße des 17. Juni" has a number that is none.
        if (rest.find('.') != std::string_view::npos || number_key(rest).empty()) break;
        return {std::string(before), std::string(rest)};
    }
    return {std::string(line), {}};
}

}  // namespace ombud::locate
