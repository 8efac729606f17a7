#pragma once

#include "core/progress.hpp"
#include "route/classifier.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace ombud::route {

/// A text and what it was decided to be.
struct LabelledText {
    std::string text;
    std::string category;
};

/// How the classifier is trained. The defaults are what tests/bench/classify.md measured.
struct TrainingOptions {
    /// Strengths to choose from, the inverse of the L2 penalty (C of LIBLINEAR). With more than one, and few enough
    /// texts, cross-validation chooses; else the first is taken.
    std::vector<double> strengths{30, 10, 100};
    unsigned threads = 2;  ///< the result does not depend on it
};

struct Trained {
    Weights weights;
    double strength = 0;
    std::size_t texts = 0;
    std::size_t calibrated_on = 0;  ///< texts that the model which judged them had not seen
    double held_out_top1 = 0;       ///< share of those that were right
    double held_out_log_loss = 0;   ///< after calibration, in nats
};

/// Trains multinomial logistic regression by AdaGrad (J. Duchi et al., 2011; one step size for each bucket) with an L2
/// penalty, texts in an order of fixed seed: the same texts give the same model.
///
/// Calibrated by one temperature (C. Guo et al., On Calibration of Modern Neural Networks, 2017), fitted to texts that
/// the judging model had not seen: of five-fold cross-validation where that costs little, else of one held-out part.
/// Equal texts are always on the same side. Error(input) with fewer than two categories.
[[nodiscard]] Trained train(std::span<const LabelledText> texts, const TrainingOptions& options, Progress& progress);

}  // namespace ombud::route
