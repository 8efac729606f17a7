#pragma once

#include "core/config.hpp"
#include "core/progress.hpp"
#include "core/workspace.hpp"
#include "store/register.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace ombud::casework {

/// What is due by [retention] at a moment. Numbers only: it is printed.
struct RetentionPlan {
    std::vector<ReportId> reports;         ///< become statistics; in none of the others
    std::vector<ReportId> contacts;        ///< lose their reporter
    std::vector<std::string> originals;    ///< SHA-256 of photos
    std::vector<std::int64_t> quarantine;  ///< items
    std::vector<std::filesystem::path> outbox;
    std::vector<std::filesystem::path> source_files;
    std::size_t held = 0;             ///< reports under a hold that has not ended
    std::size_t unread_files = 0;     ///< of sources; old, but no night has gone through since they came
    std::size_t open_quarantine = 0;  ///< items that are old, but wait for a person
    bool unfinished = false;          ///< a run was cut off after it erased and before it cleaned up

    [[nodiscard]] bool empty() const noexcept {
        return reports.empty() && contacts.empty() && originals.empty() && quarantine.empty() && outbox.empty() &&
               source_files.empty() && !unfinished;
    }
};

[[nodiscard]] RetentionPlan plan_retention(store::Register& registry, const Workspace& workspace, const Config& config,
                                           Instant now);

/// What keeps erased data from being gone at once, a sentence each; empty: nothing does.
using Leftovers = std::vector<std::string>;

/// Erases what the plan names, a thousand reports a transaction, and cleans up behind it, so that no file of the
/// workspace holds it any more. A run that is killed leaves the rest to the next one. \pre not in a transaction
Leftovers apply_retention(store::Register& registry, const Workspace& workspace, const Config& config,
                          const RetentionPlan& plan, std::string_view actor, Progress& progress, Instant now);

/// Cleans up behind what was erased: text index, free pages, write-ahead log, files that did not go.
Leftovers clean_up(store::Register& registry);

/// The ISO date of `now` in the municipality: the day by which holds end.
[[nodiscard]] std::string today_of(const Config& config, Instant now);

}  // namespace ombud::casework
