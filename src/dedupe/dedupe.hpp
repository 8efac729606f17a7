#pragma once

#include "core/config.hpp"
#include "core/progress.hpp"
#include "core/report.hpp"
#include "store/register.hpp"
#include "store/suggestions.hpp"

#include <vector>

namespace ombud::dedupe {

struct Summary {
    std::size_t looked_at = 0;  ///< reports that were new or had changed
    std::size_t linked = 0;     ///< linked to their original without asking
    std::size_t suggested = 0;  ///< got suggestions for a person to decide
    std::size_t capped = 0;     ///< reports for which a crowded place was not searched to the end
};

/// Looks for earlier reports of the same thing, for every report that is new or changed, and only for these: the time
/// depends on them, not on the size of the register.
///
/// Linked without asking are only clear cases, with an open original of the same category inside the category's radius
/// (where both have a position) and window: the same reporter with the same text, the same photo byte for byte, and,
/// where the configuration allows it, a probability of at least `duplicates.link`. A pair that a person rejected is
/// never linked or suggested again, nor are links made that let a group of reports grow beyond window and twice the
/// radius. From `duplicates.suggest` on, up to three originals are suggested, with reasons; closed ones too, as a hint
/// that something is broken again. Nothing is deleted: a duplicate points at its original, and its reporter stays
/// informed.
[[nodiscard]] Summary run(store::Register& registry, const Config& config, Progress& progress, Instant now);

/// "Is it one of these?": the originals that a report not yet taken in may be the same as, at most three, best first.
/// `draft` needs a time of arrival; all else is as far as known. Changes nothing.
[[nodiscard]] std::vector<store::Suggestion> check(store::Register& registry, const Config& config,
                                                   const Report& draft);

/// Makes every report due, so that the next run looks at all of them again: after the model or the rules have changed.
void make_all_due(store::Register& registry);

}  // namespace ombud::dedupe
