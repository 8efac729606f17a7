// Number plates, German ones by the list of districts, others by their form and what stands beside them.

#include "publish/redaction/findings.hpp"
#include "publish/redaction/lexicon.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace ombud::publish::redaction {

namespace {

std::string upper(std::string_view key) {
    std::string letters(key);
    std::ranges::transform(letters, letters.begin(),
                           [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    return letters;
}

/// A vehicle or "Kennzeichen" is spoken of within the eight words before, or directly after.
bool near_vehicle(const Words& words, std::size_t first, std::size_t end) {
    const auto speaks = [&](std::size_t i) {
        return words[i].is(vehicle) || words[i].key.ends_with("kennzeichen") || words[i].key.ends_with("wagen") ||
               words[i].key.ends_with("fahrzeug") || words[i].key.ends_with("transporter") ||
               words[i].key.ends_with("nummernschild");
    };
    for (std::size_t i = first > 9 ? first - 9 : 0; i < first; ++i) {
        if (speaks(i)) return true;
    }
    for (std::size_t i = end; i < std::min(end + 3, words.size()); ++i) {
        if (speaks(i)) return true;
    }
    return false;
}

/// Somebody or something from abroad, or "Kennzeichen": what follows in letters and digits is a plate, whatever its
/// form.
bool is_strong(std::string_view key) noexcept {
    static constexpr std::array<std::string_view, 36> nations{
        "poln",    "pole",    "rumaen", "niederlaend", "hollaend",    "franz",   "belg",   "tschech",   "bulgar",
        "italien", "litau",   "lett",   "ungar",       "oesterreich", "schweiz", "ukrain", "daen",      "span",
        "brit",    "englaen", "kroat",  "serb",        "slowak",      "slowen",  "schwed", "luxemburg", "finn",
        "griech",  "tuerk",   "russ",   "portug",      "norweg",      "bosn",    "alban",  "estn",      "auslaend"};
    if (key.ends_with("kennzeichen") || key.ends_with("nummernschild") || key == "kennz") return true;
    return std::ranges::any_of(
        nations, [&](std::string_view nation) { return key.size() < nation.size() + 8 && key.starts_with(nation); });
}

bool near_strong(const Words& words, std::size_t first) noexcept {
    for (std::size_t i = first > 5 ? first - 5 : 0; i < first; ++i) {
        if (is_strong(words[i].key)) return true;
    }
    return false;
}

/// Letters in front of a number, over one or two words: "HAM-AB", "HAM AB", "HAM - AB", "HAMAB".
struct Letters {
    std::string district{};
    std::string series{};
    std::size_t first = 0;  ///< words
    std::size_t end = 0;
    bool hyphen = false;
    bool upper = false;
    bool unknown = false;  ///< no district we know of
};

bool plain(std::string_view letters, std::size_t most) noexcept {
    return !letters.empty() && letters.size() <= most &&
           std::ranges::all_of(letters, [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool split(const Words& words, std::size_t i, Letters& letters) {
    const Word& word = words[i];
    letters.first = i;
    letters.end = i + 1;
    letters.upper = word.upper;
    const auto hyphen = word.key.find('-');
    if (hyphen != std::string_view::npos) {
        letters.district = upper(word.key.substr(0, hyphen));
        letters.series = upper(word.key.substr(hyphen + 1));
        letters.hyphen = true;
        // An unknown district may be a new one, or misread: with a vehicle beside it the form is enough.
        letters.unknown = !is_district_code(letters.district);
        return plain(letters.series, 2) &&
               (!letters.unknown || (plain(letters.district, 3) && near_vehicle(words, i, i + 2)));
    }
    letters.district = upper(word.key);
    if (i + 1 >= words.size() || words[i + 1].number) return false;
    letters.unknown = !is_district_code(letters.district);
    if (letters.unknown && (!word.upper || word.bits != 0 || !words[i + 1].upper || !plain(letters.district, 3) ||
                            !near_vehicle(words, i, i + 3)))
        return false;
    const std::string_view gap = words.gap(i + 1);
    if (gap != " " && gap != " - " && gap != "- " && gap != " -" && gap != ":" && gap != "." && gap != " – " &&
        gap != "–" && gap != "*" && gap != " · " && gap != "·" && gap != "/")
        return false;
    letters.series = upper(words[i + 1].key);
    letters.end = i + 2;
    letters.hyphen = gap != " ";
    letters.upper = letters.upper && words[i + 1].upper;
    return plain(letters.series, 2);
}

/// The digits of a plate at word `i`, one to four without a leading zero; the index behind them with "E" or "H".
std::size_t digits_at(const Words& words, std::size_t i) {
    if (i >= words.size() || !words[i].number || words[i].key.size() > 4 || words[i].key.starts_with('0')) return i;
    const std::string_view gap = words.gap(i);
    // "EN.TR.55" and "EN:TR:55" have the same sign twice.
    const bool stops = (gap == "." || gap == ":") && i > 1 && words.gap(i - 1) == gap;
    if (!gap.empty() && gap != " " && gap != "-" && gap != " - " && gap != "- " && gap != " -" && gap != "/" &&
        gap != "–" && gap != " – " && gap != "_" && gap != "·" && gap != " · " && gap != "  " && !stops)
        return i;
    std::size_t end = i + 1;
    // "HAM-AB 1?34": a digit that nobody could read
    while (end < words.size() && words[end].number && words[end].key.size() <= 2 &&
           (words.gap(end) == "?" || words.gap(end) == "*" || words.gap(end) == "??"))
        ++end;
    // "HAM-AB 12 34"
    if (end < words.size() && words[end].number && words.gap(end) == " " && words[i].key.size() <= 2 &&
        words[end].key.size() <= 2 && !words[end].key.starts_with('0') && words[i - 1].upper)
        ++end;
    if (end < words.size() && words.gap(end).size() <= 1 && (words[end].upper || !words[i - 1].capital) &&
        (words[end].key == "e" || words[end].key == "h")) {
        ++end;
    } else if (end < words.size() && words.gap(end).empty()) {
        return i;
    }
    return end;
}

/// Two letters that are a word.
bool is_word(std::string_view letters) noexcept {
    static constexpr std::array<std::string_view, 18> words{"AM", "IM", "IN", "DE", "DA", "SO", "OB", "ES", "ER",
                                                            "AB", "UM", "ZU", "WO", "AN", "CA", "NR", "JE", "DU"};
    return std::ranges::find(words, letters) != words.end();
}

/// "DIN A 4", "A 2 Abfahrt": what else is written so.
bool is_other(const Letters& letters, std::string_view number, bool vehicle) {
    if (letters.hyphen) return false;
    if (letters.district == "DIN" && (letters.series == "A" || letters.series == "EN")) return true;
    return number.size() <= 2 && is_word(letters.series) && !(vehicle && letters.upper);
}

void find_german(Search& search) {
    const Words& words = search.words;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i].number || words[i].key.size() > 8) continue;
        if (i > 0 && words.gap(i).empty()) continue;
        Letters letters;
        if (!split(words, i, letters)) continue;
        const std::size_t end = digits_at(words, letters.end);
        const bool context = near_vehicle(words, letters.first, std::max(end, letters.end));
        if (end == letters.end) {
            // "Kennzeichen HAM-AB, die Zahl habe ich nicht gesehen", "HAM-AB ..."
            const std::string_view gap = words.gap(letters.end);
            const bool open = gap.find("..") != std::string_view::npos || gap.find("…") != std::string_view::npos ||
                              gap.find('?') != std::string_view::npos;
            if (letters.upper && letters.hyphen && !letters.unknown && (context || open)) {
                search.cover_words(CoverKind::plate, "the beginning of a number plate", letters.first, letters.end);
            }
            continue;
        }
        if (is_other(letters, words[letters.end].key, context)) continue;
        const std::string_view number = words[letters.end].key;
        const bool lower = !words[letters.first].capital && !words[letters.end - 1].capital;
        // In small letters and with no vehicle near: "ham sk 77", but not "war am 12."
        const bool bare = lower && number.size() >= 2 && !is_word(letters.series) && !is_word(letters.district) &&
                          (letters.district.size() == 3 || (letters.hyphen && letters.end == letters.first + 1));
        if ((letters.upper && (letters.hyphen || number.size() > 1)) ||
            (context && (letters.upper || letters.hyphen || (lower && !is_word(letters.series)))) || bare) {
            search.cover_words(CoverKind::plate, "a number plate", letters.first, end);
            i = end - 1;
        }
    }
}

/// Letters and digits run together: "HAMAB123", "WGM45XK", "AB123CD", as one token and its form: "AAA99AA".
struct Token {
    std::size_t first = 0;
    std::size_t end = 0;
    std::string form{};
    std::string letters{};
};

/// \param small  letters may be small, up to three of them
Token token_at(const Words& words, std::size_t i, std::string_view gaps, bool small = false) {
    Token token{i, i, {}, {}};
    for (std::size_t k = i; k < words.size() && k < i + 6; ++k) {
        if (k > i) {
            const std::string_view gap = words.gap(k);
            if (gap.size() > 1 || (gap.size() == 1 && gaps.find(gap[0]) == std::string_view::npos)) break;
            if (!gap.empty()) token.form += gap == "-" ? '-' : ' ';
        }
        const bool letters =
            words[k].upper ? words[k].key.size() <= 7
                           : small && words[k].key.size() <= 3 && (words[k].key.size() == 1 || words[k].bits == 0);
        if (!words[k].number && !letters) break;
        for (const char c : words[k].key) token.form += words[k].number ? '9' : c == '-' ? '-' : 'A';
        if (!words[k].number) token.letters += upper(words[k].key);
        token.end = k + 1;
    }
    while (token.form.ends_with(' ') || token.form.ends_with('-')) token.form.pop_back();
    return token;
}

/// Forms that nothing else has: France and Italy, the Netherlands, Belgium.
bool is_distinct(std::string_view form) noexcept {
    static constexpr std::array<std::string_view, 9> forms{"AA-999-AA", "99-AA-AA", "AA-99-AA", "AA-AA-99", "9-AAA-999",
                                                           "99-AAA-9",  "9-AAA-99", "A-999-AA", "AA-999-A"};
    return std::ranges::find(forms, form) != forms.end();
}

/// Forms of European plates that need a vehicle beside them.
bool is_european(std::string_view form) noexcept {
    static constexpr std::array<std::string_view, 30> forms{
        "AAA 99AA",  "AAA 9999",   "AAA 99999", "AA 99999",  "AA 9999A",   "AA 999AA", "AA 999 AA", "A 99999 A",
        "A-99999A",  "AA 999999",  "AAA 999",   "AAA-999",   "9A9 9999",   "9AA 9999", "9999 AAA",  "AA99 AAA",
        "AA 99 999", "AA 9999 AA", "A 9999 AA", "AA 99 AAA", "A 999 AAA",  "A 99 AAA", "AA-999-A",  "AA99AAA",
        "AAA9999",   "AA99999",    "AAA99AA",   "AA999AA",   "AA 999 999", "999 AAA"};
    if (std::ranges::find(forms, form) != forms.end()) return true;
    // Poland: the district, a blank, and five digits and letters in any order.
    const auto blank = form.find(' ');
    const std::string_view rest = blank == std::string_view::npos ? std::string_view{} : form.substr(blank + 1);
    return (blank == 2 || blank == 3) && form[0] == 'A' && form[1] == 'A' && (rest.size() == 4 || rest.size() == 5) &&
           rest.find(' ') == std::string_view::npos && std::ranges::count(rest, '9') >= 2;
}

/// Letters and digits in any order, as many as plates have.
bool is_loose(std::string_view form) noexcept {
    const auto digits = std::ranges::count(form, '9');
    const auto letters = std::ranges::count(form, 'A');
    return digits >= 2 && letters >= 1 && letters <= 5 && digits + letters >= 5 && digits + letters <= 9;
}

bool is_country(std::string_view key) noexcept {
    static constexpr std::array<std::string_view, 26> codes{"pl", "nl", "b",  "f", "a",  "ch", "cz", "ro", "bg",
                                                            "h",  "hu", "it", "i", "e",  "es", "lt", "lv", "gb",
                                                            "uk", "ua", "dk", "s", "sk", "l",  "be", "fr"};
    return std::ranges::find(codes, key) != codes.end();
}

/// "HAMAB123" with no vehicle near: a district, one or two letters and digits.
bool glued_plate(const Words& words, std::size_t i) {
    if (i + 1 >= words.size() || !words[i + 1].number || !words.gap(i + 1).empty() || words[i].key.size() < 3 ||
        words[i].key.size() > 5)
        return false;
    if (words[i + 1].key.size() < 2 || words[i + 1].key.size() > 4 || words[i + 1].key.starts_with('0')) return false;
    const std::string letters = upper(words[i].key);
    if (letters == "RAL" || letters == "DIN" || letters == "ISO" || letters == "USB") return false;
    for (std::size_t series = 1; series <= 2; ++series) {
        if (letters.size() > series && is_district_code(std::string_view(letters).substr(0, letters.size() - series)))
            return true;
    }
    return false;
}

void find_foreign(Search& search) {
    const Words& words = search.words;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0 && words.gap(i).empty()) continue;
        if (search.word_covered(i)) continue;
        if (!words[i].number && !words[i].upper) continue;
        const Token hyphened = token_at(words, i, "-");
        const Token spaced = token_at(words, i, "- ");
        const bool context = near_vehicle(words, i, spaced.end);
        const bool country = i > 0 && words[i - 1].upper && is_country(words[i - 1].key) &&
                             (context || words.gap(i) == "-" || words.gap(i) == " ");
        const std::size_t first = country ? i - 1 : i;
        if (is_distinct(hyphened.form)) {
            search.cover_words(CoverKind::plate, "a foreign number plate", first, hyphened.end);
            i = hyphened.end - 1;
        } else if ((context || country) && (is_european(spaced.form) || is_european(hyphened.form))) {
            const Token& token = is_european(spaced.form) ? spaced : hyphened;
            search.cover_words(CoverKind::plate, "a foreign number plate", first, token.end);
            i = token.end - 1;
        } else if (near_strong(words, i) && is_loose(spaced.form)) {
            search.cover_words(CoverKind::plate, "a foreign number plate", i, spaced.end);
            i = spaced.end - 1;
        } else if (const Token small = token_at(words, i, "- ", true);
                   words[i].number && near_strong(words, i) && is_loose(small.form)) {
            // "tschechischer bus 5a7 3321"
            search.cover_words(CoverKind::plate, "a foreign number plate", i, small.end);
            i = small.end - 1;
        } else if (context && words[i].upper && i + 1 < words.size() && spaced.end == i + 2 && words[i + 1].number &&
                   words[i].key.size() >= 2 && words[i].key.size() <= 5 && words[i + 1].key.size() <= 4) {
            search.cover_words(CoverKind::plate, "a number plate without blanks", first, i + 2);
            ++i;
        } else if (glued_plate(words, i)) {
            search.doubt("letters and digits that may be of a number plate", words[i].begin, words[i + 1].end);
        } else if (context && words[i].key.size() <= 3 && !words[i].number && is_district_code(upper(words[i].key)) &&
                   spaced.form.size() >= 3 && spaced.form.find('9') != std::string::npos && i + 1 < words.size() &&
                   words[i + 1].number && words[i].key.size() > 1 && words[i + 1].key.size() >= 2) {
            search.doubt("letters and digits that may be of a number plate", words[i].begin, words[spaced.end - 1].end);
        }
    }
}

}  // namespace

void find_plates(Search& search) {
    find_german(search);
    find_foreign(search);
}

}  // namespace ombud::publish::redaction
