#pragma once

#include "core/config.hpp"
#include "core/report.hpp"

#include <chrono>
#include <optional>

namespace ombud::casework {

/// The local day by whose end a report should be done: its category's `expected_days` working days after the day it was
/// received. Nothing where the category expects none, and for duplicates and rejected reports.
[[nodiscard]] std::optional<std::chrono::year_month_day> due_day(const Report& report, const Config& config);

/// Whether nobody has closed the report and its day has passed. Handing a report on does not stop the clock: the
/// citizen waits all the same.
[[nodiscard]] bool is_overdue(const Report& report, const Config& config, Instant now);

}  // namespace ombud::casework
