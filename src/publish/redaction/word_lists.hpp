#pragma once

// Inside src/publish/redaction only.

#include <string_view>

namespace ombud::publish::redaction {

// Words as core's `fold` makes them, separated by white space. What each list is for stands at its definition; what a
// word is in all of them together says `Lexicon`.
extern const std::string_view given_names;
extern const std::string_view ambiguous_names;
extern const std::string_view surnames;
extern const std::string_view ambiguous_surnames;
extern const std::string_view surname_endings;
extern const std::string_view ordinary_words;
extern const std::string_view places_and_brands;
extern const std::string_view roles;
extern const std::string_view relations;
extern const std::string_view honorifics;
extern const std::string_view academic_titles;
extern const std::string_view particles;
extern const std::string_view businesses;
extern const std::string_view legal_forms;
extern const std::string_view calendar_words;
extern const std::string_view vehicles;
extern const std::string_view phone_labels;
extern const std::string_view number_labels;
extern const std::string_view account_labels;
extern const std::string_view name_labels;
extern const std::string_view home_words;
extern const std::string_view monuments;
extern const std::string_view district_codes;

}  // namespace ombud::publish::redaction
