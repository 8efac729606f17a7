#pragma once

#include "core/config.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ombud::route {

/// A keyword found in a text.
struct KeywordMatch {
    std::string category;
    std::string keyword;  ///< as the configuration writes it
};

/// The keyword rules of a configuration, ready for many texts.
class Keywords {
  public:
    explicit Keywords(const Config& config);

    /// The rule that fits a text best, or nothing. Case, umlaut spelling and marks do not matter.
    [[nodiscard]] std::optional<KeywordMatch> find(std::string_view text) const;

  private:
    struct Rule {
        std::string padded;  ///< folded, single spaces, one at both ends, so that only whole words match
        std::string keyword;
        std::string category;
    };
    std::vector<Rule> rules_;  ///< longest first
};

}  // namespace ombud::route
