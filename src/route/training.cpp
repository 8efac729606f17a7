#include "route/training.hpp"

#include "core/error.hpp"
#include "route/training_set.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <numeric>
#include <thread>

namespace ombud::route {

namespace {

/// What one regression costs: visits of an entry times the categories, for all epochs together.
constexpr double regression_budget = 4e9;
/// Cross-validation is worth so many of them.
constexpr double validation_budget = 8e9;
constexpr std::size_t folds = 5;
constexpr std::size_t most_epochs = 30;
constexpr std::size_t fewest_epochs = 3;
constexpr float step = 0.5F;

/// A small generator of our own: the standard's distributions differ between libraries (SplitMix64, G. Steele 2014).
class Random {
  public:
    std::uint64_t next() noexcept {
        std::uint64_t z = state_ += 0x9E3779B97F4A7C15U;
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
        return z ^ (z >> 31U);
    }

  private:
    std::uint64_t state_ = 1;
};

void shuffle(std::vector<std::uint32_t>& order, Random& random) {
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random.next() % i]);
}

/// One regression while it is trained.
class Regression {
  public:
    Regression(const TrainingSet& set, double strength)
        : set_(set),
          strength_(static_cast<float>(strength)),
          classes_(set.categories().size()),
          weight_((std::size_t{1} << set.bits()) * classes_),
          bias_(classes_),
          squares_(std::size_t{1} << set.bits()),
          score_(classes_) {}

    void train(std::vector<std::uint32_t> texts);

    /// The scores of a text before calibration.
    [[nodiscard]] std::span<const float> score(std::size_t text);

    [[nodiscard]] std::vector<float> take_weight() { return std::move(weight_); }
    [[nodiscard]] const std::vector<float>& bias() const noexcept { return bias_; }

  private:
    void learn(std::size_t text);

    const TrainingSet& set_;
    float strength_;
    std::size_t classes_;
    std::vector<float> weight_;
    std::vector<float> bias_;
    std::vector<float> squares_;  ///< AdaGrad: squared gradients of each bucket, over all categories
    float bias_square_ = 0;
    std::vector<float> score_;
};

std::span<const float> Regression::score(std::size_t text) {
    score_ = bias_;
    for (const Entry entry : set_.entries(text)) {
        const float* row = weight_.data() + entry.bucket() * classes_;
        const float value = entry.value();
        for (std::size_t c = 0; c < classes_; ++c) score_[c] += value * row[c];
    }
    return score_;
}

void Regression::learn(std::size_t text) {
    static_cast<void>(score(text));
    const float highest = std::ranges::max(score_);
    float sum = 0;
    for (float& s : score_) sum += s = std::exp(s - highest);
    for (float& s : score_) s /= sum;
    score_[set_.label(text)] -= 1;  // now the gradient of the loss by the scores
    const float square =
        std::transform_reduce(score_.begin(), score_.end(), 0.0F, std::plus{}, [](float g) { return g * g; });
    for (const Entry entry : set_.entries(text)) {
        const std::uint32_t bucket = entry.bucket();
        const float value = entry.value();
        float& seen = squares_[bucket];
        seen += value * value * square;
        const float rate = step / std::sqrt(seen + 1e-8F);
        // The penalty of a bucket is spread over the texts that have it, so that those that have not need no look.
        const float shrink =
            std::max(0.0F, 1 - rate / (strength_ * static_cast<float>(set_.documents()[bucket])));
        const float move = rate * value;
        float* row = weight_.data() + bucket * classes_;
        for (std::size_t c = 0; c < classes_; ++c) row[c] = row[c] * shrink - move * score_[c];
    }
    bias_square_ += square;
    const float rate = 0.1F / std::sqrt(bias_square_ + 1e-8F);
    for (std::size_t c = 0; c < classes_; ++c) bias_[c] -= rate * score_[c];
}

std::size_t epochs_for(const TrainingSet& set) {
    const double cost = static_cast<double>(set.entries()) * static_cast<double>(set.categories().size());
    return std::clamp(static_cast<std::size_t>(regression_budget / std::max(cost, 1.0)), fewest_epochs, most_epochs);
}

void Regression::train(std::vector<std::uint32_t> texts) {
    Random random;
    const std::size_t epochs = epochs_for(set_);
    for (std::size_t epoch = 0; epoch < epochs; ++epoch) {
        shuffle(texts, random);
        for (const std::uint32_t text : texts) learn(text);
    }
}

/// Which texts a model learns from and which it is then asked about.
struct Division {
    std::vector<std::uint32_t> learn;
    std::vector<std::uint32_t> ask;
};

/// Equal texts fall on the same side: what was seen in learning is no test.
Division divide(const TrainingSet& set, std::size_t parts, std::size_t part) {
    Division division;
    for (std::uint32_t text = 0; text < set.size(); ++text) {
        const std::uint64_t spread = set.content(text) * 0x9E3779B97F4A7C15U >> 32U;
        (spread % parts == part ? division.ask : division.learn).push_back(text);
    }
    return division;
}

/// Scores of texts by a model that had not seen them, `classes` for each.
struct HeldOut {
    std::vector<std::uint32_t> labels;
    std::vector<double> scores;
};

