#pragma once

#include <string>
#include <vector>

namespace ombud::cli {

/// A table for a terminal: columns as wide as they need, the last one cut where the line would not fit. Control
/// characters are shown as blanks, since a citizen's text must not steer the terminal.
class Table {
  public:
    explicit Table(std::vector<std::string> headings) : rows_{std::move(headings)} {}

    void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
    /// \param bold  headings in bold
    [[nodiscard]] std::string text(bool bold) const;

  private:
    std::vector<std::vector<std::string>> rows_;
};

}  // namespace ombud::cli
