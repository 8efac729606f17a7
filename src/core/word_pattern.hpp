#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ombud {

/// Folded words (core/text.hpp) between single spaces, with one at both ends; everything but letters and digits
/// separates words.
[[nodiscard]] std::string padded_words(std::string_view text);

/// A phrase to look for as whole words, case and umlauts aside. A star at the beginning or the end of a word stands for
/// any letters: "schlagl*", "*laterne*". There is nothing else to it, so a search takes time in proportion to the text.
class WordPattern {
  public:
    /// \pre fault_of_pattern(pattern).empty()
    explicit WordPattern(std::string_view pattern);

    /// \param padded  of `padded_words`
    [[nodiscard]] bool matches(std::string_view padded) const;

    /// Whether every text that `other` matches is matched by this one, too. May miss some that are.
    [[nodiscard]] bool covers(const WordPattern& other) const;

  private:
    struct Word {
        std::string letters;
        bool open_before = false;  ///< any letters may stand before
        bool open_after = false;
        [[nodiscard]] bool matches(std::string_view word) const noexcept;
        [[nodiscard]] bool covers(const Word& other) const noexcept;
    };
    std::vector<Word> words_;
};

/// What is wrong with a pattern, for people; empty: nothing.
[[nodiscard]] std::string fault_of_pattern(std::string_view pattern);

}  // namespace ombud
