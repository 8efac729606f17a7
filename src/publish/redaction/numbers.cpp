// Bank accounts, dates of birth, numbers of customers.

#include "publish/redaction/findings.hpp"
#include "publish/redaction/lexicon.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <optional>

namespace ombud::publish::redaction {

namespace {

bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

bool is_letter(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// ISO 7064 mod 97-10 over an IBAN without blanks, as ISO 13616 has it.
bool checksum_fits(std::string_view iban) noexcept {
    unsigned rest = 0;
    for (std::size_t i = 0; i < iban.size(); ++i) {
        const char c = iban[(i + 4) % iban.size()];
        if (is_digit(c)) {
            rest = (rest * 10 + static_cast<unsigned>(c - '0')) % 97;
        } else {
            rest = (rest * 100 + static_cast<unsigned>(std::toupper(static_cast<unsigned char>(c)) - 'A' + 10)) % 97;
        }
    }
    return rest == 1;
}

std::optional<int> value_of(const Word& word) noexcept {
    int value = 0;
    if (!word.number || word.key.size() > 4) return std::nullopt;
    std::from_chars(word.key.data(), word.key.data() + word.key.size(), value);
    return value;
}

int month_of(std::string_view key) noexcept {
    static constexpr std::array<std::string_view, 12> months{"jan", "feb", "mae", "apr", "mai", "jun",
                                                             "jul", "aug", "sep", "okt", "nov", "dez"};
    for (std::size_t m = 0; m < months.size(); ++m) {
        if (key.starts_with(months[m])) return static_cast<int>(m) + 1;
    }
    if (key == "may") return 5;
    if (key.starts_with("oct")) return 10;
    if (key.starts_with("mar")) return 3;
    return key.starts_with("dec") ? 12 : 0;
}

}  // namespace

namespace {

/// How long the IBANs of a country are, by its code in capital letters (ISO 13616 registry); 0: not known.
std::size_t iban_length(std::string_view country) noexcept {
    struct Length {
        std::string_view country;
        std::size_t length;
    };
    static constexpr std::array<Length, 40> lengths{
        {{"DE", 22}, {"AT", 20}, {"CH", 21}, {"LI", 21}, {"NL", 18}, {"BE", 16}, {"LU", 20}, {"FR", 27},
         {"IT", 27}, {"ES", 24}, {"PT", 25}, {"GB", 22}, {"IE", 22}, {"DK", 18}, {"SE", 24}, {"NO", 15},
         {"FI", 18}, {"EE", 20}, {"LV", 21}, {"LT", 20}, {"PL", 28}, {"CZ", 24}, {"SK", 24}, {"HU", 28},
         {"SI", 19}, {"HR", 21}, {"BA", 20}, {"RS", 22}, {"ME", 22}, {"MK", 19}, {"AL", 28}, {"XK", 20},
         {"BG", 22}, {"RO", 24}, {"GR", 27}, {"CY", 28}, {"MT", 31}, {"TR", 26}, {"UA", 29}, {"IS", 26}}};
    for (const Length& known : lengths) {
        if (known.country == country) return known.length;
    }
    return 0;
}

}  // namespace

void find_ibans(Search& search) {
    const std::string_view text = search.words.text();
    for (std::size_t i = 0; i + 14 < text.size(); ++i) {
        if (!is_letter(text[i]) || !is_letter(text[i + 1]) || !is_digit(text[i + 2])) continue;
        if (i > 0 && (is_letter(text[i - 1]) || is_digit(text[i - 1]))) continue;
        const std::array<char, 2> country{static_cast<char>(std::toupper(static_cast<unsigned char>(text[i]))),
                                          static_cast<char>(std::toupper(static_cast<unsigned char>(text[i + 1])))};
        const std::size_t length = iban_length({country.data(), country.size()});
        if (length == 0) continue;
        // Groups may be parted by blanks, hyphens or dots.
        std::string packed;
        std::size_t end = i;
        for (; end < text.size() && packed.size() < length; ++end) {
            if (is_letter(text[end]) || is_digit(text[end])) {
                packed += text[end];
            } else if (text[end] != ' ' && text[end] != '-' && text[end] != '.') {
                break;
            }
        }
        if (packed.size() != length || (end < text.size() && (is_letter(text[end]) || is_digit(text[end])))) continue;
        const auto digits = static_cast<std::size_t>(std::ranges::count_if(packed, is_digit));
        if (checksum_fits(packed)) {
            search.cover(CoverKind::iban, "an IBAN", i, end);
        } else if (digits + 6 >= length) {
            search.cover(CoverKind::iban, "an IBAN, though its checksum is wrong", i, end);
        } else {
            continue;
        }
        i = end - 1;
    }
}

namespace {

/// A date that begins at word `i`: the index behind it, `i` where there is none.
std::size_t date_at(const Words& words, std::size_t i) {
    if (!words[i].number || i + 1 >= words.size()) return i;
    const auto first = value_of(words[i]);
    if (!first) return i;
    const auto day = [&](std::optional<int> d) { return d && *d >= 1 && *d <= 31; };
    if (const int month = month_of(words[i + 1].key); month != 0 && !words[i + 1].number && day(first)) {
        const bool year = i + 2 < words.size() && words[i + 2].number && words.gap(i + 2) == " ";
        return year ? i + 3 : i + 2;
    }
    if (i + 2 >= words.size()) return i;
    const auto second = value_of(words[i + 1]);
    const auto third = value_of(words[i + 2]);
    const std::string_view gap = words.gap(i + 1);
    const bool parted = gap == "." || gap == "/" || gap == "-" || gap == ". ";
    if (!second || !third || !parted || words.gap(i + 2).empty()) return i;
    const bool iso = *first > 1900 && *second <= 12 && day(third);
    const bool local =
        day(first) && *second >= 1 && *second <= 12 && (words[i + 2].key.size() == 4 || words[i + 2].key.size() == 2);
    return iso || local ? i + 3 : i;
}

bool speaks_of_birth(std::string_view key) noexcept {
    return key == "geboren" || key == "geb" || key == "geborene" || key == "geborener" || key == "geburtsdatum" ||
           key == "geburtstag" || key == "geburtstags" || key == "geburtsjahr" || key == "jahrgang" || key == "born" ||
           key == "birth" || key == "birthday" || key == "dob";
}

/// Whether a sentence ends before word `i`; the full stop of "5. Juni" ends none.
bool ends_sentence(const Words& words, std::size_t i) {
    const std::string_view gap = words.gap(i);
    if (gap.find_first_of("!?\n;") != std::string_view::npos) return true;
    return gap.starts_with('.') && gap.size() > 1 && i > 0 && !words[i - 1].number;
}

}  // namespace

void find_birth_dates(Search& search) {
    const Words& words = search.words;
    const auto take = [&](std::size_t first, std::size_t end) {
        search.cover_words(CoverKind::birth, "a date of birth", first, end);
    };
    for (std::size_t i = 0; i < words.size(); ++i) {
        // "* 3.5.1961"
        if (words[i].number && words.gap(i).ends_with("* ")) take(i, date_at(words, i));
        if (words[i].number && words.gap(i).ends_with("*")) {
            const bool year =
                words[i].key.size() == 4 && (words[i].key.starts_with("19") || words[i].key.starts_with("20"));
            take(i, std::max(date_at(words, i), year ? i + 1 : i));
        }
        if (!speaks_of_birth(words[i].key)) continue;
        bool found = false;
        for (std::size_t k = i + 1; k < words.size() && k < i + 5 && !found; ++k) {
            const std::size_t end = date_at(words, k);
            if (end > k) {
                take(k, end);
                found = true;
            } else if (words[k].number && words[k].key.size() == 4 &&
                       (words[k].key.starts_with("19") || words[k].key.starts_with("20"))) {
                // "12/1979"
                const bool month = words[k - 1].number && words[k - 1].key.size() <= 2 && words.gap(k).size() == 1;
                take(month ? k - 1 : k, k + 1);
                found = true;
            } else if (words.gap(k).find_first_of(".!?\n") != std::string_view::npos && words[i].key != "geb" &&
                       words.gap(k).size() > 1) {
                break;
            }
        }
        // "am 17.08.2015 geboren", "am 5. Juni 1988 in Herne geboren"
        const bool born = words[i].key == "geboren" || words[i].key == "geborene" || words[i].key == "geborener";
        const std::size_t most = born ? 9 : 5;
        for (std::size_t back = 2; back <= most && back <= i && !found; ++back) {
            if (ends_sentence(words, i - back + 1)) break;
            const std::size_t end = date_at(words, i - back);
            if (end > i - back && (born || end >= i - 1) && end <= i) {
                take(i - back, end);
                found = true;
            }
        }
    }
}

namespace {

/// "personalausweis-nr" -> "personalausweis"
std::string_view without_nr(std::string_view key) noexcept {
    for (const std::string_view ending : {"-nr", "-nummer", "nr"}) {
        if (key.ends_with(ending)) return key.substr(0, key.size() - ending.size());
    }
    return key;
}

}  // namespace

void find_account_numbers(Search& search) {
    const Words& words = search.words;
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        const auto joined = [&](std::string_view first, std::string_view second) {
            return words[i].key == first && i + 2 < words.size() && words[i + 1].key.starts_with(second);
        };
        std::size_t k = i + 1;
        if (joined("kunden", "nr") || joined("konto", "nr") || joined("kd", "nr") || joined("steuer", "id") ||
            joined("vertrags", "nr") || joined("kunde", "nr")) {
            ++k;
        } else if (!words[i].is(account_label) && (meaning(without_nr(words[i].key)) & account_label) == 0) {
            continue;
        }
        // "Meine Kundennummer bei Ihnen ist 77-20418"
        std::size_t verb = k;
        while (verb < words.size() && verb < i + 6 && !words[verb].number && !words[verb].capital &&
               words[verb].key != "ist" && words[verb].key != "lautet" && words.follows(verb))
            ++verb;
        const auto is_pronoun = [&](std::size_t w) { return w < words.size() && words[w].key == "ihnen"; };
        if (verb < words.size() && is_pronoun(verb)) ++verb;
        if (verb < words.size() && (words[verb].key == "ist" || words[verb].key == "lautet")) k = verb;
        while (k < words.size() && k < i + 9 && !words[k].number &&
               (words[k].key == "ist" || words[k].key == "lautet" || words[k].key == "nr" || words[k].key == "nummer" ||
                words[k].key.size() <= 3)) {
            if (k + 1 < words.size() && words[k].upper && words[k + 1].number) break;
            ++k;
        }
        if (k >= words.size()) break;
        // Digits with the letters among them: "K 4711-22", "DE 12345"; a BIC is letters.
        std::size_t end = k;
        bool digits = false;
        while (end < words.size() && end < k + 8 && (words[end].number || words[end].upper) &&
               (end == k || words.gap(end).find_first_not_of(" -/.") == std::string_view::npos)) {
            digits = digits || words[end].number;
            ++end;
        }
        const bool bic = (words[i].key == "bic" || words[i].key == "swift") && end > k;
        if (digits || bic) search.cover_words(CoverKind::account, "a number of an account or a customer", k, end);
    }
}

}  // namespace ombud::publish::redaction
