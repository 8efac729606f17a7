#include "intake/wish.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace ombud::intake {

namespace {

constexpr std::array<std::string_view, 22> yes_words{
    "ja",          "j",      "yes",     "y",       "true",     "wahr",    "1",
    "x",           "on",     "an",      "ok",      "gern",     "gerne",   "doch",
    "oeffentlich", "public", "publish", "checked", "sichtbar", "visible", "veroeffentlichen",
    "published"};

constexpr std::array<std::string_view, 22> no_words{
    "nein",   "n",        "no",          "false",  "falsch",           "0",           "off",    "aus",
    "nicht",  "not",      "kein",        "keine",  "niemals",          "never",       "privat", "private",
    "intern", "internal", "vertraulich", "hidden", "nichtoeffentlich", "confidential"};

std::optional<bool> meaning_of(std::string_view word) {
    if (std::ranges::find(yes_words, word) != yes_words.end()) return true;
    if (std::ranges::find(no_words, word) != no_words.end()) return false;
    return std::nullopt;
}

}  // namespace

std::optional<bool> yes_or_no(std::string_view text) {
    const std::string folded = fold(trim(text));
    // "Ja, gern", "Nein danke", "nicht öffentlich": the first word says it.
    const std::string_view first = std::string_view(folded).substr(0, folded.find_first_of(" ,.;!-/:("));
    const auto answer = meaning_of(first);
    // "öffentlich: nein" and "public - no" say the opposite behind it.
    const std::size_t last = folded.find_last_of(" ,.;!-/:(");
    if (answer && *answer && last != std::string::npos) {
        const auto end = meaning_of(std::string_view(folded).substr(last + 1));
        if (end && !*end) return std::nullopt;
    }
    return answer;
}

}  // namespace ombud::intake
