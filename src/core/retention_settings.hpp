#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace ombud {

/// The table [expiry] of ombud.toml: when reports that were not solved leave the public view. Without a span of its own
/// `closed_unsolved` has that of the category, and `rejected`, which is never public, none.
struct ExpirySettings {
    std::optional<std::chrono::days> closed_unsolved;
    std::optional<std::chrono::days> rejected;
};

/// The table [retention] of ombud.toml. 0: kept.
struct RetentionSettings {
    int contact_days = 0;    ///< contact data, after the report was closed
    int originals_days = 0;  ///< original photos, likewise
    int raw_days = 0;        ///< raw mails and files: dealt with in quarantine, in the outbox, in `raw_sources`
    int report_years = 0;    ///< whole reports, after they were closed: then only statistics are left
    std::vector<std::string> raw_sources;  ///< names of sources whose files `raw_days` may erase

    [[nodiscard]] bool any() const noexcept {
        return contact_days > 0 || originals_days > 0 || raw_days > 0 || report_years > 0;
    }
};

}  // namespace ombud
