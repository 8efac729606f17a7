#include "casework/expire.hpp"

#include "core/deadline.hpp"
#include "store/report_changes.hpp"
#include "store/reports.hpp"

#include <fmt/format.h>

#include <chrono>

namespace ombud::casework {

std::size_t expire(store::Register& registry, const Config& config, Progress& progress, Instant now) {
    const auto reports = store::closed_reports_in_public(registry, config.expiry.rejected.has_value());
    store::Transaction transaction(registry, store::Nested::joined);
    progress.begin("expire", reports.size());
    std::size_t left = 0;
    for (const Report& report : reports) {
        const auto span = public_span(report, config);
        if (*report.closed_at + span <= now) {
            const std::string reason = fmt::format("{} days after it was closed", span.count());
            store::expire(registry, report.id, {now, "expire", reason});
            ++left;
        }
        progress.advance(1);
    }
    progress.end();
    transaction.commit();
    return left;
}

}  // namespace ombud::casework
