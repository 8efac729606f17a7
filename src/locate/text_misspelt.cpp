// Streets that are misspelt in a text: the third part of TextLocator.

#include "locate/common_words.hpp"
#include "locate/spelling.hpp"
#include "locate/text_locator.hpp"

#include <algorithm>

namespace ombud::locate {

namespace {

constexpr std::size_t shortest_name = 4;  ///< letters; below it nearly everything is near
constexpr int most_edits = 2;

}  // namespace

/// Ordinary words are none, and a name has at least one word of its own.
bool TextLocator::may_be_misspelt(std::size_t first, std::size_t last) const {
    if (key_.size() < shortest_name) return false;
    return !std::ranges::all_of(words_.subspan(first, last - first), [](const Word& word) {
        return word.number || is_common(word.key) || leads_to_place(word.key);
    });
}

void TextLocator::read_longer(const Mention& mention) {
    const Word& before = words_[mention.first - 1];
    if (before.number || leads_to_place(before.key)) return;
    key_.assign(before.key);
    for (std::size_t i = mention.first; i < mention.last; ++i) key_ += words_[i].key;
    gazetteer_.near(key_, most_edits, near_);
    for (const Near& near : near_) {
        if (near.street == mention.targets[0].index) continue;
        if (const auto phrase = house_after(text_, words_, mention.last)) {
            read_house(mention.first - 1, mention.last, near.street, *phrase, near.edits - 1);
        }
    }
}

/// What stands before the number at word `number`, as streets that are spelt nearly so.
void TextLocator::read_misspelt_before(std::size_t number, const HousePhrase& phrase) {
    struct Found {
        std::size_t first, last;
        std::uint32_t street;
        int edits;
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
            if (n > 1 && !extends_name(first, first + 1)) break;
            key_.clear();
            for (std::size_t i = first; i < last; ++i) key_ += words_[i].key;
            if (key_.size() > gazetteer_.longest_key() + most_edits) break;
            if (!may_be_misspelt(first, last) || is_direction(first)) continue;
            gazetteer_.near(key_, most_edits, near_);
            for (const Near& near : near_) {
                auto query = query_of(phrase);
                query.nearest = true;
                const auto house = gazetteer_.house(near.street, query);
                found.push_back({first, last, near.street, near.edits, house && house->difference == 0});
            }
        }
    }
    for (const Found& f : found) {
        // Of two ways to the same street the one with fewer edits.
        const bool better_known = std::ranges::any_of(found, [&](const Found& other) {
            return other.street == f.street && &other != &f &&
                   (other.edits < f.edits || (other.edits == f.edits && &other < &f));
        });
        if (better_known) continue;
        if (f.house) {
            read_house(f.first, f.last, f.street, phrase, std::max(f.edits, 1));
        } else if (f.edits <= 1) {
            read_bare_street(f.first, f.last, f.street, 1);
        }
    }
}

/// Without a number only a word with the ending of a street, behind a preposition, and one edit off.
void TextLocator::read_misspelt_bare() {
    for (std::size_t i = 0; i < words_.size(); ++i) {
        const Word& word = words_[i];
        constexpr std::size_t long_name = 9;
        if (word.number || !word.capital || word.key.size() < long_name || i == 0) continue;
        if (!has_street_suffix(word.key) || is_common(word.key) || !leads_to_place(words_[i - 1].key)) continue;
        if (words_[i].gap != Gap::space || is_direction(i)) continue;
        key_.assign(word.key);
        gazetteer_.near(key_, 1, near_);
        for (const Near& near : near_) {
            if (near.edits > 0) read_bare_street(i, i + 1, near.street, 1);
        }
    }
}

void TextLocator::read_misspelt() {
    // A house found by exact spelling needs no guess.
    constexpr double good = 0.8;
    if (std::ranges::any_of(readings_, [](const Reading& r) { return r.score >= good; })) return;
    for (std::size_t i = 1; i < words_.size(); ++i) {
        if (!words_[i].number) continue;
        if (const auto phrase = house_number_at(text_, words_, i)) read_misspelt_before(i, *phrase);
    }
    if (readings_.empty()) read_misspelt_bare();
}

}  // namespace ombud::locate
