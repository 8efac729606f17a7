#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ombud::locate {

/// One way to write the name of a street or place: its words folded and joined.
struct Spelling {
    std::string key;
    bool misspellable = true;  ///< people write it so and misspell it; rare abbreviations are found only exactly
};

/// All ways to write a name, the full one first: Straße and Str., Sankt and St., Platz and Pl., Weg and Wg., Allee and
/// All., Auf'm and Auf dem, initials for first names, umlauts without their dots.
[[nodiscard]] std::vector<Spelling> spellings(std::string_view name);

/// The key with its digraphs reduced (ae -> a, oe -> o, ue -> u) and doubled letters single, so that one letter
/// mistyped in the name is one edit in it.
void reduce(std::string_view key, std::string& reduced);

/// One bit for each letter that occurs in a key: an edit changes at most two, which tells most words apart at once.
[[nodiscard]] std::uint32_t letters_of(std::string_view key) noexcept;

/// Edits (insertion, deletion, substitution, transposition of neighbours: optimal string alignment) that make one of
/// the other, `limit` + 1 where they are more. Texts above 64 bytes are never near.
[[nodiscard]] int edits_between(std::string_view a, std::string_view b, int limit);

/// What kind of name a street has, as far as it tells an address from ordinary words.
struct NameShape {
    bool street_suffix = false;  ///< ends with Straße
    bool other_suffix = false;   ///< ends with Weg, Platz, Allee and their like
    bool preposition = false;    ///< begins with Am, An der, Auf dem, Zum: reads like any sentence
    bool common = false;         ///< all of its words are ordinary ones
    bool single = false;         ///< one word
};
[[nodiscard]] NameShape shape_of(std::string_view name);

/// Whether a folded word ends as names of streets do, with something before the ending.
[[nodiscard]] bool has_street_suffix(std::string_view folded) noexcept;

}  // namespace ombud::locate
