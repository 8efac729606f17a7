#include "casework/deadline.hpp"

namespace ombud::casework {

namespace {

std::chrono::sys_days local_day(Instant instant, const TimeZone& zone) {
    const LocalTime local = zone.to_local(instant);
    return std::chrono::year(local.year) / std::chrono::month(static_cast<unsigned>(local.month)) /
           std::chrono::day(static_cast<unsigned>(local.day));
}

}  // namespace

std::optional<std::chrono::year_month_day> due_day(const Report& report, const Config& config) {
    const Category* category = config.category(report.category);
    if (category == nullptr || !category->expected_days || report.status == Status::duplicate ||
        report.status == Status::rejected) {
        return std::nullopt;
    }
    const auto received = local_day(report.received_at, config.time_zone);
    return std::chrono::year_month_day(config.calendar.after_working_days(received, *category->expected_days));
}

bool is_overdue(const Report& report, const Config& config, Instant now) {
    if (is_closed(report.status)) return false;
    const auto due = due_day(report, config);
    return due && local_day(now, config.time_zone) > std::chrono::sys_days(*due);
}

}  // namespace ombud::casework
