#pragma once

#include "core/report.hpp"
#include "store/register.hpp"

#include <optional>

namespace ombud::store {

/// Whether who reported wants the report to be public; nothing: did not say.
[[nodiscard]] std::optional<bool> publication_wish(Register& registry, ReportId report);

/// Notes the wish and its event; nothing is written where nothing changes. A no ends a release, also one that a person
/// made against an earlier no; a yes has the rule look at the report again. Error(input) for an unknown report.
void set_publication_wish(Register& registry, ReportId report, bool wanted, const Change& change);

}  // namespace ombud::store
