#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ombud::locate {

/// What a street is found by: folded, without spaces, hyphens and dots, common abbreviations written out. "Werler
/// Str.", "Werler Straße" and "WERLER-STRASSE" have the key "werlerstrasse"; "St.-Anna-Weg" has "sanktannaweg".
[[nodiscard]] std::string street_key(std::string_view street);

/// "12 A" -> "12a", "012" -> "12", "12a - 14" -> "12a".
[[nodiscard]] std::string number_key(std::string_view house_number);

struct StreetAndNumber {
    std::string street;
    std::string house_number;  ///< empty where there is none
};

/// Takes "Werler Str. 12 a" apart. The number is what starts with a digit at the end; a street without one is left
/// whole.
[[nodiscard]] StreetAndNumber split_house_number(std::string_view line);

}  // namespace ombud::locate
