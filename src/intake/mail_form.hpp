#pragma once

#include "intake/form_chooser.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ombud::intake {

/// Reads mails that a web form sends: lines of "Name: value". Only names that the mapping of the source has begin a
/// value; what follows without one belongs to the value before, so that a message may have many lines.
class MailForm {
  public:
    /// \pre the source has a mapping
    explicit MailForm(const ReadContext& context);

    /// Nothing where the text holds fewer than two of the names.
    /// Throws Error(input) where a value cannot be used.
    [[nodiscard]] std::optional<ReadyReport> read(std::string_view text, std::string_view origin);

  private:
    /// The name that the line begins a value of, as the mapping spells it; empty: none.
    [[nodiscard]] std::string_view name_at(std::string_view line) const;

    Form form_;
    std::vector<std::pair<std::string, std::string>> names_;  ///< folded, and as the mapping spells them
};

}  // namespace ombud::intake
