#include "casework/expire.hpp"

#include "store/report_changes.hpp"
#include "store/reports.hpp"

#include <fmt/format.h>

#include <chrono>

namespace ombud::casework {

namespace {

/// How long a report stays in the public view after it was closed.
std::chrono::days span_of(const Report& report, const Config& config) {
    if (report.status == Status::rejected) return config.expiry.rejected.value_or(std::chrono::days(0));
    if (report.status == Status::closed_unsolved && config.expiry.closed_unsolved) {
        return *config.expiry.closed_unsolved;
    }
    const Category* category = config.category(report.category);
    return category == nullptr ? Category{}.public_after_solution : category->public_after_solution;
}

}  // namespace

std::size_t expire(store::Register& registry, const Config& config, Progress& progress, Instant now) {
    const auto reports = store::closed_reports_in_public(registry, config.expiry.rejected.has_value());
    store::Transaction transaction(registry);
    progress.begin("expire", reports.size());
    std::size_t left = 0;
    for (const Report& report : reports) {
        const auto span = span_of(report, config);
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
