#pragma once

// Inside src/route only.

#include "route/training.hpp"

#include <cmath>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace ombud::route {

/// One feature of a vectorised text: a bucket and its weight, in four bytes, since there are 50 million of them in
/// 100,000 texts.
class Entry {
  public:
    /// \pre 0 <= value <= 1
    Entry(std::uint32_t bucket, float value) noexcept
        : packed_(bucket | static_cast<std::uint32_t>(std::lround(value * 16383.0F)) << most_bucket_bits) {}
    [[nodiscard]] std::uint32_t bucket() const noexcept { return packed_ & ((1U << most_bucket_bits) - 1U); }
    [[nodiscard]] float value() const noexcept {
        return static_cast<float>(packed_ >> most_bucket_bits) * (1.0F / 16383.0F);
    }

  private:
    std::uint32_t packed_;
};

/// Labelled texts as sparse vectors: read and hashed once, however often they are gone through.
class TrainingSet {
  public:
    /// \param idf_power  see Setting
    TrainingSet(std::span<const LabelledText> texts, double idf_power, unsigned threads);

    [[nodiscard]] std::size_t size() const noexcept { return labels_.size(); }
    [[nodiscard]] const std::vector<std::string>& categories() const noexcept { return categories_; }
    [[nodiscard]] unsigned bits() const noexcept { return bits_; }
    [[nodiscard]] const std::vector<float>& idf() const noexcept { return idf_; }
    /// In how many texts a bucket occurs.
    [[nodiscard]] const std::vector<std::uint32_t>& documents() const noexcept { return documents_; }
    [[nodiscard]] std::span<const Entry> entries(std::size_t text) const noexcept {
        return {entries_.data() + begins_[text], begins_[text + 1] - begins_[text]};
    }
    [[nodiscard]] std::size_t entries() const noexcept { return entries_.size(); }
    [[nodiscard]] std::uint32_t label(std::size_t text) const noexcept { return labels_[text]; }
    /// How frequent each category is, adding up to 1.
    [[nodiscard]] std::vector<float> frequencies() const;
    /// The same number for equal texts.
    [[nodiscard]] std::uint64_t content(std::size_t text) const noexcept { return contents_[text]; }

  private:
    void name_categories(std::span<const LabelledText> texts);
    void count(std::span<const std::vector<Feature>> parts, std::size_t texts, double idf_power);
    void append(std::span<const Feature> features);

    std::vector<std::string> categories_;
    unsigned bits_ = 0;
    std::vector<std::uint32_t> labels_;
    std::vector<std::uint64_t> contents_;
    std::vector<float> idf_;
    std::vector<std::uint32_t> documents_;
    std::vector<Entry> entries_;
    std::vector<std::size_t> begins_;
};

}  // namespace ombud::route
