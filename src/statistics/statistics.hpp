#pragma once

#include "core/config.hpp"
#include "core/workspace.hpp"
#include "statistics/collect.hpp"
#include "store/register.hpp"

#include <filesystem>
#include <vector>

namespace ombud::statistics {

/// The tables of a whole report: months, departments, categories, groups, districts, channels, statuses.
[[nodiscard]] std::vector<Grouping> usual_tables();

/// Writes statistics as the suffix of the file says: .html, .json, .csv or .xlsx. Beside the file, then renamed; a file
/// that would not change is left alone. Error(usage) for another suffix, Error(system) where the disk refuses.
void write_statistics(const std::filesystem::path& file, const Statistics& statistics, store::Register& registry,
                      const Config& config);

/// The night's public edition: statistics.html, statistics.json and statistics.csv in the workspace's public folder, of
/// all whole months before the present one, so that two editions never differ by a few reports.
void run(store::Register& registry, const Workspace& workspace, const Config& config, Instant now);

}  // namespace ombud::statistics
