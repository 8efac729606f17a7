#include "casework/deadline.hpp"

namespace ombud::casework {

bool is_overdue(const Report& report, const Config& config, Instant now) {
    if (is_closed(report.status)) return false;
    const auto due = due_day(report, config);
    if (!due) return false;
    LocalDays days(config.time_zone, config.calendar);
    return days.day_of(now) > std::chrono::sys_days(*due);
}

}  // namespace ombud::casework
