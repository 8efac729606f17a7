// Streets that are misspelt in a text: the third part of TextLocator.

#include "locate/common_words.hpp"
#include "locate/spelling.hpp"
#include "locate/text_locator.hpp"

#include <algorithm>

namespace ombud::locate {

namespace {

constexpr std::size_t shortest_name = 4;  ///< letters; below it nearly everything is near

// What is taken from the score of a reading (text_readings.cpp).
constexpr double an_edit = 0.13;
constexpr double a_reduction = 0.07;  ///< umlauts or doubled letters had to be reduced to come so near
constexpr double unexplained_words = 0.15;
constexpr double torn_name = 0.10;  ///< it begins behind a hyphen
constexpr double unexplained_score = 0.60;

/// "tS. Albertus Magnus": a short word with a full stop may be a mistyped abbreviation.
bool may_be_initial(const Word& word, const Word& next) {
    constexpr std::size_t longest = 3;
    return next.gap == Gap::stop && word.key.size() <= longest;
}

/// An ending of streets, or "Straße" with one letter mistyped.
bool ends_like_street(std::string_view key) {
    constexpr std::string_view full = "strasse";
    for (std::size_t length = full.size() - 1; length <= full.size() + 1 && length < key.size(); ++length) {
        if (edits_between(key.substr(key.size() - length), full, 1) <= 1) return true;
    }
    return has_street_suffix(key);
}

double cost_of(const Near& near) {
    return an_edit * std::max(near.edits, 1) + a_reduction * near.more;
}

}  // namespace

/// Ordinary words are none, and a name has at least one word of its own.
bool TextLocator::may_be_misspelt(std::size_t first, std::size_t last) const {
    if (key_.size() < shortest_name) return false;
    return !std::ranges::all_of(words_.subspan(first, last - first), [](const Word& word) {
        return word.number || is_common(word.key) || leads_to_place(word.key);
    });
}

/// "Steelfr Bergstraße 18": of two streets, one called like the other with something before it, the longer name is
/// meant where what stands before the shorter is nearly its beginning.
void TextLocator::read_longer(const Mention& mention, std::size_t begun) {
    const Word& before = words_[mention.first - 1];
    if (before.number || leads_to_place(before.key) || leads_to_number(before.key)) return;
    const auto phrase = house_after(text_, words_, mention.last);
    if (!phrase) return;
    key_.assign(before.key);
    for (std::size_t i = mention.first; i < mention.last; ++i) key_ += words_[i].key;
    gazetteer_.near(key_, near_);
    const std::size_t shorter_end = readings_.size();
    for (const Near& near : near_) {
        const auto house = gazetteer_.house(near.street, query_of(*phrase));
        if (near.street == mention.targets[0].index || !house || house->difference != 0) continue;
        for (std::size_t r = begun; r < shorter_end; ++r) {
            readings_[r].score = std::min(readings_[r].score, unexplained_score);
        }
        read_house(mention.first - 1, mention.last, near.street, *phrase, cost_of(near));
    }
}

/// What stands before the number at word `number`, as streets that are spelt nearly so.
void TextLocator::read_misspelt_before(std::size_t number, const HousePhrase& phrase) {
    struct Found {
        std::size_t first, last;
        Near near;
        double cost;
        bool house;
    };
    std::vector<Found> found;
    std::array<std::size_t, max_ends> ends{};
    const std::size_t count = street_ends_before(words_, number, ends);
    for (std::size_t e = 0; e < count; ++e) {
        const std::size_t last = ends.at(e);
        const std::size_t most = std::min(last, gazetteer_.most_words() + 1);
        for (std::size_t n = 1; n <= most; ++n) {
            const std::size_t first = last - n;
            if (n > 1 && words_[first + 1].gap == Gap::dash) break;
            if (n > 1 && !extends_name(first, first + 1) && !may_be_initial(words_[first], words_[first + 1])) break;
            key_.clear();
            for (std::size_t i = first; i < last; ++i) key_ += words_[i].key;
            if (key_.size() > gazetteer_.longest_key() + 2) break;
            if (!may_be_misspelt(first, last) || is_direction(first)) continue;
            gazetteer_.near(key_, near_);
            for (const Near& near : near_) {
                if (near.exact) continue;  // spelt exactly: read already
                const auto house = gazetteer_.house(near.street, query_of(phrase));
                const double cost = cost_of(near) + (words_[first].gap == Gap::hyphen ? torn_name : 0);
                found.push_back({first, last, near, cost, house && house->difference == 0});
            }
        }
    }
    for (Found& f : found) {
        // Of two ways to the same street the better one.
        const auto better = [&](const Found& other) {
            return other.near.street == f.near.street && (other.cost < f.cost || (other.cost == f.cost && &other < &f));
        };
        if (std::ranges::any_of(found, better)) continue;
        // A name that explains more of the words with no more edits is the better one.
        const auto explains_more = [&](const Found& other) {
            return other.house && other.first < f.first && other.last >= f.last && other.near.edits <= f.near.edits;
        };
        if (std::ranges::any_of(found, explains_more)) f.cost += unexplained_words;
        if (f.house) {
            read_house(f.first, f.last, f.near.street, phrase, f.cost);
        } else if (f.near.edits <= 1) {
            read_bare_street(f.first, f.last, f.near.street, f.cost);
        }
    }
}

/// Without a number only a word with the ending of a street, behind a preposition, and one edit off.
void TextLocator::read_misspelt_bare() {
    for (std::size_t i = 0; i < words_.size(); ++i) {
        const Word& word = words_[i];
        constexpr std::size_t long_name = 9;
        if (word.number || !word.capital || word.key.size() < long_name || i == 0) continue;
        if (!ends_like_street(word.key) || is_common(word.key) || !leads_to_place(words_[i - 1].key)) continue;
        if (words_[i].gap != Gap::space || is_direction(i)) continue;
        key_.assign(word.key);
        gazetteer_.near(key_, near_);
        for (const Near& near : near_) {
            if (near.edits <= 1 && !near.exact) read_bare_street(i, i + 1, near.street, cost_of(near));
        }
    }
}

void TextLocator::read_misspelt() {
    // A house found by exact spelling needs no guess.
    constexpr double good = 0.9;
    if (std::ranges::any_of(readings_, [](const Reading& r) { return r.score >= good; })) return;
    for (std::size_t i = 1; i < words_.size(); ++i) {
        if (!words_[i].number) continue;
        if (const auto phrase = house_number_at(text_, words_, i)) read_misspelt_before(i, *phrase);
    }
    if (readings_.empty()) read_misspelt_bare();
}

}  // namespace ombud::locate
