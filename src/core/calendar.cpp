#include "core/calendar.hpp"

#include "core/time.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

namespace ombud {

namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year;

constexpr std::array<std::string_view, 16> codes{"BW", "BY", "BE", "BB", "HB", "HH", "HE", "MV",
                                                 "NI", "NW", "RP", "SL", "SN", "ST", "SH", "TH"};

/// A set of states as bits.
template <typename... States>
constexpr std::uint32_t in(States... states) {
    return ((1U << static_cast<unsigned>(states)) | ...);
}
constexpr std::uint32_t everywhere = 0xFFFF;

/// When a holiday is: a date, or days after Easter Sunday.
struct Rule {
    std::string_view name;
    std::uint32_t states;
    unsigned month;    ///< 0: counted from Easter
    int day;           ///< of the month, or after Easter Sunday
    int from = 0;      ///< first year
    int until = 9999;  ///< last year
};

using enum State;

// Acts: BW FTG § 1, BY FTG Art. 1, BE Gesetz über die Sonn- und Feiertage § 1, BB FTG § 2, HB Gesetz über die Sonn- und
// Feiertage § 2, HH Feiertagsgesetz § 1, HE HFeiertagsG § 1, MV FTG M-V § 2, NI NFeiertagsG § 2, NW Feiertagsgesetz NW
// § 2, RP LFtG § 2, SL SFG § 2, SN SächsSFG § 1, ST FeiertG LSA § 2, SH SFTG § 2, TH ThürFtG § 2; 3 October:
// Einigungsvertrag Art. 2 (2). Easter and Whit Sunday are holidays in BB (and HE), which no working day notices.
constexpr std::array rules{
    Rule{"Neujahr", everywhere, 1, 1},
    Rule{"Heilige Drei Könige", in(bw, by, st), 1, 6},
    Rule{"Internationaler Frauentag", in(be), 3, 8, 2019},
    Rule{"Internationaler Frauentag", in(mv), 3, 8, 2023},
    Rule{"Karfreitag", everywhere, 0, -2},
    Rule{"Ostermontag", everywhere, 0, 1},
    Rule{"Tag der Arbeit", everywhere, 5, 1},
    Rule{"Tag der Befreiung", in(be), 5, 8, 2020, 2020},
    Rule{"Tag der Befreiung", in(be), 5, 8, 2025, 2025},
    Rule{"Christi Himmelfahrt", everywhere, 0, 39},
    Rule{"Pfingstmontag", everywhere, 0, 50},
    Rule{"Fronleichnam", in(bw, by, he, nw, rp, sl), 0, 60},
    Rule{"Mariä Himmelfahrt", in(sl), 8, 15},
    Rule{"Weltkindertag", in(th), 9, 20, 2019},
    Rule{"Tag der Deutschen Einheit", everywhere, 10, 3, 1990},
    Rule{"Reformationstag", in(bb, mv, sn, st, th), 10, 31},
    Rule{"Reformationstag", in(hb, hh, ni, sh), 10, 31, 2018},
    Rule{"Reformationstag", everywhere & ~in(bb, mv, sn, st, th), 10, 31, 2017, 2017},
    Rule{"Allerheiligen", in(bw, by, nw, rp, sl), 11, 1},
    Rule{"1. Weihnachtstag", everywhere, 12, 25},
    Rule{"2. Weihnachtstag", everywhere, 12, 26},
};

sys_days date_of(const Rule& rule, year of) {
    if (rule.month == 0) return easter(of) + days(rule.day);
    return sys_days{of / std::chrono::month(rule.month) / std::chrono::day(static_cast<unsigned>(rule.day))};
}

/// The Wednesday before 23 November.
sys_days day_of_repentance(year of) {
    const sys_days last = of / std::chrono::November / 22;
    return last - (std::chrono::weekday(last) - std::chrono::Wednesday);
}

/// \param states  bits; a holiday counts where all of them have it
std::vector<Holiday> holidays_of(std::uint32_t states, year of) {
    std::vector<Holiday> found;
    for (const Rule& rule : rules) {
        const bool in_force = static_cast<int>(of) >= rule.from && static_cast<int>(of) <= rule.until;
        if (in_force && (rule.states & states) == states) found.push_back({date_of(rule, of), rule.name});
    }
    if (states == in(sn)) found.push_back({day_of_repentance(of), "Buß- und Bettag"});
    std::ranges::sort(found, {}, &Holiday::date);
    return found;
}

}  // namespace

std::string format_date(std::chrono::year_month_day day) {
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                       static_cast<unsigned>(day.day()));
}

std::optional<std::chrono::year_month_day> parse_date(std::string_view text) {
    const auto local = parse_local(text, "%Y-%m-%d");
    if (!local) return std::nullopt;
    return year(local->year) / std::chrono::month(static_cast<unsigned>(local->month)) /
           std::chrono::day(static_cast<unsigned>(local->day));
}

std::string_view to_string(State state) noexcept {
    return codes[static_cast<std::size_t>(state)];
}

std::optional<State> state_from(std::string_view code) noexcept {
    const auto found = std::ranges::find(codes, code);
    if (found == codes.end()) return std::nullopt;
    return all_states[static_cast<std::size_t>(found - codes.begin())];
}

sys_days easter(year of) noexcept {
    const int y = static_cast<int>(of);
    const int a = y % 19;
    const int b = y / 100;
    const int c = y % 100;
    const int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    const int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    const int m = (a + 11 * h + 22 * l) / 451;
    const int n = h + l - 7 * m + 114;
    return of / std::chrono::month(static_cast<unsigned>(n / 31)) / std::chrono::day(static_cast<unsigned>(n % 31 + 1));
}

std::vector<Holiday> holidays(State state, year of) {
    return holidays_of(in(state), of);
}

bool Calendar::is_working_day(sys_days day) const {
    const std::chrono::weekday weekday(day);
    if (weekday == std::chrono::Saturday || weekday == std::chrono::Sunday) return false;
    const std::chrono::year_month_day date(day);
    const auto is_own = [&](const OwnHoliday& holiday) {
        return holiday.day == date.month() / date.day() && (!holiday.year || *holiday.year == date.year());
    };
    if (std::ranges::any_of(own, is_own)) return false;
    const auto named = holidays_of(state ? in(*state) : everywhere, date.year());
    return std::ranges::find(named, day, &Holiday::date) == named.end();
}

sys_days Calendar::after_working_days(sys_days day, int count) const {
    while (count > 0) {
        day += days(1);
        if (is_working_day(day)) --count;
    }
    while (!is_working_day(day)) day += days(1);
    return day;
}

}  // namespace ombud
