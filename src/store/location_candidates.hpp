#pragma once

#include "core/report.hpp"
#include "store/register.hpp"

#include <string>
#include <vector>

namespace ombud::store {

/// A place where a report without a position might be: for the person who decides.
struct LocationCandidate {
    LocationSource source = LocationSource::address;
    std::string name;   ///< official name, with the house number
    std::string words;  ///< of the report, that it rests on
    Position position;
    double accuracy_m = 0;
    double score = 0;  ///< 0 to 1

    friend bool operator==(const LocationCandidate&, const LocationCandidate&) = default;
};

/// The best first. They are gone once the report has a position.
[[nodiscard]] std::vector<LocationCandidate> location_candidates(Register& registry, ReportId report);

/// Replaces the candidates of a report. Writes an event if they changed.
void put_location_candidates(Register& registry, ReportId report, const std::vector<LocationCandidate>& candidates,
                             const Change& change);

/// A coordinate that several reports have in common, to the last digit.
struct SharedPosition {
    Position position;
    std::size_t reports = 0;
};

/// Given coordinates shared by at least `reports` reports that state different addresses or, without one, have
/// different texts, and that are at least `share` of all reports with given coordinates.
[[nodiscard]] std::vector<SharedPosition> shared_positions(Register& registry, std::size_t reports, double share);

/// Reports that stand at this given coordinate, by id.
[[nodiscard]] std::vector<ReportId> reports_given_at(Register& registry, Position position);

}  // namespace ombud::store
