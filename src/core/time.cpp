#include "core/time.hpp"

#include "core/error.hpp"
#include "core/text.hpp"

#include <fmt/format.h>
#include <unicode/basictz.h>
#include <unicode/timezone.h>

#include <array>
#include <charconv>
#include <cstdlib>

namespace ombud {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

bool exists(const LocalTime& t) {
    const std::chrono::year_month_day date{std::chrono::year(t.year),
                                           std::chrono::month(static_cast<unsigned>(t.month)),
                                           std::chrono::day(static_cast<unsigned>(t.day))};
    return date.ok() && t.hour >= 0 && t.hour < 24 && t.minute >= 0 && t.minute < 60 && t.second >= 0 && t.second <= 60;
}

LocalTime from_utc(Instant instant) {
    const auto date = std::chrono::floor<days>(instant);
    const std::chrono::year_month_day ymd{date};
    const std::chrono::hh_mm_ss clock{instant - date};
    return {static_cast<int>(ymd.year()),
            static_cast<int>(static_cast<unsigned>(ymd.month())),
            static_cast<int>(static_cast<unsigned>(ymd.day())),
            static_cast<int>(clock.hours().count()),
            static_cast<int>(clock.minutes().count()),
            static_cast<int>(clock.seconds().count())};
}

/// Takes at most `most` digits (at least one) off the front of `text`.
std::optional<int> take_number(std::string_view& text, std::size_t most) {
    int number = 0;
    const char* end = text.data() + std::min(most, text.size());
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc{} || text.front() == '-') return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(stop - text.data()));
    return number;
}

/// Takes exactly `digits` digits off the front of `text`, or nothing.
std::optional<int> take_digits(std::string_view& text, std::size_t digits) {
    std::string_view rest = text;
    const auto number = take_number(rest, digits);
    if (!number || text.size() - rest.size() != digits) return std::nullopt;
    text = rest;
    return number;
}

bool take(std::string_view& text, char wanted) {
    if (text.empty() || text.front() != wanted) return false;
    text.remove_prefix(1);
    return true;
}

/// `Z`, `+01:00`, `+0100`, `+01`; how far local time is ahead of UTC.
std::optional<seconds> take_offset(std::string_view& text) {
    if (take(text, 'Z') || take(text, 'z')) return seconds{0};
    const int sign = take(text, '+') ? 1 : take(text, '-') ? -1 : 0;
    if (sign == 0) return std::nullopt;
    const auto h = take_number(text, 2);
    take(text, ':');
    const auto m = text.empty() ? std::optional(0) : take_number(text, 2);
    if (!h || !m || *h > 14 || *m > 59) return std::nullopt;
    return sign * (hours(*h) + minutes(*m));
}

/// AM or PM, behind the hour.
bool take_half_of_day(std::string_view& text, LocalTime& t) {
    if (text.size() < 2 || (text[1] != 'M' && text[1] != 'm') || t.hour < 1 || t.hour > 12) return false;
    const bool afternoon = text[0] == 'P' || text[0] == 'p';
    if (!afternoon && text[0] != 'A' && text[0] != 'a') return false;
    t.hour = t.hour % 12 + (afternoon ? 12 : 0);
    text.remove_prefix(2);
    return true;
}

/// Whether what is left of a pattern speaks of nothing but the time of day.
bool only_time(std::string_view pattern) {
    return pattern.find_first_of("dmYyz") == std::string_view::npos;
}

std::optional<seconds> span_unit(std::string_view unit) {
    struct Unit {
        std::string_view name;
        seconds length;
    };
    static constexpr std::array<Unit, 5> units{
        {{"minute", minutes(1)}, {"hour", hours(1)}, {"day", days(1)}, {"week", days(7)}, {"year", days(365)}}};
    if (unit.empty()) return std::nullopt;
    for (const Unit& u : units) {
        if (unit == u.name.substr(0, 1) || unit == u.name ||
            (unit.size() == u.name.size() + 1 && unit.starts_with(u.name) && unit.back() == 's')) {
            return u.length;
        }
    }
    if (unit == "month" || unit == "months") return days(30);
    return std::nullopt;
}

