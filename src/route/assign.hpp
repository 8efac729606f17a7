#pragma once

#include "core/config.hpp"
#include "core/progress.hpp"
#include "store/register.hpp"

namespace ombud::route {

/// Chooses a category where the channel gave none: the category whose keyword stands in title or text as whole words.
/// The longest keyword wins, since it says most; among equally long ones the category that the configuration names
/// first. Returns how many were found. Runs before duplicates are looked for, which compares categories.
std::size_t choose_categories(store::Register& registry, const Config& config, Progress& progress, Instant now);

struct Summary {
    std::size_t assigned = 0;  ///< to the department of their category
    std::size_t triage = 0;    ///< to triage, because nothing matched
};

/// Puts the category's department in charge of every report that has none; what has no category goes to triage.
[[nodiscard]] Summary assign_departments(store::Register& registry, const Config& config, Progress& progress,
                                         Instant now);

}  // namespace ombud::route
