#include "route/row_sums.hpp"

#include <algorithm>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace ombud::route {

namespace {

constexpr std::size_t cache_line = 64;

}  // namespace

void fetch_soon(const std::int8_t* row, std::size_t size) noexcept {
    for (std::size_t at = 0; at < size; at += cache_line) __builtin_prefetch(row + at);
}

void sum_rows_portably(std::span<const WeightedRow> rows, std::span<std::int32_t> sums) noexcept {
    std::ranges::fill(sums, 0);
    for (const WeightedRow& row : rows) {
        for (std::size_t c = 0; c < sums.size(); ++c) sums[c] += row.factor * row.weights[c];
    }
}

#ifdef __SSE2__

namespace {

/// The lower and the upper eight bytes, each as the upper half of a number of 16 bits and shifted down with their sign.
__m128i lower_widened(__m128i bytes) noexcept {
    return _mm_srai_epi16(_mm_unpacklo_epi8(_mm_setzero_si128(), bytes), 8);
}
__m128i upper_widened(__m128i bytes) noexcept {
    return _mm_srai_epi16(_mm_unpackhi_epi8(_mm_setzero_si128(), bytes), 8);
}

__m128i loaded(const std::int8_t* bytes) noexcept {
    return _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes));
}

void store(std::int32_t* at, __m128i four) noexcept {
    _mm_storeu_si128(reinterpret_cast<__m128i*>(at), four);
}

/// 16 columns of all rows; the sums stay in registers meanwhile. Rows go in pairs, since one instruction multiplies two
/// numbers of 16 bits by two others and adds the products.
void sum_columns(std::span<const WeightedRow> rows, std::size_t column, std::int32_t* sums) noexcept {
    __m128i first = _mm_setzero_si128();
    __m128i second = first;
    __m128i third = first;
    __m128i fourth = first;
    for (std::size_t r = 0; r < rows.size(); r += 2) {
        const WeightedRow& one = rows[r];
        const WeightedRow other = r + 1 < rows.size() ? rows[r + 1] : WeightedRow{one.weights, 0};
        const __m128i factors = _mm_unpacklo_epi16(_mm_set1_epi16(one.factor), _mm_set1_epi16(other.factor));
        const __m128i a = loaded(one.weights + column);
        const __m128i b = loaded(other.weights + column);
        const __m128i lower = _mm_unpacklo_epi8(a, b);
        const __m128i upper = _mm_unpackhi_epi8(a, b);
        first = _mm_add_epi32(first, _mm_madd_epi16(lower_widened(lower), factors));
        second = _mm_add_epi32(second, _mm_madd_epi16(upper_widened(lower), factors));
        third = _mm_add_epi32(third, _mm_madd_epi16(lower_widened(upper), factors));
        fourth = _mm_add_epi32(fourth, _mm_madd_epi16(upper_widened(upper), factors));
    }
    store(sums, first);
    store(sums + 4, second);
    store(sums + 8, third);
    store(sums + 12, fourth);
}

}  // namespace

void sum_rows(std::span<const WeightedRow> rows, std::span<std::int32_t> sums) noexcept {
    for (std::size_t c = 0; c < sums.size(); c += columns_at_once) sum_columns(rows, c, sums.data() + c);
}

#else

void sum_rows(std::span<const WeightedRow> rows, std::span<std::int32_t> sums) noexcept {
    sum_rows_portably(rows, sums);
}

#endif

}  // namespace ombud::route