std::optional<seconds> parse_span(std::string_view text) {
    if (text.ends_with("ago")) text = trim(text.substr(0, text.size() - 3));
    const auto count = take_number(text, 6);
    if (!count) return std::nullopt;
    const auto unit = span_unit(trim(text));
    if (!unit) return std::nullopt;
    return *count * *unit;
}

}  // namespace

std::string format_iso(Instant instant) {
    const LocalTime t = from_utc(instant);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", t.year, t.month, t.day, t.hour, t.minute, t.second);
}

Instant as_utc(const LocalTime& t) {
    const std::chrono::sys_days date{std::chrono::year(t.year) / t.month / t.day};
    return date + hours(t.hour) + minutes(t.minute) + seconds(t.second);
}

std::optional<Instant> parse_iso(std::string_view text) {
    text = trim(text);
    LocalTime t;
    const auto number = [&](int& field, std::size_t digits) {
        const auto found = take_digits(text, digits);
        if (found) field = *found;
        return found.has_value();
    };
    if (!number(t.year, 4) || !take(text, '-') || !number(t.month, 2) || !take(text, '-') || !number(t.day, 2))
        return {};
    if (!take(text, 'T') && !take(text, ' ')) return {};
    if (!number(t.hour, 2) || !take(text, ':') || !number(t.minute, 2)) return {};
    if (take(text, ':') && !number(t.second, 2)) return {};
    if (take(text, '.') || take(text, ',')) {
        while (!text.empty() && text.front() >= '0' && text.front() <= '9') text.remove_prefix(1);
    }
    text = trim(text);
    const auto offset = take_offset(text);
    if (!offset || !text.empty() || !exists(t)) return {};
    return as_utc(t) - *offset;
}

void require_date_pattern(std::string_view pattern) {
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] != '%') continue;
        const char what = ++i < pattern.size() ? pattern[i] : ' ';
        if (std::string_view("dmYyHIMSpz").find(what) == std::string_view::npos) {
            throw Error(
                ErrorKind::config,
                fmt::format("date pattern '{}': %{} is not known; use %d %m %Y %y %H %I %M %S %p %z", pattern, what));
        }
    }
    const auto has = [&](std::string_view part) { return pattern.find(part) != std::string_view::npos; };
    if (!has("%d") || !has("%m") || (!has("%Y") && !has("%y"))) {
        throw Error(ErrorKind::config, fmt::format("date pattern '{}' must have %d, %m and %Y (or %y)", pattern));
    }
}

std::optional<LocalTime> parse_local(std::string_view text, std::string_view pattern) {
    const std::string_view pattern_as_given = pattern;
    text = trim(text);
    LocalTime t;
    while (!pattern.empty()) {
        if (text.empty() && only_time(pattern)) break;
        if (pattern.front() != '%' || pattern.size() < 2) {
            if (!take(text, pattern.front())) return {};
            pattern.remove_prefix(1);
            continue;
        }
        const char what = pattern[1];
        pattern.remove_prefix(2);
        if (text.empty()) return {};
        if (what == 'p') {
            if (!take_half_of_day(text, t)) return {};
            continue;
        }
        if (what == 'z') {
            t.ahead_of_utc = take_offset(text);
            if (!t.ahead_of_utc) return {};
            continue;
        }
        const auto number = what == 'Y' ? take_digits(text, 4) : take_number(text, 2);
        if (!number) return {};
        switch (what) {
            case 'd':
                t.day = *number;
                break;
            case 'm':
                t.month = *number;
                break;
            case 'Y':
                t.year = *number;
                break;
            case 'y':
                t.year = 2000 + *number;
                break;
            case 'H':
            case 'I':
                t.hour = *number;
                break;
            case 'M':
                t.minute = *number;
                break;
            case 'S':
                t.second = *number;
                break;
            default:
                require_date_pattern(pattern_as_given);  // throws and says what is allowed
        }
    }
    if (!text.empty() || !exists(t)) return {};
    return t;
}

