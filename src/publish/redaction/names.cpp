// Names of people: by what introduces them, and by the lists.

#include "publish/redaction/findings.hpp"
#include "publish/redaction/lexicon.hpp"
#include "publish/redaction/name_reader.hpp"

#include <algorithm>
#include <array>

namespace ombud::publish::redaction {

namespace {

/// One text's names, rule by rule.
class Names {
  public:
    explicit Names(Search& search) : search_(search), words_(search.words), reader_(search) {}

    void find() {
        for (std::size_t i = 0; i < words_.size(); ++i) {
            after_honorific(i);
            after_degree(i);
            after_introduction(i);
            before_introduction(i);
            after_label(i);
            after_relation(i);
            before_mail(i);
            family(i);
            by_lists(i);
        }
    }

  private:
    [[nodiscard]] std::string_view key(std::size_t i) const {
        return i < words_.size() ? words_[i].key : std::string_view{};
    }
    [[nodiscard]] std::string_view before(std::size_t i, std::size_t count = 1) const {
        return i >= count ? words_[i - count].key : std::string_view{};
    }

    std::size_t take(std::size_t i, Support support, std::string_view reason) {
        const std::size_t end = reader_.read(i, support);
        search_.cover_words(CoverKind::name, reason, i, end);
        return end;
    }

    void after_honorific(std::size_t i) {
        const Word& word = words_[i];
        if (!word.is(honorific) || i + 1 >= words_.size()) return;
        static constexpr std::array<std::string_view, 5> short_forms{"fr", "hr", "hrn", "fam", "frl"};
        const bool abbreviated = one_of(word.key, short_forms);
        const std::string_view gap = words_.gap(i + 1);
        const bool near = words_.follows(i + 1) || gap == ". " || gap == "." || gap == ": " || gap == "/";
        if (!near || (gap == ". " && !abbreviated && !word.key.starts_with('m'))) return;
        // "Mo.-Fr. geöffnet"
        if (word.key == "fr" && (before(i) == "mo" || before(i) == "do" || before(i) == "bis" || !gap.starts_with('.')))
            return;
        // "Herr Ober!", "Herr Gott nochmal"
        static constexpr std::array<std::string_view, 4> calls{"ober", "gott", "jemine", "der"};
        if (word.key == "herr" && one_of(key(i + 1), calls)) return;
        if ((word.key == "bay" || word.key == "pan" || word.key == "pani") && !word.capital) return;
        std::size_t next = i + 1;
        // "Herr Bürgermeister Meier", "Frau Nachbarin"
        while (next < words_.size() && words_[next].is(role) && !words_[next].is(surname) && words_.follows(next + 1))
            ++next;
        const bool plain = next == i + 1;
        const std::size_t from = labels(i) ? i : next;
        if (plain && word.is(relation) && is_noun_here(i) && !reader_.listed(next) && !reader_.unknown(next)) return;
        const Support support = plain ? Support::title : Support::context;
        const std::size_t end = reader_.read(next, support);
        if (end > next) search_.cover_words(CoverKind::name, "after a title", from, end);
        // "Herren Müller und Schulze", "Familien Meier und Voss"
        if (end > next && (key(end) == "und" || key(end) == "u") && words_.follows(end) && words_.follows(end + 1) &&
            end + 1 < words_.size() && words_[end + 1].capital && !words_[end + 1].is(ordinary)) {
            take(end + 1, Support::title, "after a title");
        }
    }

    /// "Ansprechpartner Baufirma: Herr …": the title belongs to what stands in the form.
    [[nodiscard]] bool labels(std::size_t i) const {
        if (i == 0 || words_.gap(i).find(':') == std::string_view::npos) return false;
        return words_[i - 1].is(name_label) || (i > 1 && words_.follows(i - 1) && words_[i - 2].is(name_label));
    }

    /// "eine Frau", "meine Frau": the noun, after which only what looks like a name is one.
    [[nodiscard]] bool is_noun_here(std::size_t i) const {
        static constexpr std::array<std::string_view, 26> articles{
            "eine",   "einer",      "die",   "der",  "meine",   "meiner", "seine", "seiner", "ihre",
            "ihrer",  "unsere",     "junge", "alte", "aeltere", "andere", "keine", "jede",   "diese",
            "dieser", "schwangere", "mann",  "als",  "von",     "zur",    "deine", "jungen"};
        return one_of(before(i), articles);
    }

