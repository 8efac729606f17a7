// Who signed: names below or beside a closing formula, and on the last line.

#include "publish/redaction/findings.hpp"
#include "publish/redaction/lexicon.hpp"
#include "publish/redaction/name_reader.hpp"

#include <algorithm>
#include <array>

namespace ombud::publish::redaction {

namespace {

bool is_greeting(std::string_view key) noexcept {
    static constexpr std::array<std::string_view, 20> words{
        "gruesse", "gruessen", "gruss",      "gruesze",          "mfg",       "lg",        "vg",
        "bg",      "hg",       "regards",    "hochachtungsvoll", "wishes",    "sincerely", "faithfully",
        "cheers",  "gruessle", "gruesschen", "gruesst",          "gruessend", "gr"};
    return one_of(key, words);
}

bool is_thanks(std::string_view key) noexcept {
    static constexpr std::array<std::string_view, 24> words{
        "danke",      "dank",        "voraus",     "thanks", "merci",     "vorab",      "muehe",        "bemuehungen",
        "wochenende", "tag",         "abend",      "dann",   "bald",      "herzlichst", "freundlichst", "tschuess",
        "ciao",       "hochachtung", "empfehlung", "servus", "verbleibe", "feierabend", "rueckmeldung", "auf"};
    return one_of(key, words);
}

bool is_own(std::string_view key) noexcept {
    static constexpr std::array<std::string_view, 8> words{"ihr",  "ihre",  "euer", "eure",
                                                           "dein", "deine", "from", "yours"};
    return one_of(key, words);
}

class Signature {
  public:
    explicit Signature(Search& search) : search_(search), words_(search.words), reader_(search) {}

    void find() {
        bool closed = false;
        for (std::size_t i = 0; i < words_.size(); ++i) {
            if (is_greeting(words_[i].key)) {
                // "die Gruß­formel" is no end, neither is "Grüßen Sie Herrn X".
                if (i + 1 < words_.size() && !behind(i)) continue;
                closed = true;
                read(i + 1);
            } else if (is_thanks(words_[i].key) && i + 1 < words_.size() && ends_soon(i + 1)) {
                read(i + 1);
            }
        }
        if (!closed) last_line();
        lines_of_names();
        small_letters_at_the_end();
        end_of_text();
    }

  private:
    /// Whether what follows a word of greeting may be a name: a comma, a line end, or a capital letter or "von".
    [[nodiscard]] bool behind(std::size_t i) const {
        const std::string_view gap = words_.gap(i + 1);
        if (gap.find_first_of(",\n.!-") != std::string_view::npos) return true;
        const Word& next = words_[i + 1];
        const bool short_form = words_[i].key.size() <= 3;
        // "gruß wolle" and nothing more
        const bool last = i + 2 == words_.size() || words_.gap(i + 2).find('\n') != std::string_view::npos;
        return next.capital || short_form || last || next.key == "von" || next.key == "aus";
    }

    /// No more than four words are left in the paragraph.
    [[nodiscard]] bool ends_soon(std::size_t i) const {
        const std::string_view gap = words_.gap(i);
        if (gap.find_first_of(",\n!.") == std::string_view::npos) return false;
        std::size_t end = i;
        while (end < words_.size() && end < i + 5 && (end == i || words_.gap(end).find('\n') == std::string_view::npos))
            ++end;
        return end - i <= 3 && (end == words_.size() || words_.gap(end).find('\n') != std::string_view::npos);
    }

    [[nodiscard]] std::size_t end_of_line(std::size_t i) const {
        std::size_t end = i + 1;
        while (end < words_.size() && words_.gap(end).find('\n') == std::string_view::npos) ++end;
        return end;
    }

    /// The lines from word `i` on: the rest of the line of the greeting, and the two below it.
    void read(std::size_t i) {
        bool named = false;
        for (std::size_t line = 0; line < 4 && i < words_.size() && !named; ++line) {
            const std::size_t end = end_of_line(i);
            // A whole sentence is no signature.
            if (end - i > 12 && line > 0) return;
            named = read_line(i, end);
            i = end;
        }
        if (!named || i >= words_.size()) return;
        // Below it stands an address, a number, or the other half of a couple: only what the lists know.
        const std::size_t end = end_of_line(i);
        if (end - i <= 4 && reader_.initial(i)) read_line(i, end);
    }

