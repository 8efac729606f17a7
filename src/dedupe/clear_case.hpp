#pragma once

#include "core/config.hpp"
#include "core/report.hpp"

namespace ombud::dedupe {

/// Whether two reports may be linked without asking a person, as far as category, distance, time and status go: of the
/// same configured category, within its radius (where both have a position) and window, the earlier one still open.
[[nodiscard]] bool may_be_same(const Report& report, const Report& earlier, const DuplicateRule& rule);

/// The same words, whatever their case and spacing. Two empty texts are not the same.
[[nodiscard]] bool same_text(const Report& a, const Report& b);

}  // namespace ombud::dedupe