void ask(Regression& model, const TrainingSet& set, const std::vector<std::uint32_t>& texts, HeldOut& out) {
    for (const std::uint32_t text : texts) {
        out.labels.push_back(set.label(text));
        for (const float score : model.score(text)) out.scores.push_back(static_cast<double>(score));
    }
}

struct Judgement {
    double log_loss = 0;  ///< mean, nats
    double top1 = 0;
};

Judgement judge(const HeldOut& held, std::size_t classes, double temperature) {
    Judgement sum;
    std::vector<double> scores(classes);
    for (std::size_t i = 0; i < held.labels.size(); ++i) {
        const auto begin = held.scores.begin() + static_cast<std::ptrdiff_t>(i * classes);
        std::copy(begin, begin + static_cast<std::ptrdiff_t>(classes), scores.begin());
        softmax(scores, temperature);
        sum.log_loss -= std::log(std::max(scores[held.labels[i]], 1e-12));
        if (std::ranges::max_element(scores) - scores.begin() == held.labels[i]) ++sum.top1;
    }
    const double n = std::max(1.0, static_cast<double>(held.labels.size()));
    return {sum.log_loss / n, sum.top1 / n};
}

/// The temperature of least log loss, by golden-section search over its logarithm: the loss has one minimum in it.
double fitted_temperature(const HeldOut& held, std::size_t classes) {
    if (held.labels.empty()) return 1;
    constexpr double ratio = 0.6180339887498949;
    double low = std::log(0.05);
    double high = std::log(20.0);
    const auto loss = [&](double t) { return judge(held, classes, std::exp(t)).log_loss; };
    double a = high - ratio * (high - low);
    double b = low + ratio * (high - low);
    double at_a = loss(a);
    double at_b = loss(b);
    for (int i = 0; i < 30; ++i) {
        if (at_a < at_b) {
            high = b, b = a, at_b = at_a;
            a = high - ratio * (high - low);
            at_a = loss(a);
        } else {
            low = a, a = b, at_a = at_b;
            b = low + ratio * (high - low);
            at_b = loss(b);
        }
    }
    return std::exp((low + high) / 2);
}

/// Runs tasks 0 to count - 1; which thread runs which does not matter to their results.
template <typename Task>
void in_parallel(std::size_t count, unsigned threads, const Task& task) {
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (std::size_t i = next++; i < count; i = next++) task(i);
    };
    std::vector<std::jthread> workers;
    for (unsigned t = 1; t < threads && t < count; ++t) workers.emplace_back(work);
    work();
}

/// Cross-validation of every strength; the best one, with all texts held out once.
std::pair<double, HeldOut> validated(const TrainingSet& set, const TrainingOptions& options) {
    const std::size_t classes = set.categories().size();
    std::vector<HeldOut> results(options.strengths.size() * folds);
    in_parallel(results.size(), options.threads, [&](std::size_t i) {
        const Division division = divide(set, folds, i % folds);
        Regression model(set, options.strengths[i / folds]);
        model.train(division.learn);
        ask(model, set, division.ask, results[i]);
    });
    std::pair<double, HeldOut> best;
    double least = INFINITY;
    for (std::size_t s = 0; s < options.strengths.size(); ++s) {
        HeldOut all;
        for (std::size_t f = 0; f < folds; ++f) {
            HeldOut& part = results[s * folds + f];
            all.labels.insert(all.labels.end(), part.labels.begin(), part.labels.end());
            all.scores.insert(all.scores.end(), part.scores.begin(), part.scores.end());
        }
        const double loss = judge(all, classes, fitted_temperature(all, classes)).log_loss;
        if (loss < least) least = loss, best = {options.strengths[s], std::move(all)};
    }
    return best;
}

}  // namespace

Trained train(std::span<const LabelledText> texts, const TrainingOptions& options, Progress& progress) {
    progress.begin("read texts", 0);
    const TrainingSet set(texts, options.threads);
    progress.end();
    const std::size_t classes = set.categories().size();
    if (classes < 2) {
        throw Error(ErrorKind::input, "to learn from, there must be texts of at least two categories");
    }
    progress.begin("train", 0);
    Trained result;
    result.texts = texts.size();
    HeldOut held;
    const double cost = static_cast<double>(set.entries()) * static_cast<double>(classes * epochs_for(set));
    const bool validate = cost * static_cast<double>(folds * options.strengths.size()) <= validation_budget;
    result.strength = options.strengths.front();
    std::vector<std::uint32_t> all(texts.size());
    std::iota(all.begin(), all.end(), 0U);
    if (validate) std::tie(result.strength, held) = validated(set, options);
    Regression model(set, result.strength);
    if (validate) {
        model.train(std::move(all));
    } else {
        // One part in twenty tells enough of a temperature, and the model hardly misses it.
        const Division division = divide(set, 20, 0);
        model.train(division.learn);
        ask(model, set, division.ask, held);
    }
    const double temperature = fitted_temperature(held, classes);
    const Judgement judgement = judge(held, classes, temperature);
    result.calibrated_on = held.labels.size();
    result.held_out_top1 = judgement.top1;
    result.held_out_log_loss = judgement.log_loss;
    result.weights = {set.categories(), set.bits(), set.idf(), model.take_weight(), model.bias(), temperature};
    progress.end();
    return result;
}

}  // namespace ombud::route
