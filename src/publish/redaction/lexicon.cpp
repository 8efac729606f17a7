#include "publish/redaction/lexicon.hpp"

#include "publish/redaction/word_lists.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace ombud::publish::redaction {

namespace {

template <typename Take>
void each_word(std::string_view list, const Take& take) {
    for (std::size_t begin = list.find_first_not_of(" \n"); begin != std::string_view::npos;) {
        const std::size_t end = std::min(list.find_first_of(" \n", begin), list.size());
        take(list.substr(begin, end - begin));
        begin = list.find_first_not_of(" \n", end);
    }
}

using Meanings = std::unordered_map<std::string_view, std::uint32_t>;

Meanings read_lists() {
    Meanings words;
    words.reserve(8192);
    const auto add = [&](std::string_view list, std::uint32_t bit) {
        each_word(list, [&](std::string_view word) { words[word] |= bit; });
    };
    add(given_names, given_name);
    add(surnames, surname);
    add(ambiguous_surnames, surname | ordinary);
    add(ordinary_words, ordinary);
    add(places_and_brands, ordinary);
    add(roles, role | ordinary);
    add(relations, relation | ordinary);
    add(honorifics, honorific | ordinary);
    add(academic_titles, academic | ordinary);
    add(particles, particle);
    add(businesses, business | ordinary);
    add(legal_forms, legal_form);
    add(calendar_words, calendar | ordinary);
    add(monuments, monument | ordinary);
    add(vehicles, vehicle | ordinary);
    add(phone_labels, phone_label | ordinary);
    add(number_labels, number_label | ordinary);
    add(account_labels, account_label | ordinary);
    add(name_labels, name_label | ordinary);
    add(home_words, home_word | ordinary);
    add(ambiguous_names, maybe_given);
    // A given name that is an ordinary word, too, needs support.
    for (auto& [word, bits] : words) {
        if ((bits & given_name) != 0 && (bits & (ordinary | maybe_given)) != 0) {
            bits = (bits & ~std::uint32_t{given_name}) | maybe_given;
        }
    }
    return words;
}

template <std::size_t Count>
bool ends_with_one(std::string_view word, const std::array<std::string_view, Count>& endings) noexcept {
    return std::ranges::any_of(endings, [&](std::string_view ending) { return word.ends_with(ending); });
}

}  // namespace

std::uint32_t meaning(std::string_view folded) noexcept {
    static const Meanings words = read_lists();
    const auto found = words.find(folded);
    return found == words.end() ? 0 : found->second;
}

bool ends_as_surname(std::string_view folded) noexcept {
    static const auto endings = [] {
        std::vector<std::string_view> list;
        each_word(surname_endings, [&](std::string_view ending) { list.push_back(ending); });
        return list;
    }();
    return std::ranges::any_of(endings, [&](std::string_view ending) {
        return folded.size() >= ending.size() + 2 && folded.ends_with(ending);
    });
}

bool ends_as_street(std::string_view folded) noexcept {
    static constexpr std::array<std::string_view, 12> endings{
        "strasse", "str", "weg", "allee", "platz", "gasse", "ufer", "pfad", "stieg", "chaussee", "promenade", "stiege"};
    return ends_with_one(folded, endings);
}

bool may_end_as_street(std::string_view folded) noexcept {
    static constexpr std::array<std::string_view, 19> endings{
        "ring",   "damm", "steig",  "wall",     "graben",  "markt", "kamp", "hof",   "busch", "brink",
        "winkel", "aue",  "garten", "siedlung", "bruecke", "feld",  "berg", "heide", "hang"};
    return ends_as_street(folded) || ends_with_one(folded, endings);
}

bool ends_as_noun_only(std::string_view folded) noexcept {
    static constexpr std::array<std::string_view, 48> endings{
        "ungen",   "heit",    "keit",      "heiten",    "keiten",      "schaft",  "schaften", "tion",
        "tionen",  "taet",    "strasse",   "weg",       "platz",       "plaetze", "allee",    "gasse",
        "schule",  "haeuser", "container", "lampe",     "laterne",     "muell",   "tonne",    "tonnen",
        "baeume",  "baenke",  "schilder",  "ampel",     "nummer",      "anlage",  "anlagen",  "stelle",
        "stellen", "loecher", "fenster",   "verein",    "kinder",      "wagen",   "fahrzeug", "fahrzeuge",
        "gaerten", "leitung", "arbeiten",  "reinigung", "beleuchtung", "verkehr", "gebiet",   "flaeche"};
    // "-ung" by itself is that of too many surnames where the word is short: Hartung, Hornung.
    return ends_with_one(folded, endings) || (folded.size() >= 9 && folded.ends_with("ung"));
}

bool ends_as_noun(std::string_view folded) noexcept {
    static constexpr std::array<std::string_view, 15> endings{"schild", "park",   "haus",    "baum",     "bank",
                                                              "amt",    "loch",   "bruecke", "tuer",     "zeit",
                                                              "zaun",   "garten", "fahrer",  "besitzer", "brunnen"};
    return ends_as_noun_only(folded) || ends_with_one(folded, endings);
}

bool ends_as_role(std::string_view folded) noexcept {
    static constexpr std::array<std::string_view, 27> endings{
        "besitzer",     "besitzerin", "halter",     "halterin", "leiter",    "leiterin", "lehrer",
        "lehrerin",     "fahrer",     "fahrerin",   "trainer",  "trainerin", "haendler", "verkaeufer",
        "verkaeuferin", "arbeiter",   "arbeiterin", "beamter",  "beamtin",   "mieter",   "mieterin",
        "nachbar",      "nachbarin",  "kollege",    "kollegin", "betreiber", "betreuer"};
    return ends_with_one(folded, endings);
}

bool ends_as_business(std::string_view folded) noexcept {
    static constexpr std::array<std::string_view, 22> endings{
        "bau",      "technik",    "service",   "markt",       "shop",       "center",  "betrieb", "handel",
        "logistik", "transporte", "reisen",    "immobilien",  "moden",      "stube",   "studio",  "praxis",
        "klinik",   "baeckerei",  "metzgerei", "fleischerei", "gaertnerei", "handlung"};
    return folded.size() > 5 && ends_with_one(folded, endings);
}

bool has_foreign_letters(std::string_view word) noexcept {
    static constexpr std::array<std::string_view, 30> letters{"ğ", "ı", "ş", "İ", "Ş", "ç", "Ç", "ł", "Ł", "ń",
                                                              "ś", "Ś", "ż", "ź", "Ż", "ć", "č", "Č", "š", "Š",
                                                              "ž", "Ž", "đ", "Đ", "ě", "ř", "ő", "ű", "ș", "ț"};
    return std::ranges::any_of(letters,
                               [word](std::string_view letter) { return word.find(letter) != std::string_view::npos; });
}

bool ends_as_nothing_else(std::string_view folded) noexcept {
    static constexpr std::array<std::string_view, 19> endings{
        "meier", "meyer", "maier", "mayer", "mueller", "schmidt", "schulte", "schulze", "kowski", "lewski",
        "ewicz", "oglu",  "ovic",  "enko",  "mann",    "sson",    "ova",     "owa",     "huber"};
    return std::ranges::any_of(endings, [folded](std::string_view ending) {
        return folded.size() > ending.size() + 2 && folded.ends_with(ending);
    });
}

bool is_district_code(std::string_view letters) noexcept {
    static const auto codes = [] {
        std::unordered_set<std::string_view> set;
        each_word(district_codes, [&](std::string_view code) { set.insert(code); });
        return set;
    }();
    return codes.contains(letters);
}

}  // namespace ombud::publish::redaction
