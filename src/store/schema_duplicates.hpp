#pragma once

#include <string_view>

namespace ombud::store {

/// Decisions about duplicates that can be undone, and what the search for duplicates keeps of each report.
[[nodiscard]] std::string_view schema_of_duplicates() noexcept;

}  // namespace ombud::store
