#pragma once

#include "core/config.hpp"
#include "core/report.hpp"

#include <chrono>
#include <map>
#include <optional>
#include <unordered_map>
#include <utility>

namespace ombud {

/// The local day by whose end a report should be done: its category's `expected_days` working days after the day it was
/// received. Nothing where the category expects none, and for duplicates and rejected reports.
[[nodiscard]] std::optional<std::chrono::year_month_day> due_day(const Report& report, const Config& config);

/// How long a report stays in the public view after it was closed: by [expiry] where that names a span for its status,
/// else as its category says (30 days where that is no longer configured).
[[nodiscard]] std::chrono::days public_span(const Report& report, const Config& config);

/// Local days and deadlines of many reports: what the time zone and the calendar say is asked once for each day.
/// Belongs to one thread.
class LocalDays {
  public:
    LocalDays(const TimeZone& zone, const Calendar& calendar) : zone_(zone), calendar_(calendar) {}

    /// The day on the wall clock.
    [[nodiscard]] std::chrono::sys_days day_of(Instant instant);
    /// The first instant of the day after the one by whose end it should be done.
    [[nodiscard]] Instant deadline(Instant received_at, int working_days);
    /// What was received before this instant and is still open is late on the day of `now`.
    [[nodiscard]] Instant late_before(Instant now, int working_days);

  private:
    /// How far local time is ahead over a day of UTC; nothing on a day with a change of the clock.
    using Offset = std::optional<std::chrono::seconds>;

    const TimeZone& zone_;
    const Calendar& calendar_;
    std::unordered_map<std::int64_t, Offset> offsets_;  ///< by day of UTC since 1970
    std::map<std::pair<std::int64_t, int>, Instant> deadlines_;
};

}  // namespace ombud
