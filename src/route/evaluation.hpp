#pragma once

#include "route/classifier.hpp"
#include "route/training.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace ombud::route {

/// Answers of one band of stated probability: calibrated means that both figures agree.
struct CalibrationBand {
    double from = 0;  ///< stated probability of the first answer, inclusive
    double to = 0;
    std::size_t texts = 0;
    double stated = 0;  ///< mean stated probability
    double right = 0;   ///< share that was right
};

/// How often texts of one category were taken for another.
struct Confusion {
    std::string truth;
    std::string answer;
    std::size_t texts = 0;
};

/// What a classifier is worth on texts that it has not seen. Shares are 0 to 1.
struct Evaluation {
    std::size_t texts = 0;
    double top1 = 0;      ///< first answer right
    double top3 = 0;      ///< one of the first three right
    double macro_f1 = 0;  ///< mean F1 over all categories that occur as truth or as answer, each counting the same
    /// Largest share of texts that can be answered, the surest first, with at least 90 of 100 answers right.
    double coverage_p90 = 0;
    double coverage_p95 = 0;       ///< with 95 of 100
    double calibration_error = 0;  ///< mean distance of stated probability and share right, over ten bands
    double texts_per_s = 0;        ///< a second of one core's time: folding, hashing, probabilities
    std::size_t unknown = 0;       ///< texts whose category the classifier has never seen; all of them count as wrong
    std::vector<CalibrationBand> bands;
    std::vector<Confusion> confusions;  ///< right answers too; the most frequent first
};

/// Asks the classifier about each text. A text of a category that it does not know counts as wrong. The texts are asked
/// again until a fifth of a second is over, so that the speed of a small set is no accident.
[[nodiscard]] Evaluation evaluate(Classifier& classifier, std::span<const LabelledText> texts);

/// One answer with its stated probability.
struct Answer {
    double probability = 0;
    bool right = false;
};

/// The largest share of the answers, by falling probability, of which at least `precision` are right. Answers of equal
/// probability are taken together: no threshold could part them.
[[nodiscard]] double coverage(std::vector<Answer> answers, double precision);

}  // namespace ombud::route
