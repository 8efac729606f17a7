#include "statistics/durations.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

using ombud::statistics::Durations;

TEST_CASE("Percentiles of few durations are exact, and durations that occurred") {
    Durations durations;
    CHECK_FALSE(durations.percentile(0.5));
    for (const int seconds : {50, 10, 40, 20, 30, 60, 70, 80, 90, 100}) durations.add(seconds);
    CHECK(durations.count() == 10);
    CHECK(durations.percentile(0.5) == 50.0);
    CHECK(durations.percentile(0.9) == 90.0);
    CHECK(durations.percentile(1) == 100.0);
    Durations one;
    one.add(-5);
    CHECK(one.percentile(0.9) == 0.0);
}

TEST_CASE("Percentiles of many durations are within half a percent, in any order") {
    std::mt19937 random(7);
    std::lognormal_distribution<double> spread(11, 2);
    std::vector<std::int64_t> all(200'000);
    for (auto& seconds : all) seconds = static_cast<std::int64_t>(spread(random));
    Durations forward;
    Durations backward;
    for (const auto seconds : all) forward.add(seconds);
    for (auto at = all.rbegin(); at != all.rend(); ++at) backward.add(*at);
    std::sort(all.begin(), all.end());
    for (const double share : {0.01, 0.1, 0.5, 0.9, 0.99}) {
        const auto exact = static_cast<double>(all[static_cast<std::size_t>(std::ceil(share * 200'000)) - 1]);
        CHECK(std::abs(*forward.percentile(share) - exact) <= 0.005 * exact + 0.5);
        CHECK(forward.percentile(share) == backward.percentile(share));
    }
}
