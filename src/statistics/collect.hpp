#pragma once

#include "core/config.hpp"
#include "statistics/dimension.hpp"
#include "statistics/figures.hpp"
#include "store/register.hpp"

#include <cstddef>
#include <vector>

namespace ombud::statistics {

struct Request {
    Period period;
    std::vector<Grouping> tables;
    bool public_edition = false;
    std::size_t hot_spots = 0;  ///< at most so many; 0: none are looked for
};

/// Counts what a request asks for, reading the event log and the reports once each, in order.
///
/// Every figure belongs to the time at which it happened: a report received in March and closed in May counts as
/// received in March and as closed in May. Groups are those that reports have now, not those they had. `due` counts
/// reports whose deadline (core/deadline.hpp) lies in the period and has passed, whether they are closed or not; it is
/// in time when it was closed by then and is still closed. Whoever waits without a deadline appears in neither.
///
/// The public edition leaves out categories that are not public and what was reported without a category that the
/// configuration has, and hides small groups (small_groups.hpp). Nothing personal is read.
///
/// Memory: a few bytes a report for the log and for hot spots, and the groups; see Durations.
/// \param now  deadlines after it have not passed
[[nodiscard]] Statistics collect(store::Register& registry, const Config& config, const Request& request, Instant now);

}  // namespace ombud::statistics
