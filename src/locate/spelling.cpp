#include "locate/spelling.hpp"

#include "locate/common_words.hpp"
#include "locate/words.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace ombud::locate {

namespace {

using Alternatives = std::vector<std::string>;

struct Ending {
    std::string_view full;
    std::array<std::string_view, 2> shortened;  ///< the first one people misspell like the full one
};

constexpr std::array<Ending, 4> endings{
    {{"strasse", {"str", ""}}, {"platz", {"pl", ""}}, {"weg", {"wg", ""}}, {"allee", {"all", "al"}}}};

/// Words that are also written in another way, wherever they stand.
constexpr std::array<std::pair<std::string_view, std::string_view>, 12> variants{{{"sankt", "st"},
                                                                                  {"aufm", "aufdem"},
                                                                                  {"doktor", "dr"},
                                                                                  {"professor", "prof"},
                                                                                  {"buergermeister", "bgm"},
                                                                                  {"oberbuergermeister", "obgm"},
                                                                                  {"grosse", "gr"},
                                                                                  {"grosser", "gr"},
                                                                                  {"kleine", "kl"},
                                                                                  {"kleiner", "kl"},
                                                                                  {"gebrueder", "gebr"},
                                                                                  {"geschwister", "geschw"}}};

/// The ways to write one word of a name, the full one first.
Alternatives alternatives(std::string_view word, bool last) {
    std::string full(word);
    if (full.ends_with("str")) full += "asse";
    if (full == "st") full = "sankt";
    if (last && full == "pl") full = "platz";
    Alternatives found{full};
    for (const Ending& ending : endings) {
        if (!full.ends_with(ending.full) || (!last && ending.full != "strasse")) continue;
        const std::string stem = full.substr(0, full.size() - ending.full.size());
        for (const std::string_view shortened : ending.shortened) {
            if (!shortened.empty()) found.push_back(stem + std::string(shortened));
        }
    }
    for (const auto& [one, other] : variants) {
        if (full == one) found.emplace_back(other);
        if (full == other && one.size() > 3) found.emplace_back(one);
    }
    return found;
}

/// "Größe" with its dots left away: "Grosse" and not "Groesse".
std::string without_dots(std::string_view name) {
    std::string bare;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const bool latin = name[i] == '\xC3' && i + 1 < name.size();
        if (!latin) {
            bare += name[i];
            continue;
        }
        switch (static_cast<unsigned char>(name[++i])) {
            case 0xA4:
            case 0x84:
                bare += 'a';
                break;
            case 0xB6:
            case 0x96:
                bare += 'o';
                break;
            case 0xBC:
            case 0x9C:
                bare += 'u';
                break;
            default:
                bare += name[i - 1];
                bare += name[i];
        }
    }
    return bare;
}

void add(std::vector<Spelling>& all, Spelling spelling) {
    if (spelling.key.size() < 2) return;
    if (std::ranges::find(all, spelling.key, &Spelling::key) == all.end()) all.push_back(std::move(spelling));
}

/// Joins one alternative of each word, all combinations.
void combine(const std::vector<Alternatives>& words, std::size_t at, const std::string& key, bool misspellable,
             std::vector<Spelling>& all) {
    if (at == words.size()) {
        add(all, {key, misspellable});
        return;
    }
    for (std::size_t i = 0; i < words[at].size(); ++i) {
        const std::string_view word = words[at][i];
        const bool usual = i == 0 || word.ends_with("str") || word == "st" || word == "sankt" || word == "aufdem";
        combine(words, at + 1, key + words[at][i], misspellable && usual, all);
    }
}

std::vector<Alternatives> words_of(std::string_view name) {
    WordReader reader;
    const auto& words = reader.read(name);
    std::vector<Alternatives> all;
    for (std::size_t i = 0; i < words.size(); ++i) all.push_back(alternatives(words[i].key, i + 1 == words.size()));
    return all;
}

/// "A.-Schweitzer-Str." for Albert-Schweitzer-Straße.
void add_initials(std::string_view name, std::vector<Spelling>& all) {
    std::vector<Alternatives> words = words_of(name);
    if (words.size() < 3 || words.front().front().size() < 3 || is_common(words.front().front())) return;
    if (!has_street_suffix("x" + words.back().front())) return;
    words.front() = {words.front().front().substr(0, 1)};
    combine(words, 0, {}, false, all);
}

