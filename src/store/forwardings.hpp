#pragma once

#include "core/report.hpp"
#include "store/register.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace ombud::store {

/// A report handed to a third party: a utility, the state's road authority, a neighbour town.
struct Forwarding {
    std::int64_t id = 0;
    ReportId report = 0;
    Instant at{};
    std::string person;
    std::string recipient;
    std::string reference;                                 ///< theirs; may be empty
    std::optional<std::chrono::year_month_day> follow_up;  ///< when to ask them
    Status status_before = Status::received;               ///< what undoing goes back to
    std::optional<Instant> undone_at;
};

/// Records a forwarding and sets the status `forwarded`, with an event. On a report that is forwarded already it
/// records the next one; the status stays. Error(conflict) where the status does not allow it.
void forward(Register& registry, const Forwarding& forwarding, const Change& change);

/// Takes the last forwarding of a report back: the row stays, marked, and where no other one holds, the status becomes
/// what it was before (`open` where it may not go back there). Error(conflict) where there is none.
void undo_forwarding(Register& registry, ReportId report, const Change& change);

/// All forwardings of a report, oldest first, also those taken back.
[[nodiscard]] std::vector<Forwarding> forwardings_of(Register& registry, ReportId report);

/// Forwardings that hold, of reports that are still `forwarded`, whose day to ask is `day` or before; the longest due
/// first.
[[nodiscard]] std::vector<Forwarding> forwardings_to_follow_up(Register& registry, std::chrono::year_month_day day);

}  // namespace ombud::store
