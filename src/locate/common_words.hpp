#pragma once

#include <string_view>

namespace ombud::locate {

/// Whether a folded word is an ordinary one of reports in German (or English): such words, and groups made only of
/// them, are never taken for a misspelt street. "weg", "platz" and "strasse" are among them, as are months, units and
/// what a town is furnished with. Names of streets may well be among them too ("Markt", "Schleuse"): spelt exactly and
/// with a house number they are found.
[[nodiscard]] bool is_common(std::string_view folded) noexcept;

/// Words that a number in front of them counts or measures: "3 Meter", "2 Wochen", "12 Uhr", "5. Mai".
[[nodiscard]] bool is_counted(std::string_view folded) noexcept;

/// Things that are reported by the number: "3 Lampen". After a street a number may still be that of a house.
[[nodiscard]] bool is_countable(std::string_view folded) noexcept;

/// Words that end as adjectives do (-e, -en, -er) and are none: a number before them counts nothing ("Oase 7 wurde").
[[nodiscard]] bool is_no_adjective(std::string_view folded) noexcept;

/// Prepositions and articles that lead to a place: "in", "auf", "der", "vor".
[[nodiscard]] bool leads_to_place(std::string_view folded) noexcept;

/// Words that may stand between a street and its number: "Nr.", "Hausnummer", "Höhe", "gegenüber von".
[[nodiscard]] bool leads_to_number(std::string_view folded) noexcept;

/// What a person is called by: the name after it is no street.
[[nodiscard]] bool is_title(std::string_view folded) noexcept;

}  // namespace ombud::locate
