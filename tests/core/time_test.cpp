#include "core/time.hpp"

#include "core/error.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <optional>
#include <string_view>

namespace {

using namespace ombud;
using namespace std::chrono_literals;

Instant utc(int year, int month, int day, int hour = 0, int minute = 0, int second = 0) {
    return as_utc({year, month, day, hour, minute, second});
}

const TimeZone& berlin() {
    static const TimeZone zone("Europe/Berlin");
    return zone;
}

}  // namespace

TEST_CASE("An instant is written as ISO 8601 in UTC and read back the same") {
    CHECK(format_iso(Instant(0s)) == "1970-01-01T00:00:00Z");
    CHECK(format_iso(Instant(1'000'000'000s)) == "2001-09-09T01:46:40Z");  // the known billennium
    CHECK(format_iso(utc(2026, 3, 1, 8, 15)) == "2026-03-01T08:15:00Z");
    CHECK(parse_iso("2026-03-01T08:15:00Z") == utc(2026, 3, 1, 8, 15));
    CHECK(parse_iso(format_iso(Instant(-1s))) == Instant(-1s));
}

TEST_CASE("An ISO time with an offset is brought to UTC") {
    const Instant expected = utc(2026, 3, 1, 7, 15);
    for (const std::string_view text :
         {"2026-03-01T08:15:00+01:00", "2026-03-01T08:15:00+0100", "2026-03-01T08:15:00+01",
          "2026-03-01 08:15:00 +01:00", "2026-03-01T02:15:00-05:00", "2026-03-01T12:45:00+0530",
          "2026-03-01T08:15+01:00"}) {
        INFO(text);
        CHECK(parse_iso(text) == expected);
    }
    CHECK(parse_iso("2026-01-01T00:30:00+01:00") == utc(2025, 12, 31, 23, 30));
}

TEST_CASE("Fractions of a second are dropped") {
    CHECK(parse_iso("2026-03-01T08:15:07.999Z") == utc(2026, 3, 1, 8, 15, 7));
    CHECK(parse_iso("2026-03-01T08:15:07,5+00:00") == utc(2026, 3, 1, 8, 15, 7));
}

TEST_CASE("White space around an ISO time does not matter") {
    CHECK(parse_iso("  2026-03-01T08:15:00Z\n") == utc(2026, 3, 1, 8, 15));
}

TEST_CASE("What is no ISO time with a zone is refused") {
    for (const std::string_view text :
         {"", " ", "Z", "yesterday", "2026-03-01", "2026-03-01T08:15:00", "2026-03-01T08:15:00 Uhr",
          "2026-03-01T08:15:00Zulu", "2026-03-01T08:15:00+99:00", "2026-03-01T08:15:00+01:75", "2026-03-01T08Z",
          "-2026-03-01T08:15:00Z", "2026-03--1T08:15:00Z", "2026/03/01T08:15:00Z", "20260301T081500Z",
          "2026-03-01T08:15:00+", "2026-03-01T08:15:Z"}) {
        INFO(text);
        CHECK_FALSE(parse_iso(text));
    }
}

TEST_CASE("An ISO time has all its digits") {
    // "26-3-1" read as the year 26 would put a report two thousand years back.
    CHECK_FALSE(parse_iso("26-03-01T08:15:00Z"));
    CHECK_FALSE(parse_iso("2026-3-1T8:15:00Z"));
}

TEST_CASE("An ISO date that does not exist is refused") {
    for (const std::string_view text :
         {"2026-02-29T00:00:00Z", "2026-02-30T00:00:00Z", "2026-04-31T00:00:00Z", "2026-13-01T00:00:00Z",
          "2026-00-01T00:00:00Z", "2026-01-00T00:00:00Z", "2026-01-01T24:01:00Z", "2026-01-01T25:00:00Z",
          "2026-01-01T10:60:00Z", "2026-01-01T10:00:61Z", "1900-02-29T00:00:00Z"}) {
        INFO(text);
        CHECK_FALSE(parse_iso(text));
    }
    CHECK(parse_iso("2024-02-29T00:00:00Z") == utc(2024, 2, 29));
    CHECK(parse_iso("2000-02-29T00:00:00Z") == utc(2000, 2, 29));
}

TEST_CASE("A date is read by its pattern") {
    CHECK(parse_local("01.03.2026 08:15", "%d.%m.%Y %H:%M") == LocalTime{2026, 3, 1, 8, 15, 0});
    CHECK(parse_local("1.3.2026 8:05", "%d.%m.%Y %H:%M") == LocalTime{2026, 3, 1, 8, 5, 0});
    CHECK(parse_local("2026-03-01 08:15:30", "%Y-%m-%d %H:%M:%S") == LocalTime{2026, 3, 1, 8, 15, 30});
    CHECK(parse_local("03/01/26", "%m/%d/%y") == LocalTime{2026, 3, 1, 0, 0, 0});
    CHECK(parse_local("01.03.99", "%d.%m.%y") == LocalTime{2099, 3, 1, 0, 0, 0});
    CHECK(parse_local("am 01.03.2026 um 8 Uhr", "am %d.%m.%Y um %H Uhr") == LocalTime{2026, 3, 1, 8, 0, 0});
    CHECK(parse_local(" 01.03.2026 ", "%d.%m.%Y") == LocalTime{2026, 3, 1, 0, 0, 0});
}

TEST_CASE("A date without its time means midnight") {
    CHECK(parse_local("01.03.2026", "%d.%m.%Y %H:%M:%S") == LocalTime{2026, 3, 1, 0, 0, 0});
    CHECK(parse_local("01.03.2026 08:15", "%d.%m.%Y %H:%M:%S") == LocalTime{2026, 3, 1, 8, 15, 0});
}

TEST_CASE("What does not match the pattern is refused") {
    for (const std::string_view text : {"", "31.02.2026", "29.02.2025", "01.13.2026", "00.01.2026", "01.03", "01.03.",
                                        "01-03-2026", "01.03.2026 24:00", "01.03.2026 10:60", "01.03.2026 10:00 Uhr",
                                        "01.03.20261", "x01.03.2026", "-1.03.2026", "01.03.2026x"}) {
        INFO(text);
        CHECK_FALSE(parse_local(text, "%d.%m.%Y %H:%M"));
    }
}

TEST_CASE("A year of two digits is no year of the pattern %Y") {
    // A mapping lists "%d.%m.%Y" before "%d.%m.%y": the first must not take 26 for the year 26.
    CHECK_FALSE(parse_local("01.03.26", "%d.%m.%Y"));
}

TEST_CASE("A pattern that is not known is an error of the configuration") {
    try {
        (void)parse_local("01.03.2026", "%d.%B.%Y");
        FAIL("nothing was thrown");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::config);
        CHECK_THAT(error.what(), Catch::Contains("%B"));
    }
}

TEST_CASE("Berlin's winter is one hour and its summer two hours ahead of UTC") {
    CHECK(berlin().to_instant({2026, 1, 15, 12, 0, 0}) == utc(2026, 1, 15, 11));
    CHECK(berlin().to_instant({2026, 7, 15, 12, 0, 0}) == utc(2026, 7, 15, 10));
    CHECK(berlin().to_local(utc(2026, 1, 15, 11)) == LocalTime{2026, 1, 15, 12, 0, 0});
    CHECK(berlin().to_local(utc(2026, 7, 15, 10)) == LocalTime{2026, 7, 15, 12, 0, 0});
    CHECK(format_local(utc(2026, 7, 15, 22, 5), berlin()) == "2026-07-16 00:05");
    CHECK(berlin().name() == "Europe/Berlin");
}

TEST_CASE("The hour that the clock shows twice is the first one") {
    // 25 October 2026: 03:00 CEST becomes 02:00 CET at 01:00 UTC.
    CHECK(berlin().to_instant({2026, 10, 25, 1, 59, 59}) == utc(2026, 10, 24, 23, 59, 59));
    CHECK(berlin().to_instant({2026, 10, 25, 2, 0, 0}) == utc(2026, 10, 25, 0, 0));
    CHECK(berlin().to_instant({2026, 10, 25, 2, 30, 0}) == utc(2026, 10, 25, 0, 30));
    CHECK(berlin().to_instant({2026, 10, 25, 2, 59, 59}) == utc(2026, 10, 25, 0, 59, 59));
    CHECK(berlin().to_instant({2026, 10, 25, 3, 0, 0}) == utc(2026, 10, 25, 2, 0));
}

TEST_CASE("The hour that the clock never shows is read with the offset from before") {
    // 29 March 2026: 02:00 CET becomes 03:00 CEST at 01:00 UTC.
    CHECK(berlin().to_instant({2026, 3, 29, 1, 59, 59}) == utc(2026, 3, 29, 0, 59, 59));
    CHECK(berlin().to_instant({2026, 3, 29, 2, 0, 0}) == utc(2026, 3, 29, 1, 0));
    CHECK(berlin().to_instant({2026, 3, 29, 2, 30, 0}) == utc(2026, 3, 29, 1, 30));
    CHECK(berlin().to_instant({2026, 3, 29, 3, 0, 0}) == utc(2026, 3, 29, 1, 0));
    CHECK(berlin().to_local(utc(2026, 3, 29, 1, 0)) == LocalTime{2026, 3, 29, 3, 0, 0});
}

TEST_CASE("The odd hours of past and far years are settled alike") {
    CHECK(berlin().to_instant({2019, 10, 27, 2, 30, 0}) == utc(2019, 10, 27, 0, 30));
    CHECK(berlin().to_instant({2019, 3, 31, 2, 30, 0}) == utc(2019, 3, 31, 1, 30));
    CHECK(berlin().to_instant({2045, 10, 29, 2, 30, 0}) == utc(2045, 10, 29, 0, 30));
    CHECK(berlin().to_instant({2045, 3, 26, 2, 30, 0}) == utc(2045, 3, 26, 1, 30));
}

TEST_CASE("An unknown time zone is an error of the configuration") {
    for (const std::string_view name : {"Europe/Hamm", "", "CEST+1"}) {
        INFO(name);
        try {
            const TimeZone zone(name);
            FAIL("nothing was thrown");
        } catch (const Error& error) {
            CHECK(error.kind() == ErrorKind::config);
            CHECK_THAT(error.what(), Catch::Contains("Europe/Berlin"));
        }
    }
}

TEST_CASE("A span back from now is understood") {
    const Instant now = utc(2026, 3, 10, 12);
    CHECK(parse_when("30 days ago", now, berlin()) == now - std::chrono::days(30));
    CHECK(parse_when("1 day ago", now, berlin()) == now - std::chrono::days(1));
    CHECK(parse_when("2 weeks ago", now, berlin()) == now - std::chrono::days(14));
    CHECK(parse_when("12h ago", now, berlin()) == now - 12h);
    CHECK(parse_when("90 minutes ago", now, berlin()) == now - 90min);
    CHECK(parse_when("  3d  ", now, berlin()) == now - std::chrono::days(3));
    CHECK(parse_when("0 days ago", now, berlin()) == now);
}

TEST_CASE("Today and yesterday begin at local midnight") {
    const Instant now = utc(2026, 3, 10, 23, 30);  // 11 March in Berlin
    CHECK(parse_when("today", now, berlin()) == utc(2026, 3, 10, 23));
    CHECK(parse_when("yesterday", now, berlin()) == utc(2026, 3, 9, 23));
    // The day after the clocks went forward: yesterday has 23 hours.
    CHECK(parse_when("yesterday", utc(2026, 3, 30, 10), berlin()) == utc(2026, 3, 28, 23));
}

TEST_CASE("An ISO date is local midnight and an ISO time is local unless it names its offset") {
    const Instant now = utc(2026, 3, 10, 12);
    CHECK(parse_when("2026-07-01", now, berlin()) == utc(2026, 6, 30, 22));
    CHECK(parse_when("2026-07-01 08:15", now, berlin()) == utc(2026, 7, 1, 6, 15));
    CHECK(parse_when("2026-07-01T08:15:30", now, berlin()) == utc(2026, 7, 1, 6, 15, 30));
    CHECK(parse_when("2026-07-01T08:15:30Z", now, berlin()) == utc(2026, 7, 1, 8, 15, 30));
    CHECK(parse_when("2026-07-01T08:15:30+01:00", now, berlin()) == utc(2026, 7, 1, 7, 15, 30));
}

TEST_CASE("What is neither date nor span is refused") {
    for (const std::string_view text : {"", "ago", "days ago", "30", "-3 days ago", "3 fortnights ago", "tomorrow",
                                        "2026-02-30", "1.3.2026", "3 days hence", "1 dayss ago"}) {
        INFO(text);
        CHECK_FALSE(parse_when(text, utc(2026, 3, 10), berlin()));
    }
}