    void after_degree(std::size_t i) {
        if (!words_[i].is(academic) || !words_[i].capital) return;
        static constexpr std::array<std::string_view, 5> degrees{"dr", "prof", "professor", "doktor", "dipl"};
        if (!one_of(words_[i].key, degrees) || search_.word_covered(i)) return;
        const std::size_t end = reader_.read(i, Support::none);
        if (end > i + 1) search_.cover_words(CoverKind::name, "after a degree", i, end);
    }

    void after_introduction(std::size_t i) {
        static constexpr std::array<std::string_view, 8> called{"namens", "gewisser", "gewisse", "gewissen",
                                                                "heisse", "named",    "gerufen", "alias"};
        const std::string_view word = words_[i].key;
        if (one_of(word, called)) {
            std::size_t next = i + 1;
            while (next < words_.size() && words_[next].is(honorific | relation | role) && !words_[next].is(surname))
                ++next;
            if (near(next)) take(next, Support::context, "after words that name somebody");
            return;
        }
        if (word == "heisst" || word == "hiess" || word == "heissen" || word == "nannte" || word == "genannt" ||
            word == "called") {
            static constexpr std::array<std::string_view, 6> things{"das", "was", "es", "strasse", "platz", "weg"};
            if (one_of(before(i), things) || one_of(before(i, 2), things)) return;
            std::size_t next = i + 1;
            if (next < words_.size() &&
                (words_[next].key == "sich" || words_[next].key == "er" || words_[next].key == "sie"))
                ++next;
            if (near(next)) take(next, Support::context, "after words that name somebody");
            return;
        }
        // "mein Name ist", "my name is", "unter dem Namen", "sein Name: "
        if (word == "name" || word == "namen" || word == "spitzname" || word == "spitznamen" || word == "vornamen" ||
            word == "nachname" || word == "vorname" || word == "familienname") {
            std::size_t next = i + 1;
            static constexpr std::array<std::string_view, 6> verbs{"ist", "lautet", "is", "war", "waere", "lautete"};
            // "der Name des Besitzers ist"
            if ((key(next) == "des" || key(next) == "der") && next + 2 < words_.size() && one_of(key(next + 2), verbs))
                next += 2;
            if (next < words_.size() && one_of(words_[next].key, verbs) && words_.follows(next)) ++next;
            const bool said =
                next > i + 1 || before(i) == "dem" || before(i) == "mit" || (word != "name" && word != "namen");
            if (said && near(next)) take(next, Support::context, "after words that name somebody");
            return;
        }
        const bool first_person =
            (word == "ich" && (key(i + 1) == "bin" || key(i + 1) == "bins")) ||
            (word == "bin" && key(i + 1) == "ich") || (word == "i" && (key(i + 1) == "bin" || key(i + 1) == "bins")) ||
            (word == "i" && key(i + 1) == "am") || word == "i'm" ||
            (word == "hier" && (key(i + 1) == "ist" || key(i + 1) == "spricht" || key(i + 1) == "schreibt"));
        // "Hier Bolte, die Lampe ist aus."
        if (word == "hier" && words_[i].first && i + 1 < words_.size() && words_.follows(i + 1) &&
            reader_.unknown(i + 1) && words_.gap(i + 2).find_first_of(",.!:") == 0) {
            take(i + 1, Support::context, "after words that name somebody");
        }
        if (!first_person) return;
        std::size_t next = word == "i'm" ? i + 1 : i + 2;
        const bool article = key(next) == "der" || key(next) == "die";
        if (article) ++next;
        if (next >= words_.size() || !words_.follows(next)) return;
        const bool speaks = word == "hier" && key(i + 1) != "ist";
        const bool pair =
            next + 1 < words_.size() && words_.follows(next + 1) && reader_.unknown(next) && reader_.unknown(next + 1);
        const bool known = reader_.listed(next) && (words_[next].capital || article) && !words_[next].is(ordinary);
        if (speaks || pair || known) take(next, Support::context, "after words that name somebody");
    }

    /// Only a blank, a colon or a quotation mark is between.
    [[nodiscard]] bool near(std::size_t i) const {
        if (i >= words_.size()) return false;
        const std::string_view gap = words_.gap(i);
        return gap.size() <= 6 && gap.find_first_of(".!?;\n,") == std::string_view::npos;
    }

