#pragma once

#include "core/report.hpp"
#include "store/register.hpp"

#include <string>
#include <vector>

namespace ombud::store {

// Decisions about duplicates. Links form a forest: a report has at most one target, and every report of a tree names
// the root in `duplicate_of`, so that a duplicate never points at a duplicate. Each call is one transaction with its
// events.

/// Makes `report` a duplicate of `original`, or of what `original` is itself a duplicate of; duplicates of `report`
/// follow it. Error(conflict) where both would end up the same or the status does not allow it, Error(input) for an
/// unknown id.
void link_duplicate(Register& registry, ReportId report, ReportId original, const Change& change);

/// Undoes the last link of `report`: its status, times and followers are as before. Returns the original it pointed at.
/// Error(conflict) where it is no duplicate.
ReportId unlink_duplicate(Register& registry, ReportId report, const Change& change);

/// "These two are not the same": never suggested nor linked by the machine again, in either direction. Error(conflict)
/// where they are linked now.
void reject_duplicate(Register& registry, ReportId report, ReportId other, const Change& change);
/// Takes a rejection back. Error(conflict) where there is none.
void withdraw_rejection(Register& registry, ReportId report, ReportId other, const Change& change);

/// All reports that were said not to be the same as `report`.
[[nodiscard]] std::vector<ReportId> rejected_with(Register& registry, ReportId report);

/// Those that name `original` in `duplicate_of`, by id.
[[nodiscard]] std::vector<ReportId> duplicates_of(Register& registry, ReportId original);

/// A decision a person made about two reports.
struct DuplicateDecision {
    ReportId report = 0;
    ReportId other = 0;
    bool same = false;
};
/// All decisions of people that stand, in a fixed order: what a model can learn from.
[[nodiscard]] std::vector<DuplicateDecision> duplicate_decisions(Register& registry);

/// The newest weights learnt, or an empty text.
[[nodiscard]] std::string duplicate_model(Register& registry);
void put_duplicate_model(Register& registry, std::string_view method, std::string_view weights, const Change& change);
/// Goes back to the weights before the newest. False where none were learnt.
bool forget_duplicate_model(Register& registry, const Change& change);

}  // namespace ombud::store
