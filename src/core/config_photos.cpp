#include "core/config_photos.hpp"

#include <charconv>

namespace ombud {

namespace {

PhotoTarget target_at(const TomlReader& reader, const toml::node& node) {
    const auto target = photo_target_from(node.value_or(std::string()));
    if (!target) reader.fail(node, "a network finds \"face\", \"person\" or \"plate\"");
    return *target;
}

/// A network of one class by `finds`, others by a table of class numbers.
void read_classes(const TomlReader& reader, const toml::table& table, PhotoModel& model) {
    if (const toml::node* finds = table.get("finds")) model.classes.push_back({0, target_at(reader, *finds)});
    if (const toml::table* classes = reader.table(table, "classes")) {
        for (const auto& [key, node] : *classes) {
            const std::string_view name = key.str();
            int number = -1;
            const auto [end, problem] = std::from_chars(name.data(), name.data() + name.size(), number);
            if (problem != std::errc{} || end != name.data() + name.size() || number < 0 || number > 10'000) {
                reader.fail(node, fmt::format("'{}' is no number of a class; they count from 0", name));
            }
            model.classes.push_back({number, target_at(reader, node)});
        }
    }
    if (model.classes.empty()) {
        reader.fail(table, "say what the network finds: finds = \"plate\", or classes = { 0 = \"person\" }");
    }
}

void read_size(const TomlReader& reader, const toml::table& table, PhotoModel& model) {
    const toml::node* node = table.get("size_px");
    if (node == nullptr) return;
    const toml::array* both = node->as_array();
    const auto side = [&](const toml::node& value) {
        const auto pixels = value.value<std::int64_t>();
        // Grids of up to 32 pixels must come out even.
        if (!pixels || *pixels < 32 || *pixels > 4096 || *pixels % 4 != 0) {
            reader.fail(value, "size_px is a multiple of 4 from 32 to 4096, or [width, height]");
        }
        return static_cast<int>(*pixels);
    };
    if (both == nullptr) {
        model.width_px = model.height_px = side(*node);
        return;
    }
    if (both->size() != 2) reader.fail(*node, "size_px is one number, or [width, height]");
    model.width_px = side(*both->get(0));
    model.height_px = side(*both->get(1));
}

void read_pixels(const TomlReader& reader, const toml::table& table, PhotoModel& model) {
    if (const toml::node* order = table.get("colours")) {
        const std::string name = order->value_or(std::string());
        if (name != "rgb" && name != "bgr") reader.fail(*order, "colours is \"rgb\" or \"bgr\"");
        model.rgb = name == "rgb";
    }
    reader.read_number(table, "scale", model.scale, 1e-6, 1e6);
    const toml::node* mean = table.get("mean");
    if (mean == nullptr) return;
    const toml::array* values = mean->as_array();
    if (values == nullptr || values->size() != model.mean.size()) reader.fail(*mean, "mean has three numbers");
    for (std::size_t i = 0; i < model.mean.size(); ++i) {
        const auto value = values->get(i)->value<double>();
        if (!value || !(*value >= 0 && *value <= 255)) reader.fail(*values->get(i), "a mean is from 0 to 255");
        model.mean.at(i) = *value;
    }
}

PhotoModel read_model(const TomlReader& reader, const toml::table& table, const std::filesystem::path& folder) {
    reader.only(table, {"file", "type", "finds", "classes", "threshold", "size_px", "colours", "mean", "scale"});
    const std::string type_name = reader.required(table, "type");
    const auto type = photo_model_type_from(type_name);
    if (!type) {
        reader.fail(*table.get("type"), fmt::format("type '{}': use yunet, yolox, yolov8 or ssd", type_name));
    }
    PhotoModel model = usual_model(*type);
    model.file = folder / reader.required(table, "file");
    if (!std::filesystem::is_regular_file(model.file)) {
        reader.fail(*table.get("file"), fmt::format("there is no file {}", model.file.string()));
    }
    if (*type == PhotoModelType::yunet && table.get("finds") == nullptr) {
        model.classes.push_back({0, PhotoTarget::face});
    }
    if (model.classes.empty()) read_classes(reader, table, model);
    reader.read_number(table, "threshold", model.threshold, 0.01, 0.99);
    read_size(reader, table, model);
    read_pixels(reader, table, model);
    return model;
}

}  // namespace

void read_photos(const TomlReader& reader, const toml::table& root, const std::filesystem::path& folder,
                 PhotoSettings& photos) {
    const toml::table* table = reader.table(root, "photos");
    if (table == nullptr) return;
    reader.only(*table, {"longest_side_px", "jpeg_quality", "margin", "megapixel_limit", "seconds_limit",
                         "memory_limit_mb", "shipped_models", "model"});
    reader.read_number<int, std::int64_t>(*table, "longest_side_px", photos.longest_side_px, 100, 20'000);
    reader.read_number<int, std::int64_t>(*table, "jpeg_quality", photos.jpeg_quality, 1, 100);
    reader.read_number(*table, "margin", photos.margin, 0.0, 2.0);
    reader.read_number(*table, "megapixel_limit", photos.megapixel_limit, 0.1, 1000.0);
    auto limit = photos.time_limit.count();
    reader.read_number<decltype(limit), std::int64_t>(*table, "seconds_limit", limit, 1, 3600);
    photos.time_limit = std::chrono::seconds(limit);
    reader.read_number<std::size_t, std::int64_t>(*table, "memory_limit_mb", photos.memory_limit_mb, 256, 65'536);
    reader.read(*table, "shipped_models", photos.shipped_models, "true or false");
    reader.tables(*table, "model",
                  [&](const toml::table& model) { photos.models.push_back(read_model(reader, model, folder)); });
    if (!photos.shipped_models && photos.models.empty()) {
        reader.fail(*table->get("shipped_models"), "without the shipped networks there must be a [[photos.model]]");
    }
}

}  // namespace ombud
