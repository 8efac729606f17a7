#pragma once

// Inside src/publish/redaction only.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ombud::publish::redaction {

/// A word or number of a text. Letters keep together over hyphens and apostrophes ("Al-Hassan", "O'Neill"); digits are
/// words of their own.
struct Word {
    std::string_view key;    ///< folded
    std::size_t begin = 0;   ///< bytes of the text
    std::size_t end = 0;     ///< likewise, excluded
    std::uint32_t bits = 0;  ///< Meaning
    bool number = false;     ///< digits
    bool capital = false;    ///< begins with a capital letter
    bool upper = false;      ///< capital letters only
    bool first = false;      ///< the first of its line, leading marks such as "-" and ">" aside
    bool foreign = false;    ///< of a script in which we know no names
    bool strange = false;    ///< no word of the lists nor of German: perhaps a name

    [[nodiscard]] bool is(std::uint32_t any) const noexcept { return (bits & any) != 0; }
};

/// A text taken apart. Holds the folded words; must not be moved while they are used.
class Words {
  public:
    explicit Words(std::string_view text);
    Words(const Words&) = delete;
    Words& operator=(const Words&) = delete;
    ~Words() = default;

    [[nodiscard]] std::string_view text() const noexcept { return text_; }
    [[nodiscard]] std::size_t size() const noexcept { return words_.size(); }
    [[nodiscard]] const Word& operator[](std::size_t i) const noexcept { return words_[i]; }
    [[nodiscard]] const std::vector<Word>& all() const noexcept { return words_; }

    /// What stands between the word before `i` and `i`; before the first and after the last word, what is left.
    [[nodiscard]] std::string_view gap(std::size_t i) const noexcept;
    /// Whether only one space (or none, or a full stop of an abbreviation and a space) is before `i`.
    [[nodiscard]] bool follows(std::size_t i) const noexcept;
    /// The word's own letters.
    [[nodiscard]] std::string_view written(std::size_t i) const noexcept {
        return text_.substr(words_[i].begin, words_[i].end - words_[i].begin);
    }
    /// Index of the first word that begins at or after this byte.
    [[nodiscard]] std::size_t at(std::size_t byte) const noexcept;

  private:
    std::string_view text_;
    std::string folded_;
    std::vector<Word> words_;
};

/// Whether a folded word is one of a few.
template <std::size_t Count>
[[nodiscard]] bool one_of(std::string_view key, const std::array<std::string_view, Count>& keys) noexcept {
    return std::ranges::find(keys, key) != keys.end();
}

/// The parts of a folded word that hyphens join.
[[nodiscard]] std::vector<std::string_view> hyphen_parts(std::string_view key);

}  // namespace ombud::publish::redaction
