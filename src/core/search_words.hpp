#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct sb_stemmer;

namespace ombud {

/// Where a word stands in a text, in bytes.
struct WordPlace {
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// The words of a text for looking them up, in the order they come: letters and digits of any script.
[[nodiscard]] std::vector<WordPlace> words_in(std::string_view text);

/// A word without case, marks and the two ways to write an umlaut: "Müll", "MUELL" and "Mull" are "mull", "Straße" is
/// "strasse". Within "feuer" and "Quelle" there is no umlaut.
[[nodiscard]] std::string bare_word(std::string_view word);

/// Finds what the forms of a German word have in common: "Schlaglöcher" and "Schlagloch" are "schlagloch". Remembers
/// the words it has seen, since texts are made of few. Belongs to one thread.
class WordStems {
  public:
    WordStems();

    /// The stem of the bare word. Valid until the next call.
    [[nodiscard]] std::string_view stem(std::string_view word);

    /// Of words whose stem is `stem` and longer than it: what may stand behind it, so that `beginning` is the beginning
    /// of such a word. Both are bare. "strassenbeleucht" may go on to "strassenbeleuchtun".
    [[nodiscard]] static bool may_go_on(std::string_view stem, std::string_view beginning);

  private:
    struct Known {
        std::string word;
        std::string stem;
    };
    struct Free {
        void operator()(sb_stemmer* stemmer) const noexcept;
    };

    [[nodiscard]] std::string stem_of_bare(const std::string& bare) const;

    std::unique_ptr<sb_stemmer, Free> stemmer_;
    std::vector<Known> known_;  ///< by hash of the word; a newer one takes the place of an older
};

}  // namespace ombud
