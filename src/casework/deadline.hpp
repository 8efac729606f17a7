#pragma once

#include "core/config.hpp"
#include "core/deadline.hpp"
#include "core/report.hpp"

namespace ombud::casework {

using ombud::due_day;

/// Whether nobody has closed the report and its day has passed. Handing a report on does not stop the clock: the
/// citizen waits all the same.
[[nodiscard]] bool is_overdue(const Report& report, const Config& config, Instant now);

}  // namespace ombud::casework
