#pragma once

#include "core/progress.hpp"
#include "dedupe/evaluation.hpp"
#include "dedupe/model.hpp"
#include "store/register.hpp"

#include <vector>

namespace ombud::dedupe {

/// A pair of reports with what is known of it.
struct Example {
    Shares shares;
    bool same = false;
    double weight = 1;  ///< stands for so many pairs
};

/// Pairs to learn from and to check with.
struct Examples {
    std::vector<Example> training;
    std::vector<Example> held_out;  ///< a fifth of the reports, by report
    std::size_t same = 0;           ///< pairs found to be the same, in both
    std::size_t different = 0;      ///< reports for which a decision says what they are not
};

/// From a register's own decisions: what people linked is the same; what they rejected is not, nor are the other
/// reports in the block of one that they linked.
[[nodiscard]] Examples examples_from_decisions(store::Register& registry, const BlockIndex& index,
                                               const BlockRules& rules);

/// From labelled reports: linked ones with all of their block, and of the others every `stride`-th, weighted by
/// `stride`.
[[nodiscard]] Examples examples_from_links(const LabelledReports& reports, const std::vector<Link>& links,
                                           const BlockRules& rules, std::size_t stride);

/// Logistic regression with a Gaussian prior around `prior` (Newton's method): with few examples the weights stay near
/// it, with many the examples decide. Levels that no example reaches keep their weight. \param strictness  inverse
/// variance of the prior; 1 lets a weight move by about one
[[nodiscard]] Model train(const std::vector<Example>& examples, const Model& prior, double strictness = 1);

/// Mean negative log likelihood a pair: what training makes small. Lower is better.
[[nodiscard]] double log_loss(const std::vector<Example>& examples, const Model& model);

/// Weights without any label: expectation maximisation of the Fellegi-Sunter mixture over all pairs of a block, levels
/// taken as independent (W. Winkler, Using the EM algorithm for weight computation in the Fellegi-Sunter model, 1988),
/// started from `start`.
struct Fit {
    Model model;
    double share = 0;  ///< of pairs that are about the same thing
    int rounds = 0;
};
[[nodiscard]] Fit fit(const BlockIndex& index, const BlockRules& rules, const Model& start, Progress& progress);

}  // namespace ombud::dedupe
