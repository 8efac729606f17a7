#pragma once

#include "core/config.hpp"
#include "core/progress.hpp"
#include "core/workspace.hpp"
#include "store/register.hpp"

namespace ombud::photo {

struct Inspected {
    std::size_t readable = 0;
    std::size_t unreadable = 0;  ///< no photo, damaged, or too much for the worker
};

/// Reads size, EXIF position and fingerprint of every photo that is new in the register, so that locate and dedupe can
/// use them. A photo that cannot be read is marked so; the night goes on.
Inspected inspect_new(store::Register& registry, const Workspace& workspace, const Config& config, Progress& progress,
                      Instant now);

struct Summary {
    std::size_t published = 0;   ///< a clean copy is in photos/public
    std::size_t review = 0;      ///< wait for a person
    std::size_t unreadable = 0;  ///< no photo, damaged, or too much for the worker
};

/// Makes the anonymised copy of every photo that has none. The copies are made first, on all cores and without holding
/// the register; then the register is told in one transaction. A copy made by a run that was cut off is found again.
[[nodiscard]] Summary anonymise_new(store::Register& registry, const Workspace& workspace, const Config& config,
                                    Progress& progress, Instant now);

}  // namespace ombud::photo