    /// "Schmitz mein Name", "Meier am Apparat", "schrieb Anna"
    void before_introduction(std::size_t i) {
        const bool here =
            words_[i].key == "hier" && i == 1 && reader_.unknown(0) && words_.gap(2).find_first_of(",.!:") == 0;
        const bool mine = here || (words_[i].key == "mein" && key(i + 1) == "name") ||
                          (words_[i].key == "am" && key(i + 1) == "apparat") ||
                          (words_[i].key == "ist" && key(i + 1) == "mein" && key(i + 2) == "name");
        if (mine && i > 0 && words_.gap(i).find_first_of(".!?\n") == std::string_view::npos) {
            std::size_t first = i - 1;
            if (!words_[first].capital || words_[first].number) return;
            // "Sehr geehrtes Team, mein Name ist …"
            const bool apart = words_.gap(i).find(',') != std::string_view::npos;
            if (apart && !words_[first].strange && !reader_.listed(first)) return;
            while (first > 0 && words_.follows(first) && words_[first - 1].capital && !words_[first - 1].is(ordinary) &&
                   i - first < 3)
                --first;
            search_.cover_words(CoverKind::name, "before words that name somebody", first, i);
        }
        // "am Klingelschild steht Voss"
        static constexpr std::array<std::string_view, 5> doors{"klingelschild", "klingel", "briefkasten",
                                                               "namensschild", "tuerschild"};
        if (words_[i].key == "steht" && i + 1 < words_.size() && near(i + 1) &&
            (one_of(before(i), doors) || one_of(before(i, 2), doors))) {
            take(i + 1, Support::context, "on a door");
        }
        if ((words_[i].key == "schrieb" || words_[i].key == "wrote") && i + 1 < words_.size() && near(i + 1)) {
            take(i + 1, Support::context, "who wrote");
        }
    }

    void after_label(std::size_t i) {
        const Word& word = words_[i];
        if (i + 1 >= words_.size()) return;
        const std::string_view gap = words_.gap(i + 1);
        static constexpr std::array<std::string_view, 3> signs{"gez", "gezeichnet", "unterzeichnet"};
        if (one_of(word.key, signs) && gap.size() <= 3) {
            sign(i + 1, "after a signature's mark");
            return;
        }
        // "i. A. Meier", "i.V. Dr. Voss"
        if (word.key == "i" && (key(i + 1) == "a" || key(i + 1) == "v") && gap.size() <= 2 && !gap.empty() &&
            i + 2 < words_.size() && words_.gap(i + 2).size() <= 2 && words_[i + 2].capital) {
            sign(i + 2, "after a signature's mark");
            return;
        }
        bool label = word.is(name_label);
        const auto hyphen = word.key.rfind('-');
        if (!label && hyphen != std::string_view::npos)
            label = (meaning(word.key.substr(hyphen + 1)) & name_label) != 0;
        if (!label) return;
        const std::size_t colon = gap.find_first_not_of(" \t)*");
        if (colon == std::string_view::npos || (gap[colon] != ':' && gap[colon] != '=')) return;
        if (gap.find('\n') != std::string_view::npos) return;
        sign(i + 1, "after a label");
    }

    /// Names to the end of the line, with commas between them.
    void sign(std::size_t i, std::string_view reason) {
        for (std::size_t k = i; k < words_.size() && k < i + 12;) {
            std::size_t end = reader_.read(k, Support::context);
            if (end == k && reader_.initial(k) && k + 1 < words_.size() && words_[k + 1].capital) end = k + 2;
            if (end == k && words_[k].capital && words_[k].is(surname | maybe_given)) end = k + 1;
            // "name: peter müller"
            if (end == k && k == i && !words_[k].number &&
                !words_[k].is(~std::uint32_t{given_name | surname | maybe_given})) {
                end = k + 1;
                while (end < words_.size() && end < k + 3 && words_.follows(end) && !words_[end].number &&
                       !words_[end].is(ordinary) && words_[end].bits != 0)
                    ++end;
            }
            // "Niggemann Peter", "Müller, Anna"
            while (end > k && end < words_.size() && end < k + 4 && words_.follows(end) && words_[end].capital &&
                   (reader_.listed(end) || reader_.unknown(end)))
                ++end;
            if (end == k) {
                if (!words_[k].is(honorific | role | relation)) return;
                end = k + 1;
            } else {
                search_.cover_words(CoverKind::name, reason, k, end);
            }
            if (end >= words_.size()) return;
            const std::string_view gap = words_.gap(end);
            if (gap != ", " && gap != "," && gap != " " && gap != ". " && gap != "; " && gap != " / " && gap != "/")
                return;
            if (gap == " " && key(end) == "und") ++end;
            k = end;
        }
    }

