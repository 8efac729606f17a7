#pragma once

#include "core/report.hpp"
#include "store/register.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace ombud::store {

/// A report that retention leaves alone for a while: a claim for damages, a procedure.
struct Hold {
    ReportId report = 0;
    std::string until;  ///< ISO date: the last day
    std::string why;
    std::string person;  ///< who placed it
    Instant at{};
};

/// Places a hold, or replaces the one there is, with its event. Error(input) for an unknown report.
void place_hold(Register& registry, const Hold& hold, const Change& change);
/// Takes it away, with its event; false where there was none.
bool release_hold(Register& registry, ReportId report, const Change& change);
/// All holds, those that have ended too, by report.
[[nodiscard]] std::vector<Hold> list_holds(Register& registry);
/// The hold of a report that has not ended by this day (ISO date).
[[nodiscard]] std::optional<Hold> hold_of(Register& registry, ReportId report, std::string_view today);

}  // namespace ombud::store
