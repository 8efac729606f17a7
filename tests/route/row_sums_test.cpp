#include "route/row_sums.hpp"

#include <catch2/catch.hpp>

#include <vector>

using namespace ombud::route;

namespace {

/// Rows of invented weights, one behind the other as in a model.
std::vector<std::int8_t> invented_weights(std::size_t size) {
    std::vector<std::int8_t> weights(size);
    for (std::size_t i = 0; i < size; ++i) weights[i] = static_cast<std::int8_t>(static_cast<int>(i * 37 % 255) - 127);
    return weights;
}

}  // namespace

TEST_CASE("Sums of rows are those of the plain way, for any number of rows") {
    constexpr std::size_t columns = 3 * columns_at_once;
    const auto weights = invented_weights(20 * columns);
    for (const std::size_t count : {0U, 1U, 2U, 3U, 8U, 19U}) {
        std::vector<WeightedRow> rows;
        for (std::size_t r = 0; r < count; ++r) {
            rows.push_back({weights.data() + r * columns, static_cast<std::int16_t>(r % 2 == 0 ? 32767 : 1 + r * 411)});
        }
        std::vector<std::int32_t> quick(columns, 7);
        std::vector<std::int32_t> plain(columns, 7);
        sum_rows(rows, quick);
        sum_rows_portably(rows, plain);
        CHECK(quick == plain);
    }
}

TEST_CASE("Sums reach as far as they are promised to without running over") {
    const std::vector<std::int8_t> weights(columns_at_once, -127);
    const std::vector<WeightedRow> rows(512, {weights.data(), 32767});
    std::vector<std::int32_t> sums(columns_at_once);
    sum_rows(rows, sums);
    CHECK(sums.front() == -127 * 512 * 32767);
    CHECK(sums.back() == -127 * 512 * 32767);
}
