#include "publish/redaction/dictionary/dictionary.hpp"

#include "publish/redaction/dictionary/word_filter.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <string>
#include <unordered_map>

namespace ombud::publish::redaction {

namespace {

constexpr std::size_t shortest_head = 3;
constexpr std::size_t shortest_tail = 4;

/// Whether a word stands before another in a compound: as it is, with an "s" or "n" between ("Zeitungs-"), or without
/// its last letter ("Schul-").
bool is_head(std::string_view head) {
    static constexpr std::array<std::string_view, 16> foreign{
        "bio",   "asia",  "oeko",   "mini",  "maxi",     "multi",   "insta",   "skater",
        "beach", "smart", "street", "event", "shopping", "outdoor", "fitness", "party"};
    if (in_dictionary(head) || std::ranges::find(foreign, head) != foreign.end()) return true;
    static constexpr std::array<std::string_view, 3> joints{"s", "n", "es"};
    for (const std::string_view joint : joints) {
        if (head.size() < shortest_head + joint.size() || !head.ends_with(joint)) continue;
        const std::string_view stem = head.substr(0, head.size() - joint.size());
        // "Zeitungs-", "Geschichts-"
        if (in_dictionary(stem) || (joint == "s" && stem.size() > 4 && in_dictionary(std::string(stem) + "e")))
            return true;
    }
    // "Schul-", "Abstell-"
    return in_dictionary(std::string(head) + "e") || (head.size() > 4 && in_dictionary(std::string(head) + "en"));
}

/// Short words that compounds end with and names do not.
std::string_view without_short_tail(std::string_view word) noexcept {
    static constexpr std::array<std::string_view, 15> tails{"weg", "amt", "bus", "bad", "kot", "tor", "zug", "rad",
                                                            "oel", "gas", "uhr", "ort", "box", "ast", "bau"};
    for (const std::string_view tail : tails) {
        if (word.size() >= tail.size() + shortest_head && word.ends_with(tail)) return word.substr(0, word.size() - 3);
    }
    return {};
}

/// \param most  how many parts it may be made of
bool is_compound(std::string_view word, int most) {
    if (const std::string_view head = without_short_tail(word); !head.empty() && is_head(head)) return true;
    for (std::size_t split = shortest_head; split + shortest_tail <= word.size(); ++split) {
        const std::string_view tail = word.substr(split);
        if (!in_dictionary(tail)) continue;
        const std::string_view head = word.substr(0, split);
        if (is_head(head)) return true;
        if (most > 2 && head.size() >= shortest_head + shortest_tail) {
            const std::string_view joint =
                head.ends_with('s') || head.ends_with('n') ? head.substr(0, split - 1) : head;
            if (is_compound(head, most - 1) || (joint.size() < head.size() && is_compound(joint, most - 1)))
                return true;
        }
    }
    return false;
}

/// "umgefahren": the dictionary has "gefahren".
bool has_prefix(std::string_view word) {
    static constexpr std::array<std::string_view, 4> prefixes{"um", "ab", "an", "zu"};
    return word.size() > 7 && std::ranges::any_of(prefixes, [word](std::string_view prefix) {
               return word.starts_with(prefix) && in_dictionary(word.substr(prefix.size()));
           });
}

/// Two letters exchanged or one too many: "Lateren", "Schlaglloch". Only long words, since short ones are often one
/// letter away from another.
bool is_misspelt(std::string_view word) {
    if (word.size() < 7) return false;
    std::string other(word);
    for (std::size_t i = 0; i + 1 < word.size(); ++i) {
        std::swap(other[i], other[i + 1]);
        if (word[i] != word[i + 1] && in_dictionary(other)) return true;
        std::swap(other[i], other[i + 1]);
    }
    for (std::size_t i = 1; i < word.size(); ++i) {
        if (word[i] != word[i - 1]) continue;
        if (in_dictionary(std::string(word.substr(0, i)).append(word.substr(i + 1)))) return true;
    }
    return false;
}

bool is_one(std::string_view word) {
    return in_dictionary(word) || is_compound(word, 4) || has_prefix(word) || is_misspelt(word);
}

bool all_parts(std::string_view word) {
    for (std::size_t begin = 0; begin <= word.size();) {
        const std::size_t end = std::min(word.find('-', begin), word.size());
        const std::string_view part = word.substr(begin, end - begin);
        if ((part.size() > 2 || part.size() == word.size()) && !is_one(part)) return false;
        begin = end + 1;
    }
    return true;
}

struct KeyHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view key) const noexcept { return std::hash<std::string_view>{}(key); }
};

constexpr std::size_t most_remembered = 50000;

}  // namespace

bool in_dictionary(std::string_view folded) noexcept {
    return each_filter_place(folded, german_filter.size() * 8, [](std::uint64_t place) {
        return ((static_cast<unsigned char>(german_filter[place / 8]) >> (place % 8)) & 1U) != 0;
    });
}

bool is_german(std::string_view folded) {
    // Texts are made of the same words again and again.
    thread_local std::unordered_map<std::string, bool, KeyHash, std::equal_to<>> known;
    if (const auto found = known.find(folded); found != known.end()) return found->second;
    if (known.size() > most_remembered) known.clear();
    const bool german = all_parts(folded);
    known.emplace(folded, german);
    return german;
}

}  // namespace ombud::publish::redaction
