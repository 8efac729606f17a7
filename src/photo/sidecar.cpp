#include "photo/sidecar.hpp"

#include "core/json_writer.hpp"

#include <simdjson.h>

namespace ombud::photo {

namespace {

std::string text(simdjson::dom::element object, std::string_view key) {
    return std::string(std::string_view(object[key]));
}

int integer(simdjson::dom::element object, std::string_view key) {
    return static_cast<int>(std::int64_t(object[key]));
}

Box box_from(simdjson::dom::element object) {
    Box box;
    box.x = integer(object, "x");
    box.y = integer(object, "y");
    box.width = integer(object, "width");
    box.height = integer(object, "height");
    const auto kind = box_kind_from(std::string_view(object["kind"]));
    if (!kind) throw simdjson::simdjson_error(simdjson::INCORRECT_TYPE);
    box.kind = *kind;
    box.score = double(object["score"]);
    box.detector = text(object, "detector");
    return box;
}

}  // namespace

std::string to_json(const Sidecar& sidecar) {
    JsonWriter json;
    json.begin_object();
    json.key("settings").value(sidecar.settings);
    json.key("detectors").value(sidecar.detectors);
    json.key("jpeg_sha256").value(sidecar.jpeg_sha256);
    if (!sidecar.reviewed_from.empty()) json.key("reviewed_from").value(sidecar.reviewed_from);
    json.key("width").value(sidecar.width);
    json.key("height").value(sidecar.height);
    json.key("needs_review").value(sidecar.needs_review);
    json.key("review_reason").value(sidecar.review_reason);
    json.key("original_width").value(sidecar.original_width);
    json.key("original_height").value(sidecar.original_height);
    json.key("boxes").begin_array();
    for (const Box& box : sidecar.boxes) {
        json.begin_object();
        json.key("kind").value(to_string(box.kind));
        json.key("x").value(box.x).key("y").value(box.y);
        json.key("width").value(box.width).key("height").value(box.height);
        json.key("score").value(box.score);
        json.key("detector").value(box.detector);
        json.end_object();
    }
    json.end_array().end_object();
    return json.text() + "\n";
}

std::optional<Sidecar> sidecar_from(std::string_view json) {
    try {
        simdjson::dom::parser parser;
        const simdjson::dom::element root = parser.parse(json.data(), json.size());
        Sidecar sidecar;
        sidecar.settings = text(root, "settings");
        sidecar.detectors = text(root, "detectors");
        sidecar.jpeg_sha256 = text(root, "jpeg_sha256");
        if (root["reviewed_from"].error() == simdjson::SUCCESS) sidecar.reviewed_from = text(root, "reviewed_from");
        sidecar.width = integer(root, "width");
        sidecar.height = integer(root, "height");
        sidecar.needs_review = bool(root["needs_review"]);
        sidecar.review_reason = text(root, "review_reason");
        sidecar.original_width = integer(root, "original_width");
        sidecar.original_height = integer(root, "original_height");
        for (const simdjson::dom::element box : simdjson::dom::array(root["boxes"]))
            sidecar.boxes.push_back(box_from(box));
        return sidecar;
    } catch (const simdjson::simdjson_error&) {
        return std::nullopt;  // as documented: a damaged sidecar only means that the copy is made again
    }
}

}  // namespace ombud::photo
