#pragma once

#include "core/config.hpp"
#include "core/deadline.hpp"
#include "core/report.hpp"
#include "store/report_filter.hpp"

#include <vector>

namespace ombud::casework {

using ombud::due_day;

/// Whether nobody has closed the report and its day has passed. Handing a report on does not stop the clock: the
/// citizen waits all the same.
[[nodiscard]] bool is_overdue(const Report& report, const Config& config, Instant now);

/// The same for a search: of each category with a deadline, since when a report must have been waiting to be overdue.
[[nodiscard]] std::vector<store::LateBefore> late_by_category(const Config& config, Instant now);

}  // namespace ombud::casework
