// Texts that wait for a person although nothing, or not all, was found in them.

#include "publish/redaction/findings.hpp"
#include "publish/redaction/lexicon.hpp"

#include <array>

namespace ombud::publish::redaction {

namespace {

/// The lists know German and English names; a text in another language hides its names from them.
bool is_function_word(std::string_view key) noexcept {
    static constexpr std::array<std::string_view, 62> words{
        "der", "die", "das", "den",   "dem",   "und",    "ist",   "in",    "im",   "am",     "an",
        "auf", "bei", "vor", "mit",   "nicht", "ein",    "eine",  "einen", "es",   "ich",    "wir",
        "sie", "zu",  "von", "seit",  "bitte", "hier",   "sind",  "wird",  "kein", "keine",  "fuer",
        "aus", "war", "hat", "haben", "alles", "wann",   "wo",    "the",   "is",   "are",    "a",
        "and", "of",  "to",  "for",   "on",    "has",    "been",  "there", "with", "please", "it",
        "not", "my",  "at",  "this",  "liegt", "defekt", "kaputt"};
    return one_of(key, words);
}

void wishes(Search& search) {
    // "bitte anonym", "Namen nicht nennen", "nicht veröffentlichen", "vertraulich behandeln"
    static constexpr std::array<std::string_view, 12> alone{
        "vertraulich", "anonym",          "anonymitaet",  "diskret", "diskretion",  "confidential",
        "anonymous",   "vertraulichkeit", "anonymisiert", "geheim",  "datenschutz", "inkognito"};
    static constexpr std::array<std::string_view, 10> said{
        "nennen",        "genannt", "veroeffentlichen", "veroeffentlicht", "weitergeben",
        "weitergegeben", "publish", "oeffentlich",      "erwaehnen",       "preisgeben"};
    const Words& words = search.words;
    for (std::size_t i = 0; i < words.size(); ++i) {
        bool wish = one_of(words[i].key, alone);
        if (one_of(words[i].key, said)) {
            for (std::size_t back = 1; back <= 4 && back <= i; ++back) {
                const std::string_view key = words[i - back].key;
                wish = wish || key == "nicht" || key == "keinesfalls" || key == "not" || key == "niemandem";
            }
        }
        if (wish) search.doubt("the writer may ask for confidence", words[i].begin, words[i].end);
    }
}

}  // namespace

void find_doubts(Search& search) {
    const Words& words = search.words;
    wishes(search);
    std::size_t known = 0;
    std::size_t letters = 0;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const Word& word = words[i];
        if (word.number) continue;
        ++letters;
        if (is_function_word(word.key) || word.is(ordinary)) ++known;
        if (word.foreign && !search.word_covered(i)) {
            search.doubt("a script in which no names are known", word.begin, word.end);
            return;
        }
        // "@" and titles of which nothing came out
        if (word.is(honorific) && word.capital && word.key.starts_with("her") && i + 1 < words.size() &&
            words.follows(i + 1) && words[i + 1].capital && !search.word_covered(i + 1) &&
            !words[i + 1].is(role | relation | honorific | ordinary)) {
            search.doubt("a title without a name", word.begin, words[i + 1].end);
        }
    }
    if (letters >= 8 && known * 8 < letters) search.doubt("perhaps neither German nor English", 0, words.text().size());
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i].number && words[i].key.size() >= 9 && !search.word_covered(i)) {
            bool labelled = false;
            for (std::size_t back = 1; back <= 3 && back <= i; ++back) {
                labelled = labelled || words[i - back].is(number_label) || words[i - back].key.ends_with("nummer") ||
                           words[i - back].key.ends_with("nr");
            }
            if (!labelled) search.doubt("a long number that nothing explains", words[i].begin, words[i].end);
        }
    }
}

}  // namespace ombud::publish::redaction
