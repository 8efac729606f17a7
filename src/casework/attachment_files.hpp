#pragma once

#include "core/workspace.hpp"
#include "store/attachments.hpp"

#include <cstddef>
#include <filesystem>
#include <span>

namespace ombud::casework {

/// Copies the files of a report into a folder (mode 0700), named by their number and what they were called, readable
/// by the owner only: "2-offer.pdf". Not public. Returns how many there were.
/// Throws Error(system) that names a file that is gone, or where the disk fails.
std::size_t copy_attachments(const Workspace& workspace, std::span<const store::Attachment> attachments,
                             const std::filesystem::path& folder);

}  // namespace ombud::casework
