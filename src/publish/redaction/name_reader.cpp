#include "publish/redaction/name_reader.hpp"

#include "publish/redaction/dictionary/dictionary.hpp"
#include "publish/redaction/lexicon.hpp"

#include <algorithm>
#include <array>

namespace ombud::publish::redaction {

namespace {

/// Whom streets, schools and monuments are called after, and whom the news are full of: given name and surname.
bool is_famous(std::string_view given, std::string_view surname) noexcept {
    struct Person {
        std::string_view given, surname;
    };
    static constexpr std::array<Person, 62> famous{
        {{"clara", "schumann"},      {"robert", "schumann"},    {"anne", "frank"},       {"karl", "marx"},
         {"albert", "einstein"},     {"max", "planck"},         {"otto", "hahn"},        {"marie", "curie"},
         {"rosa", "luxemburg"},      {"sophie", "scholl"},      {"hans", "scholl"},      {"willy", "brandt"},
         {"helmut", "kohl"},         {"helmut", "schmidt"},     {"martin", "luther"},    {"sebastian", "bach"},
         {"wilhelm", "busch"},       {"kaethe", "kollwitz"},    {"bertolt", "brecht"},   {"thomas", "mann"},
         {"heinrich", "mann"},       {"heinrich", "heine"},     {"erich", "kaestner"},   {"astrid", "lindgren"},
         {"harry", "potter"},        {"pippi", "langstrumpf"},  {"max", "mustermann"},   {"erika", "mustermann"},
         {"angela", "merkel"},       {"olaf", "scholz"},        {"friedrich", "merz"},   {"robert", "habeck"},
         {"donald", "trump"},        {"wladimir", "putin"},     {"friedrich", "ebert"},  {"ludwig", "erhard"},
         {"gustav", "stresemann"},   {"robert", "koch"},        {"gottlieb", "daimler"}, {"carl", "benz"},
         {"rudolf", "diesel"},       {"ernst", "thaelmann"},    {"johannes", "brahms"},  {"richard", "wagner"},
         {"johannes", "rau"},        {"theodor", "heuss"},      {"konrad", "adenauer"},  {"ludwig", "beethoven"},
         {"nelson", "mandela"},      {"karl", "may"},           {"paul", "gerhardt"},    {"edith", "stein"},
         {"maximilian", "kolbe"},    {"albert", "schweitzer"},  {"wolfgang", "goethe"},  {"friedrich", "schiller"},
         {"amadeus", "mozart"},      {"gotthold", "lessing"},   {"annette", "droste"},   {"maria", "montessori"},
         {"heinrich", "pestalozzi"}, {"dietrich", "bonhoeffer"}}};
    return std::ranges::any_of(
        famous, [&](const Person& person) { return person.given == given && person.surname == surname; });
}

}  // namespace

bool NameReader::nobody(std::size_t i) const {
    const auto key = [this](std::size_t k) { return k < words_.size() ? words_[k].key : std::string_view{}; };
    const auto before = [&](std::size_t count) { return i >= count ? words_[i - count].key : std::string_view{}; };
    static constexpr std::array<std::string_view, 21> not_people{
        "sankt",     "st",      "sturm", "orkan",     "tief",     "hoch",   "sturmtief",
        "heiliger",  "heilige", "hl",    "kaiser",    "namen",    "koenig", "koenigin",
        "sturmhoch", "santa",   "san",   "orkantief", "sturmboe", "marke",  "papst"};
    const bool full_name = words_[i].is(given_name) && words_.follows(i + 1) && i + 1 < words_.size() &&
                           words_[i + 1].capital && (listed(i + 1) || words_[i + 1].strange);
    if (one_of(before(1), not_people)) return true;
    // "Spedition Rüther" is a firm, "Spedition Jannik Rüther" somebody.
    if (i > 0 && words_[i - 1].is(business) && words_.follows(i) && !full_name) return true;
    if (i > 0 && words_.follows(i) && !full_name && ends_as_business(words_[i - 1].key)) return true;
    // "Firma Stahlbau Dettmer"
    if (i > 1 && words_[i - 2].is(business) && words_.follows(i - 1) && words_.follows(i) && words_[i - 1].capital &&
        !words_[i - 1].strange && !words_[i - 1].is(given_name | maybe_given | honorific | academic | role) &&
        !full_name)
        return true;
    // "hört auf Moritz"
    if (before(1) == "auf" && (before(2) == "hoert" || before(2) == "namen")) return true;
    if (is_famous(words_[i].key, key(i + 1)) || is_famous(words_[i].key, key(i + 2)) ||
        is_famous(before(1), words_[i].key))
        return true;
    if (i + 1 < words_.size() && words_.follows(i + 1) && words_[i + 1].is(legal_form) && key(i + 1) != "partner" &&
        key(i + 1) != "sohn")
        return true;
    return i + 2 < words_.size() && words_.follows(i + 1) && words_[i + 2].is(legal_form) && words_.follows(i + 2);
}

bool NameReader::initial(std::size_t i) const {
    if (i >= words_.size()) return false;
    const Word& word = words_[i];
    if (!word.capital || word.number) return false;
    // "Ö." is two bytes that fold into two letters, "Fr." is no initial.
    const bool umlaut = word.end - word.begin == 2 && static_cast<unsigned char>(words_.text()[word.begin]) >= 0xC3;
    const bool one = word.key.size() == 1 || umlaut;
    const bool two = word.key.size() == 3 && word.key[1] == '-';
    return (one || two) && words_.gap(i + 1).starts_with('.');
}

bool NameReader::listed(std::size_t i) const {
    const Word& word = words_[i];
    if (word.is(given_name | surname)) return true;
    if (word.key.find('-') == std::string_view::npos) return false;
    const auto parts = hyphen_parts(word.key);
    return std::ranges::all_of(parts, [](std::string_view part) {
        return (meaning(part) & (given_name | surname | maybe_given | particle)) != 0;
    });
}

bool NameReader::given(std::size_t i) const {
    const Word& word = words_[i];
    if (word.is(given_name)) return true;
    const auto hyphen = word.key.find('-');
    return hyphen != std::string_view::npos && (meaning(word.key.substr(0, hyphen)) & given_name) != 0 && listed(i);
}

bool NameReader::unknown(std::size_t i, bool after_name) const {
    const Word& word = words_[i];
    if (word.number || !word.capital || word.key.size() < 2 || search_.maybe_street(i)) return false;
    if (word.upper && (word.key.size() <= 4 || (word.bits == 0 && in_dictionary(word.key)))) return false;
    if (word.is(~std::uint32_t{given_name | surname | maybe_given | particle})) return false;
    const auto noun = [after_name](std::string_view key) {
        return after_name ? ends_as_noun_only(key) : ends_as_noun(key);
    };
    if (noun(word.key) && (!word.strange || ends_as_noun_only(word.key) || ends_as_street(word.key))) return false;
    const auto hyphen = word.key.rfind('-');
    if (hyphen == std::string_view::npos) return true;
    const std::string_view last = word.key.substr(hyphen + 1);
    const std::uint32_t bits = meaning(last);
    return !noun(last) && ((bits & ordinary) == 0 || (bits & surname) != 0);
}

bool NameReader::begins(std::size_t i, Support support) const {
    if (i >= words_.size() || words_[i].number) return false;
    const Word& word = words_[i];
    if (search_.street(i)) return false;
    if (!word.capital) {
        // Whoever writes no capitals writes names so, too.
        if (support == Support::title) {
            return (word.is(given_name | surname) && !word.is(ordinary)) ||
                   (word.bits == 0 && ends_as_surname(word.key)) || (word.strange && !ends_as_street(word.key));
        }
        return support == Support::context && ((word.is(given_name) && word.key.size() > 3) ||
                                               (word.strange && word.key.size() > 3 && !ends_as_street(word.key)));
    }
    switch (support) {
        case Support::none:
            return given(i);
        case Support::context:
            return !word.is(calendar) && (listed(i) || word.is(maybe_given) || unknown(i));
        case Support::title:
            break;
    }
    // "Herr Freitag", "Frau März", but not "die Frau Mitte vierzig"
    if (word.is(calendar) && !word.is(surname) && (word.key == "mitte" || word.key == "anfang" || word.key == "ende"))
        return false;
    if (word.is(role | relation | honorific) && !word.is(surname)) return false;
    return true;
}

bool NameReader::goes_on(std::size_t i, Support support, bool whole) const {
    if (i >= words_.size() || words_[i].number) return false;
    const Word& word = words_[i];
    if (!word.capital) return false;
    if (search_.street(i) && !(whole && word.is(surname))) return false;
    if (listed(i) || word.is(maybe_given)) return !word.is(calendar) || word.is(surname);
    if (unknown(i, whole)) return true;
    // "Hubertus Graf von Plettenborn"
    if (whole && i + 1 < words_.size() && words_[i + 1].key == "von" &&
        (word.key == "graf" || word.key == "freiherr" || word.key == "baron" || word.key == "graefin" ||
         word.key == "freifrau"))
        return true;
    return support == Support::title && whole && !word.is(ordinary);
}

bool NameReader::introduced(std::size_t i) const {
    if (i == 0) return false;
    static constexpr std::array<std::string_view, 14> leads{"von",  "an",   "mit", "bei", "laut",  "und",   "durch",
                                                            "fuer", "oder", "vom", "zu",  "gegen", "ueber", "u"};
    const std::string_view gap = words_.gap(i);
    return gap.find_first_of(",:(") != std::string_view::npos || one_of(words_[i - 1].key, leads) ||
           words_[i - 1].is(relation | role | honorific);
}

std::size_t NameReader::read(std::size_t i, Support support) const {
    std::size_t k = i;
    const auto next_to = [&](std::size_t j) {
        return j < words_.size() && (words_.follows(j) || words_.gap(j) == ". " || words_.gap(j) == ".");
    };
    // "Dr. med.", "Prof. Dr.-Ing."
    while (k < words_.size() && (words_[k].is(academic) || words_[k].key == "dipl-ing" || words_[k].key == "dr-ing") &&
           k + 1 < words_.size() && (next_to(k + 1) || words_.gap(k + 1) == ".-")) {
        ++k;
    }
    const bool after_degree = k > i;
    std::size_t initials = 0;
    while (initial(k) && next_to(k + 1) && initials < 3) {
        ++k;
        ++initials;
    }
    // "von der Heide"
    std::size_t start = k;
    static constexpr std::array<std::string_view, 16> leading{"von", "van", "de", "di", "da",  "du",  "del", "della",
                                                              "el",  "al",  "le", "la", "ter", "ten", "zu",  "ben"};
    const bool leads = k < words_.size() && std::ranges::find(leading, words_[k].key) != leading.end();
    while (leads && start < words_.size() && words_[start].is(particle) && start < k + 3 && words_.follows(start + 1))
        ++start;
    // "v. Borries"
    if (k + 1 < words_.size() && words_[k].key == "v" && !words_[k].capital && words_.gap(k + 1) == ". ") start = k + 1;
    if (start > k && start < words_.size() && words_[start].capital && support != Support::none) k = start;
    const Support first = after_degree                               ? Support::title
                          : initials > 0 && support == Support::none ? Support::none
                                                                     : support;
    if (initials > 0 && support == Support::none) {
        const bool name = k < words_.size() && words_[k].capital && !search_.street(k) &&
                          ((words_[k].is(surname) && !words_[k].is(ordinary)) ||
                           (unknown(k) && (words_[k].strange || ends_as_surname(words_[k].key) || introduced(i) ||
                                           !in_dictionary(words_[k].key))));
        if (!name) return i;
    } else if (!begins(k, first)) {
        return i;
    }
    const bool lower = !words_[k].capital;
    bool whole = support != Support::title || words_[k].is(given_name | maybe_given);
    std::size_t end = k + 1;
    while (end < words_.size() && end < k + 5) {
        if (!words_.follows(end)) break;
        if (lower) {
            if (words_[end].is(particle) && words_.follows(end + 1) && end + 1 < words_.size() &&
                !words_[end + 1].is(ordinary) && words_[end].key != "und") {
                end += 2;
                continue;
            }
            // "marvin k."
            if (words_[end].key.size() == 1 && !words_[end].number && words_.gap(end + 1).starts_with('.')) {
                ++end;
                break;
            }
            const bool surname_like = words_[end].is(surname | given_name) || words_[end].strange ||
                                      (words_[end].bits == 0 && ends_as_surname(words_[end].key));
            if (!surname_like || words_[end].is(ordinary)) break;
            ++end;
            continue;
        }
        // "Zeynep A."
        if (initial(end)) {
            ++end;
            // "Herbert W. Ostrop"
            if (end < words_.size() && words_.gap(end) == ". " && goes_on(end, support, whole) &&
                !words_[end].is(ordinary))
                ++end;
            continue;
        }
        if (goes_on(end, support, whole)) {
            ++end;
            continue;
        }
        std::size_t after = end;
        // "Nguyen Van Tuan", "Samira El Khatib"
        static constexpr std::array<std::string_view, 12> capitals{"van", "de",  "da",  "di",  "el", "al",
                                                                   "ben", "bin", "thi", "abu", "le", "la"};
        while (after < words_.size() && words_[after].is(particle) && after < end + 3 && words_.follows(after) &&
               (!words_[after].capital || one_of(words_[after].key, capitals)))
            ++after;
        const bool noble = after > end && after < words_.size() && words_.follows(after) && words_[after].capital &&
                           !search_.street(after) && !words_[after].is(ordinary) &&
                           (words_[end].key == "von"
                                ? whole && (words_[after].is(surname) || words_[end - 1].is(ordinary) || unknown(after))
                                : words_[end].key != "und" && words_[end].key != "zu" && words_[end].key != "zum" &&
                                      words_[end].key != "zur" && words_[end].key != "vom" &&
                                      words_[end].key != "der" && words_[end].key != "den" && words_[end].key != "y" &&
                                      words_[end].key != "e" && words_[end].key != "o");
        if (!noble) break;
        end = after + 1;
    }
    // "Friederike Lampe, …": behind a given name stands a surname, where the part of the sentence ends with it
    if (end == k + 1 && words_[k].is(given_name) && words_.follows(end) && end < words_.size() && words_[end].capital &&
        !words_[end].number && !search_.street(end) &&
        !words_[end].is(calendar | role | relation | honorific | business | monument | name_label)) {
        const std::string_view gap = words_.gap(end + 1);
        if (gap.empty() || gap.find_first_of(".,;:)!\n") == 0) ++end;
    }
    return end;
}

}  // namespace ombud::publish::redaction
