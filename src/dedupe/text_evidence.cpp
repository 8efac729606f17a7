#include "dedupe/text_evidence.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numbers>
#include <span>
#include <string>
#include <vector>

namespace ombud::dedupe {

namespace {

using Kind = IdentifierKind;

/// A beginning of a folded word that announces an identifier. With `prefix`, longer words count too ("laternenmast").
struct Announcer {
    std::string_view word;
    Kind kind;
    bool prefix;
};

constexpr std::array announcers{
    Announcer{"lampe", Kind::lamp, true},
    Announcer{"latern", Kind::lamp, true},
    Announcer{"leucht", Kind::lamp, true},
    Announcer{"strassenl", Kind::lamp, true},
    Announcer{"lichtmast", Kind::lamp, true},
    Announcer{"mast", Kind::lamp, false},
    Announcer{"lamp", Kind::lamp, true},
    Announcer{"streetl", Kind::lamp, true},
    Announcer{"lichtpunkt", Kind::lamp, true},
    Announcer{"ampel", Kind::signal, true},
    Announcer{"lichtsignal", Kind::signal, true},
    Announcer{"haus", Kind::house, false},
    Announcer{"hausnummer", Kind::house, false},
    Announcer{"hausnr", Kind::house, false},
    Announcer{"hnr", Kind::house, false},
    Announcer{"hoehe", Kind::house, false},
    Announcer{"kennzeichen", Kind::plate, false},
    Announcer{"spielplatz", Kind::playground, false},
    Announcer{"bolzplatz", Kind::playground, false},
    Announcer{"haltestelle", Kind::stop, false},
    Announcer{"bushaltestelle", Kind::stop, false},
    Announcer{"container", Kind::container, false},
    Announcer{"glascontainer", Kind::container, false},
    Announcer{"containerstandort", Kind::container, false},
    Announcer{"baum", Kind::tree, false},
    Announcer{"baumnummer", Kind::tree, false},
    Announcer{"baumnr", Kind::tree, false},
    Announcer{"bank", Kind::bench, false},
    Announcer{"gully", Kind::shaft, true},
    Announcer{"kanaldeckel", Kind::shaft, true},
    Announcer{"schacht", Kind::shaft, true},
    Announcer{"hydrant", Kind::shaft, true},
    Announcer{"playground", Kind::playground, false},
    Announcer{"pole", Kind::lamp, false},
};

/// Beginnings of folded words that name an object; the number is the bit. Words for one thing share a bit.
struct ObjectWord {
    std::string_view beginning;
    unsigned bit;
};

constexpr std::array object_words{
    ObjectWord{"lampe", 0},
    ObjectWord{"latern", 0},
    ObjectWord{"leucht", 0},
    ObjectWord{"beleucht", 0},
    ObjectWord{"strassenl", 0},
    ObjectWord{"strassenbel", 0},
    ObjectWord{"licht", 0},
    ObjectWord{"lamp", 0},
    ObjectWord{"ampel", 1},
    ObjectWord{"schlagl", 2},
    ObjectWord{"pothole", 2},
    ObjectWord{"fahrbahn", 2},
    ObjectWord{"asphalt", 2},
    ObjectWord{"gehweg", 3},
    ObjectWord{"buergersteig", 3},
    ObjectWord{"gehsteig", 3},
    ObjectWord{"sidewalk", 3},
    ObjectWord{"pflaster", 3},
    ObjectWord{"gehwegplatte", 3},
    ObjectWord{"radweg", 4},
    ObjectWord{"fahrradweg", 4},
    ObjectWord{"muell", 5},
    ObjectWord{"abfall", 5},
    ObjectWord{"unrat", 5},
    ObjectWord{"sperrmuell", 6},
    ObjectWord{"sofa", 6},
    ObjectWord{"matratz", 6},
    ObjectWord{"moebel", 6},
    ObjectWord{"couch", 6},
    ObjectWord{"kuehlschrank", 6},
    ObjectWord{"reifen", 7},
    ObjectWord{"autoreifen", 7},
    ObjectWord{"papierkorb", 8},
    ObjectWord{"muelleimer", 8},
    ObjectWord{"abfalleimer", 8},
    ObjectWord{"muelltonn", 8},
    ObjectWord{"container", 9},
    ObjectWord{"altglas", 9},
    ObjectWord{"altkleider", 9},
    ObjectWord{"glascontainer", 9},
    ObjectWord{"baum", 10},
    ObjectWord{"baeum", 10},
    ObjectWord{"ast", 10},
    ObjectWord{"aest", 10},
    ObjectWord{"tree", 10},
    ObjectWord{"hecke", 11},
    ObjectWord{"strauch", 11},
    ObjectWord{"gebuesch", 11},
    ObjectWord{"gruen", 11},
    ObjectWord{"unkraut", 11},
    ObjectWord{"spielplatz", 12},
    ObjectWord{"rutsche", 12},
    ObjectWord{"schaukel", 12},
    ObjectWord{"spielger", 12},
    ObjectWord{"playground", 12},
    ObjectWord{"bank", 13},
    ObjectWord{"baenk", 13},
    ObjectWord{"sitzbank", 13},
    ObjectWord{"bench", 13},
    ObjectWord{"schild", 14},
    ObjectWord{"verkehrszeichen", 14},
    ObjectWord{"verkehrsschild", 14},
    ObjectWord{"strassenschild", 14},
    ObjectWord{"sign", 14},
    ObjectWord{"graffiti", 15},
    ObjectWord{"schmier", 15},
    ObjectWord{"beschmier", 15},
    ObjectWord{"besprueh", 15},
    ObjectWord{"sticker", 15},
    ObjectWord{"gully", 16},
    ObjectWord{"kanal", 16},
    ObjectWord{"schacht", 16},
    ObjectWord{"abfluss", 16},
    ObjectWord{"ueberschwemm", 17},
    ObjectWord{"pfuetze", 17},
    ObjectWord{"wasserrohr", 17},
    ObjectWord{"rohrbruch", 17},
    ObjectWord{"schrottauto", 18},
    ObjectWord{"pkw", 18},
    ObjectWord{"auto", 18},
    ObjectWord{"fahrzeug", 18},
    ObjectWord{"vehicle", 18},
    ObjectWord{"car", 18},
    ObjectWord{"fahrrad", 19},
    ObjectWord{"schrottrad", 19},
    ObjectWord{"bicycle", 19},
    ObjectWord{"hund", 20},
    ObjectWord{"kot", 20},
    ObjectWord{"ratte", 21},
    ObjectWord{"rats", 21},
    ObjectWord{"wespe", 22},
    ObjectWord{"laerm", 23},
    ObjectWord{"noise", 23},
    ObjectWord{"haltestelle", 24},
    ObjectWord{"bushalte", 24},
    ObjectWord{"wartehaus", 24},
    ObjectWord{"zaun", 25},
    ObjectWord{"gelaender", 25},
    ObjectWord{"poller", 26},
    ObjectWord{"brunnen", 27},
    ObjectWord{"toilett", 28},
    ObjectWord{"schnee", 29},
    ObjectWord{"eis", 29},
    ObjectWord{"snow", 29},
    ObjectWord{"bruecke", 30},
    ObjectWord{"treppe", 31},
    ObjectWord{"scherben", 32},
    ObjectWord{"kuehltruhe", 6},
    ObjectWord{"bordstein", 33},
    ObjectWord{"baustelle", 34},
    ObjectWord{"denkmal", 35},
    ObjectWord{"friedhof", 36},
    ObjectWord{"grab", 36},
};

constexpr std::array<std::string_view, 14> repetition_phrases{
    "schon wieder", "immer noch",       "erneut",           "nach wie vor",      "weiterhin",
    "noch immer",   "zum zweiten mal",  "bereits gemeldet", "schon gemeldet",    "again",
    "still not",    "already reported", "wiederholt",       "noch nicht behoben"};

/// Letters and digits of any script, in words.
std::vector<std::string_view> words_of(std::string_view folded) {
    std::vector<std::string_view> words;
    const auto is_word = [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || byte >= 0x80U;
    };
    for (std::size_t i = 0; i < folded.size();) {
        const std::size_t begin = i;
        while (i < folded.size() && is_word(folded[i])) ++i;
        if (i > begin) words.push_back(folded.substr(begin, i - begin));
        while (i < folded.size() && !is_word(folded[i])) ++i;
    }
    return words;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

Kind announced_by(std::string_view word) {
    const auto* found = std::ranges::find_if(
        announcers, [&](const Announcer& a) { return a.prefix ? word.starts_with(a.word) : word == a.word; });
    return found == announcers.end() ? Kind::none : found->kind;
}

bool named(Kind kind) {
    return kind == Kind::playground || kind == Kind::stop;
}

bool means_number(std::string_view word) {
    return word == "nr" || word == "nummer" || word == "no" || word == "number" || word == "mit" || word == "der" ||
           word == "die" || word == "nummern" || word == "num";
}

/// The number or name after an announcing word: "laterne (nr. 4711 a)" -> "4711a".
std::string identifier_after(std::span<const std::string_view> rest, Kind kind) {
    std::size_t i = 0;
    while (i < rest.size() && i < 3 && means_number(rest[i])) ++i;
    if (i >= rest.size()) return {};
    if (named(kind)) {
        // A name is a word that is no function word; "der spielplatz ist kaputt" names none.
        constexpr std::array<std::string_view, 24> no_names{
            "ist",  "sind", "in",  "im",    "am",  "an",    "auf",   "und",   "wird",   "war", "liegt", "hat",
            "ohne", "bei",  "vor", "neben", "mit", "fehlt", "wurde", "steht", "kaputt", "is",  "at",    "the"};
        if (rest[i].size() < 4 || std::ranges::find(no_names, rest[i]) != no_names.end()) return {};
        return std::string(rest[i]);
    }
    if (!is_digit(rest[i].front())) return {};
    std::string number(rest[i]);
    if (i + 1 < rest.size() && rest[i + 1].size() == 1 && rest[i + 1].front() >= 'a' && rest[i + 1].front() <= 'h') {
        number += rest[i + 1];
    }
    return number;
}

/// "ham ab 123": one to three letters, one or two letters, one to four digits.
std::string plate_at(std::span<const std::string_view> words) {
    if (words.size() < 3) return {};
    const auto letters = [](std::string_view w) { return std::ranges::none_of(w, is_digit); };
    if (words[0].size() > 3 || words[1].size() > 2 || words[2].size() > 4) return {};
    if (!letters(words[0]) || !letters(words[1]) || !std::ranges::all_of(words[2], is_digit)) return {};
    return std::string(words[0]) + std::string(words[1]) + std::string(words[2]);
}

Identifier make_identifier(Kind kind, std::string_view value) {
    const auto hash = static_cast<std::uint32_t>(key_hash(value)) & 0x0FFFFFFFU;
    return (static_cast<std::uint32_t>(kind) << 28U) | hash;
}

/// \pre `second` follows `first` in the same text
bool joined_by_hyphen(std::string_view first, std::string_view second) {
    const char* end = first.data() + first.size();
    return end + 1 == second.data() && *end == '-';
}

void find_identifiers(std::span<const std::string_view> words, TextEvidence& evidence) {
    std::size_t found = 0;
    const auto add = [&](Kind kind, const std::string& value) {
        if (value.empty() || found == evidence.identifiers.size()) return;
        if (found == 1 && kind_of(evidence.identifiers[0]) == kind) return;
        evidence.identifiers.at(found++) = make_identifier(kind, value);
    };
    for (std::size_t i = 0; i < words.size(); ++i) {
        const Kind kind = announced_by(words[i]);
        if (kind == Kind::plate) {
            add(kind, plate_at(words.subspan(i + 1)));
        } else if (kind != Kind::none) {
            add(kind, identifier_after(words.subspan(i + 1), kind));
        } else if (i + 1 < words.size() && joined_by_hyphen(words[i], words[i + 1])) {
            add(Kind::plate, plate_at(words.subspan(i)));  // "ham-ab 123"
        }
    }
}

std::uint64_t objects_in(std::span<const std::string_view> words) {
    std::uint64_t objects = 0;
    for (const std::string_view word : words) {
        for (const ObjectWord& object : object_words) {
            // Short beginnings must be the whole word: "ast" is not "asten", "eis" not "eisenbahn".
            const bool whole = object.beginning.size() <= 4;
            if (whole ? word == object.beginning : word.starts_with(object.beginning)) objects |= 1ULL << object.bit;
        }
    }
    return objects;
}

std::uint64_t mixed(std::uint64_t x) noexcept {
    // SplitMix64's finisher (Steele, Lea, Flood 2014).
    x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    x = (x ^ (x >> 27U)) * 0x94D049BB133111EBULL;
    return x ^ (x >> 31U);
}

/// Adds one trigram to the counters, a bit of its four hash words each.
void count_trigram(std::uint32_t trigram, std::array<std::int16_t, 256>& counters) {
    std::uint64_t seed = trigram;
    for (std::size_t word = 0; word < 4; ++word) {
        seed += 0x9E3779B97F4A7C15ULL;
        const std::uint64_t bits = mixed(seed);
        for (std::size_t bit = 0; bit < 64; ++bit) {
            counters[word * 64 + bit] =
                static_cast<std::int16_t>(counters[word * 64 + bit] + (((bits >> bit) & 1U) != 0 ? 1 : -1));
        }
    }
}

/// Cosine of the angle that so many different bits of 256 stand for; obtuse angles count as right ones.
const std::array<double, 257> cosines = [] {
    std::array<double, 257> table{};
    for (std::size_t i = 0; i < table.size(); ++i) {
        table[i] = std::max(0.0, std::cos(std::numbers::pi * static_cast<double>(i) / 256));
    }
    return table;
}();

SimHash simhash(std::string_view joined) {
    // Enough of a text to know it by; the counters cannot overflow.
    constexpr std::size_t most = 2000;
    std::array<std::int16_t, 256> counters{};
    const std::string_view text = joined.substr(0, most);
    for (std::size_t i = 0; i + 3 <= text.size(); ++i) {
        const auto byte = [&](std::size_t at) { return std::uint32_t{static_cast<unsigned char>(text[at])}; };
        count_trigram(byte(i) | byte(i + 1) << 8U | byte(i + 2) << 16U, counters);
    }
    SimHash hash{};
    for (std::size_t i = 0; i < counters.size(); ++i) {
        if (counters[i] > 0) hash[i / 64] |= 1ULL << (i % 64);
    }
    return hash;
}

}  // namespace

std::string_view to_string(IdentifierKind kind) noexcept {
    constexpr std::array<std::string_view, 11> names{"thing", "lamp",      "signal", "house", "plate",  "playground",
                                                     "stop",  "container", "tree",   "bench", "manhole"};
    return names.at(static_cast<std::size_t>(kind));
}

std::uint64_t key_hash(std::string_view bytes) noexcept {
    std::uint64_t hash = 0xCBF29CE484222325ULL;
    for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
    hash = mixed(hash);
    return hash == 0 ? 1 : hash;
}

double cosine(const SimHash& a, const SimHash& b) noexcept {
    int different = 0;
    for (std::size_t i = 0; i < a.size(); ++i) different += std::popcount(a[i] ^ b[i]);
    return cosines[static_cast<std::size_t>(different)];
}

TextEvidence text_evidence(std::string_view title, std::string_view text) {
    std::string folded = fold(title);
    // Many sources repeat the beginning of the text as title; read twice it would count twice.
    const std::string body = fold(text);
    if (body.starts_with(folded)) folded.clear();
    folded += ' ';
    folded += body;
    TextEvidence evidence;
    const auto words = words_of(folded);
    std::string joined = " ";
    std::size_t letters = 0;
    for (const std::string_view word : words) {
        joined += word;
        joined += ' ';
        letters += word.size();
    }
    evidence.letters = static_cast<std::uint16_t>(std::min<std::size_t>(letters, 0xFFFF));
    find_identifiers(words, evidence);
    evidence.objects = objects_in(words);
    evidence.repetition = std::ranges::any_of(repetition_phrases, [&](std::string_view phrase) {
        return joined.find(' ' + std::string(phrase) + ' ') != std::string::npos;
    });
    evidence.trigrams = simhash(joined);
    return evidence;
}

}  // namespace ombud::dedupe