    void after_relation(std::size_t i) {
        const Word& word = words_[i];
        if (!word.is(relation | role) || i + 1 >= words_.size() || words_[i + 1].number) return;
        const std::string_view gap = words_.gap(i + 1);
        const Word& next = words_[i + 1];
        if (words_.follows(i + 1)) {
            const bool noun = next.is(ordinary) && !next.is(surname | maybe_given | given_name);
            if (noun || next.is(calendar) || next.is(business)) return;
            if (next.is(ordinary) && next.is(surname) && !plausible_after(i)) return;
            if ((!word.capital && !next.is(given_name) && !next.strange) ||
                (word.capital && !next.capital && !next.is(given_name)))
                return;
            take_relative(i + 1, next);
        } else if (gap == ", " || gap == " (" || gap == ": " || gap == " \"" || gap == " „" || gap == " - " ||
                   gap == " – ") {
            if (next.capital && !next.is(ordinary) &&
                (reader_.listed(i + 1) || (gap != ", " && reader_.unknown(i + 1)))) {
                take_relative(i + 1, next);
            }
        }
    }

    /// After "Rentner" or "Nachbar" an ordinary word that is a surname as well is a surname.
    [[nodiscard]] bool plausible_after(std::size_t i) const {
        return words_[i].capital && !words_[i].is(given_name) && words_[i].key != "kleine" &&
               words_[i].key != "kleinen" && words_[i].key != "jungs";
    }

    void take_relative(std::size_t i, const Word& next) {
        const std::size_t end = take(i, Support::context, "whom somebody speaks of");
        if (end == i && next.capital && next.is(surname))
            search_.cover_words(CoverKind::name, "whom somebody speaks of", i, i + 1);
    }

    /// "Karin Voss <k@example.org>", "Karin Voss (k@example.org)"
    void before_mail(std::size_t i) {
        if (i == 0 || !words_[i - 1].capital || words_[i - 1].number) return;
        const std::string_view gap = words_.gap(i);
        if (gap != " <" && gap != " (" && gap != ", ") return;
        if (!search_.covered(words_[i].begin, words_[i].begin + 1)) return;
        const bool mail = std::ranges::any_of(
            search_.covers, [&](const Cover& c) { return c.kind == CoverKind::mail && c.begin == words_[i].begin; });
        if (!mail) return;
        std::size_t first = i;
        while (first > 0 && i - first < 3 && (first == i || words_.follows(first)) &&
               (reader_.unknown(first - 1) || reader_.listed(first - 1)))
            --first;
        search_.cover_words(CoverKind::name, "before a mail address", first, i);
    }

    /// "die Lindemanns", "bei Müllers"
    void family(std::size_t i) {
        const Word& word = words_[i];
        if (i == 0 || !word.capital || word.key.size() < 5 || !word.key.ends_with('s') || !words_.follows(i) ||
            search_.maybe_street(i))
            return;
        static constexpr std::array<std::string_view, 9> leads{"die",    "den",     "der", "bei", "von",
                                                               "unsere", "unseren", "vor", "zu"};
        if (!one_of(before(i), leads) || word.is(given_name | ordinary)) return;
        const std::string_view name = word.key.substr(0, word.key.size() - 1);
        const std::uint32_t bits = meaning(name);
        const bool surname_alone = (bits & surname) != 0 && (bits & ordinary) == 0;
        if (surname_alone || (bits == 0 && word.bits == 0 && ends_as_surname(name) && !name.ends_with("er"))) {
            search_.cover_words(CoverKind::name, "a family", i, i + 1);
        }
    }

