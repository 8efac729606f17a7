#pragma once

#include "core/report.hpp"
#include "locate/gazetteer.hpp"
#include "locate/house_phrase.hpp"
#include "locate/words.hpp"

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ombud::locate {

/// One place that a text may mean.
struct Candidate {
    Position position;
    double accuracy_m = 0;  ///< the place meant is within this distance, as far as the register tells
    LocationSource source = LocationSource::address;  ///< address, street, place or area
    std::string name;                                 ///< official name, with the number of the house that was found
    std::string street;                               ///< official name of the street; empty for places
    double score = 0;                                 ///< 0 to 1
    std::size_t begin = 0, end = 0;                   ///< the words it rests on, as bytes of the text
};

/// What a text says about where it is.
struct Finding {
    std::vector<Candidate> candidates;  ///< the best first; at most `max_candidates`
    bool certain = false;               ///< the best one is good enough to be the position

    [[nodiscard]] const Candidate* place() const { return certain ? &candidates.front() : nullptr; }
};
inline constexpr std::size_t max_candidates = 5;

/// From when on a candidate is a position.
struct Thresholds {
    double score = 0.55;
    double accuracy_m = 500;  ///< no worse than this
};

/// What is known beside the text and narrows the choice.
struct Hints {
    std::string_view postcode;
    std::string_view district;
};

/// Finds streets with and without house numbers, crossings and named places in free text. One object serves many
/// texts, on one thread.
///
/// Streets are found spelt exactly in any of their spellings (spelling.hpp), the longest name first; misspelt ones only
/// where a number, or a preposition with a suffix, says that a street stands there, and never if all words are ordinary
/// ones. Names that any sentence may hold ("Am Markt", "Schleuse") count only with a number. What follows the closing
/// formula of a letter, and quoted lines, are not read: that is where the writer lives. A street behind "Richtung" is a
/// direction, not a place.
class TextLocator {
  public:
    explicit TextLocator(const Gazetteer& gazetteer, const Thresholds& thresholds = {})
        : gazetteer_(gazetteer), thresholds_(thresholds) {}

    [[nodiscard]] Finding find(std::string_view text, const Hints& hints = {});

  private:
    /// A name in the text.
    struct Mention {
        std::size_t first = 0, last = 0;  ///< words, the last excluded
        std::array<Target, Gazetteer::max_targets> targets{};
        std::size_t count = 0;
        bool direction = false;
    };
    /// A mention understood.
    struct Reading {
        std::size_t first = 0, last = 0;
        Target target;
        Target other;  ///< the second street of a crossing
        Position position;
        double accuracy_m = 0;
        double score = 0;
        LocationSource source = LocationSource::address;
        std::string number;
    };

    [[nodiscard]] Mention longest_name_at(std::size_t from) const;
    void find_mentions();
    [[nodiscard]] bool extends_name(std::size_t first, std::size_t i) const;
    [[nodiscard]] bool is_direction(std::size_t first) const;
    [[nodiscard]] bool names_person(std::size_t first) const;
    [[nodiscard]] bool stands_alone(std::size_t first, std::size_t last) const;

    void read_mentions();
    void read_street(const Mention& mention, const Target& target);
    void read_place(const Mention& mention, const Target& target);
    bool read_crossing(const Mention& one, const Mention& other);
    /// \param cost  what misspellings take away from the score
    void read_house(std::size_t first, std::size_t last, std::uint32_t street, const HousePhrase& phrase, double cost);
    void read_bare_street(std::size_t first, std::size_t last, std::uint32_t street, double cost);
    [[nodiscard]] bool counts_next(const HousePhrase& phrase) const;
    [[nodiscard]] bool counts_nothing(const HousePhrase& phrase) const;
    [[nodiscard]] HouseQuery query_of(const HousePhrase& phrase) const;

    /// \param begun  the first of the readings that the mention has
    void read_shorter(const Mention& mention, std::size_t begun);
    void read_longer(const Mention& mention, std::size_t begun);
    void read_misspelt();
    void read_misspelt_before(std::size_t number, const HousePhrase& phrase);
    void read_misspelt_bare();
    [[nodiscard]] bool may_be_misspelt(std::size_t first, std::size_t last) const;

    void find_hints(const Hints& hints);
    [[nodiscard]] Finding result() const;
    [[nodiscard]] bool has_house_reading(std::size_t number) const;

    const Gazetteer& gazetteer_;
    Thresholds thresholds_;
    WordReader reader_;
    std::string_view text_;
    std::span<const Word> words_;
    std::vector<Mention> mentions_;
    std::vector<Reading> readings_;
    std::vector<std::size_t> house_words_;  ///< words that are numbers of readings with a house
    std::vector<Near> near_;
    std::string key_;
    bool has_capitals_ = false;
    std::uint16_t postcode_ = 0;
    std::uint16_t district_ = 0;
};

/// What of a text is the writer's report: without what stands below the closing formula of a letter.
[[nodiscard]] std::string_view before_signature(std::string_view text);

}  // namespace ombud::locate
