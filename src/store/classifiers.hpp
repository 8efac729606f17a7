#pragma once

#include "core/report.hpp"
#include "store/register.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ombud::store {

/// A classifier as the register keeps it.
struct StoredClassifier {
    std::int64_t id = 0;
    Instant trained_at{};
    std::int64_t texts = 0;
    std::int64_t categories = 0;
    std::string metrics;  ///< JSON object
    std::string model;    ///< bytes that route/classifier.hpp reads
};

/// Puts a classifier into use, with an event. The one before it is kept, older ones are removed.
void put_classifier(Register& registry, const StoredClassifier& classifier, const Change& change);

/// The classifier in use, or nothing.
[[nodiscard]] std::optional<StoredClassifier> find_classifier(Register& registry);

/// Removes the classifier in use, with an event, so that the one before it is used again. False where there was none.
bool remove_classifier(Register& registry, const Change& change);

/// A report whose category was decided by a person or by its source, not by a step of the night.
struct DecidedReport {
    Instant received_at{};
    std::string category;
    std::string title;
    std::string text;
};

/// Decided reports received at or after `since`, by time received.
[[nodiscard]] std::vector<DecidedReport> decided_reports(Register& registry, std::optional<Instant> since);

/// A category that a report may be of.
struct CategoryCandidate {
    std::string category;
    double probability = 0;
};

/// Writes the candidates of a report anew, with an event. Writes nothing where they are the same, to a thousandth.
/// \pre every category is one of the register
void put_candidates(Register& registry, ReportId report, const std::vector<CategoryCandidate>& candidates,
                    const Change& change);

/// The candidates for the category of a report, the likeliest first.
[[nodiscard]] std::vector<CategoryCandidate> candidates_for(Register& registry, ReportId report);

/// Reports of these categories whose category came with them: nobody at the desk and no step has set it. By id.
[[nodiscard]] std::vector<Report> reports_with_category_from_source(Register& registry,
                                                                    const std::vector<std::string>& categories);

/// Who or what last wrote an event of this kind on a report; empty: nobody.
[[nodiscard]] std::string last_actor(Register& registry, ReportId report, std::string_view action);

}  // namespace ombud::store
