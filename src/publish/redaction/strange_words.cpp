// Names by what they are not: words of German. Of words that neither lists nor dictionary know, most are names of
// people; the rest are places, streets, firms and misspelt words, and what stands beside them tells many of these.

#include "publish/redaction/findings.hpp"
#include "publish/redaction/lexicon.hpp"
#include "publish/redaction/name_reader.hpp"

#include <algorithm>
#include <array>

namespace ombud::publish::redaction {

namespace {

class StrangeWords {
  public:
    explicit StrangeWords(Search& search) : search_(search), words_(search.words), reader_(search) {}

    void find() {
        if (!is_german_text()) return;
        for (std::size_t i = 0; i < words_.size(); ++i) {
            const Word& word = words_[i];
            if (!word.capital || word.upper || is_acronym(i) || !word.strange || search_.word_covered(i) ||
                !reader_.unknown(i))
                continue;
            const bool beside =
                i + 1 < words_.size() && words_.follows(i + 1) && words_[i + 1].capital && search_.is_name(i + 1);
            if (reader_.nobody(i) || (is_place(i) && !beside) || is_thing(i) || is_quoted(i)) continue;
            search_.cover_words(CoverKind::name, "no word of German", i, i + 1);
        }
    }

  private:
    [[nodiscard]] std::string_view before(std::size_t i, std::size_t count) const {
        return i >= count ? words_[i - count].key : std::string_view{};
    }

    /// In other languages and in dialect, words are strange because of that.
    [[nodiscard]] bool is_german_text() const {
        std::size_t all = 0;
        std::size_t strange = 0;
        for (const Word& word : words_.all()) {
            if (word.number || word.capital || word.key.size() < 3) continue;
            ++all;
            strange += word.strange ? 1U : 0U;
        }
        return strange * 4 <= all;
    }

    /// "TuS", "VfL"
    [[nodiscard]] bool is_acronym(std::size_t i) const {
        const std::string_view written = words_.written(i);
        return written.size() <= 5 && std::ranges::count_if(written, [](char c) { return c >= 'A' && c <= 'Z'; }) > 1;
    }

    /// "in Heessen", "an der Ahse", "Richtung Werl", "Werler Straße", "Soester Markt"
    [[nodiscard]] bool is_place(std::size_t i) const {
        static constexpr std::array<std::string_view, 38> leads{
            "in",          "im",       "nach",     "richtung",      "am",       "auf",       "ueber",    "zwischen",
            "ecke",        "hoehe",    "kreuzung", "ins",           "ortsteil", "stadtteil", "gemeinde", "stadt",
            "dorf",        "kreis",    "aus",      "bis",           "siedlung", "schloss",   "burg",     "bahnhof",
            "haltestelle", "linie",    "strasse",  "str",           "zum",      "zur",       "unter",    "hinter",
            "bezirk",      "quartier", "viertel",  "gewerbegebiet", "kloster",  "talsperre"};
        static constexpr std::array<std::string_view, 6> articles{"der", "den", "die", "dem", "das", "alten"};
        static constexpr std::array<std::string_view, 13> ways{"an",     "in",    "auf", "ueber",   "aus",
                                                               "hinter", "neben", "vor", "entlang", "jenseits",
                                                               "laengs", "durch", "zur"};
        if (words_.follows(i) && one_of(before(i, 1), leads)) return true;
        if (words_.follows(i) && one_of(before(i, 1), articles) && one_of(before(i, 2), ways)) return true;
        if (i + 1 >= words_.size()) return false;
        const Word& next = words_[i + 1];
        const bool beside = words_.follows(i + 1) || words_.gap(i + 1) == "/";
        if (beside && next.capital && (next.is(monument) || ends_as_street(next.key))) return true;
        return words_.follows(i + 1) && words_[i].key.ends_with("er") && next.capital && !next.strange &&
               !next.is(surname | given_name | maybe_given);
    }

    /// "Asia-Imbiss": the last part is a word.
    [[nodiscard]] bool is_thing(std::size_t i) const {
        const std::string_view key = words_[i].key;
        const auto hyphen = key.rfind('-');
        if (hyphen == std::string_view::npos) return false;
        const std::uint32_t bits = meaning(key.substr(hyphen + 1));
        return (bits & (ordinary | monument | business)) != 0 && (bits & surname) == 0;
    }

    [[nodiscard]] bool is_quoted(std::size_t i) const {
        const std::string_view left = words_.gap(i);
        const std::string_view right = words_.gap(i + 1);
        return (left.ends_with('"') || left.ends_with("„") || left.ends_with("»") || left.ends_with("“")) &&
               (right.starts_with('"') || right.starts_with("“") || right.starts_with("«") || right.starts_with("”"));
    }

    Search& search_;
    const Words& words_;
    NameReader reader_;
};

}  // namespace

void find_strange_words(Search& search) {
    StrangeWords(search).find();
}

}  // namespace ombud::publish::redaction
