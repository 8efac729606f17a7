#pragma once

// Inside src/store only: what the changes of a report share.

#include "core/report.hpp"
#include "store/register.hpp"

#include <optional>

namespace ombud::store {

/// The report; Error(input) where there is none.
[[nodiscard]] Report required(Register& registry, ReportId id);

/// Error(conflict) that says which changes are allowed where this one is not.
void require_allowed(const Report& report, Status to);

/// Writes status and what follows from it. A report that is opened again returns to the public view.
void write_status(Connection& connection, ReportId id, Status to, std::optional<ReportId> original,
                  const Change& change, std::optional<Instant> closed_at);

}  // namespace ombud::store
