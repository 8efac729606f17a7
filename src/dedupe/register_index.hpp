#pragma once

#include "core/config.hpp"
#include "core/progress.hpp"
#include "dedupe/block_index.hpp"
#include "dedupe/model.hpp"
#include "store/register.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace ombud::dedupe {

/// Makes the fingerprints of all reports that are new or have changed, and returns these fingerprints in the order of
/// arrival. Call within a transaction.
[[nodiscard]] std::vector<Fingerprint> refresh_fingerprints(store::Register& registry, Progress& progress);

[[nodiscard]] Fingerprint fingerprint_of(store::Register& registry, const Report& report);

/// Everything that has a fingerprint.
[[nodiscard]] BlockIndex load_index(store::Register& registry);

/// Only what lies in the blocks of `reports`: what a night needs, whatever the size of the register.
[[nodiscard]] BlockIndex load_index_around(store::Register& registry, std::span<const Fingerprint> reports,
                                           const BlockRules& rules);

/// The rules of the configured categories.
[[nodiscard]] BlockRules block_rules(const Config& config);

/// The model learnt from this register, else the one shipped.
[[nodiscard]] Model current_model(store::Register& registry);

/// Log odds of a probability; 0 and 1 become what no evidence falls below or reaches.
[[nodiscard]] double log_odds_of(double probability) noexcept;

}  // namespace ombud::dedupe
