#include "core/photo_model.hpp"

#include <algorithm>
#include <utility>

namespace ombud {

namespace {

constexpr std::array<std::pair<PhotoTarget, std::string_view>, 3> targets{
    {{PhotoTarget::face, "face"}, {PhotoTarget::person, "person"}, {PhotoTarget::plate, "plate"}}};
constexpr std::array<std::pair<PhotoModelType, std::string_view>, 4> types{{{PhotoModelType::yunet, "yunet"},
                                                                            {PhotoModelType::yolox, "yolox"},
                                                                            {PhotoModelType::yolov8, "yolov8"},
                                                                            {PhotoModelType::ssd, "ssd"}}};

template <class Table, class Value>
std::string_view name_in(const Table& table, Value value) noexcept {
    return std::ranges::find(table, value, [](const auto& entry) { return entry.first; })->second;
}

template <class Value, std::size_t Size>
std::optional<Value> value_in(const std::array<std::pair<Value, std::string_view>, Size>& table,
                              std::string_view name) noexcept {
    const auto found = std::ranges::find(table, name, [](const auto& entry) { return entry.second; });
    if (found == table.end()) return std::nullopt;
    return found->first;
}

}  // namespace

std::string_view to_string(PhotoTarget target) noexcept {
    return name_in(targets, target);
}

std::optional<PhotoTarget> photo_target_from(std::string_view name) noexcept {
    return value_in(targets, name);
}

std::string_view to_string(PhotoModelType type) noexcept {
    return name_in(types, type);
}

std::optional<PhotoModelType> photo_model_type_from(std::string_view name) noexcept {
    return value_in(types, name);
}

PhotoModel usual_model(PhotoModelType type) {
    PhotoModel model;
    model.type = type;
    switch (type) {
        case PhotoModelType::yunet:
            model.threshold = 0.6;
            break;
        case PhotoModelType::yolox:
            break;
        case PhotoModelType::yolov8:
            model.rgb = true;
            model.scale = 1.0 / 255;
            break;
        case PhotoModelType::ssd:
            model.width_px = model.height_px = 300;
            model.rgb = true;
            model.mean = {127, 127, 127};
            model.scale = 1.0 / 128;
            break;
    }
    return model;
}

}  // namespace ombud
