#include "intake/inspect.hpp"

#include "core/shipped_mappings.hpp"
#include "core/text.hpp"
#include "intake/column_guess.hpp"
#include "intake/record_mapper.hpp"
#include "ogr/layer_reader.hpp"

namespace ombud::intake {

namespace {

constexpr std::size_t sample_rows = 20;

/// "anrufe-2026.csv" becomes "anrufe-2026": what TOML takes for a bare key.
std::string mapping_name(const std::filesystem::path& file) {
    std::string name;
    for (const char c : fold(file.stem().string())) {
        const bool bare = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
        name += bare ? c : '-';
    }
    return name.empty() ? "table" : name;
}

}  // namespace

Inspection inspect_table(const std::filesystem::path& file) {
    Inspection result;
    const auto layer = ogr::open_layer(file, {.text_only = true});
    result.format = layer->format();
    result.columns = layer->columns();
    ogr::Feature row;
    while (result.rows.size() < sample_rows && layer->next(row)) result.rows.push_back(row.values);
    Value record(Value::Kind::object);
    for (const std::string& column : result.columns) record.members.emplace_back(column, Value("x"));
    std::size_t most = 0;
    for (const auto& [name, mapping] : shipped_mappings()) {
        const std::size_t fit = fits(mapping, record);
        if (fit > most) result.known_as = name;
        most = std::max(most, fit);
    }
    result.proposal = mapping_as_toml(guess_mapping(result.columns, result.rows, {}), mapping_name(file));
    return result;
}

}  // namespace ombud::intake
