#include "core/calendar.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace {

using namespace ombud;
using namespace std::chrono_literals;
using std::chrono::sys_days;

sys_days date(int year, unsigned month, unsigned day) {
    return std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day);
}

bool has(State state, sys_days day) {
    const auto all = holidays(state, std::chrono::year_month_day(day).year());
    return std::ranges::find(all, day, &Holiday::date) != all.end();
}

std::string states_with(sys_days day) {
    std::string codes;
    for (const State state : all_states) {
        if (has(state, day)) codes += std::string(codes.empty() ? "" : " ") + std::string(to_string(state));
    }
    return codes;
}

}  // namespace

TEST_CASE("Easter falls on the days of the calendar") {
    // Dates as published for the Gregorian calendar, the earliest and the latest possible among them.
    CHECK(easter(1818y) == date(1818, 3, 22));
    CHECK(easter(1943y) == date(1943, 4, 25));
    CHECK(easter(2000y) == date(2000, 4, 23));
    CHECK(easter(2024y) == date(2024, 3, 31));
    CHECK(easter(2025y) == date(2025, 4, 20));
    CHECK(easter(2026y) == date(2026, 4, 5));
    CHECK(easter(2038y) == date(2038, 4, 25));
}

TEST_CASE("Nine holidays are free in every state") {
    for (const State state : all_states) {
        for (const sys_days day :
             {date(2026, 1, 1), date(2026, 4, 3), date(2026, 4, 6), date(2026, 5, 1), date(2026, 5, 14),
              date(2026, 5, 25), date(2026, 10, 3), date(2026, 12, 25), date(2026, 12, 26)}) {
            CHECK(has(state, day));
        }
    }
}

TEST_CASE("Other holidays are free where the state's act says so") {
    CHECK(states_with(date(2026, 1, 6)) == "BW BY ST");
    CHECK(states_with(date(2026, 3, 8)) == "BE MV");
    CHECK(states_with(date(2026, 6, 4)) == "BW BY HE NW RP SL");
    CHECK(states_with(date(2026, 8, 15)) == "SL");
    CHECK(states_with(date(2026, 9, 20)) == "TH");
    CHECK(states_with(date(2026, 10, 31)) == "BB HB HH MV NI SN ST SH TH");
    CHECK(states_with(date(2026, 11, 1)) == "BW BY NW RP SL");
    CHECK(states_with(date(2026, 11, 18)) == "SN");
    CHECK(states_with(date(2026, 8, 8)).empty());
}

TEST_CASE("Holidays begin and end with their acts") {
    CHECK(states_with(date(2017, 10, 31)) == "BW BY BE BB HB HH HE MV NI NW RP SL SN ST SH TH");
    CHECK(states_with(date(2016, 10, 31)) == "BB MV SN ST TH");
    CHECK(states_with(date(2018, 3, 8)).empty());
    CHECK(states_with(date(2022, 3, 8)) == "BE");
    CHECK(states_with(date(2025, 5, 8)) == "BE");
    CHECK(states_with(date(2026, 5, 8)).empty());
}

TEST_CASE("The day of repentance is the Wednesday before 23 November") {
    for (const auto& [year, day] : {std::pair{2022, 16U}, {2023, 22U}, {2024, 20U}, {2025, 19U}, {2027, 17U}}) {
        CHECK(has(State::sn, date(year, 11, day)));
    }
}

TEST_CASE("Working days leave out weekends, holidays of the state and days of the municipality's own") {
    const Calendar nw{State::nw, {}};
    CHECK(nw.after_working_days(date(2026, 11, 20), 1) == date(2026, 11, 23));
    CHECK(nw.after_working_days(date(2026, 4, 2), 1) == date(2026, 4, 7));    // Good Friday to Easter Monday
    CHECK(nw.after_working_days(date(2026, 12, 23), 6) == date(2027, 1, 4));  // 24, 28, 29, 30 and 31 December are five
}

TEST_CASE("Nobody's working day is the first day of the year, nor an own holiday") {
    const Calendar own{State::nw, {{std::nullopt, std::chrono::December / 24}, {2026y, std::chrono::November / 23}}};
    CHECK(!own.is_working_day(date(2027, 1, 1)));
    CHECK(!own.is_working_day(date(2026, 12, 24)));
    CHECK(!own.is_working_day(date(2027, 12, 24)));
    CHECK(!own.is_working_day(date(2026, 11, 23)));
    CHECK(own.is_working_day(date(2027, 11, 23)));
    CHECK(own.after_working_days(date(2026, 11, 21), 0) == date(2026, 11, 24));
}

TEST_CASE("Without a state only holidays of all states count") {
    const Calendar calendar;
    CHECK(!calendar.is_working_day(date(2026, 5, 14)));
    CHECK(calendar.is_working_day(date(2026, 6, 4)));
}

TEST_CASE("A state is known by its code only") {
    CHECK(state_from("NW") == State::nw);
    CHECK(state_from("TH") == State::th);
    CHECK(!state_from("nw"));
    CHECK(!state_from("XX"));
    for (const State state : all_states) CHECK(state_from(to_string(state)) == state);
}
