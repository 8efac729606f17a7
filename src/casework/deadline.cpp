#include "casework/deadline.hpp"

namespace ombud::casework {

bool is_overdue(const Report& report, const Config& config, Instant now) {
    if (is_closed(report.status)) return false;
    const auto due = due_day(report, config);
    if (!due) return false;
    LocalDays days(config.time_zone, config.calendar);
    return days.day_of(now) > std::chrono::sys_days(*due);
}

std::vector<store::LateBefore> late_by_category(const Config& config, Instant now) {
    LocalDays days(config.time_zone, config.calendar);
    std::vector<store::LateBefore> late;
    for (const Category& category : config.categories) {
        if (category.expected_days) late.push_back({category.id, days.late_before(now, *category.expected_days)});
    }
    return late;
}

}  // namespace ombud::casework
