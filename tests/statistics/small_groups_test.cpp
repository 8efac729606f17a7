#include "statistics/small_groups.hpp"

#include "core/config.hpp"
#include "core/error.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace {

using namespace ombud;
using namespace ombud::statistics;

Row row(const std::string& id, std::int64_t received) {
    Row r;
    r.key = {{id, id}};
    for (auto& count : r.count) count = 0;
    r.at(Count::received) = received;
    return r;
}

/// One table by channel whose rows make the total.
Statistics channels(const std::vector<std::int64_t>& counts) {
    Statistics s;
    Table table{{Dimension::channel}, {}};
    std::int64_t all = 0;
    for (const std::int64_t count : counts) {
        table.rows.push_back(row("c" + std::to_string(table.rows.size()), count));
        all += count;
    }
    s.total = row("", all);
    s.total.key.clear();
    s.tables.push_back(std::move(table));
    return s;
}

std::vector<std::optional<std::int64_t>> shown(const Statistics& s, Count count = Count::received) {
    std::vector<std::optional<std::int64_t>> values;
    for (const Row& r : s.tables[0].rows) values.push_back(r.at(count));
    return values;
}

using Values = std::vector<std::optional<std::int64_t>>;

}  // namespace

TEST_CASE("Counts below the smallest group are not shown, and not as the difference to the total either") {
    Statistics s = channels({100, 30, 3, 40});
    hide_small_groups(s, 5, {});
    // 3 alone would be 173 less the rest; 30 goes with it.
    CHECK(shown(s) == Values{100, std::nullopt, std::nullopt, 40});
    CHECK(s.total.at(Count::received) == 173);
}

TEST_CASE("Where everything is small nothing is shown, the total neither") {
    Statistics s = channels({1, 1, 2});
    hide_small_groups(s, 5, {});
    CHECK(shown(s) == Values{std::nullopt, std::nullopt, std::nullopt});
    CHECK_FALSE(s.total.at(Count::received));
}

TEST_CASE("Zeros and large counts are shown") {
    Statistics s = channels({0, 12, 5, 0});
    hide_small_groups(s, 5, {});
    CHECK(shown(s) == Values{0, 12, 5, 0});
}

TEST_CASE("A reader who knows the rules cannot narrow a small count down") {
    // For each table, all whole numbers that fit what is shown: hidden counts are at least 1, and a count is hidden as
    // small or as the complement of one, which the reader cannot tell apart.
    constexpr int k = 4;
    std::mt19937 random(3);
    std::uniform_int_distribution<int> any(0, 11);
    for (int trial = 0; trial < 300; ++trial) {
        std::vector<std::int64_t> counts(4);
        for (auto& count : counts) count = any(random);
        Statistics s = channels(counts);
        hide_small_groups(s, k, {});
        if (!s.total.at(Count::received)) continue;
        const auto values = shown(s);
        std::int64_t hidden_sum = *s.total.at(Count::received);
        std::vector<std::size_t> hidden;
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (values[i]) {
                hidden_sum -= *values[i];
            } else {
                hidden.push_back(i);
            }
        }
        for (const std::size_t i : hidden) {
            if (counts[i] >= k) continue;
            // Whatever it is from 1 to k - 1, the others can make up the rest.
            const auto others = static_cast<std::int64_t>(hidden.size()) - 1;
            INFO("counts " << counts[0] << ' ' << counts[1] << ' ' << counts[2] << ' ' << counts[3]);
            CHECK(others >= 1);
            CHECK(hidden_sum - 1 >= others);
            CHECK(hidden_sum - (k - 1) >= others);
        }
    }
}

TEST_CASE("A small category is not the difference between its group and the others") {
    Config config;
    Statistics s = channels({500});
    s.tables.clear();
    s.total = row("", 503);
    s.tables.push_back(
        {{Dimension::category},
         {row("roads/hole", 200), row("roads/sign", 3), row("green/tree", 100), row("green/hedge", 200)}});
    s.tables.push_back({{Dimension::group}, {row("roads", 203), row("green", 300)}});
    hide_small_groups(s, 5, config);
    CHECK(shown(s) == Values{std::nullopt, std::nullopt, 100, 200});
    CHECK(s.tables[1].rows[0].at(Count::received) == 203);
}

TEST_CASE("A small cell of a crossed table is hidden along both of its lines") {
    Statistics s = channels({});
    s.tables.clear();
    s.total = row("", 168);
    Table crossed{{Dimension::channel, Dimension::area}, {}};
    const auto add = [&](const std::string& channel, const std::string& area, std::int64_t count) {
        Row r = row(channel, count);
        r.key.push_back({area, area});
        crossed.rows.push_back(std::move(r));
    };
    add("web", "north", 40);
    add("web", "south", 2);
    add("mail", "north", 50);
    add("mail", "south", 76);
    s.tables.push_back(std::move(crossed));
    s.tables.push_back({{Dimension::channel}, {row("web", 42), row("mail", 126)}});
    s.tables.push_back({{Dimension::area}, {row("north", 90), row("south", 78)}});
    hide_small_groups(s, 5, {});
    CHECK(shown(s) == Values{std::nullopt, std::nullopt, std::nullopt, std::nullopt});
    CHECK(s.tables[1].rows[0].at(Count::received) == 42);
    CHECK_THROWS_AS(tables_to_check({{Dimension::area, Dimension::channel, Dimension::status}}), Error);
}

TEST_CASE("What is closed cannot be worked out from what is open") {
    Statistics s = channels({100, 200, 300});
    const std::vector<std::int64_t> open{3, 60, 50};
    std::int64_t all_open = 0;
    for (std::size_t i = 0; i < open.size(); ++i) {
        Row& r = s.tables[0].rows[i];
        r.at(Count::open) = open[i];
        r.at(Count::closed) = *r.at(Count::received) - open[i];
        all_open += open[i];
    }
    s.total.at(Count::open) = all_open;
    s.total.at(Count::closed) = 600 - all_open;
    hide_small_groups(s, 5, {});
    CHECK(shown(s, Count::open) == Values{std::nullopt, 60, std::nullopt});
    CHECK(shown(s, Count::closed) == Values{std::nullopt, 140, std::nullopt});
    CHECK(shown(s) == Values{100, 200, 300});
}

TEST_CASE("Nearly all in time says as much as hardly any") {
    Statistics s = channels({100, 200, 300});
    const std::vector<std::int64_t> in_time{99, 100, 0};
    for (std::size_t i = 0; i < 3; ++i) {
        s.tables[0].rows[i].at(Count::due) = 100;
        s.tables[0].rows[i].at(Count::in_time) = in_time[i];
    }
    s.total.at(Count::due) = 300;
    s.total.at(Count::in_time) = 199;
    hide_small_groups(s, 5, {});
    CHECK_FALSE(s.tables[0].rows[0].at(Count::in_time));
    CHECK_FALSE(s.tables[0].rows[0].share_in_time());
    CHECK(s.tables[0].rows[2].at(Count::in_time) == 0);
}

TEST_CASE("Percentiles of few durations are not shown, nor how many there were") {
    Statistics s = channels({100, 200});
    s.tables[0].rows[0].at(Span::solution) = {4, 100.0, 200.0};
    s.tables[0].rows[1].at(Span::solution) = {5, 100.0, 200.0};
    hide_small_groups(s, 5, {});
    CHECK_FALSE(s.tables[0].rows[0].at(Span::solution).median_s);
    CHECK(s.tables[0].rows[1].at(Span::solution).p90_s == 200.0);
    CHECK(s.tables[0].rows[1].at(Span::solution).samples == 0);
}