    void by_lists(std::size_t i) {
        const Word& word = words_[i];
        if (word.number || !word.capital || search_.street(i) || search_.word_covered(i) || reader_.nobody(i)) return;
        // "max. 30", "1. Jan. 2027", "franz. Kennzeichen"
        const bool short_form =
            (word.key == "max" || word.key == "jan" || (word.key == "franz" && i + 1 < words_.size())) &&
            words_.gap(i + 1).starts_with('.');
        if (short_form || (word.key == "kai" && before(i) == "am")) return;
        if (reader_.given(i) && !(search_.maybe_street(i) && !has_surname(i))) {
            search_.cover_words(CoverKind::name, "a given name", i, reader_.read(i, Support::none));
        } else if (word.is(maybe_given) && has_surname(i)) {
            search_.cover_words(CoverKind::name, "a given name and a surname", i, reader_.read(i, Support::context));
        } else if (reader_.initial(i) && !abbreviation(i)) {
            take(i, Support::none, "an initial and a surname");
        } else if ((word.is(surname) || double_name(i)) && !word.is(ordinary | calendar) && !search_.maybe_street(i)) {
            search_.cover_words(CoverKind::name, "a surname", i, i + 1);
        } else if (reader_.unknown(i) && (has_foreign_letters(words_.written(i)) || speaks(i) ||
                                          (!word.first && ends_as_nothing_else(word.key)))) {
            search_.cover_words(CoverKind::name, "a word that looks like a name", i, i + 1);
        } else if (pair_of_unknown(i)) {
            if (ends_as_surname(words_[i + 1].key)) {
                search_.cover_words(CoverKind::name, "two words that look like a name", i, i + 2);
            } else if (!sentence_begins(i)) {
                search_.doubt("two words that may be a name", words_[i].begin, words_[i + 1].end);
            }
        }
    }

    /// The last letter of "z. B.", "u. A.", "i. d. R.", or the name of a thing: "Block B. Dort".
    [[nodiscard]] bool abbreviation(std::size_t i) const {
        if (i == 0) return false;
        if (before(i).size() == 1 && !words_[i - 1].capital && words_.gap(i).starts_with('.')) return true;
        return words_.follows(i) && words_[i - 1].capital && words_[i - 1].is(ordinary) &&
               !words_[i - 1].is(relation | role | honorific | name_label);
    }

    /// "Osterholt sagt": what only people do.
    [[nodiscard]] bool speaks(std::size_t i) const {
        static constexpr std::array<std::string_view, 16> verbs{
            "sagt",  "sagte",  "meint", "meinte",  "behauptet", "behauptete", "erzaehlt",  "erzaehlte",
            "wohnt", "bittet", "bat",   "gruesst", "beschwert", "schimpft",   "schimpfte", "weigert"};
        return i + 1 < words_.size() && words_.follows(i + 1) && one_of(key(i + 1), verbs) && !words_[i].upper;
    }

    /// "Schulze-Heuling": one half is a surname, none a word.
    [[nodiscard]] bool double_name(std::size_t i) const {
        const std::string_view key = words_[i].key;
        if (key.find('-') == std::string_view::npos) return false;
        const auto parts = hyphen_parts(key);
        const bool name = std::ranges::any_of(parts, [](std::string_view part) {
            return (meaning(part) & surname) != 0 && (meaning(part) & ordinary) == 0;
        });
        return reader_.listed(i) || (name && std::ranges::none_of(parts, [](std::string_view part) {
                                         return (meaning(part) & (ordinary | monument)) != 0 || ends_as_noun(part) ||
                                                part.size() < 3;
                                     }));
    }

    /// The word after it is a surname, or looks like one.
    [[nodiscard]] bool has_surname(std::size_t i) const {
        if (i + 1 >= words_.size() || !words_.follows(i + 1) || !words_[i + 1].capital) return false;
        if (reader_.initial(i + 1)) return true;
        if (words_[i + 1].is(surname | given_name)) return true;
        return reader_.unknown(i + 1) && ends_as_surname(words_[i + 1].key);
    }

    [[nodiscard]] bool sentence_begins(std::size_t i) const {
        return words_[i].first || words_.gap(i).find_first_of(".!?:") != std::string_view::npos;
    }

    /// Neither is known, and they stand side by side, as nouns hardly do.
    [[nodiscard]] bool pair_of_unknown(std::size_t i) const {
        return i + 1 < words_.size() && words_.follows(i + 1) && reader_.unknown(i) && !words_[i].upper &&
               reader_.unknown(i + 1) && !words_[i + 1].upper && words_[i].bits == 0 && words_[i + 1].bits == 0 &&
               (words_[i].strange || words_[i + 1].strange);
    }

    Search& search_;
    const Words& words_;
    NameReader reader_;
};

}  // namespace

void find_names(Search& search) {
    Names(search).find();
}

}  // namespace ombud::publish::redaction
