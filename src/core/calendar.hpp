#pragma once

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ombud {

/// `2026-03-01`
[[nodiscard]] std::string format_date(std::chrono::year_month_day day);
/// Reads that; nothing when it is none, or no such day exists.
[[nodiscard]] std::optional<std::chrono::year_month_day> parse_date(std::string_view text);

/// The sixteen German states, by their ISO 3166-2:DE codes.
enum class State { bw, by, be, bb, hb, hh, he, mv, ni, nw, rp, sl, sn, st, sh, th };

inline constexpr std::array all_states{State::bw, State::by, State::be, State::bb, State::hb, State::hh,
                                       State::he, State::mv, State::ni, State::nw, State::rp, State::sl,
                                       State::sn, State::st, State::sh, State::th};

/// "NW"
[[nodiscard]] std::string_view to_string(State) noexcept;
[[nodiscard]] std::optional<State> state_from(std::string_view) noexcept;

/// Easter Sunday of the Gregorian calendar (J. Meeus, Astronomical Algorithms, 1991, chapter 8).
[[nodiscard]] std::chrono::sys_days easter(std::chrono::year year) noexcept;

/// The public holidays of a state by its own act on Sundays and holidays (Feiertagsgesetz) as in force in 2026, and
/// those that changed since 2017. Holidays of single municipalities (Assumption Day in parts of Bavaria, Augsburg's
/// Peace Festival, Corpus Christi in parts of Saxony and Thuringia) are not in it: see `Calendar::own`. Sundays are not
/// named. In order of date.
struct Holiday {
    std::chrono::sys_days date;
    std::string_view name;
};
[[nodiscard]] std::vector<Holiday> holidays(State state, std::chrono::year year);

/// A free day of one municipality: of every year, or of one.
struct OwnHoliday {
    std::optional<std::chrono::year> year;
    std::chrono::month_day day;
};

/// Which days a municipality works: Monday to Friday, except holidays.
struct Calendar {
    std::optional<State> state;   ///< without one only the holidays that all states have count
    std::vector<OwnHoliday> own;  ///< further days

    [[nodiscard]] bool is_working_day(std::chrono::sys_days day) const;
    /// The `days`-th working day after `day`; for 0 that day itself, or the next working day. \pre days >= 0
    [[nodiscard]] std::chrono::sys_days after_working_days(std::chrono::sys_days day, int days) const;
};

}  // namespace ombud