constexpr std::array<std::string_view, 22> suffixes{
    "strasse", "str",      "weg",       "platz",     "allee", "gasse", "ring",  "damm", "ufer", "steig",  "pfad",
    "steg",    "chaussee", "promenade", "boulevard", "stieg", "gang",  "markt", "hang", "kamp", "twiete", "wall"};

}  // namespace

std::vector<Spelling> spellings(std::string_view name) {
    std::vector<Spelling> all;
    combine(words_of(name), 0, {}, true, all);
    add_initials(name, all);
    for (const Alternatives& words : {Alternatives{without_dots(name)}}) {
        if (words.front() == name) continue;
        std::vector<Spelling> bare;
        combine(words_of(words.front()), 0, {}, false, bare);
        for (Spelling& spelling : bare) {
            spelling.misspellable = false;
            add(all, std::move(spelling));
        }
    }
    return all;
}

void reduce(std::string_view key, std::string& reduced) {
    reduced.clear();
    for (std::size_t i = 0; i < key.size(); ++i) {
        const char c = key[i];
        const char before = reduced.empty() ? '\0' : reduced.back();
        if (c == before) continue;
        const bool digraph = c == 'e' && i > 0 && (key[i - 1] == 'a' || key[i - 1] == 'o' || key[i - 1] == 'u');
        if (!digraph) reduced += c;
    }
}

std::uint32_t letters_of(std::string_view key) noexcept {
    std::uint32_t letters = 0;
    for (const char c : key) letters |= 1U << (static_cast<unsigned char>(c) & 31U);
    return letters;
}

int edits_between(std::string_view a, std::string_view b, int limit) {
    constexpr std::size_t longest = 64;
    const std::size_t difference = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
    if (a.size() > longest || b.size() > longest || difference > static_cast<std::size_t>(limit)) return limit + 1;
    // Three rows of the table, of which only a band of `limit` on each side of the diagonal matters.
    using Row = std::array<int, longest + 2>;
    std::array<Row, 3> rows{};
    const auto width = static_cast<std::size_t>(limit);
    for (std::size_t j = 0; j <= b.size(); ++j) rows[0].at(j) = static_cast<int>(j);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        Row& row = rows[i % 3];
        const Row& above = rows[(i + 2) % 3];
        const Row& second = rows[(i + 1) % 3];
        const std::size_t from = i > width ? i - width : 1;
        const std::size_t to = std::min(b.size(), i + width);
        row[from - 1] = from == 1 ? static_cast<int>(i) : limit + 1;
        int best = row[from - 1];
        for (std::size_t j = from; j <= to; ++j) {
            int cost = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            if (j < i + width) cost = std::min(cost, above[j] + 1);
            cost = std::min(cost, row[j - 1] + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                cost = std::min(cost, second[j - 2] + 1);
            row[j] = cost;
            best = std::min(best, cost);
        }
        row[to + 1] = limit + 1;
        if (best > limit) return limit + 1;
    }
    return std::min(rows[a.size() % 3][b.size()], limit + 1);
}

bool has_street_suffix(std::string_view folded) noexcept {
    return std::ranges::any_of(
        suffixes, [&](std::string_view suffix) { return folded.size() > suffix.size() && folded.ends_with(suffix); });
}

NameShape shape_of(std::string_view name) {
    NameShape shape;
    WordReader reader;
    const auto& words = reader.read(name);
    if (words.empty()) return shape;
    static constexpr std::array<std::string_view, 16> leads{"am",    "an",     "auf",     "aufm", "im",   "in",
                                                            "zum",   "zur",    "zu",      "bei",  "beim", "hinter",
                                                            "unter", "unterm", "hinterm", "vor"};
    shape.preposition = std::ranges::find(leads, words.front().key) != leads.end();
    shape.single = words.size() == 1;
    const std::string key = joined_key(name);
    shape.street_suffix = key.ends_with("strasse") || key.ends_with("str");
    shape.other_suffix = !shape.street_suffix && has_street_suffix(key);
    shape.common = std::ranges::all_of(words, [](const Word& word) { return is_common(word.key); });
    return shape;
}

}  // namespace ombud::locate
