#pragma once

#include "core/report.hpp"
#include "store/register.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace ombud::store {

/// The contact data of one reporter, for the desk only; empty where it was erased.
[[nodiscard]] Reporter find_reporter(Register& registry, std::int64_t reporter);

/// The reporter with this e-mail address, in whatever case; nothing where there is none.
[[nodiscard]] std::optional<std::int64_t> reporter_with(Register& registry, std::string_view email);

/// All reporters with this e-mail address or phone number. Of a number only the digits count, and +49 is a 0 in front.
[[nodiscard]] std::vector<std::int64_t> reporters_of_contact(Register& registry, std::string_view contact);

}  // namespace ombud::store
