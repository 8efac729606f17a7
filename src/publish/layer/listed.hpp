#pragma once

#include "publish/layer/layer.hpp"

#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace ombud::publish {

/// A layer of polygons that are few enough to be held: records with `id` and `outline`, which may be empty.
template <typename Record>
[[nodiscard]] Layer listed(std::string name, std::span<const FieldOf<Record>> all,
                           const std::vector<std::string>& fields, Language language, std::vector<Record> records) {
    auto list = std::make_shared<std::vector<Record>>(std::move(records));
    Layer layer = layer_of<Record>(
        std::move(name), all, fields, language,
        [list, at = std::size_t{0}](Record& record) mutable {
            if (at == list->size()) return false;
            record = (*list)[at++];
            return true;
        },
        [](const Record& record, LayerRow& row) {
            row.id = record.id;
            row.area = record.outline.empty() ? nullptr : &record.outline;
        });
    layer.of_areas = true;
    return layer;
}

}  // namespace ombud::publish
