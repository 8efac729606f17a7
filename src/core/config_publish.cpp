#include "core/config_publish.hpp"

#include <cstdint>

namespace ombud {

namespace {

bool is_web_address(std::string_view text) {
    return text.starts_with("https://") || text.starts_with("http://");
}

}  // namespace

void read_publish(const TomlReader& reader, const toml::table& root, Config& config) {
    if (const toml::table* table = reader.table(root, "report")) {
        reader.only(*table, {"smallest_group", "hot_spot_radius_m", "hot_spot_reports"});
        ReportSettings& report = config.report;
        reader.read_number<int, std::int64_t>(*table, "smallest_group", report.smallest_group, 2, 1000);
        reader.read_number(*table, "hot_spot_radius_m", report.hot_spot_radius_m, 10.0, 1000.0);
        reader.read_number<int, std::int64_t>(*table, "hot_spot_reports", report.hot_spot_reports, 2, 100'000);
    }
    if (const toml::table* table = reader.table(root, "open311")) {
        reader.only(*table, {"nightly", "base_url", "jurisdiction", "contact", "page"});
        Open311Settings& open311 = config.open311;
        reader.read(*table, "nightly", open311.nightly, "true or false");
        reader.read_text(*table, "base_url", open311.base_url);
        reader.read_text(*table, "jurisdiction", open311.jurisdiction);
        reader.read_text(*table, "contact", open311.contact);
        reader.read_number<int, std::int64_t>(*table, "page", open311.page, 10, 10'000);
        if (!open311.base_url.empty() && !is_web_address(open311.base_url)) {
            reader.fail(*table->get("base_url"), "base_url must begin with https:// or http://");
        }
        if (!open311.base_url.empty() && open311.base_url.back() != '/') open311.base_url += '/';
    }
}

}  // namespace ombud
