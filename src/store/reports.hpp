#pragma once

#include "core/report.hpp"
#include "store/register.hpp"
#include "store/report_filter.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace ombud::store {

[[nodiscard]] std::optional<Report> find_report(Register& registry, ReportId id);

/// Reports that a step has to look at, by id. Each is the complete list: the step may change what it reads.
[[nodiscard]] std::vector<Report> reports_to_locate(Register& registry);  ///< new, moved, or still without position
[[nodiscard]] std::vector<Report> uncategorised_reports(Register& registry);
[[nodiscard]] std::vector<Report> unassigned_reports(Register& registry);
/// In triage and open, though they have both category and position.
[[nodiscard]] std::vector<Report> clear_reports_in_triage(Register& registry);
/// Solved or closed unsolved and not expired. \param with_rejected  rejected ones too
[[nodiscard]] std::vector<Report> closed_reports_in_public(Register& registry, bool with_rejected = false);

/// Reports within `radius_m` metres of `centre` (by the spatial index), the query's own report left out.
[[nodiscard]] std::vector<Report> reports_near(Register& registry, Position centre, double radius_m, ReportId except);

/// Reports of the same reporter received between `since` and `until`, by time; the earliest 200, since who sends more
/// is an office and not a person.
[[nodiscard]] std::vector<Report> reports_of_reporter(Register& registry, std::int64_t reporter, Instant since,
                                                      Instant until);

/// How many reports there are by department, category and status, and how many of them have a position.
struct ReportCount {
    std::string department;  ///< id; empty: not assigned
    std::string category;    ///< id; empty: not known
    Status status = Status::received;
    std::int64_t reports = 0;
    std::int64_t located = 0;
};
[[nodiscard]] std::vector<ReportCount> count_reports(Register& registry);

/// The plan SQLite makes for `reports_near`: tests hold it to the spatial index.
[[nodiscard]] std::string plan_of_reports_near(Register& registry);

}  // namespace ombud::store
