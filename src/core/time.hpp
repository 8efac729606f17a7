#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace ombud {

/// An instant, UTC, to the second. Local time exists only at the edges, through `TimeZone`.
using Instant = std::chrono::sys_seconds;

/// A calendar date and wall-clock time without a zone, as people write it.
struct LocalTime {
    int year = 1970;
    int month = 1;
    int day = 1;
    int hour = 0;
    int minute = 0;
    int second = 0;
    std::optional<std::chrono::seconds> ahead_of_utc{};  ///< where a pattern with %z read an offset

    friend bool operator==(const LocalTime&, const LocalTime&) = default;
};

/// `2026-03-01T08:15:00Z`
[[nodiscard]] std::string format_iso(Instant instant);

/// Reads ISO 8601 with `Z` or an offset (`2026-03-01T08:15:00+01:00`, fractions of a second are dropped).
/// Nothing when the text is not that, or names a date that does not exist.
[[nodiscard]] std::optional<Instant> parse_iso(std::string_view text);

/// Reads a date and time by a strptime-like pattern of `%d %m %Y %y %H %I %M %S %p %z`; every other character must
/// match.
/// `%I` with `%p` is the twelve-hour clock, `%z` an offset such as `+01:00` or `Z`.
/// `%y` is 2000 to 2099, `%Y` has four digits. A shorter text is accepted where the pattern's rest is only time
/// (midnight is meant). Nothing when it does not match or the date does not exist.
[[nodiscard]] std::optional<LocalTime> parse_local(std::string_view text, std::string_view pattern);

/// Throws Error(config) that names what is wrong where `parse_local` cannot use this pattern.
void require_date_pattern(std::string_view pattern);

/// The instant as if the wall-clock time were UTC.
[[nodiscard]] Instant as_utc(const LocalTime& local);

/// A time zone by its IANA name; the database is ICU's.
class TimeZone {
  public:
    /// Throws Error(config) for a name that the tz database does not have.
    explicit TimeZone(std::string_view iana_name);

    /// Where the time says how far it is ahead of UTC, the zone does not matter.
    /// Where the wall clock shows this time twice (end of summer time) the first is meant; where it never shows it
    /// (start of summer time) it is read with the offset from before the change.
    [[nodiscard]] Instant to_instant(const LocalTime& local) const;
    [[nodiscard]] LocalTime to_local(Instant instant) const;

    [[nodiscard]] const std::string& name() const noexcept { return name_; }

  private:
    std::string name_;
    std::shared_ptr<const void> zone_;  ///< ICU's object, kept out of this header
};

/// `2026-03-01 08:15` on the wall clock of `zone`.
[[nodiscard]] std::string format_local(Instant instant, const TimeZone& zone);

/// What `--since` and `--until` take: an ISO date or date-time, or a span back from `now` such as "30 days ago",
/// "2 weeks ago", "12h ago", "yesterday", "today". A bare date is midnight in `zone`. Nothing when it is none of these.
[[nodiscard]] std::optional<Instant> parse_when(std::string_view text, Instant now, const TimeZone& zone);

/// The same for what somebody wrote; Error(usage) that says what is understood. \param name  of the option or the key
[[nodiscard]] Instant required_when(std::string_view text, Instant now, const TimeZone& zone, std::string_view name);

/// The present, to the second; `OMBUD_NOW` (ISO 8601) overrides it so that a night can be repeated exactly.
[[nodiscard]] Instant present();

}  // namespace ombud
