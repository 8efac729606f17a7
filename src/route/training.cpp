#include "route/training.hpp"

#include "core/error.hpp"
#include "route/training_set.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <functional>
#include <numeric>
#include <thread>

namespace ombud::route {

namespace {

/// What one regression costs: visits of an entry times the categories, for all epochs together.
constexpr double regression_budget = 4e9;
/// Cross-validation is worth so many of them.
constexpr double validation_budget = 2e10;
constexpr std::size_t folds = 5;
constexpr std::size_t most_epochs = 30;
constexpr std::size_t fewest_epochs = 3;
constexpr std::size_t calibration_budget = 400'000;  ///< texts times categories

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
    Regression(const TrainingSet& set, const Setting& setting)
        : set_(set),
          step_(static_cast<float>(setting.step)),
          strength_(static_cast<float>(setting.strength)),
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
    float step_;
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
        const float rate = step_ / std::sqrt(seen + 1e-8F);
        // The penalty of a bucket is spread over the texts that have it, so that those that have not need no look.
        const float shrink = std::max(0.0F, 1 - rate / (strength_ * static_cast<float>(set_.documents()[bucket])));
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

/// \param most  of the texts held out, so many are looked at, spread evenly
Judgement judge(const HeldOut& held, std::span<const float> prior, Calibration calibration, std::size_t most) {
    Judgement sum;
    const std::size_t classes = prior.size();
    const std::size_t stride = std::max<std::size_t>(1, held.labels.size() / std::max<std::size_t>(1, most));
    std::vector<double> scores(classes);
    double n = 0;
    for (std::size_t i = 0; i < held.labels.size(); i += stride) {
        const auto begin = held.scores.begin() + static_cast<std::ptrdiff_t>(i * classes);
        std::copy(begin, begin + static_cast<std::ptrdiff_t>(classes), scores.begin());
        to_probabilities(scores, prior, calibration);
        sum.log_loss -= std::log(std::max(scores[held.labels[i]], 1e-12));
        if (std::ranges::max_element(scores) - scores.begin() == held.labels[i]) ++sum.top1;
        ++n;
    }
    n = std::max(n, 1.0);
    return {sum.log_loss / n, sum.top1 / n};
}

/// The temperature of least log loss, by golden-section search over its logarithm: the loss has one minimum in it.
std::pair<double, double> fitted_temperature(const std::function<double(double)>& loss_at) {
    constexpr double ratio = 0.6180339887498949;
    double low = std::log(0.05);
    double high = std::log(10.0);
    const auto loss = [&](double t) { return loss_at(std::exp(t)); };
    double a = high - ratio * (high - low);
    double b = low + ratio * (high - low);
    double at_a = loss(a);
    double at_b = loss(b);
    for (int i = 0; i < 16; ++i) {
        if (at_a < at_b) {
            high = b;
            b = a;
            at_b = at_a;
            a = high - ratio * (high - low);
            at_a = loss(a);
        } else {
            low = a;
            a = b;
            at_a = at_b;
            b = low + ratio * (high - low);
            at_b = loss(b);
        }
    }
    return {std::exp((low + high) / 2), std::min(at_a, at_b)};
}

Calibration fitted(const HeldOut& held, std::span<const float> prior) {
    Calibration best;
    if (held.labels.empty()) return best;
    double least = INFINITY;
    for (const double doubt : {0.002, 0.01, 0.02, 0.03, 0.05, 0.07, 0.1, 0.15, 0.2}) {
        const auto [temperature, loss] = fitted_temperature([&](double t) {
            return judge(held, prior, {t, doubt}, calibration_budget / prior.size()).log_loss;
        });
        if (loss < least) {
            least = loss;
            best = {temperature, doubt};
        }
    }
    return best;
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

/// What a cross-validation found.
struct Validated {
    Setting setting;
    HeldOut held;  ///< all texts, each by a model that had not seen it
    double log_loss = INFINITY;
};

/// Cross-validates settings of one power of idf; the best one, if it is better than `best`.
void validate(const TrainingSet& set, std::span<const Setting> settings, unsigned threads, Validated& best) {
    std::vector<HeldOut> results(settings.size() * folds);
    in_parallel(results.size(), threads, [&](std::size_t i) {
        const Division division = divide(set, folds, i % folds);
        Regression model(set, settings[i / folds]);
        model.train(division.learn);
        ask(model, set, division.ask, results[i]);
    });
    const std::vector<float> prior = set.frequencies();
    for (std::size_t s = 0; s < settings.size(); ++s) {
        HeldOut all;
        for (std::size_t f = 0; f < folds; ++f) {
            const HeldOut& part = results[s * folds + f];
            all.labels.insert(all.labels.end(), part.labels.begin(), part.labels.end());
            all.scores.insert(all.scores.end(), part.scores.begin(), part.scores.end());
        }
        const double loss = judge(all, prior, fitted(all, prior), all.labels.size()).log_loss;
        if (loss < best.log_loss) best = {settings[s], std::move(all), loss};
    }
}

/// The best of a few settings: first the step, then the power of idf.
Validated chosen(std::span<const LabelledText> texts, const TrainingSet& set, const TrainingOptions& options) {
    const Setting usual;
    Validated best;
    std::vector<Setting> steps{usual};
    if (options.choose_setting) {
        for (const double step : {0.03, 0.15, 0.4}) steps.push_back({step, usual.idf_power, usual.strength});
    }
    validate(set, steps, options.threads, best);
    const double step = best.setting.step;
    for (const double power : {1.5, 2.0}) {
        if (!options.choose_setting) break;
        const Setting setting{step, power, usual.strength};
        validate(TrainingSet(texts, power, options.threads), std::span(&setting, 1), options.threads, best);
    }
    return best;
}

void finish(Trained& result, const HeldOut& held, const TrainingSet& set, Regression& model) {
    result.weights = {set.categories(), set.bits(),        set.idf(), model.take_weight(),
                      model.bias(),     set.frequencies(), {}};
    result.weights.calibration = fitted(held, result.weights.prior);
    const Judgement judgement =
        judge(held, result.weights.prior, result.weights.calibration, std::max<std::size_t>(1, held.labels.size()));
    result.calibrated_on = held.labels.size();
    result.held_out_top1 = judgement.top1;
    result.held_out_log_loss = judgement.log_loss;
}

}  // namespace

Trained train(std::span<const LabelledText> texts, const TrainingOptions& options, Progress& progress) {
    progress.begin("train", 0);
    const Setting usual;
    const TrainingSet set(texts, usual.idf_power, options.threads);
    const std::size_t classes = set.categories().size();
    if (classes < 2) {
        throw Error(ErrorKind::input, "to learn from, there must be texts of at least two categories");
    }
    Trained result;
    result.texts = texts.size();
    const double cost = static_cast<double>(set.entries()) * static_cast<double>(classes * epochs_for(set));
    if (cost * static_cast<double>(folds) * (options.choose_setting ? 6 : 1) <= validation_budget) {
        const Validated best = chosen(texts, set, options);
        result.setting = best.setting;
        std::vector<std::uint32_t> all(texts.size());
        std::iota(all.begin(), all.end(), 0U);
        const TrainingSet final_set(texts, best.setting.idf_power, options.threads);
        Regression model(final_set, best.setting);
        model.train(std::move(all));
        finish(result, best.held, final_set, model);
    } else {
        // One part in twenty tells enough of a temperature, and the model hardly misses it.
        const Division division = divide(set, 20, 0);
        Regression model(set, usual);
        HeldOut held;
        model.train(division.learn);
        ask(model, set, division.ask, held);
        finish(result, held, set, model);
    }
    progress.end();
    return result;
}

}  // namespace ombud::route
