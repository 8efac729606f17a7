#pragma once

// Inside src/publish/redaction only.

#include "publish/redaction/redaction.hpp"
#include "publish/redaction/words.hpp"

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace ombud::publish::redaction {

/// Streets and places of the town as keys of letters only, to find them in texts.
class StreetNames {
  public:
    explicit StreetNames(const std::vector<std::string>& names);
    /// How many words from `i` on are the name of a street or place; 0: none are.
    [[nodiscard]] std::size_t match(const Words& words, std::size_t i) const;

  private:
    std::unordered_set<std::string> keys_;
    std::size_t most_words_ = 0;
};

/// A text while it is searched: its words, what was found, and what is the name of a street and thus nobody's.
class Search {
  public:
    Search(const Words& words, const StreetNames& streets);

    const Words& words;

    void cover(CoverKind kind, std::string_view reason, std::size_t begin, std::size_t end) {
        covers.push_back({kind, reason, begin, end - begin});
    }
    /// Covers the words from `first` up to, not with, `last`.
    void cover_words(CoverKind kind, std::string_view reason, std::size_t first, std::size_t last) {
        if (first < last) cover(kind, reason, words[first].begin, words[last - 1].end);
    }
    void doubt(std::string_view reason, std::size_t begin, std::size_t end) {
        doubts.push_back({reason, begin, end - begin});
    }
    /// Whether any of it is covered.
    [[nodiscard]] bool covered(std::size_t begin, std::size_t end) const noexcept;
    [[nodiscard]] bool word_covered(std::size_t i) const noexcept { return covered(words[i].begin, words[i].end); }

    /// Whether the whole word was taken for a name, or a part of one.
    [[nodiscard]] bool is_name(std::size_t i) const noexcept;

    /// Whether the word belongs to what is certainly a street or place: "Anne Frank Schule".
    [[nodiscard]] bool street(std::size_t i) const noexcept { return streets_[i] == 2; }
    /// Whether it is called as a street or place of the town, and might be a surname: "Vogelsang".
    [[nodiscard]] bool maybe_street(std::size_t i) const noexcept { return streets_[i] != 0; }

    std::vector<Cover> covers;
    std::vector<Doubt> doubts;

  private:
    std::vector<char> streets_;  ///< per word: 0 no, 1 maybe, 2 certainly
};

// The searches, each in a file of its own; each adds what it finds.

void find_mails_and_links(Search& search);
void find_ibans(Search& search);
void find_birth_dates(Search& search);
void find_account_numbers(Search& search);
void find_plates(Search& search);
void find_phones(Search& search);
/// Short ones that only the name before them explains: "Frau Voss (4471-20)".
void find_phones_behind_names(Search& search);
void find_names(Search& search);
void find_names_in_small_letters(Search& search);
void find_signature(Search& search);
/// Words that are none of German, where nothing says that they are places or firms.
void find_strange_words(Search& search);
void find_homes(Search& search);
/// Names that were found, wherever else they stand.
void find_again(Search& search);
/// What waits for a person although nothing was found in it.
void find_doubts(Search& search);

/// Someone whose data is covered wherever it stands.
struct KnownKeys {
    std::vector<std::string> names;  ///< folded words of the name, those of two letters and less left out
    std::vector<std::string> whole;  ///< all of them in their order
    std::string mail;                ///< folded
    std::string mail_name;           ///< what stands before the @, where it can be told from a word
    std::string digits;              ///< of the phone number, without country code and leading zeros
    std::vector<std::string> home;   ///< folded words of street and house number
};
[[nodiscard]] KnownKeys keys_of(const KnownPerson& person);
void find_known(Search& search, const KnownKeys& known, std::string_view reason);

}  // namespace ombud::publish::redaction
