#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ombud::locate {

/// What stands between a word and the one before it; the strongest counts.
enum class Gap : std::uint8_t {
    none,     ///< nothing: a letter after a digit or the other way round
    dot,      ///< a full stop without a space: "St.Annental"
    hyphen,   ///< hyphen or dash, with a space on one side at most
    space,    ///< white space, also a single line feed
    stop,     ///< a full stop and a space: the end of a sentence or of an abbreviation
    slash,    ///< a slash
    dash,     ///< a hyphen or dash between spaces: it parts, where a hyphen joins
    comma,    ///< a comma
    other,    ///< brackets, colon, quotation marks, plus, exclamation mark and all the rest
    section,  ///< an empty line, or the beginning of the text
};

/// A word or a number of a text, folded as core's `fold` does: lower case, ae oe ue ss, no other marks.
struct Word {
    std::string_view key;  ///< letters or digits only; apostrophes are left out
    std::uint32_t begin = 0;
    std::uint32_t end = 0;  ///< bytes of the text, the end excluded
    Gap gap = Gap::section;
    bool number = false;   ///< digits
    bool capital = false;  ///< begins with a capital letter
    bool dotted = false;   ///< a full stop follows at once
};

/// Takes texts apart. One object serves many texts and keeps its memory; words are valid until the next `read`.
class WordReader {
  public:
    /// The words of UTF-8 text. Letters and digits are parted ("12a" is two words).
    [[nodiscard]] const std::vector<Word>& read(std::string_view text);

  private:
    struct Span {
        std::size_t begin, end;
    };
    void close_word(std::size_t end);
    /// Folds the character that begins at `i` into `folded_`; returns its length in bytes, 0 where it is no letter.
    std::size_t fold_letter(std::string_view text, std::size_t i);

    std::string folded_;
    std::vector<Word> words_;
    std::vector<Span> spans_;  ///< of the keys in `folded_`
    bool open_ = false;
};

/// The words of a name, one after the other, without anything between them.
[[nodiscard]] std::string joined_key(std::string_view name);

}  // namespace ombud::locate