    bool read_line(std::size_t i, std::size_t end) {
        while (i < end &&
               (words_[i].key == "von" || words_[i].key == "und" || is_own(words_[i].key) || words_[i].key == "auch" ||
                words_[i].key == "im" || words_[i].key == "fuer" || words_[i].key == "ihrer" ||
                is_greeting(words_[i].key) || is_thanks(words_[i].key) || words_[i].is(honorific))) {
            ++i;
        }
        if (i >= end) return false;
        if (words_[i].key == "aus" || words_[i].key == "sent" || words_[i].key == "von") return false;
        bool named = false;
        for (std::size_t k = i; k < end && k < i + 6;) {
            if (search_.word_covered(k)) {
                named = true;
                ++k;
                continue;
            }
            if (words_[k].number || search_.street(k)) break;
            const std::size_t stop = name_at(k, end, k == i);
            if (stop == k) {
                // "Ihre Nachbarin Erna", "i. A."
                if (!words_[k].is(relation | role | honorific | academic) && words_[k].key.size() > 2 &&
                    words_[k].key != "und")
                    break;
                ++k;
                continue;
            }
            search_.cover_words(CoverKind::name, "below a greeting", k, stop);
            named = true;
            k = stop;
        }
        return named;
    }

    std::size_t name_at(std::size_t k, std::size_t end, bool first) const {
        const Word& word = words_[k];
        // "i. A. Voss"
        if (k > 0 && words_[k - 1].key == "i" && word.key.size() == 1) return k;
        // "vg m. behrendsen"
        if (first && word.key.size() == 1 && !word.capital && !word.number && k + 1 < end &&
            words_.gap(k + 1) == ". " && !words_[k + 1].number && k + 2 == end)
            return k + 2;
        if (reader_.initial(k)) {
            std::size_t stop = k + 1;
            while (stop < end && reader_.initial(stop)) ++stop;
            if (stop < end && words_[stop].capital && !words_[stop].number)
                return std::min(end, std::max(stop + 1, reader_.read(stop, Support::title)));
            return k + 1;
        }
        // Behind the name stands what somebody is: "Rolf Voss, Oberstudienrat".
        if (!first && !word.strange && !reader_.listed(k) && !word.is(maybe_given)) return k;
        std::size_t stop = reader_.read(k, Support::context);
        if (stop == k && first && word.capital && (word.is(surname | maybe_given)) && end - k <= 2) stop = k + 1;
        if (stop == k && first && word.is(academic)) stop = reader_.read(k, Support::title);
        // "lg peter", "mfg schulz": in whatever case
        if (stop == k && first && !word.capital && end - k <= 3 &&
            !word.is(~std::uint32_t{given_name | surname | maybe_given}) && word.key.size() > 2 &&
            !is_function(word.key)) {
            stop = k + 1;
            while (stop < end && !words_[stop].number && !words_[stop].is(ordinary)) ++stop;
        }
        // "gruß wolle": after a greeting the last word is whoever it is
        if (stop == k && first && k + 1 == end && k > 0 && is_greeting(words_[k - 1].key) && !word.number &&
            !word.capital && word.key.size() > 2 && !is_function(word.key) &&
            !word.is(relation | role | honorific | calendar | home_word | name_label))
            stop = k + 1;
        // "Cornelia Graf": what follows a given name on a line of its own
        if (stop > k && stop + 1 == end && words_.follows(stop) && words_[stop].capital && words_[stop].is(surname))
            ++stop;
        return std::min(stop, end);
    }

    static bool is_function(std::string_view key) noexcept {
        static constexpr std::array<std::string_view, 20> words{
            "aus",  "an",    "euch", "sie",  "das",     "die",   "der",        "nochmal",  "sendet",   "alle",
            "team", "schon", "ein",  "eine", "zurueck", "vorab", "allerseits", "zusammen", "nochmals", "und"};
        return one_of(key, words);
    }

