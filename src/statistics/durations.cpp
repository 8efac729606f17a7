#include "statistics/durations.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace ombud::statistics {

namespace {

constexpr double accuracy = 0.005;
constexpr double growth = (1 + accuracy) / (1 - accuracy);

/// Bucket 0 holds what took less than a second; bucket i what took more than growth^(i-2) and at most growth^(i-1).
std::size_t bucket_of(std::uint32_t seconds) {
    static const double log_growth = std::log(growth);
    if (seconds == 0) return 0;
    return 1 + static_cast<std::size_t>(std::max(0.0, std::ceil(std::log(static_cast<double>(seconds)) / log_growth)));
}

double value_of(std::size_t bucket) {
    if (bucket == 0) return 0;
    return 2 * std::pow(growth, static_cast<double>(bucket) - 1) / (growth + 1);
}

void put(std::vector<std::uint32_t>& buckets, std::uint32_t seconds) {
    const std::size_t bucket = bucket_of(seconds);
    if (bucket >= buckets.size()) buckets.resize(bucket + 1);
    ++buckets[bucket];
}

}  // namespace

void Durations::add(std::int64_t seconds) {
    constexpr std::int64_t longest = std::numeric_limits<std::uint32_t>::max();
    const auto kept = static_cast<std::uint32_t>(std::clamp<std::int64_t>(seconds, 0, longest));
    ++count_;
    if (count_ <= exact_until) {
        exact_.push_back(kept);
        return;
    }
    for (const std::uint32_t one : exact_) put(buckets_, one);
    exact_.clear();
    exact_.shrink_to_fit();
    put(buckets_, kept);
}

std::optional<double> Durations::percentile(double share) const {
    if (count_ == 0) return std::nullopt;
    const auto rank = static_cast<std::size_t>(std::max(1.0, std::ceil(share * static_cast<double>(count_) - 1e-9)));
    if (!exact_.empty()) {
        std::vector<std::uint32_t> sorted = exact_;
        const auto at = sorted.begin() + static_cast<std::ptrdiff_t>(rank - 1);
        std::nth_element(sorted.begin(), at, sorted.end());
        return static_cast<double>(*at);
    }
    std::size_t below = 0;
    for (std::size_t i = 0; i < buckets_.size(); ++i) {
        below += buckets_[i];
        if (below >= rank) return value_of(i);
    }
    return std::nullopt;
}

}  // namespace ombud::statistics
