#pragma once

#include "core/config.hpp"
#include "core/progress.hpp"
#include "core/workspace.hpp"
#include "store/register.hpp"

namespace ombud::publish {

struct Summary {
    std::size_t reports = 0;  ///< in the public view
    std::size_t photos = 0;   ///< anonymised photos that belong to them
};

/// Writes the public view to the workspace's public folder: reports.geojson, reports.shp.zip, and photos/
/// with the anonymised photos of the reports in it and no others. What left the public view
/// leaves the folder. The same register gives the same bytes,
/// and files that would not change are not touched.
[[nodiscard]] Summary run(store::Register& registry, const Workspace& workspace, const Config& config,
                          Progress& progress);

/// How many reports the public view has.
[[nodiscard]] std::size_t count_public(store::Register& registry, const Config& config);

}  // namespace ombud::publish