TimeZone::TimeZone(std::string_view iana_name) : name_(iana_name) {
    const auto wide =
        icu::UnicodeString::fromUTF8(icu::StringPiece(iana_name.data(), static_cast<std::int32_t>(iana_name.size())));
    const std::shared_ptr<const icu::TimeZone> zone(icu::TimeZone::createTimeZone(wide));
    if (zone == nullptr || *zone == icu::TimeZone::getUnknown()) {
        throw Error(
            ErrorKind::config,
            fmt::format("time zone '{}' is not in the tz database; use a name such as Europe/Berlin", iana_name));
    }
    zone_ = zone;
}

namespace {
seconds offset_of(const icu::TimeZone& zone, seconds since_epoch, bool local) {
    std::int32_t raw = 0;
    std::int32_t dst = 0;
    UErrorCode status = U_ZERO_ERROR;
    const double date = 1000.0 * static_cast<double>(since_epoch.count());
    const auto* basic = local ? dynamic_cast<const icu::BasicTimeZone*>(&zone) : nullptr;
    if (basic != nullptr) {
        // Both odd hours of the year as the header says; getOffset would take the second of an hour shown twice.
        basic->getOffsetFromLocal(date, UCAL_TZ_LOCAL_FORMER, UCAL_TZ_LOCAL_FORMER, raw, dst, status);
    } else {
        zone.getOffset(date, static_cast<UBool>(local), raw, dst, status);
    }
    if (U_FAILURE(status)) throw Error(ErrorKind::system, "ICU could not compute a time zone offset");
    return seconds((raw + dst) / 1000);
}
}  // namespace

Instant TimeZone::to_instant(const LocalTime& local) const {
    const auto& zone = *std::static_pointer_cast<const icu::TimeZone>(zone_);
    const Instant naive = as_utc(local);
    if (local.ahead_of_utc) return naive - *local.ahead_of_utc;
    return naive - offset_of(zone, naive.time_since_epoch(), true);
}

LocalTime TimeZone::to_local(Instant instant) const {
    const auto& zone = *std::static_pointer_cast<const icu::TimeZone>(zone_);
    return from_utc(instant + offset_of(zone, instant.time_since_epoch(), false));
}

std::string format_local(Instant instant, const TimeZone& zone) {
    const LocalTime t = zone.to_local(instant);
    return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}", t.year, t.month, t.day, t.hour, t.minute);
}

std::optional<Instant> parse_when(std::string_view text, Instant now, const TimeZone& zone) {
    text = trim(text);
    if (const auto instant = parse_iso(text)) return instant;
    for (const std::string_view pattern : {"%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S"}) {
        if (const auto local = parse_local(text, pattern)) return zone.to_instant(*local);
    }
    LocalTime today = zone.to_local(now);
    today.hour = today.minute = today.second = 0;
    if (text == "today") return zone.to_instant(today);
    if (text == "yesterday") return zone.to_instant(from_utc(as_utc(today) - days(1)));
    if (const auto span = parse_span(text)) return now - *span;
    return std::nullopt;
}

Instant required_when(std::string_view text, Instant now, const TimeZone& zone, std::string_view name) {
    if (const auto instant = parse_when(text, now, zone)) return *instant;
    throw Error(ErrorKind::usage,
                fmt::format("{} {}: no date; write 2026-03-01, \"2026-03-01 08:15\", yesterday or \"30 days ago\"",
                            name, text));
}

Instant present() {
    if (const char* pinned = std::getenv("OMBUD_NOW"); pinned != nullptr && *pinned != '\0') {
        if (const auto instant = parse_iso(pinned)) return *instant;
        throw Error(ErrorKind::usage,
                    fmt::format("OMBUD_NOW={} is no ISO 8601 time such as 2026-03-01T02:00:00Z", pinned));
    }
    return std::chrono::floor<seconds>(std::chrono::system_clock::now());
}

}  // namespace ombud
