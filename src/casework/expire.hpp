#pragma once

#include "core/config.hpp"
#include "core/progress.hpp"
#include "store/register.hpp"

namespace ombud::casework {

/// Takes solved and closed reports out of the public view when their category's `public_days` have passed since they
/// were closed (30 where the category is no longer configured). [expiry] of the configuration has other spans for those
/// that were not solved; rejected ones, which are never public, only expire where it names one. The register keeps
/// them; opening one again brings it back. Returns how many left.
std::size_t expire(store::Register& registry, const Config& config, Progress& progress, Instant now);

}  // namespace ombud::casework
