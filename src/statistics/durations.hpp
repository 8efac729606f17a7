#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace ombud::statistics {

/// How long things took, and the percentiles of that, in memory that does not grow with their number.
///
/// Up to 1,024 durations are kept as they are and give exact percentiles. Beyond, they are counted in buckets whose
/// borders grow by a factor of 1.01, and a percentile is the middle of its bucket: at most half a percent off.
/// (DDSketch with a relative accuracy of 0.005: Masson, Rim, Lee, "DDSketch: A Fast and Fully-Mergeable Quantile Sketch
/// with Relative-Error Guarantees", PVLDB 12(12), 2019.) The order in which durations come does not matter.
class Durations {
  public:
    /// \param seconds  negative ones count as 0
    void add(std::int64_t seconds);

    [[nodiscard]] std::size_t count() const noexcept { return count_; }

    /// The nearest-rank percentile in seconds: the smallest duration that at least `share` of all do not exceed, so
    /// that it is one that occurred (C = 0 in Hyndman and Fan 1996, type 1). Nothing without durations. \pre 0 < share
    /// <= 1
    [[nodiscard]] std::optional<double> percentile(double share) const;

  private:
    static constexpr std::size_t exact_until = 1024;

    std::size_t count_ = 0;
    std::vector<std::uint32_t> exact_;    ///< until there are more than `exact_until`
    std::vector<std::uint32_t> buckets_;  ///< after that
};

}  // namespace ombud::statistics
