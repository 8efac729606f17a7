#pragma once

#include "route/features.hpp"
#include "route/row_sums.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ombud::route {

/// One answer of the classifier.
struct Candidate {
    std::size_t category = 0;  ///< index into `Classifier::categories`
    double probability = 0;    ///< calibrated: of all answers with 0.8, eight in ten are right
};

/// What turns scores into probabilities that are true.
struct Calibration {
    double temperature = 1;  ///< scores are divided by it
    double doubt = 0;        ///< share of the probability that goes to the categories as they are frequent
};

/// What a classifier is made of; `training.hpp` makes it, `Classifier` stores it in a byte for each weight.
struct Weights {
    std::vector<std::string> categories;
    unsigned bits = 0;          ///< 2^bits buckets
    std::vector<float> idf;     ///< per bucket; 0 where no training text has it, and then it counts for nothing
    std::vector<float> weight;  ///< per bucket one for each category
    std::vector<float> bias;    ///< per category
    std::vector<float> prior;   ///< how frequent the categories are, adding up to 1
    Calibration calibration;
};

/// Multinomial logistic regression over hashed features, ready to be asked.
///
/// A text is two vectors, one of character n-grams and one of words, each of (1 + ln tf) idf and of length 1, so that
/// neither long texts nor the many n-grams of a word outweigh the rest. Weights are kept in eight bits with a scale for
/// each bucket, and are added up as whole numbers.
class Classifier {
  public:
    explicit Classifier(const Weights& weights);

    /// Reads what `bytes` wrote. Throws Error(input) for anything else.
    [[nodiscard]] static Classifier from_bytes(std::string_view bytes);
    [[nodiscard]] std::string bytes() const;

    [[nodiscard]] const std::vector<std::string>& categories() const noexcept { return categories_; }

    /// Category probabilities, in the order of `categories`, adding up to 1. Valid until the next call.
    /// One object belongs to one thread.
    [[nodiscard]] std::span<const double> probabilities(std::string_view text);

    /// The likeliest categories, best first; among equals the one that comes first.
    [[nodiscard]] std::vector<Candidate> candidates(std::string_view text, std::size_t most);

  private:
    Classifier(std::vector<std::string> categories, unsigned bits);

    std::vector<std::string> categories_;
    unsigned bits_ = 0;
    std::size_t stride_ = 0;          ///< bytes of a bucket: idf and scale as float, then one byte for each category
    std::vector<std::int8_t> table_;  ///< 2^bits buckets, and what reading in whole blocks of columns may reach beyond
    std::vector<float> bias_;
    std::vector<float> prior_;
    Calibration calibration_;

    FeatureReader reader_;
    /// A feature that the model knows: its weights, and by how much they count before the text is made of length 1.
    struct Known {
        const std::int8_t* weights = nullptr;
        float factor = 0;
        bool word = false;
    };

    /// Fills `known_` with features of a text, and scales them so that n-grams and words are of length 1 each.
    void look_up(std::string_view text);
    /// Fills `sums_` with what the features say of each category; returns what a unit of it is worth.
    double add_up();

    std::vector<Known> known_;
    std::vector<WeightedRow> rows_;
    std::vector<std::int32_t> sums_;  ///< one for each category, and up to a whole block of columns
    std::vector<double> probabilities_;
};

/// Bytes that a stored classifier takes, its names aside.
[[nodiscard]] std::size_t model_size(const Weights& weights) noexcept;

/// How many bits of buckets keep a model of so many categories under 20 MB (at most 2^24 bytes of weights).
[[nodiscard]] unsigned bucket_bits(std::size_t categories) noexcept;

/// (1 + ln count), the weight of a feature that occurs more than once.
[[nodiscard]] float sublinear(std::uint32_t count) noexcept;

/// Turns scores into probabilities in place: exp(score / temperature), divided by their sum, mixed with `prior`.
void to_probabilities(std::span<double> scores, std::span<const float> prior, Calibration calibration) noexcept;

}  // namespace ombud::route
