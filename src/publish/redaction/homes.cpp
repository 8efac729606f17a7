// Houses that are named as somebody's home.

#include "publish/redaction/findings.hpp"
#include "publish/redaction/lexicon.hpp"

#include <algorithm>
#include <array>

namespace ombud::publish::redaction {

namespace {

bool leads(std::string_view key) noexcept {
    static constexpr std::array<std::string_view, 17> words{"in",  "im",  "an",  "am",     "auf",  "der",
                                                            "dem", "des", "aus", "beim",   "zur",  "zum",
                                                            "von", "vom", "ist", "lautet", "unter"};
    return one_of(key, words);
}

/// Words that say that a home is spoken of, within the sentence.
bool speaks_of_home(const Words& words, std::size_t i) {
    if (words[i].is(home_word)) return true;
    const std::string_view key = words[i].key;
    const std::string_view next = i + 1 < words.size() ? words[i + 1].key : std::string_view{};
    const bool mine = key == "mein" || key == "meine" || key == "meinem" || key == "meiner" || key == "meines" ||
                      key == "unser" || key == "unsere" || key == "unserem" || key == "unserer" || key == "unseres" ||
                      key == "ihrem" || key == "seinem" || key == "ihre" || key == "seine";
    static constexpr std::array<std::string_view, 16> homes{
        "haus",      "hauses", "haustuer",    "wohnung", "grundstueck", "einfahrt",   "garage", "tuer",
        "vorgarten", "garten", "hauseingang", "balkon",  "eigenheim",   "elternhaus", "hof",    "zuhause"};
    if (mine && one_of(next, homes)) return true;
    return (key == "bei" && (next == "mir" || next == "uns" || next == "ihm")) || (key == "live" && next == "at") ||
           (key == "c" && next == "o") || (key == "komme" && next == "aus") || (key == "i" && next == "live");
}

/// A house that begins at word `i`: "Kampstr. 8a", "Am Alten Markt 5", "Hohe Str. 105". The index behind the number and
/// its letter; `i` where there is none.
std::size_t house_at(const Search& search, std::size_t i, bool any_name) {
    const Words& words = search.words;
    if (i >= words.size() || words[i].number) return i;
    // "wohne amselstieg 7": in small letters only what streets end with
    const bool small = !words[i].capital;
    if (small && !(any_name && may_end_as_street(words[i].key) && words[i].key.size() > 5)) return i;
    bool street = false;
    for (std::size_t k = i; k < words.size() && k < i + 5; ++k) {
        if (k > i) {
            const std::string_view gap = words.gap(k);
            if (gap != " " && gap != ". " && gap != "." && gap != ".-" && gap != ", " && gap != "-") return i;
            if (gap == ", " && !words[k].number && words[k].key != "nr" && words[k].key != "hausnummer" &&
                words[k].key != "hausnr")
                return i;
        }
        if (!words[k].number) {
            const bool between = words[k].key == "nr" || words[k].key == "hausnummer" || words[k].key == "hausnr" ||
                                 words[k].key == "nummer";
            if (!words[k].capital && !(small && k == i) && !leads(words[k].key) && words[k].key != "den" && !between)
                return i;
            // "Am 17. Mai", "Seit 3 Wochen"
            if (words[k].is(calendar)) return i;
            // "Feld 12" and "Hof 3" are parts of something else.
            static constexpr std::array<std::string_view, 9> bare{"feld",     "hof",     "garten", "berg", "hang",
                                                                  "siedlung", "bruecke", "steig",  "platz"};
            street = street || (may_end_as_street(words[k].key) && !one_of(words[k].key, bare)) ||
                     search.maybe_street(k) || words[k].key == "str";
            continue;
        }
        if (k == i || words[k].key.size() > 4 || (!street && !any_name)) return i;
        if (!street &&
            (words[i].is(ordinary) && words[i].key != "am" && words[i].key != "im" && words[i].key != "an" &&
             words[i].key != "auf" && words[i].key != "zum" && words[i].key != "zur" && words[i].key != "in" &&
             words[i].key != "hinter" && words[i].key != "unter" && words[i].key != "vor"))
            return i;
        std::size_t end = k + 1;
        const auto letter = [&](std::size_t j) {
            return j < words.size() && !words[j].number && words[j].key.size() == 1 && words.gap(j).size() <= 1;
        };
        if (letter(end) && (words.gap(end).empty() || !words[end].capital)) ++end;
        // "2-10", "5/7"
        if (end < words.size() && words[end].number &&
            (words.gap(end) == "-" || words.gap(end) == "/" || words.gap(end) == " - ")) {
            ++end;
            if (letter(end) && words.gap(end).empty()) ++end;
        }
        // "3 Wochen", "5 Uhr", "2. Stock"
        if (!street && end < words.size() && (words.follows(end) || words.gap(end) == ". ") &&
            (words[end].capital || words[end].key == "mal") && words[end].is(ordinary))
            return i;
        return end;
    }
    return i;
}

/// Words that numbers follow without being houses: "Pflegegrad 5", "Klasse 4".
bool is_counted(std::string_view key) noexcept {
    static constexpr std::array<std::string_view, 27> endings{
        "vertreterin", "vertreter", "sprecher", "sprecherin", "beirat", "grad",  "klasse",  "zimmer",    "stufe",
        "etage",       "stock",     "reihe",    "gleis",      "block",  "seite", "punkt",   "nummer",    "linie",
        "gruppe",      "version",   "teil",     "station",    "zone",   "halle", "artikel", "abschnitt", "liga"};
    return std::ranges::any_of(endings, [key](std::string_view ending) { return key.ends_with(ending); });
}

/// Whether a house number is at word `i`, with its letter, and the part of the sentence ends behind it.
bool ends_part(const Words& words, std::size_t i) {
    if (!words[i].number || words[i].key.size() > 3) return false;
    std::size_t end = i + 1;
    if (end < words.size() && words[end].key.size() == 1 && !words[end].number && words.gap(end).size() <= 1) ++end;
    const std::string_view gap = words.gap(end);
    return end == words.size() || gap.find_first_of(",;)\n") == 0 || gap.starts_with(". ");
}

/// The first word of a house after words that lead to it.
std::size_t cover_from(Search& search, std::size_t i, bool any_name, std::string_view reason) {
    const Words& words = search.words;
    for (std::size_t k = i; k < words.size() && k < i + 7; ++k) {
        const bool noun = words[k].key == "haus" || words[k].key == "hauses" || words[k].key == "wohnung";
        if ((words[k].capital || any_name) && !noun) {
            const std::size_t end = house_at(search, k, any_name);
            if (end > k) {
                search.cover_words(CoverKind::address, reason, k, end);
                return end;
            }
        }
        if (k > i && words.gap(k).find_first_of(".!?;") != std::string_view::npos) return i;
    }
    return i;
}

}  // namespace

void find_homes(Search& search) {
    const Words& words = search.words;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (speaks_of_home(words, i)) {
            // "Anschrift: Hauptstr. 5" and "mein Haus in der Hauptstraße 5", but also "Kampweg 5, da wohne ich".
            cover_from(search, i + 1, true, "where somebody lives");
            // "Drosselgasse 11 (mein Elternhaus)"
            if (i > 1 && (words.gap(i) == " (" || words.gap(i) == ", ")) {
                for (std::size_t k = i - 1; k > 0 && k + 5 > i; --k) {
                    if (house_at(search, k - 1, false) != i) continue;
                    search.cover_words(CoverKind::address, "where somebody lives", k - 1, i);
                    break;
                }
            }
            if (words[i].key != "wohne" && words[i].key != "wohnt" && words[i].key != "wohnen" &&
                words[i].key != "wohnhaft")
                continue;
            const std::size_t from = i > 9 ? i - 9 : 0;
            for (std::size_t k = i; k > from; --k) {
                if (k < i && words.gap(k).find_first_of(".!?;\n") != std::string_view::npos &&
                    words[k - 1].key != "str" && !words[k].number)
                    break;
                const std::size_t end = house_at(search, k - 1, false);
                if (end > k - 1 && end <= i && !search.covered(words[k - 1].begin, words[end - 1].end)) {
                    search.cover_words(CoverKind::address, "where somebody lives", k - 1, end);
                    break;
                }
            }
            continue;
        }
        // "Eigentümer des Hauses Nordstr. 14"
        static constexpr std::array<std::string_view, 8> owners{
            "eigentuemer", "eigentuemerin", "bewohner", "bewohnerin", "mieter", "mieterin", "besitzer", "besitzerin"};
        if (one_of(words[i].key, owners) && i + 2 < words.size() &&
            (words[i + 1].key == "des" || words[i + 1].key == "der" || words[i + 1].key == "vom" ||
             words[i + 1].key == "in")) {
            cover_from(search, i + 1, false, "where somebody lives");
        }
        // "Nachname: Voss", and in the next line "Straße: Kampstraße 8"
        if ((words[i].key == "strasse" || words[i].key == "str") && i + 1 < words.size() &&
            words.gap(i + 1).starts_with(':') && i > 1 && (search.word_covered(i - 1) || search.word_covered(i - 2))) {
            cover_from(search, i + 1, true, "where somebody lives");
        }
        // "in der Kampstraße 8 wohnt …": above; "Nachbar aus der Kampstraße 8"
        if (words[i].is(relation) && i + 2 < words.size() &&
            (words[i + 1].key == "aus" || words[i + 1].key == "in" || words[i + 1].key == "im" ||
             words[i + 1].key == "von")) {
            cover_from(search, i + 1, false, "where somebody lives");
        }
    }
    // "Firat Doğru, Wilhelmstr. 12": of words that nobody knows the address says that they are a name.
    for (std::size_t i = 2; i + 1 < words.size(); ++i) {
        if (words.gap(i) != ", " || !words.follows(i - 1) || search.word_covered(i - 1)) continue;
        const auto unknown = [&](std::size_t k) {
            return words[k].capital && !words[k].is(ordinary) && !search.maybe_street(k) && !ends_as_noun(words[k].key);
        };
        if (unknown(i - 1) && unknown(i - 2) && house_at(search, i, false) > i)
            search.cover_words(CoverKind::name, "before an address", i - 2, i);
    }
    // Behind a name: "Lisbeth Voss, Kurstraße 19", "Herr Voss aus der Kurstraße 19", and below it in a signature.
    const std::vector<Cover> names = search.covers;
    for (const Cover& cover : names) {
        if (cover.kind != CoverKind::name) continue;
        const std::size_t next = words.at(cover.begin + cover.length);
        if (next >= words.size()) continue;
        const std::string_view gap = words.gap(next);
        const bool near = gap.find_first_not_of(" ,(\n\t|;-/") == std::string_view::npos || gap == ": ";
        if (!near) continue;
        std::size_t k = next;
        const bool said = words[k].key == "aus" || words[k].key == "wohnhaft" || words[k].key == "wohnt" ||
                          words[k].key == "vom" || words[k].key == "von";
        if (said) {
            cover_from(search, k, words[k].is(home_word), "where somebody lives");
        } else if (gap != " ") {
            const bool line = gap.find('\n') != std::string_view::npos;
            static constexpr std::array<std::string_view, 8> beginnings{"am",  "im",  "an", "auf",
                                                                        "zum", "zur", "in", "hinter"};
            // "Ivica Voss, Sandkuhle 12, …": nothing but a street stands so
            const bool listed = gap == ", " && !is_counted(words[k].key) && k + 1 < words.size() &&
                                words.follows(k + 1) && ends_part(words, k + 1);
            std::size_t end =
                house_at(search, k, (line && !is_counted(words[k].key)) || listed || one_of(words[k].key, beginnings));
            if (end > k && end < words.size() && words[end].is(calendar)) end = k;
            if (end > k) search.cover_words(CoverKind::address, "an address behind a name", k, end);
        }
    }
}

}  // namespace ombud::publish::redaction
