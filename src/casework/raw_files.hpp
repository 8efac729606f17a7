#pragma once

#include "core/config.hpp"
#include "core/workspace.hpp"
#include "store/register.hpp"

#include <filesystem>
#include <vector>

namespace ombud::casework {

/// All regular files below a folder, sorted; none where it is not there.
[[nodiscard]] std::vector<std::filesystem::path> files_below(const std::filesystem::path& folder);

/// Mails in the outbox that were last changed at `before` or earlier.
[[nodiscard]] std::vector<std::filesystem::path> old_outbox_files(const Workspace& workspace, Instant before);

/// Files of the sources in `raw_sources` that were last changed at `before` or earlier. A source that is one file, and
/// no folder, is left alone: it is written on.
struct SourceFiles {
    std::vector<std::filesystem::path> read;    ///< by a night that went through since
    std::vector<std::filesystem::path> unread;  ///< no night went through since: erasing them might lose a report
};
[[nodiscard]] SourceFiles old_source_files(store::Register& registry, const Config& config, Instant before);

}  // namespace ombud::casework
