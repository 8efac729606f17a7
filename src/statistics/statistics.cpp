#include "statistics/statistics.hpp"

#include "core/error.hpp"
#include "core/file.hpp"
#include "core/text.hpp"
#include "statistics/html.hpp"
#include "statistics/table.hpp"
#include "store/figure_rows.hpp"

#include <fmt/format.h>

namespace ombud::statistics {

std::vector<Grouping> usual_tables() {
    return {{Dimension::month}, {Dimension::department}, {Dimension::category}, {Dimension::group},
            {Dimension::area},  {Dimension::channel},    {Dimension::status}};
}

void write_statistics(const std::filesystem::path& file, const Statistics& statistics, store::Register& registry,
                      const Config& config) {
    const std::string suffix = fold(file.extension().string());
    if (suffix == ".html" || suffix == ".htm") {
        const bool map = statistics.table({Dimension::area}) != nullptr;
        write_file(file, to_html(statistics, config, store::figure_areas(registry, "district", map)));
    } else if (suffix == ".json") {
        write_file(file, to_json(statistics) + '\n');
    } else if (suffix == ".csv") {
        write_file(file, to_csv(statistics));
    } else if (suffix == ".xlsx") {
        write_xlsx(file, statistics);
    } else {
        throw Error(ErrorKind::usage,
                    fmt::format("{}: the suffix decides the format; use .html, .json, .csv or .xlsx", file.string()));
    }
}

void run(store::Register& registry, const Workspace& workspace, const Config& config, Instant now) {
    constexpr std::size_t hot_spots = 20;
    LocalTime month = config.time_zone.to_local(now);
    month.day = 1;
    month.hour = month.minute = month.second = 0;
    const Request request{{std::nullopt, config.time_zone.to_instant(month)}, usual_tables(), true, hot_spots};
    const Statistics statistics = collect(registry, config, request, now);
    for (const std::string_view name : {"statistics.html", "statistics.json", "statistics.csv"}) {
        write_statistics(workspace.public_files() / name, statistics, registry, config);
    }
}

}  // namespace ombud::statistics
