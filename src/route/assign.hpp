#pragma once

#include "core/config.hpp"
#include "core/progress.hpp"
#include "store/register.hpp"

namespace ombud::route {

/// What became of reports without a category.
struct Categorised {
    std::size_t by_keyword = 0;
    std::size_t by_classifier = 0;
    std::size_t suggested = 0;  ///< not sure enough: they wait for a person, with three candidates

    [[nodiscard]] std::size_t chosen() const noexcept { return by_keyword + by_classifier; }
};

/// Chooses a category where the channel gave none, or one that the configuration calls doubtful and nobody confirmed.
///
/// Keywords come first, as explicit evidence: the category whose keyword stands in title or text as whole words. The
/// longest keyword wins, since it says most; among equally long ones the category that the configuration names first.
/// Then the classifier: from the probability `assign` of the configuration on it chooses, below it the three likeliest
/// categories are kept with the report. What a person at the desk has set is never looked at. A report that waited in
/// triage and gets a category leaves it, unless a person had put it there. Runs before duplicates are looked for, which
/// compares categories.
[[nodiscard]] Categorised choose_categories(store::Register& registry, const Config& config, Progress& progress,
                                            Instant now);

struct Summary {
    std::size_t assigned = 0;  ///< to a department by a rule or by their category
    std::size_t triage = 0;    ///< to triage, because nothing matched
};

/// Puts a department in charge of every report that has none: the one of the first routing rule that fits, else the
/// category's; what has neither goes to triage, and so does a report whose text names several places or none clearly
/// enough, with its candidates. The event says which rule and why. Then `leave_triage`.
[[nodiscard]] Summary assign_departments(store::Register& registry, const Config& config, Progress& progress,
                                         Instant now);

/// Hands on what waited in triage for its place or its category and has both now, unless a person had put it there or
/// a rule wants it there. Returns how many left.
std::size_t leave_triage(store::Register& registry, const Config& config, Instant now);

}  // namespace ombud::route
