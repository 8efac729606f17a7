#pragma once

#include "core/position.hpp"
#include "core/time.hpp"
#include "publish/layer/geometry.hpp"
#include "publish/report_fields.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace ombud::publish {

/// A column of a layer.
struct Column {
    std::string name;        ///< in the language that was asked for
    std::string short_name;  ///< the same for a shapefile: ASCII, at most 10 characters
    FieldKind kind = FieldKind::text;
    int width = 0;  ///< as in FieldOf
    int decimals = 0;
};

/// What happened to a row since the last export.
enum class RowChange { none, added, changed, removed };

/// A row of a layer. Values are views, valid until the next row.
struct LayerRow {
    std::int64_t id = 0;                 ///< unique; stays with the same thing from export to export
    std::optional<Position> point;       ///< EPSG:4326; rows without a place have neither point nor area
    const MultiPolygon* area = nullptr;  ///< EPSG:4326, outer rings counterclockwise
    Instant changed{};                   ///< when this last changed, where that is known
    RowChange change = RowChange::none;  ///< only in a diff; a removed row has nothing but its id
    std::vector<FieldValue> values;      ///< one for each column
};

/// What is exported: columns, and rows one after the other in the order of their ids.
struct Layer {
    std::string name;
    bool of_areas = false;  ///< multipolygons; else points
    std::vector<Column> columns;
    std::function<bool(LayerRow&)> next;  ///< false at the end; the row is overwritten
};

enum class Language { en, de };

/// Which fields were asked for, in that order; all where none were. A field may be called by any of its names, in any
/// case. Throws Error(usage) that lists the English names.
/// \param names  the names of each field, the English one first
[[nodiscard]] std::vector<std::size_t> choose_fields(const std::vector<std::vector<std::string_view>>& names,
                                                     const std::vector<std::string>& wanted);

/// A layer of records, whose columns are those of `all` that were asked for.
/// \param describe  sets id, place and date of the row
template <typename Record>
[[nodiscard]] Layer layer_of(std::string name, std::span<const FieldOf<Record>> all,
                             const std::vector<std::string>& wanted, Language language,
                             std::function<bool(Record&)> next,
                             std::function<void(const Record&, LayerRow&)> describe) {
    std::vector<std::vector<std::string_view>> names;
    for (const auto& f : all) names.push_back({f.name, f.name_de, f.short_name, f.short_name_de});
    Layer layer;
    layer.name = std::move(name);
    std::vector<FieldValue (*)(const Record&)> getters;
    for (const std::size_t i : choose_fields(names, wanted)) {
        const FieldOf<Record>& f = all[i];
        const bool german = language == Language::de;
        layer.columns.push_back({std::string(german ? f.name_de : f.name),
                                 std::string(german ? f.short_name_de : f.short_name), f.kind, f.width, f.decimals});
        getters.push_back(f.get);
    }
    layer.next = [next = std::move(next), describe = std::move(describe), getters = std::move(getters),
                  record = std::make_shared<Record>()](LayerRow& row) {
        if (!next(*record)) return false;
        row.point.reset();
        row.area = nullptr;
        describe(*record, row);
        row.values.clear();
        for (const auto get : getters) row.values.push_back(get(*record));
        return true;
    };
    return layer;
}

}  // namespace ombud::publish
