#pragma once

#include "core/config.hpp"
#include "core/progress.hpp"
#include "core/time.hpp"
#include "core/workspace.hpp"
#include "store/register.hpp"

#include <cstddef>
#include <filesystem>

namespace ombud::publish {

struct SiteSummary {
    std::size_t reports = 0;
    std::size_t photos = 0;
    std::size_t files = 0;
};

/// Writes the map page as a folder of static files that any web server serves: a page that needs nothing from
/// elsewhere, its data in pieces (docs/site.md), every report as plain text, and a feed. Its only source is the public
/// view; besides, participations that run at `now`, and the public edition of the statistics is copied where the night
/// has written one.
///
/// The same register and configuration give the same bytes; each file is replaced at once and only when it differs, and
/// what left the public view leaves the folder. Files of others in it are left alone.
///
/// Throws Error(usage) where the folder is somebody else's, Error(system) where the disk refuses or the page's files
/// are not installed.
SiteSummary write_site(store::Register& registry, const Workspace& workspace, const Config& config,
                       const std::filesystem::path& folder, Progress& progress, Instant now);

}  // namespace ombud::publish
