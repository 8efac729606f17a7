// Which names of the gazetteer stand in a text, and how: the first half of TextLocator.

#include "locate/common_words.hpp"
#include "locate/text_locator.hpp"

#include <algorithm>

namespace ombud::locate {

/// Whether a name may go on over the gap before word `i`.
bool TextLocator::extends_name(std::size_t first, std::size_t i) const {
    const Word& word = words_[i];
    switch (word.gap) {
        case Gap::none:
            return !word.number || i > first;
        case Gap::dot:
        case Gap::hyphen:
        case Gap::space:
        case Gap::dash:
            return true;
        case Gap::stop:
            // "St. Marien", "Werler Str. Nord", "17. Juni"; any other full stop ends the sentence.
            return abbreviates(words_[i - 1]);
        case Gap::slash:
        case Gap::comma:
        case Gap::other:
        case Gap::section:
            break;
    }
    return false;
}

/// The longest name that begins at word `from`; its count is 0 where there is none.
TextLocator::Mention TextLocator::longest_name_at(std::size_t from) const {
    Mention best;
    std::uint64_t hash = hash_start;
    std::size_t length = 0;
    // One word more than the longest name has, for compounds that were split.
    const std::size_t most = std::min(words_.size(), from + gazetteer_.most_words() + 1);
    for (std::size_t i = from; i < most; ++i) {
        if (i > from && !extends_name(from, i)) break;
        hash = hash_on(hash, words_[i].key);
        length += words_[i].key.size();
        if (length > gazetteer_.longest_key()) break;
        std::array<Target, Gazetteer::max_targets> targets;
        if (const std::size_t count = gazetteer_.exact(hash, targets); count > 0) {
            best = {from, i + 1, targets, count, false};
        }
    }
    best.direction = best.count > 0 && is_direction(best.first);
    return best;
}

void TextLocator::find_mentions() {
    mentions_.clear();
    for (std::size_t from = 0; from < words_.size();) {
        const Mention mention = longest_name_at(from);
        if (mention.count == 0) {
            ++from;
            continue;
        }
        mentions_.push_back(mention);
        from = mention.last;
        // "an der Meisenburg-Straße": a name that begins within this one and goes on beyond it may be meant as well.
        for (std::size_t inside = mention.first + 1; inside < mention.last; ++inside) {
            const Mention beyond = longest_name_at(inside);
            if (beyond.last <= mention.last) continue;
            mentions_.push_back(beyond);
            from = beyond.last;
            break;
        }
    }
}

bool TextLocator::is_direction(std::size_t first) const {
    // Back to "Richtung" within the clause: "Richtung Soest/Werler Straße", "in Fahrtrichtung der Werler Straße".
    constexpr std::size_t farthest = 6;
    for (std::size_t i = first; i > 0 && first - i < farthest; --i) {
        const Gap gap = words_[i].gap;
        if (gap == Gap::dash || gap == Gap::comma || gap == Gap::other || gap == Gap::section) return false;
        if (gap == Gap::stop && !abbreviates(words_[i - 1])) return false;
        const std::string_view key = words_[i - 1].key;
        if (key == "richtung" || key == "fahrtrichtung" || key == "ri") return true;
        // A place of its own begins here.
        for (const std::string_view lead :
             {"vor", "hoehe", "ecke", "in", "auf", "an", "am", "bei", "hinter", "neben"}) {
            if (key == lead) return false;
        }
    }
    return false;
}

bool TextLocator::names_person(std::size_t first) const {
    return first > 0 && words_[first].gap <= Gap::stop && is_title(words_[first - 1].key);
}

/// Whether the words are all that a line holds, or follow "Straße", "Ort:" and their like.
bool TextLocator::stands_alone(std::size_t first, std::size_t last) const {
    const bool line_begins =
        first == 0 || words_[first].gap == Gap::section ||
        text_.substr(words_[first - 1].end, words_[first].begin - words_[first - 1].end).find('\n') !=
            std::string_view::npos;
    const std::size_t after = last < words_.size() ? words_[last].begin : text_.size();
    const std::string_view tail = text_.substr(words_[last - 1].end, after - words_[last - 1].end);
    const bool line_ends = last == words_.size() || tail.find('\n') != std::string_view::npos;
    if (line_begins && line_ends) return true;
    if (first == 0) return false;
    const Word& before = words_[first - 1];
    const bool label = before.key == "strasse" || before.key == "ort" || before.key == "adresse" ||
                       before.key == "ecke" || before.key == "standort" || before.key == "tatort" ||
                       before.key == "kreuzung";
    return label && words_[first].gap >= Gap::space && words_[first].gap != Gap::section &&
           (before.key != "strasse" || words_[first].capital);
}

}  // namespace ombud::locate
