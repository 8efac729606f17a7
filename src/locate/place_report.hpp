#pragma once

#include "core/config.hpp"
#include "core/report.hpp"
#include "store/register.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace ombud::locate {

/// How a person says where a report is: exactly one of these.
struct Placing {
    std::optional<std::size_t> candidate;  ///< of the places that locate was not sure of, counted from 1
    std::optional<Position> position;      ///< EPSG:4326
    std::string words;                     ///< an address or a place by name, read as locate reads texts
};

/// Where the report is now.
struct Placed {
    Position position;  ///< EPSG:4326
    double accuracy_m = 0;
    std::string name;  ///< official name of what was chosen; empty for a bare position
};

/// Gives a report the position that a person chose, and its district. A later night keeps it. Error(usage) for a
/// candidate that there is not, a position outside the municipality's bounds, or words that name no clear place; the
/// message lists what there is. \param person  who is at the desk, for the event log
Placed place_report(store::Register& registry, const Config& config, ReportId report, const Placing& placing,
                    std::string_view person, Instant now);

}  // namespace ombud::locate
