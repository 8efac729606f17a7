#pragma once

#include "core/report.hpp"
#include "store/register.hpp"

#include <string>
#include <vector>

namespace ombud::store {

/// "This report may be the same thing as that earlier one."
struct Suggestion {
    ReportId report = 0;
    ReportId original = 0;
    double score = 0;     ///< 0 to 1, higher is more alike
    std::string reasons;  ///< for people: "18 m, 2 days"
};

/// Writes the open suggestions of one report anew: what a person rejected stays rejected, what no longer holds goes.
/// An event is written when the set changed.
void put_suggestions(Register& registry, ReportId report, const std::vector<Suggestion>& suggestions,
                     const Change& change);

/// Open suggestions for one report, best first. A report that was closed or linked since needs no
/// decision; an original that was solved may be broken again, one that was rejected or linked counts no more.
[[nodiscard]] std::vector<Suggestion> suggestions_for(Register& registry, ReportId report);

/// All that wait for a decision, by report and then best first.
[[nodiscard]] std::vector<Suggestion> open_suggestions(Register& registry);

[[nodiscard]] std::int64_t count_open_suggestions(Register& registry);

}  // namespace ombud::store
