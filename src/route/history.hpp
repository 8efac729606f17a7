#pragma once

#include "core/config.hpp"
#include "core/progress.hpp"
#include "route/classifier.hpp"
#include "route/evaluation.hpp"
#include "route/training.hpp"
#include "store/register.hpp"

#include <optional>
#include <vector>

namespace ombud::route {

/// What the classifier reads of a report.
[[nodiscard]] std::string classified_text(std::string_view title, std::string_view text);

/// What the configuration says of its categories, as texts to learn from: names, keywords, descriptions and examples.
[[nodiscard]] std::vector<LabelledText> seed_texts(const Config& config);

/// The decided reports of configured categories, oldest first.
[[nodiscard]] std::vector<LabelledText> history(store::Register& registry, const Config& config,
                                                std::optional<Instant> since);

/// A classifier and what its probabilities are worth.
struct ReadyClassifier {
    Classifier classifier;
    /// Made of the configuration alone: its order of candidates helps, its probabilities rest on nothing, and it never
    /// chooses a category by itself.
    bool seed = false;
};

/// The classifier of the register, else one made of the configuration; nothing where that has fewer than two
/// categories.
[[nodiscard]] std::optional<ReadyClassifier> ready_classifier(store::Register& registry, const Config& config);

/// Trains on the history and stores the classifier with what it reached on texts it had not seen. Categories with fewer
/// than 20 reports lean on what the configuration says of them, too. Error(input) with fewer than 100 decided reports
/// or one category: then the seed is better. \param actor  for the event log
Trained train_on_history(store::Register& registry, const Config& config, std::optional<Instant> since,
                         std::string_view actor, Instant now, Progress& progress);

/// Trains on the older four fifths of the history and tests on the rest. Stores nothing.
/// Error(input) as `train_on_history`.
struct TemporalTest {
    Trained trained;
    Evaluation evaluation;
};
[[nodiscard]] TemporalTest test_on_history(store::Register& registry, const Config& config,
                                           std::optional<Instant> since, Progress& progress);

}  // namespace ombud::route
