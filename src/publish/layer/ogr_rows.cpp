#include "publish/layer/ogr_rows.hpp"

#include "publish/layer/value_text.hpp"

namespace ombud::publish {

std::vector<ogr::Field> ogr_fields(std::span<const Column> columns) {
    std::vector<ogr::Field> fields;
    for (const Column& column : columns) {
        ogr::Field& field = fields.emplace_back();
        field.name = column.name;
        if (column.kind == FieldKind::integer) field.type = ogr::FieldType::integer;
        if (column.kind == FieldKind::real) field.type = ogr::FieldType::real;
        if (column.kind == FieldKind::time) field.type = ogr::FieldType::instant;
    }
    return fields;
}

ogr::WriteRow OgrRows::of(const LayerRow& row, std::int64_t fid) {
    values_.clear();
    joined_.resize(row.values.size());
    for (std::size_t i = 0; i < row.values.size(); ++i) {
        const FieldValue& value = row.values[i];
        ogr::ValueView& view = values_.emplace_back();
        if (const auto* text = std::get_if<std::string_view>(&value)) {
            view = *text;
        } else if (const auto* integer = std::get_if<std::int64_t>(&value)) {
            view = *integer;
        } else if (const auto* real = std::get_if<double>(&value)) {
            view = *real;
        } else if (const auto* instant = std::get_if<Instant>(&value)) {
            view = *instant;
        } else if (const auto* list = std::get_if<std::span<const std::string>>(&value); list && !list->empty()) {
            joined_[i].clear();
            append_text(joined_[i], value);
            view = std::string_view(joined_[i]);
        }
    }
    wkb_.clear();
    if (row.area != nullptr) wkb_ = to_wkb(*row.area);
    return {fid, row.point, wkb_, values_};
}

}  // namespace ombud::publish
