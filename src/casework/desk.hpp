#pragma once

#include "core/config.hpp"
#include "core/report.hpp"
#include "store/register.hpp"

#include <optional>
#include <span>
#include <string>

namespace ombud::casework {

/// What a person at the desk wants of some reports.
struct DeskChange {
    std::optional<Status> status;
    std::optional<ReportId> original;   ///< with status `duplicate`: what it is a duplicate of
    std::string note;                   ///< kept with the report, never public
    std::string category{};             ///< empty: stays; its department takes over unless `department` is set
    std::string department{};           ///< empty: stays, or follows the category
    std::optional<Status> if_status{};  ///< only if all reports have this status still
};

/// Makes the change on every report, or on none: the first that does not allow it is the Error(conflict) thrown.
/// A status that a report already has is no change. Which statuses need a note and which must have none, says the
/// report's category: `rejected`, `closed_unsolved` and `forwarded` need one unless it says otherwise, so that somebody
/// can answer the question why. Where `if_status` does not hold, the Error(conflict) says who changed what and when.
/// Error(usage) for a category or department that the configuration does not have. \param person  who is at the desk,
/// for the event log
void change_reports(store::Register& registry, const Config& config, std::span<const ReportId> reports,
                    const DeskChange& change, std::string_view person, Instant now);

}  // namespace ombud::casework
