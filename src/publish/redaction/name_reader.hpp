#pragma once

// Inside src/publish/redaction only.

#include "publish/redaction/findings.hpp"

#include <cstddef>

namespace ombud::publish::redaction {

/// How sure what stands before a name makes that one follows.
enum class Support {
    none,     ///< nothing does: only what the lists know
    context,  ///< "mein Nachbar", "heißt": also a word that nobody knows
    title,    ///< "Herr": also an ordinary word ("Herr Stein")
};

/// Reads names in a text: where one that begins at a word ends.
class NameReader {
  public:
    explicit NameReader(const Search& search) : search_(search), words_(search.words) {}

    /// The index behind the name that begins at `i`; `i` where none does. Takes in initials, academic titles and
    /// particles.
    [[nodiscard]] std::size_t read(std::size_t i, Support support) const;

    /// A capitalised word of which nothing is known, and that no ending shows to be a noun.
    /// \param after_name  a given name stands before it: endings that surnames have as well are none of a noun
    [[nodiscard]] bool unknown(std::size_t i, bool after_name = false) const;
    /// In the lists, all parts of it.
    [[nodiscard]] bool listed(std::size_t i) const;
    /// A given name that is nothing else.
    [[nodiscard]] bool given(std::size_t i) const;
    /// Of nobody in the town: a firm, a storm, a saint, a king, or somebody whom everybody knows.
    [[nodiscard]] bool nobody(std::size_t i) const;
    /// A single capital letter with a full stop: "H."
    [[nodiscard]] bool initial(std::size_t i) const;

  private:
    /// Something before it makes a name likely: a comma, "von", "Nachbar".
    [[nodiscard]] bool introduced(std::size_t i) const;
    [[nodiscard]] bool begins(std::size_t i, Support support) const;
    [[nodiscard]] bool goes_on(std::size_t i, Support support, bool whole) const;

    const Search& search_;
    const Words& words_;
};

}  // namespace ombud::publish::redaction
