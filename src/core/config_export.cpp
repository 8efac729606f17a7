#include "core/config_export.hpp"

#include "core/config_cases.hpp"

#include <charconv>
#include <cstdint>

namespace ombud {

namespace {

void one_of(const TomlReader& reader, const toml::table& table, std::string_view key, std::string& value,
            std::initializer_list<std::string_view> allowed) {
    reader.read_text(table, key, value);
    if (std::ranges::find(allowed, value) != allowed.end()) return;
    const toml::node* node = table.get(key);
    reader.fail(node == nullptr ? table : *node, fmt::format("{} must be one of: {}", key, fmt::join(allowed, ", ")));
}

void read_crs(const TomlReader& reader, const toml::table& table, int& epsg) {
    std::string name;
    reader.read_text(table, "crs", name);
    if (name.empty()) return;
    const std::string_view digits = std::string_view(name).substr(name.starts_with("EPSG:") ? 5 : 0);
    const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), epsg);
    if (error != std::errc{} || stop != digits.data() + digits.size() || epsg < 1024) {
        reader.fail(*table.get("crs"), "crs must be a code such as EPSG:25832");
    }
}

ExportLayer read_layer(const TomlReader& reader, const toml::table& table, const std::filesystem::path& folder) {
    reader.only(table, {"layer",    "output",     "driver",        "table",         "crs",      "fields",
                        "names",    "internal",   "with_contacts", "diff",          "cell",     "cells",
                        "smallest", "text",       "status",        "department",    "category", "channel",
                        "area",     "bbox",       "near",          "within",        "reporter", "since",
                        "until",    "older_than", "overdue",       "without_photo", "waiting",  "sort"});
    ExportLayer layer;
    one_of(reader, table, "layer", layer.layer, {"reports", "internal", "areas", "heat", "participations"});
    layer.output = reader.required(table, "output");
    if (!layer.output.starts_with("PG:")) layer.output = (folder / layer.output).lexically_normal().string();
    reader.read_text(table, "driver", layer.driver);
    reader.read_text(table, "table", layer.table);
    read_crs(reader, table, layer.epsg);
    if (const toml::node* node = table.get("fields")) layer.fields = reader.texts(*node);
    one_of(reader, table, "names", layer.names, {"en", "de"});
    reader.read(table, "internal", layer.internal, "true or false");
    reader.read(table, "with_contacts", layer.with_contacts, "true or false");
    reader.read(table, "diff", layer.diff, "true or false");
    read_filter(reader, table, layer.filter);
    reader.read_number(table, "cell", layer.cell_m, 10.0, 100'000.0);
    one_of(reader, table, "cells", layer.cells, {"hexagon", "grid"});
    reader.read_number<int, std::int64_t>(table, "smallest", layer.smallest, 0, 1'000'000);
    if (layer.layer == "internal" && !layer.internal) {
        reader.fail(table, "the layer internal needs internal = true beside it");
    }
    return layer;
}

}  // namespace

void read_export(const TomlReader& reader, const toml::table& root, const std::filesystem::path& folder,
                 Config& config) {
    const toml::table* table = reader.table(root, "export");
    if (table == nullptr) return;
    reader.only(*table, {"shapefile_epsg", "layer"});
    ExportSettings& settings = config.exports;
    reader.read_number<int, std::int64_t>(*table, "shapefile_epsg", settings.shapefile_epsg, 1024, 32'767);
    reader.tables(*table, "layer",
                  [&](const toml::table& one) { settings.layers.push_back(read_layer(reader, one, folder)); });
}

}  // namespace ombud
