#pragma once

#include "core/report.hpp"

#include <span>

namespace ombud {

/// The one table of allowed status changes.
///
/// A closed report may be opened again; `duplicate` is left only by unlinking, back to `received` or `open`; a report
/// never returns to `received` once a department had it, except when it stops being a duplicate.
[[nodiscard]] bool may_change(Status from, Status to) noexcept;

/// The statuses that `from` may change to, in the order of the enumeration.
[[nodiscard]] std::span<const Status> next_statuses(Status from) noexcept;

}  // namespace ombud
