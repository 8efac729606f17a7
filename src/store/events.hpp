#pragma once

#include "core/report.hpp"
#include "store/register.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ombud::store {

/// One line of the append-only event log.
struct Event {
    std::int64_t id = 0;
    Instant at{};
    std::optional<ReportId> report;
    std::string actor;   ///< the step or person
    std::string action;  ///< "received", "located", "status", …
    std::string reason;  ///< a sentence for people
    std::string detail;  ///< JSON object: what changed
};

/// The events of one report, oldest first.
[[nodiscard]] std::vector<Event> events_of(Register& registry, ReportId report);

}  // namespace ombud::store
