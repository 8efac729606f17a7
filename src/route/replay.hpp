#pragma once

#include "core/config.hpp"
#include "store/register.hpp"
#include "store/reports.hpp"

#include <string>
#include <vector>

namespace ombud::route {

/// What rules would have done with one report.
struct Replayed {
    ReportId report = 0;
    std::string from;      ///< the department that has it; empty: none yet
    std::string to;        ///< the one that the rules choose
    std::string reason;    ///< why
    bool by_hand = false;  ///< a person had put it where it is
};

/// Decides about earlier reports as `config` would, by their present category and district. Changes nothing. Duplicates
/// are left out: they follow their original. Newest first.
[[nodiscard]] std::vector<Replayed> replay(store::Register& registry, const Config& config,
                                           const store::ReportFilter& filter);

}  // namespace ombud::route
