// Names in texts without capitals: "peter schmidt hat es gesehen".

#include "publish/redaction/findings.hpp"
#include "publish/redaction/lexicon.hpp"
#include "publish/redaction/name_reader.hpp"

#include <array>

namespace ombud::publish::redaction {

namespace {

/// Given names that are words where they are written small: "in rosa", "andre leute".
bool is_small_word(std::string_view key) noexcept {
    static constexpr std::array<std::string_view, 9> words{"else",   "andre", "lasse", "reiner", "rosa",
                                                           "traute", "kader", "jure",  "antun"};
    return one_of(key, words);
}

/// A surname in the lists, or one by its looks, or "k." for it.
bool is_surname(const Words& words, std::size_t i) {
    if (i >= words.size() || !words.follows(i) || words[i].number) return false;
    const Word& word = words[i];
    if (word.key.size() == 1) return words.gap(i + 1).starts_with('.');
    if (word.is(ordinary) || ends_as_street(word.key)) return false;
    return word.is(surname) || word.strange || (word.bits == 0 && ends_as_surname(word.key));
}

/// "der olle petersilka von nummer 9": a word that is none, where only a person is meant.
bool is_spoken_of(const Words& words, std::size_t i) {
    static constexpr std::array<std::string_view, 15> before{"der",    "die",   "dem",    "den",     "bei",
                                                             "von",    "mit",   "olle",   "alte",    "alten",
                                                             "kleine", "junge", "jungen", "kleinen", "laut"};
    static constexpr std::array<std::string_view, 9> after{"von",   "aus",   "vom",   "hat",       "sagt",
                                                           "sagte", "meint", "wohnt", "gegenueber"};
    return i > 0 && i + 1 < words.size() && words.follows(i) && words.follows(i + 1) &&
           one_of(words[i - 1].key, before) && one_of(words[i + 1].key, after);
}

}  // namespace

void find_names_in_small_letters(Search& search) {
    const Words& words = search.words;
    const NameReader reader(search);
    for (std::size_t i = 0; i < words.size(); ++i) {
        const Word& word = words[i];
        if (word.capital || word.number) continue;
        if (word.strange && word.key.size() > 4 && !ends_as_street(word.key) && !search.word_covered(i) &&
            is_spoken_of(words, i)) {
            search.cover_words(CoverKind::name, "no word of German", i, i + 1);
        }
        if (!word.is(given_name) || is_small_word(word.key)) continue;
        if (search.street(i) || search.word_covered(i) || reader.nobody(i)) continue;
        std::size_t last = i + 1;
        while (last < words.size() && last < i + 3 && words.follows(last) && words[last].is(given_name)) ++last;
        if (is_surname(words, last)) {
            search.cover_words(CoverKind::name, "a given name and a surname", i, last + 1);
        } else if (word.key.size() > 3) {
            search.cover_words(CoverKind::name, "a given name", i, i + 1);
        }
    }
}

}  // namespace ombud::publish::redaction
