#include "locate/house_phrase.hpp"

#include "locate/common_words.hpp"
#include "locate/spelling.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

namespace ombud::locate {

namespace {

constexpr std::size_t most_connectors = 5;

unsigned value_of(const Word& word) {
    unsigned value = 0;
    std::from_chars(word.key.data(), word.key.data() + word.key.size(), value);
    return value;
}

bool is_one_of(std::string_view key, std::initializer_list<std::string_view> list) {
    return std::ranges::find(list, key) != list.end();
}

/// Words that say that the number after them is one of a house.
bool is_label(std::string_view key) {
    return is_one_of(key, {"nr", "nummer", "hausnummer", "hausnr", "hnr", "hn", "hs", "haus", "hoehe", "gegenueber",
                           "number", "no"});
}

/// What makes of a number something else: "3,5", "12:30", "12.5.", "50 %", "20 Meter", "12. Mai", "3-mal", "12er".
bool means_something_else(std::string_view text, std::span<const Word> words, std::size_t i) {
    const Word& word = words[i];
    if (i > 0) {
        const Word& before = words[i - 1];
        const bool tight = before.end + 1 == word.begin;
        if (before.number && (word.gap == Gap::dot || (tight && word.gap != Gap::hyphen && word.gap != Gap::slash))) {
            return true;
        }
        if (word.begin > 0 && (text[word.begin - 1] == '+' || text[word.begin - 1] == '#')) return true;
    }
    const std::string_view rest = text.substr(word.end).substr(0, 6);
    const std::string_view sign = rest.substr(std::min(rest.find_first_not_of(' '), rest.size()));
    if (sign.starts_with('%') || sign.starts_with("€") || sign.starts_with("°")) return true;
    if (i + 1 == words.size()) return false;
    const Word& next = words[i + 1];
    const bool tight = word.end + 1 == next.begin;
    if (next.number) {
        if (next.gap == Gap::dot || (tight && (next.gap == Gap::comma || text[word.end] == ':'))) return true;
        if (next.gap == Gap::slash && next.key.size() > 3) return true;
        // Telephone numbers come in groups; a postcode may follow an address.
        return next.gap == Gap::space && next.key.size() != 5;
    }
    if (next.gap == Gap::none) return next.key.size() > 1;
    if (next.gap == Gap::hyphen && tight) return next.key.size() > 1;
    if (next.gap == Gap::stop || next.gap == Gap::dot || next.gap == Gap::space) {
        const bool letter = next.key.size() == 1 && !is_one_of(next.key, {"m", "x", "l"});
        return !letter && is_counted(next.key);
    }
    return false;
}

/// A letter behind the number: "12a", "12 a"; not the beginning of another word or an initial ("12 A. Meier").
bool is_house_letter(std::span<const Word> words, std::size_t i) {
    if (i >= words.size()) return false;
    const Word& word = words[i];
    if (word.number || word.key.size() != 1) return false;
    if (word.gap == Gap::none) return true;
    if (word.gap != Gap::space) return false;
    const bool goes_on = i + 1 < words.size() && (words[i + 1].gap == Gap::none || words[i + 1].gap == Gap::dot);
    return !goes_on;
}

/// "-14", "/14", "bis 14", "+14" behind a number, and with `between` also "und 20".
void read_range(std::string_view text, std::span<const Word> words, bool between, HousePhrase& phrase) {
    std::size_t i = phrase.last;
    if (i >= words.size()) return;
    const bool sign = words[i].gap == Gap::hyphen || words[i].gap == Gap::dash || words[i].gap == Gap::slash ||
                      (words[i].gap == Gap::other && words[i].begin > 0 && text[words[i].begin - 1] == '+');
    const bool word = words[i].gap == Gap::space && (words[i].key == "bis" || (between && words[i].key == "und"));
    if (word) {
        ++i;
        while (i < words.size() && is_label(words[i].key)) ++i;
    }
    if ((!sign && !word) || i >= words.size() || !words[i].number || words[i].key.size() > 3) {
        // "12a-c": the letters of one number.
        if (phrase.letter != '\0' && i < words.size() && words[i].gap == Gap::hyphen && words[i].key.size() == 1) {
            phrase.last = i + 1;
        }
        return;
    }
    const unsigned to = value_of(words[i]);
    constexpr unsigned longest_range = 200;
    if (to <= phrase.number || to - phrase.number > longest_range || words[i].key.front() == '0') return;
    phrase.to = to;
    phrase.last = i + 1;
    if (is_house_letter(words, phrase.last)) ++phrase.last;
}

std::optional<HousePhrase> number_at(std::string_view text, std::span<const Word> words, std::size_t i, bool between) {
    const Word& word = words[i];
    if (!word.number || word.key.size() > 3 || word.key.front() == '0' || means_something_else(text, words, i)) {
        return std::nullopt;
    }
    HousePhrase phrase;
    phrase.number = value_of(word);
    phrase.first = i;
    phrase.last = i + 1;
    if (is_house_letter(words, i + 1)) {
        phrase.letter = words[i + 1].key.front();
        phrase.last = i + 2;
    }
    read_range(text, words, between, phrase);
    return phrase;
}

bool joins(const Word& before, const Word& word, bool label) {
    switch (word.gap) {
        case Gap::none:
        case Gap::dot:
        case Gap::hyphen:
        case Gap::space:
        case Gap::dash:
        case Gap::comma:
            return true;
        case Gap::stop:
            return label || abbreviates(before);
        case Gap::slash:
        case Gap::section:
            return false;
        case Gap::other:
            return label;
    }
    return false;
}

/// "Str." with one letter mistyped: "Huberttr. 12", "Soester Sr. 8".
bool may_abbreviate(const Word& word) {
    if (!word.dotted || word.number) return false;
    std::string reduced;
    reduce(word.key, reduced);
    const std::string_view key(reduced);
    for (std::size_t length = 2; length <= 4 && length <= key.size(); ++length) {
        if (edits_between(key.substr(key.size() - length), "str", 1) <= 1) return true;
    }
    return false;
}

}  // namespace

bool abbreviates(const Word& word) {
    if (!word.dotted) return false;
    if (word.number || word.key.size() < 2 || word.key.ends_with("str")) return true;
    return is_one_of(word.key, {"pl",   "wg",     "st", "all", "al", "dr",     "prof", "gr",  "kl", "bgm", "obgm",
                                "gebr", "geschw", "nr", "hnr", "hs", "hausnr", "ii",   "iii", "iv", "ca",  "sankt"}) ||
           ((word.key.ends_with("pl") || word.key.ends_with("wg")) && word.key.size() > 4);
}

std::optional<HousePhrase> house_number_at(std::string_view text, std::span<const Word> words, std::size_t i) {
    return number_at(text, words, i, false);
}

std::optional<HousePhrase> house_after(std::string_view text, std::span<const Word> words, std::size_t after) {
    bool labelled = false;
    bool leading = false;
    bool between = after >= 2 && words[0].key == "zwischen";
    for (std::size_t back = 2; back <= 6 && back <= after; ++back) between |= words[after - back].key == "zwischen";
    for (std::size_t i = after; i < words.size() && i <= after + most_connectors; ++i) {
        const Word& word = words[i];
        const bool label = is_label(word.key);
        if (!joins(words[i - 1], word, label || labelled)) return std::nullopt;
        if (word.number) {
            auto phrase = number_at(text, words, i, between);
            if (!phrase || (i > after && !labelled && !leading)) return std::nullopt;
            // "Werler Straße, 3 Laternen"
            const bool counts = phrase->last < words.size() && words[phrase->last].gap == Gap::space &&
                                is_countable(words[phrase->last].key);
            if (counts && (word.gap == Gap::comma || word.gap == Gap::dash)) return std::nullopt;
            phrase->labelled = labelled;
            return phrase;
        }
        if (!leads_to_number(word.key)) return std::nullopt;
        labelled |= label;
        leading |= is_one_of(word.key, {"vor", "bei", "neben", "hinter", "zwischen", "ca", "etwa"});
        between |= word.key == "zwischen";
    }
    return std::nullopt;
}

namespace {

/// "zwischen 12 und 20" with its last number at word `i`.
std::optional<HousePhrase> stretch_before(std::string_view text, std::span<const Word> words, std::size_t i) {
    constexpr std::size_t most_words = 6;  // "zwischen Nr. 12 a und Nr. 20"
    for (std::size_t first = i; first > 0 && i - first < most_words; --first) {
        if (words[first - 1].key != "zwischen") continue;
        while (first < i && is_label(words[first].key)) ++first;
        auto phrase = number_at(text, words, first, true);
        return phrase && phrase->to != 0 && phrase->last > i ? phrase : std::nullopt;
    }
    return std::nullopt;
}

}  // namespace

std::optional<HousePhrase> house_before(std::string_view text, std::span<const Word> words, std::size_t street) {
    // Over "in der", "an der", "auf dem" and a comma back to the number, and over its letter.
    for (std::size_t i = street; i-- > 0 && street - i <= 4;) {
        const Word& word = words[i];
        if (words[i + 1].gap > Gap::comma || words[i + 1].gap == Gap::stop) return std::nullopt;
        if (word.number) {
            auto phrase = stretch_before(text, words, i);
            if (!phrase) {
                if (i == 0 || !is_label(words[i - 1].key)) return std::nullopt;
                phrase = number_at(text, words, i, false);
            }
            if (!phrase || phrase->last > street) return std::nullopt;
            phrase->labelled = true;
            return phrase;
        }
        const bool letter = word.key.size() == 1;
        if (!letter && !is_one_of(word.key, {"in", "an", "auf", "am", "der", "dem", "die", "von", "on", "the", "at"})) {
            return std::nullopt;
        }
    }
    return std::nullopt;
}

std::size_t street_ends_before(std::span<const Word> words, std::size_t i, std::span<std::size_t, max_ends> ends) {
    bool labelled = false;
    std::size_t count = 0;
    while (i > 0 && count < max_ends) {
        const Word& before = words[i - 1];
        if (!joins(before, words[i], labelled) && !(words[i].gap == Gap::stop && may_abbreviate(before))) break;
        ends[count++] = i;
        if (before.number || !leads_to_number(before.key)) break;
        labelled |= is_label(before.key);
        --i;
    }
    return count;
}

}  // namespace ombud::locate
