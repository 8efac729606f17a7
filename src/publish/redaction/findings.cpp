#include "publish/redaction/findings.hpp"

#include "core/text.hpp"
#include "publish/redaction/lexicon.hpp"

#include <algorithm>
#include <array>

namespace ombud::publish::redaction {

namespace {

/// Adds the letters of a word: "Adenauer-Str" and "Adenauerstraße" are one.
void add_letters(std::string& key, std::string_view word) {
    for (const char c : word) {
        if (c != '-' && c != '\'') key += c;
    }
}

/// "kampstr" -> "kampstrasse"
std::string full_key(std::string key) {
    if (key.ends_with("str")) key += "asse";
    return key;
}

/// Whether a street's name goes on over this gap.
bool joins_names(std::string_view gap) noexcept {
    return gap == " " || gap == "." || gap == ". " || gap == "-" || gap == ".-" || gap == " - " || gap == "- ";
}

}  // namespace

StreetNames::StreetNames(const std::vector<std::string>& names) {
    for (const std::string& name : names) {
        const Words words(name);
        std::string key;
        for (const Word& word : words.all()) add_letters(key, word.key);
        if (key.size() < 4) continue;
        most_words_ = std::max(most_words_, std::min<std::size_t>(words.size(), 6));
        keys_.insert(full_key(std::move(key)));
    }
}

std::size_t StreetNames::match(const Words& words, std::size_t i) const {
    std::size_t longest = 0;
    std::string key;
    for (std::size_t count = 1; count <= most_words_ && i + count <= words.size(); ++count) {
        if (count > 1 && !joins_names(words.gap(i + count - 1))) break;
        add_letters(key, words[i + count - 1].key);
        if (keys_.contains(key) || (key.ends_with("str") && keys_.contains(full_key(key)))) longest = count;
    }
    return longest;
}

Search::Search(const Words& text, const StreetNames& streets) : words(text), streets_(text.size(), 0) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i].number) continue;
        // "Anne-Frank-Schule", "Kampstraße"
        if (ends_as_street(words[i].key)) streets_[i] = 2;
        const auto hyphen = words[i].key.rfind('-');
        if (hyphen != std::string_view::npos && (meaning(words[i].key.substr(hyphen + 1)) & monument) != 0) {
            streets_[i] = 2;
        }
        const std::size_t count = streets.match(words, i);
        for (std::size_t k = i; k < i + count; ++k) {
            streets_[k] = count > 1 ? char{2} : std::max(streets_[k], char{1});
        }
        // "Konrad Adenauer Straße", "Dr. Müller Weg"
        static constexpr std::array<std::string_view, 10> homes{"haus", "heim", "hof",   "garten", "wiese",
                                                                "tag",  "fest", "markt", "preis",  "saal"};
        if (!words[i].is(monument) || !words[i].capital || std::ranges::find(homes, words[i].key) != homes.end())
            continue;
        for (std::size_t k = i; k > 0 && i - k < 3 && joins_names(words.gap(k)); --k) {
            const Word& before = words[k - 1];
            if (!before.capital || before.number || before.is(honorific | relation)) break;
            if (before.is(ordinary) && !before.is(given_name | surname | maybe_given | academic)) break;
            streets_[k - 1] = 2;
        }
    }
}

bool Search::is_name(std::size_t i) const noexcept {
    return std::ranges::any_of(covers, [&](const Cover& cover) {
        return cover.kind == CoverKind::name && cover.begin <= words[i].begin &&
               cover.begin + cover.length >= words[i].end;
    });
}

bool Search::covered(std::size_t begin, std::size_t end) const noexcept {
    return std::ranges::any_of(
        covers, [&](const Cover& cover) { return cover.begin < end && cover.begin + cover.length > begin; });
}

}  // namespace ombud::publish::redaction
