#include "route/classifier.hpp"

#include "core/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <numeric>

namespace ombud::route {

namespace {

constexpr std::string_view magic = "ombud-classifier-1\n";
constexpr std::size_t head = 2 * sizeof(float);  ///< idf and scale before the weights of a bucket
constexpr std::size_t weight_bytes_limit = std::size_t{1} << 24U;

std::size_t stride_of(std::size_t categories) noexcept {
    return (head + categories + 7) / 8 * 8;
}

template <typename T>
void append(std::string& bytes, const T& value) {
    std::array<char, sizeof(T)> raw{};
    std::memcpy(raw.data(), &value, sizeof(T));
    bytes.append(raw.data(), raw.size());
}

[[noreturn]] void fail_damaged() {
    throw Error(ErrorKind::input,
                "the stored classifier is damaged or of another version; train it anew with `ombud classify train`");
}

template <typename T>
T take(std::string_view& bytes) {
    if (bytes.size() < sizeof(T)) fail_damaged();
    T value;
    std::memcpy(&value, bytes.data(), sizeof(T));
    bytes.remove_prefix(sizeof(T));
    return value;
}

std::string_view take(std::string_view& bytes, std::size_t size) {
    if (bytes.size() < size) fail_damaged();
    const std::string_view taken = bytes.substr(0, size);
    bytes.remove_prefix(size);
    return taken;
}

}  // namespace

std::size_t model_size(const Weights& weights) noexcept {
    return stride_of(weights.categories.size()) << weights.bits;
}

unsigned bucket_bits(std::size_t categories) noexcept {
    unsigned bits = most_bucket_bits;
    while (bits > 10 && (stride_of(categories) << bits) > weight_bytes_limit) --bits;
    return bits;
}

float sublinear(std::uint32_t count) noexcept {
    static const auto table = [] {
        std::array<float, 64> values{};
        for (std::size_t i = 1; i < values.size(); ++i) values[i] = 1.0F + std::log(static_cast<float>(i));
        return values;
    }();
    return count < table.size() ? table[count] : 1.0F + std::log(static_cast<float>(count));
}

void to_probabilities(std::span<double> scores, std::span<const float> prior, Calibration calibration) noexcept {
    if (scores.empty()) return;
    const double highest = std::ranges::max(scores);
    double sum = 0;
    for (double& score : scores) sum += score = std::exp((score - highest) / calibration.temperature);
    for (std::size_t c = 0; c < scores.size(); ++c) {
        scores[c] = (1 - calibration.doubt) * scores[c] / sum + calibration.doubt * static_cast<double>(prior[c]);
    }
}

Classifier::Classifier(std::vector<std::string> categories, unsigned bits)
    : categories_(std::move(categories)),
      bits_(bits),
      stride_(stride_of(categories_.size())),
      table_((stride_ << bits) + columns_at_once),
      bias_(categories_.size()),
      prior_(categories_.size()),
      reader_(bits),
      sums_((categories_.size() + columns_at_once - 1) / columns_at_once * columns_at_once),
      probabilities_(categories_.size()) {}

Classifier::Classifier(const Weights& weights) : Classifier(weights.categories, weights.bits) {
    const std::size_t classes = categories_.size();
    bias_ = weights.bias;
    prior_ = weights.prior;
    calibration_ = weights.calibration;
    for (std::size_t b = 0; b < weights.idf.size(); ++b) {
        const std::span<const float> row(weights.weight.data() + b * classes, classes);
        const float largest = std::transform_reduce(
            row.begin(), row.end(), 0.0F, [](float x, float y) { return std::max(x, y); },
            [](float x) { return std::abs(x); });
        const std::array<float, 2> idf_and_scale{weights.idf[b], largest / 127.0F};
        std::int8_t* bucket = table_.data() + b * stride_;
        std::memcpy(bucket, idf_and_scale.data(), head);
        for (std::size_t c = 0; largest > 0 && c < classes; ++c) {
            bucket[head + c] = static_cast<std::int8_t>(std::lround(row[c] / idf_and_scale[1]));
        }
    }
}

void Classifier::look_up(std::string_view text) {
    known_.clear();
    const std::span<const Feature> features = reader_.read(text);
    for (const Feature feature : features) fetch_soon(table_.data() + feature.bucket() * stride_, stride_);
    float gram_square = 0;
    float word_square = 0;
    for (const Feature feature : features) {
        const std::int8_t* bucket = table_.data() + feature.bucket() * stride_;
        std::array<float, 2> idf_and_scale{};
        std::memcpy(idf_and_scale.data(), bucket, head);
        if (idf_and_scale[0] == 0) continue;
        const float value = sublinear(feature.count()) * idf_and_scale[0];
        (feature.word() ? word_square : gram_square) += value * value;
        known_.push_back({bucket + head, value * idf_and_scale[1], feature.word()});
    }
    const float gram_factor = gram_square > 0 ? 1 / std::sqrt(gram_square) : 0;
    const float word_factor = word_square > 0 ? 1 / std::sqrt(word_square) : 0;
    for (Known& known : known_) known.factor *= known.word ? word_factor : gram_factor;
}

double Classifier::add_up() {
    float largest = 0;
    double all = 0;
    for (const Known& known : known_) {
        largest = std::max(largest, known.factor);
        all += static_cast<double>(known.factor);
    }
    // As fine as factors of 16 bits and sums of 32 allow; rounding may add half a unit a row.
    constexpr double largest_factor = 32767;
    constexpr double largest_sum = (1U << 24U) - longest_text * 5.0;
    const double unit = std::max(static_cast<double>(largest) / largest_factor, all / largest_sum);
    const float fits = unit > 0 ? static_cast<float>(1 / unit) : 0;
    rows_.clear();
    for (const Known& known : known_) {
        const auto factor = static_cast<std::int16_t>(std::lrint(known.factor * fits));
        if (factor != 0) rows_.push_back({known.weights, factor});
    }
    sum_rows(rows_, sums_);
    return unit;
}

std::span<const double> Classifier::probabilities(std::string_view text) {
    look_up(text);
    const double unit = add_up();
    for (std::size_t c = 0; c < categories_.size(); ++c) {
        probabilities_[c] = static_cast<double>(sums_[c]) * unit + static_cast<double>(bias_[c]);
    }
    to_probabilities(probabilities_, prior_, calibration_);
    return probabilities_;
}

std::vector<Candidate> Classifier::candidates(std::string_view text, std::size_t most) {
    const std::span<const double> all = probabilities(text);
    std::vector<std::size_t> order(all.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    most = std::min(most, order.size());
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(most), order.end(),
                      [&](std::size_t a, std::size_t b) { return all[a] != all[b] ? all[a] > all[b] : a < b; });
    std::vector<Candidate> best;
    for (std::size_t i = 0; i < most; ++i) best.push_back({order[i], all[order[i]]});
    return best;
}

std::string Classifier::bytes() const {
    std::string out(magic);
    append(out, static_cast<std::uint32_t>(categories_.size()));
    append(out, static_cast<std::uint32_t>(bits_));
    append(out, calibration_);
    for (std::size_t c = 0; c < categories_.size(); ++c) {
        append(out, bias_[c]);
        append(out, prior_[c]);
        append(out, static_cast<std::uint32_t>(categories_[c].size()));
        out += categories_[c];
    }
    out.append(reinterpret_cast<const char*>(table_.data()), stride_ << bits_);
    return out;
}

Classifier Classifier::from_bytes(std::string_view bytes) {
    if (take(bytes, std::min(bytes.size(), magic.size())) != magic) fail_damaged();
    const auto classes = take<std::uint32_t>(bytes);
    const auto bits = take<std::uint32_t>(bytes);
    const auto calibration = take<Calibration>(bytes);
    if (bits > most_bucket_bits || classes > bytes.size() || !(calibration.temperature > 0)) fail_damaged();
    std::vector<std::string> categories;
    std::vector<float> bias;
    std::vector<float> prior;
    for (std::uint32_t c = 0; c < classes; ++c) {
        bias.push_back(take<float>(bytes));
        prior.push_back(take<float>(bytes));
        categories.emplace_back(take(bytes, take<std::uint32_t>(bytes)));
    }
    if (bytes.size() != stride_of(classes) << bits) fail_damaged();
    Classifier classifier(std::move(categories), bits);
    classifier.bias_ = std::move(bias);
    classifier.prior_ = std::move(prior);
    classifier.calibration_ = calibration;
    std::memcpy(classifier.table_.data(), bytes.data(), bytes.size());
    return classifier;
}

}  // namespace ombud::route
