#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace ombud::route {

/// One feature of a text, in four bytes: where it is hashed to, of which kind it is, and how often it occurs.
class Feature {
  public:
    /// \pre bucket < 2^18
    Feature(std::uint32_t bucket, bool word, std::uint32_t count) noexcept
        : packed_(bucket | (word ? 1U << 18U : 0U) | (count < 0x1FFFU ? count : 0x1FFFU) << 19U) {}

    [[nodiscard]] std::uint32_t bucket() const noexcept { return packed_ & 0x3FFFFU; }
    [[nodiscard]] bool word() const noexcept { return (packed_ >> 18U & 1U) != 0; }
    [[nodiscard]] std::uint32_t count() const noexcept { return packed_ >> 19U; }

  private:
    std::uint32_t packed_;
};

inline constexpr unsigned most_bucket_bits = 18;

/// Texts are read to this length in bytes; what matters for the kind of a report is said in its
/// beginning, and a mail of a megabyte must not take a second.
inline constexpr std::size_t longest_text = 8192;

/// Takes texts apart into hashed features: character n-grams of two to five bytes inside words, each with the gap
/// before and after it (W. Cavnar, J. Trenkle: N-Gram-Based Text Categorization, 1994), single words, and pairs of
/// neighbouring words. Texts are folded first (core/text.hpp), digits count as one, and all else separates words.
/// Hashing into a table without a vocabulary: K. Weinberger et al., Feature Hashing for Large Scale Multitask Learning,
/// 2009; without the sign, since a report has so few features that they seldom meet.
class FeatureReader {
  public:
    /// \param bits  features are hashed into 2^bits buckets, at most `most_bucket_bits`
    explicit FeatureReader(unsigned bits) noexcept;

    /// The features of a text, each once, in no particular order. Valid until the next call.
    [[nodiscard]] std::span<const Feature> read(std::string_view text);

  private:
    struct Slot {
        std::uint32_t key = 0;  ///< bucket and kind, plus one; 0: free
        std::uint32_t count = 0;
    };

    void read_word(std::string_view padded);
    void add(std::uint64_t hash, bool word);
    void collect();

    unsigned bits_;
    std::vector<std::uint32_t> keys_;  ///< bucket and kind of every occurrence
    std::vector<Slot> table_;          ///< open addressing; its size is a power of two
    std::vector<Feature> features_;
};

}  // namespace ombud::route