    /// One of the last four lines that is an initial and a surname, or a given name and one.
    void lines_of_names() {
        std::size_t end = words_.size();
        for (std::size_t line = 0; line < 4 && end > 0; ++line) {
            std::size_t first = end - 1;
            while (first > 0 && words_.gap(first).find('\n') == std::string_view::npos) --first;
            const bool short_line = (first > 0 || end < words_.size()) && end - first >= 2 && end - first <= 4;
            if (short_line && reader_.initial(first) && words_[end - 1].capital && !words_[end - 1].is(ordinary) &&
                !search_.street(end - 1)) {
                search_.cover_words(CoverKind::name, "alone on a line", first, end);
            }
            end = first;
        }
    }

    /// "… tropft wieder. gisela rautenkranz"
    void small_letters_at_the_end() {
        const std::size_t count = words_.size();
        for (std::size_t length = 1; length <= 3 && length + 3 < count; ++length) {
            const std::size_t first = count - length;
            const std::string_view gap = words_.gap(first);
            if (words_[first].number || words_[first].capital) return;
            if (gap == " ") continue;
            const bool parted = gap.find_first_of(".!?,\n-") != std::string_view::npos;
            const bool known = words_[first].is(given_name) || (length > 1 && words_[first].strange);
            if (parted && known && words_.gap(count).find('?') == std::string_view::npos)
                search_.cover_words(CoverKind::name, "at the end", first, count);
            return;
        }
    }

    /// "…, Małgorzata Wójcik" at the very end
    void end_of_text() {
        const std::size_t count = words_.size();
        if (count < 4) return;
        if (!words_.follows(count - 1) || words_.gap(count).find_first_of("?:)\"") != std::string_view::npos) {
            return last_word();
        }
        const std::string_view gap = words_.gap(count - 2);
        if (gap != ", " && gap != "! " && gap != ". ") return;
        if (reader_.unknown(count - 2) && reader_.unknown(count - 1, true))
            search_.cover_words(CoverKind::name, "at the end", count - 2, count);
    }

    /// "Bitte reparieren. Bolte": a last word that is a sentence of its own, and nothing follows it.
    void last_word() {
        const std::size_t last = words_.size() - 1;
        if (words_.size() < 4 || trim_end(words_.gap(last + 1)) || !words_[last].capital || words_[last].upper) return;
        const std::string_view gap = words_.gap(last);
        if (gap != ". " && gap != "! " && gap != "? " && gap != " - " && gap != " – ") return;
        if (reader_.unknown(last)) search_.cover_words(CoverKind::name, "at the end", last, last + 1);
    }

    /// Whether anything but white space is in it.
    static bool trim_end(std::string_view gap) noexcept {
        return gap.find_first_not_of(" \n\t") != std::string_view::npos;
    }

    /// A last line that is a name and nothing else.
    void last_line() {
        if (words_.size() < 3) return;
        std::size_t first = words_.size() - 1;
        while (first > 0 && words_.gap(first).find('\n') == std::string_view::npos) --first;
        if (first == 0 || words_.size() - first > 3 ||
            words_.gap(words_.size()).find_first_of("?!:") != std::string_view::npos)
            return;
        for (std::size_t i = first; i < words_.size(); ++i) {
            if (i > first && !words_.follows(i) && words_.gap(i) != ". ") return;
            const bool fits = reader_.initial(i) || reader_.unknown(i) ||
                              (words_[i].capital && words_[i].is(given_name | surname | maybe_given));
            if (!fits || search_.street(i)) return;
        }
        if (words_.size() - first == 1 && words_[first].is(ordinary)) return;
        search_.cover_words(CoverKind::name, "alone on the last line", first, words_.size());
    }

    Search& search_;
    const Words& words_;
    NameReader reader_;
};

}  // namespace

void find_signature(Search& search) {
    Signature(search).find();
}

}  // namespace ombud::publish::redaction
