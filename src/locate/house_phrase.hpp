#pragma once

#include "locate/words.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace ombud::locate {

/// A house number in a text: "12", "12 a", "12a-14", "Nr. 12", "Höhe Hausnummer 12", "zwischen 12 und 20".
struct HousePhrase {
    unsigned number = 0;
    char letter = '\0';
    unsigned to = 0;        ///< the other end of a range or of "zwischen"; 0: none
    bool labelled = false;  ///< said to be one: "Nr.", "Hausnummer", "Höhe", "gegenüber"
    std::size_t first = 0;  ///< word that is the number
    std::size_t last = 0;   ///< one past the last word that belongs to it
};

/// The number at word `i`, if it can be one of a house: up to 999, no date, time, measure, decimal or telephone number.
[[nodiscard]] std::optional<HousePhrase> house_number_at(std::string_view text, std::span<const Word> words,
                                                         std::size_t i);

/// The house number that belongs to a street ending before word `after`, directly or behind "Nr.", "Höhe" and their
/// like. A full stop between them ends the sentence, unless it abbreviates ("Werler Str. 12", but not "Markt. 3").
[[nodiscard]] std::optional<HousePhrase> house_after(std::string_view text, std::span<const Word> words,
                                                     std::size_t after);

/// The house number said before a street that begins at word `street`: "Hausnummer 12 in der Werler Straße",
/// "zwischen 12 und 20 in der Werler Straße".
[[nodiscard]] std::optional<HousePhrase> house_before(std::string_view text, std::span<const Word> words,
                                                      std::size_t street);

/// Where the name of a street could end for the number at word `i` to be its own: right before it, or before "Nr.",
/// "Höhe" and their like. Fills `ends` and returns how many there are.
inline constexpr std::size_t max_ends = 4;
[[nodiscard]] std::size_t street_ends_before(std::span<const Word> words, std::size_t i,
                                             std::span<std::size_t, max_ends> ends);

/// Whether the word with its full stop abbreviates: "Str.", "Pl.", "St.", "Dr.", initials and ordinals.
[[nodiscard]] bool abbreviates(const Word& word);

}  // namespace ombud::locate
