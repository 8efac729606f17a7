#include "publish/layer/export.hpp"
#include "store/written_filter.hpp"

#include <algorithm>

namespace ombud::publish {

ChosenReports chosen_reports(const ExportContext& context, const ExportLayer& request) {
    const store::ReportFilter filter =
        store::filter_from(context.registry, context.config, context.now, request.filter);
    if (filter.is_empty()) return std::nullopt;
    std::vector<ReportId> ids = store::list_report_ids(context.registry, filter);
    std::ranges::sort(ids);
    return ids;
}

}  // namespace ombud::publish
