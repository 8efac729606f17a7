#pragma once

#include "core/report.hpp"
#include "store/register.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace ombud::store {

/// The contact data of one reporter, for the desk only; empty where it was erased.
[[nodiscard]] Reporter find_reporter(Register& registry, std::int64_t reporter);

/// The reporter with this e-mail address, in whatever case; nothing where there is none.
[[nodiscard]] std::optional<std::int64_t> reporter_with(Register& registry, std::string_view email);

}  // namespace ombud::store
