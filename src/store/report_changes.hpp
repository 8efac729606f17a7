#pragma once

#include "core/report.hpp"
#include "store/register.hpp"

#include <optional>
#include <string>

namespace ombud::store {

// Each function changes a report and writes its event in one transaction. An unknown id is Error(input).

/// How exact a position is that a person set on a map or a phone measured, in metres: the accuracy class of a good
/// phone fix in a street (GPS.gov states 4.9 m under open sky; houses worsen it).
inline constexpr double given_accuracy_m = 10;

struct Location {
    Position position;  ///< EPSG:4326
    double accuracy_m = 0;
    LocationSource source = LocationSource::given;
    std::string street;  ///< official name of the street, where it is known
};

/// Sets the position that the report is shown and compared at. The area is looked up anew by `update_areas`.
void set_location(Register& registry, ReportId report, const Location& location, const Change& change);

/// The report was looked at by locate; it is due again when the statement of its place changes.
/// \param street  official name of the stated street, or empty
void mark_located(Register& registry, ReportId report, std::string_view street);

/// Takes the position away, so that locate looks again.
void clear_location(Register& registry, ReportId report, const Change& change);

/// Sets the category; duplicates are looked for anew, and candidates for a category are forgotten.
void set_category(Register& registry, ReportId report, std::string_view category, const Change& change);

/// Puts a department in charge. A `received` report becomes `open`, except in triage.
void assign(Register& registry, ReportId report, std::string_view department, const Change& change);

/// Changes the status by the table in core/status.hpp; Error(conflict) says what is allowed where this is not.
/// Leaving a closed status brings the report back to the public view; `duplicate` is set by `link_duplicate`
/// (store/duplicates.hpp) only. \param closed_at  when it was closed, if not at `change.at`; only with a closed status
void change_status(Register& registry, ReportId report, Status to, const Change& change,
                   std::optional<Instant> closed_at = std::nullopt);

/// Takes a report out of the public view for good age. It stays in the register.
void expire(Register& registry, ReportId report, const Change& change);

/// The report was compared with the others; it is due again when it changes.
void mark_deduped(Register& registry, ReportId report);

}  // namespace ombud::store
