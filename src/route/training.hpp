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

/// What cross-validation chooses between.
struct Setting {
    double step = 0.06;     ///< AdaGrad's; a small one leaves rare features less say, as an early stop does
    double idf_power = 1;   ///< weight of a feature: inverse document frequency to this power
    double strength = 100;  ///< inverse of the L2 penalty (C of LIBLINEAR)
};

struct TrainingOptions {
    unsigned threads = 2;  ///< the result does not depend on it
    /// Try other settings than the default where the texts are few enough for cross-validation to cost little.
    bool choose_setting = true;
};

struct Trained {
    Weights weights;
    Setting setting;
    std::size_t texts = 0;
    std::size_t calibrated_on = 0;  ///< texts that the model which judged them had not seen
    double held_out_top1 = 0;       ///< share of those that were right
    double held_out_log_loss = 0;   ///< after calibration, in nats
};

/// Trains multinomial logistic regression by AdaGrad (J. Duchi et al., 2011; one step size for each bucket) with an L2
/// penalty, texts in an order of fixed seed: the same texts give the same model.
///
/// Calibrated by a temperature (C. Guo et al., On Calibration of Modern Neural Networks, 2017) and a share of doubt, in
/// which the categories are as likely as they are frequent: some labels are wrong, so no answer is certain. Both are
/// fitted to texts that the judging model had not seen, of five-fold cross-validation where that costs little, else of
/// one part in twenty. Equal texts are always on the same side. Error(input) with fewer than two categories.
[[nodiscard]] Trained train(std::span<const LabelledText> texts, const TrainingOptions& options, Progress& progress);

}  // namespace ombud::route
