#pragma once

#include "core/config.hpp"
#include "core/progress.hpp"
#include "store/register.hpp"

namespace ombud::dedupe {

struct Summary {
    std::size_t looked_at = 0;  ///< reports that were new or had changed
    std::size_t linked = 0;     ///< the clear cases, linked to the first report
    std::size_t suggested = 0;  ///< got suggestions for a person to decide
};

/// Looks for earlier open reports of the same thing, for every report that is new or changed.
///
/// Linked without asking are only two clear cases, both with an open original of the same category inside the
/// category's radius (where both have a position) and window: the same reporter with the same text, and the same photo
/// byte for byte. Everything else that is of the same category, near and recent is suggested, up to three, with the
/// reasons. Nothing is deleted: a duplicate points at its original, and its reporter stays informed.
[[nodiscard]] Summary run(store::Register& registry, const Config& config, Progress& progress, Instant now);

}  // namespace ombud::dedupe
