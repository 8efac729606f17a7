#pragma once

#include "core/config.hpp"
#include "store/register.hpp"

namespace ombud::store {

/// Brings departments and categories of the register in line with the configuration. What the configuration no longer
/// has is kept, marked inactive, since old reports refer to it. Writes nothing when nothing differs.
void update_vocabulary(Register& registry, const Config& config);

}  // namespace ombud::store
