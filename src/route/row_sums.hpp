#pragma once

// Inside src/route only.

#include <cstddef>
#include <cstdint>
#include <span>

namespace ombud::route {

/// A row of weights, and by how much each of them counts.
struct WeightedRow {
    const std::int8_t* weights = nullptr;
    std::int16_t factor = 0;
};

/// So many columns are added at a time; rows must be readable, and sums writable, up to the next multiple of it.
inline constexpr std::size_t columns_at_once = 16;

/// sums[c] = the sum over all rows of factor * weights[c]. In whole numbers, so that every processor has the same sums.
/// \pre sums.size() is a multiple of columns_at_once, and the factors together are below 2^24
void sum_rows(std::span<const WeightedRow> rows, std::span<std::int32_t> sums) noexcept;

/// What sum_rows does, without the instructions of one kind of processor.
void sum_rows_portably(std::span<const WeightedRow> rows, std::span<std::int32_t> sums) noexcept;

/// Asks the processor to have a row at hand soon: a model is larger than its caches, and the next row anywhere in it.
void fetch_soon(const std::int8_t* row, std::size_t size) noexcept;

}  // namespace ombud::route
