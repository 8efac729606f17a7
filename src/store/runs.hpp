#pragma once

#include "store/register.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace ombud::store {

/// Notes that a run began; returns its number. A run that dies stays `running` for ever, which is the truth about it.
[[nodiscard]] std::int64_t begin_run(Register& registry, std::string_view command, Instant at);

/// \param outcome  "done", "attention" or "failed"
/// \param steps    JSON array, one object a step
void finish_run(Register& registry, std::int64_t run, std::string_view outcome, std::string_view steps, Instant at);

}  // namespace ombud::store
