#pragma once

#include "core/config.hpp"
#include "core/report.hpp"

#include <string>

namespace ombud::dedupe {

/// What two reports have in common; `earlier` came in first.
struct Comparison {
    double metres = -1;  ///< apart; negative where one has no position
    double days = 0;     ///< apart
    bool same_text = false;
    double score = 0;  ///< 0 to 1

    /// For people: "18 m, 2 days, same text".
    [[nodiscard]] std::string reasons() const;
};

/// Whether the two may be the same thing by category, distance, time and status: the fixed rule everything else rests
/// on.
[[nodiscard]] bool may_be_same(const Report& report, const Report& earlier, const DuplicateRule& rule);

/// \pre `may_be_same`
[[nodiscard]] Comparison compare(const Report& report, const Report& earlier, const DuplicateRule& rule);

}  // namespace ombud::dedupe
