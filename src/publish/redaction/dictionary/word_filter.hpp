#pragma once

// Inside src/publish/redaction only.

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace ombud::publish::redaction {

/// Where a Bloom filter keeps a word. The filter says of a word that it may hold it, or that it certainly does not:
/// with these figures it is wrong about one word in 1,700 that it does not hold.
constexpr std::size_t filter_probes = 8;
constexpr std::size_t filter_bits_per_word = 16;

/// The bits that stand for a word in a filter of so many, handed to `take` until it returns false.
template <typename Take>
constexpr bool each_filter_place(std::string_view word, std::uint64_t bits, const Take& take) {
    // FNV-1a, its bits mixed well enough to make eight places of one hash.
    std::uint64_t hash = 14695981039346656037ULL;
    for (const char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    hash = (hash ^ (hash >> 33U)) * 0xff51afd7ed558ccdULL;
    std::uint64_t step = ((hash ^ (hash >> 29U)) * 0xc4ceb9fe1a85ec53ULL) | 1U;
    for (std::size_t probe = 0; probe < filter_probes; ++probe) {
        if (!take(hash % bits)) return false;
        hash += step;
        step += 0x9e3779b97f4a7c15ULL;
    }
    return true;
}

}  // namespace ombud::publish::redaction
