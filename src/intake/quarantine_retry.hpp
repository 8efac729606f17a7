#pragma once

#include "core/config.hpp"
#include "core/progress.hpp"
#include "core/workspace.hpp"
#include "intake/import.hpp"
#include "store/quarantine.hpp"

#include <string>

namespace ombud::intake {

/// Why an item cannot be read again, whatever the configuration says, and what to do; empty: it can be tried.
[[nodiscard]] std::string why_not_retried(const store::Quarantined& item);

/// What a second try brought.
struct RetryResult {
    bool imported = false;
    Summary summary;     ///< what became of the item, where it could be read
    std::string reason;  ///< why it still cannot be read
};

/// Reads a quarantined item once more from the bytes that were kept, as its source would be read now, and closes it
/// where that works; else nothing changes. All or nothing, in one transaction. \param mapping  name of the mapping to
/// use instead of that of the source; empty: that of the source Throws Error(config) where the source is not configured
/// any more, Error(usage) for an unknown mapping, Error(input) where the kept file is gone or
/// `why_not_retried` says something.
[[nodiscard]] RetryResult retry_quarantined(store::Register& registry, const Workspace& workspace, const Config& config,
                                            const store::Quarantined& item, const std::string& mapping, Instant now,
                                            bool dry_run);

}  // namespace ombud::intake
