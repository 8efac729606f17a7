#pragma once

#include "core/report.hpp"
#include "store/register.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ombud::store {

/// A day on which somebody wants to look at a report again.
struct FollowUp {
    std::int64_t id = 0;
    ReportId report = 0;
    std::chrono::year_month_day due{};  ///< local day
    std::string why;
    std::string person;  ///< who wants it
    Instant at{};
    std::optional<Instant> done_at;
};

/// Notes a day, with its event; `at` and `person` are taken from `change`. Error(input) for an unknown report.
void add_follow_up(Register& registry, ReportId report, std::chrono::year_month_day due, std::string_view why,
                   const Change& change);

/// Everything that was to be looked at is done. Error(conflict) where there is nothing. Returns how many that were.
int finish_follow_ups(Register& registry, ReportId report, const Change& change);

/// All of a report, by day, also what is done.
[[nodiscard]] std::vector<FollowUp> follow_ups_of(Register& registry, ReportId report);

/// What is not done and due on this day or before, the longest due first.
[[nodiscard]] std::vector<FollowUp> due_follow_ups(Register& registry, std::chrono::year_month_day day);

/// When anything last happened to a report; nothing for an unknown one.
[[nodiscard]] std::optional<Instant> last_event_at(Register& registry, ReportId report);

/// Says that a department is about to get its list of a day; false where it has got it, or may have.
[[nodiscard]] bool begin_due_list(Register& registry, std::string_view department, std::chrono::year_month_day day);
/// It has got it, or certainly has not; then it may begin again.
void end_due_list(Register& registry, std::string_view department, std::chrono::year_month_day day, bool sent);

}  // namespace ombud::store
