#pragma once

#include "core/report.hpp"
#include "store/register.hpp"

namespace ombud::store {

/// The contact data of one reporter, for the desk only; empty where it was erased.
[[nodiscard]] Reporter find_reporter(Register& registry, std::int64_t reporter);

}  // namespace ombud::store
