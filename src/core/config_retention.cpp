#include "core/config_retention.hpp"

#include <cstdint>

namespace ombud {

namespace {

constexpr int most_days = 36'500;

void read_span(const TomlReader& reader, const toml::table& table, std::string_view key,
               std::optional<std::chrono::days>& span) {
    if (table.get(key) == nullptr) return;
    int days = 0;
    reader.read_number<int, std::int64_t>(table, key, days, 0, most_days);
    span = std::chrono::days(days);
}

void read_raw_sources(const TomlReader& reader, const toml::table& table, Config& config) {
    const toml::node* node = table.get("raw_sources");
    if (node == nullptr) return;
    config.retention.raw_sources = reader.texts(*node);
    for (const std::string& name : config.retention.raw_sources) {
        if (std::ranges::find(config.sources, name, &Source::name) == config.sources.end()) {
            reader.fail(*node, fmt::format("raw_sources: no [[source]] is named '{}'", name));
        }
    }
}

}  // namespace

void read_retention(const TomlReader& reader, const toml::table& root, Config& config) {
    if (const toml::table* table = reader.table(root, "expiry")) {
        reader.only(*table, {"closed_unsolved", "rejected"});
        read_span(reader, *table, "closed_unsolved", config.expiry.closed_unsolved);
        read_span(reader, *table, "rejected", config.expiry.rejected);
    }
    const toml::table* table = reader.table(root, "retention");
    if (table == nullptr) return;
    reader.only(*table, {"contact_days", "originals_days", "raw_days", "report_years", "raw_sources"});
    RetentionSettings& retention = config.retention;
    reader.read_number<int, std::int64_t>(*table, "contact_days", retention.contact_days, 0, most_days);
    reader.read_number<int, std::int64_t>(*table, "originals_days", retention.originals_days, 0, most_days);
    reader.read_number<int, std::int64_t>(*table, "raw_days", retention.raw_days, 0, most_days);
    reader.read_number<int, std::int64_t>(*table, "report_years", retention.report_years, 0, 100);
    read_raw_sources(reader, *table, config);
}

}  // namespace ombud
