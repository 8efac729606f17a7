#include "core/deadline.hpp"

namespace ombud {

namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::sys_days;

sys_days local_day(Instant instant, const TimeZone& zone) {
    const LocalTime local = zone.to_local(instant);
    return std::chrono::year(local.year) / std::chrono::month(static_cast<unsigned>(local.month)) /
           std::chrono::day(static_cast<unsigned>(local.day));
}

std::chrono::seconds offset_at(Instant instant, const TimeZone& zone) {
    return as_utc(zone.to_local(instant)) - instant;
}

Instant midnight(sys_days day, const TimeZone& zone) {
    const std::chrono::year_month_day date(day);
    LocalTime local;
    local.year = static_cast<int>(date.year());
    local.month = static_cast<int>(static_cast<unsigned>(date.month()));
    local.day = static_cast<int>(static_cast<unsigned>(date.day()));
    return zone.to_instant(local);
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

days public_span(const Report& report, const Config& config) {
    if (report.status == Status::rejected) return config.expiry.rejected.value_or(days(0));
    if (report.status == Status::closed_unsolved && config.expiry.closed_unsolved) {
        return *config.expiry.closed_unsolved;
    }
    const Category* category = config.category(report.category);
    return category == nullptr ? Category{}.public_after_solution : category->public_after_solution;
}

sys_days LocalDays::day_of(Instant instant) {
    const auto day = std::chrono::floor<days>(instant);
    const auto [found, added] = offsets_.try_emplace(day.time_since_epoch().count());
    if (added) {
        const auto first = offset_at(day, zone_);
        if (first == offset_at(day + 24h - 1s, zone_)) found->second = first;
    }
    if (!found->second) return local_day(instant, zone_);
    return std::chrono::floor<days>(instant + *found->second);
}

Instant LocalDays::deadline(Instant received_at, int working_days) {
    const sys_days received = day_of(received_at);
    const auto [found, added] = deadlines_.try_emplace({received.time_since_epoch().count(), working_days});
    if (added) found->second = midnight(calendar_.after_working_days(received, working_days) + days(1), zone_);
    return found->second;
}

Instant LocalDays::late_before(Instant now, int working_days) {
    const sys_days today = day_of(now);
    // The longer ago, the later: between a day that is late for certain and one that is not lies the border. Twice the
    // days and a quarter of a year hold all weekends and holidays.
    sys_days late = today - days(2 * working_days + 90);
    sys_days in_time = today;
    while (in_time - late > days(1)) {
        const sys_days middle = late + (in_time - late) / 2;
        (calendar_.after_working_days(middle, working_days) < today ? late : in_time) = middle;
    }
    return midnight(in_time, zone_);
}

}  // namespace ombud
