#include "core/error.hpp"
#include "core/text.hpp"
#include "publish/layer/export.hpp"
#include "store/areas.hpp"
#include "store/reports.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace ombud::publish {

namespace {

/// A misspelt department must not look like one without reports.
void require_known(const ExportContext& context, const ExportLayer& request) {
    const auto refuse = [](std::string_view what, const std::string& name, const auto& names) {
        throw Error(ErrorKind::usage,
                    fmt::format("there is no {} '{}'; there are: {}", what, name, fmt::join(names, ", ")));
    };
    const Config& config = context.config;
    if (!request.department.empty() && config.department(request.department) == nullptr) {
        std::vector<std::string_view> ids;
        for (const Department& department : config.departments) ids.push_back(department.id);
        refuse("department", request.department, ids);
    }
    const auto fits = [&](const Category& c) {
        return c.id == request.category || c.id.starts_with(request.category + "/");
    };
    if (!request.category.empty() && std::ranges::none_of(config.categories, fits)) {
        std::vector<std::string_view> ids;
        for (const Category& category : config.categories) ids.push_back(category.id);
        refuse("category or group", request.category, ids);
    }
    if (!request.area.empty()) {
        const auto names = store::area_names(context.registry, "district");
        if (std::ranges::find(names, request.area) == names.end()) refuse("district", request.area, names);
    }
}

std::optional<Instant> when(const ExportContext& context, const std::string& text, std::string_view name) {
    if (text.empty()) return std::nullopt;
    const auto instant = parse_when(text, context.now, context.config.time_zone);
    if (!instant) {
        throw Error(ErrorKind::usage,
                    fmt::format("{} {}: no date; write 2026-03-01, yesterday or \"30 days ago\"", name, text));
    }
    return instant;
}

}  // namespace

ChosenReports chosen_reports(const ExportContext& context, const ExportLayer& request) {
    store::ReportFilter filter;
    filter.statuses = request.statuses;
    filter.department = request.department;
    filter.category = request.category;
    filter.area = request.area;
    filter.text = trim(request.text);
    filter.since = when(context, request.since, "since");
    filter.until = when(context, request.until, "until");
    require_known(context, request);
    const bool all = filter.statuses.empty() && filter.department.empty() && filter.category.empty() &&
                     filter.area.empty() && filter.text.empty() && !filter.since && !filter.until;
    if (all) return std::nullopt;
    std::vector<ReportId> ids;
    for (const Report& report : store::list_reports(context.registry, filter)) ids.push_back(report.id);
    std::ranges::sort(ids);
    return ids;
}

}  // namespace ombud::publish
