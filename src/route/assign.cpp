#include "route/assign.hpp"

#include "route/keywords.hpp"
#include "store/report_changes.hpp"
#include "store/reports.hpp"

#include <fmt/format.h>

namespace ombud::route {

namespace {
constexpr std::string_view actor = "assign";
}

std::size_t choose_categories(store::Register& registry, const Config& config, Progress& progress, Instant now) {
    const auto reports = store::uncategorised_reports(registry);
    if (reports.empty()) return 0;
    const Keywords keywords(config);
    store::Transaction transaction(registry);
    progress.begin("categorise", reports.size());
    std::size_t found = 0;
    for (const Report& report : reports) {
        if (const auto match = keywords.find(report.title + '\n' + report.text)) {
            const std::string reason = fmt::format("keyword '{}'", match->keyword);
            store::set_category(registry, report.id, match->category, {now, actor, reason});
            ++found;
        }
        progress.advance(1);
    }
    progress.end();
    transaction.commit();
    return found;
}

Summary assign_departments(store::Register& registry, const Config& config, Progress& progress, Instant now) {
    Summary summary;
    const auto reports = store::unassigned_reports(registry);
    store::Transaction transaction(registry);
    progress.begin("assign", reports.size());
    for (const Report& report : reports) {
        const Category* category = config.category(report.category);
        if (category != nullptr) {
            const std::string reason = fmt::format("category {}", category->id);
            store::assign(registry, report.id, category->department, {now, actor, reason});
        } else {
            const std::string_view reason =
                report.category.empty() ? "no category known" : "the configuration no longer has its category";
            store::assign(registry, report.id, triage_department, {now, actor, reason});
        }
        ++(category != nullptr && category->department != triage_department ? summary.assigned : summary.triage);
        progress.advance(1);
    }
    progress.end();
    transaction.commit();
    return summary;
}

}  // namespace ombud::route
