#pragma once

#include "core/report.hpp"
#include "store/register.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace ombud::store {

// What retention finds due. A report counts from when it was closed, a duplicate from when its original was; an open
// one never is. Reports under a hold are left out. `today` is the ISO date that decides whether a hold has ended.

/// Reports with a reporter, closed at `before` or earlier.
[[nodiscard]] std::vector<ReportId> contacts_due(Register& registry, Instant before, std::string_view today);

/// SHA-256 of originals all of whose reports were closed at `before` or earlier.
[[nodiscard]] std::vector<std::string> originals_due(Register& registry, Instant before, std::string_view today);

/// Reports that are not reduced yet, closed at `before` or earlier.
[[nodiscard]] std::vector<ReportId> reports_due(Register& registry, Instant before, std::string_view today);

/// Items of the quarantine that were imported or discarded at `before` or earlier and still have their file.
[[nodiscard]] std::vector<std::int64_t> quarantine_due(Register& registry, Instant before);

/// How many items older than that still wait for a person.
[[nodiscard]] std::int64_t count_old_open_quarantine(Register& registry, Instant before);

/// When the last night that went through began; files from before it were read by it.
[[nodiscard]] std::optional<Instant> last_whole_night(Register& registry);

}  // namespace ombud::store
