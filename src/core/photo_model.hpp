#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

namespace ombud {

/// What a network of a town's own may be for.
enum class PhotoTarget { face, person, plate };
[[nodiscard]] std::string_view to_string(PhotoTarget) noexcept;
[[nodiscard]] std::optional<PhotoTarget> photo_target_from(std::string_view name) noexcept;

/// How a network wants its pixels and writes its boxes.
enum class PhotoModelType {
    yunet,   ///< OpenCV Zoo's face detector: the file of 2022 with three outputs, or that of 2023 with twelve
    yolox,   ///< Megvii's YOLOX, exported without decoding: one output, 1 x cells x (5 + classes)
    yolov8,  ///< Ultralytics' YOLOv8 and what has its output: 1 x (4 + classes) x candidates
    ssd,     ///< OpenCV's DetectionOutput, 1 x 1 x n x 7, or two outputs: corners 1 x n x 4 and scores 1 x n x classes,
             ///< the first of them background
};
[[nodiscard]] std::string_view to_string(PhotoModelType) noexcept;
[[nodiscard]] std::optional<PhotoModelType> photo_model_type_from(std::string_view name) noexcept;

/// A class number of a network, and what it is to us.
struct PhotoModelClass {
    int number = 0;
    PhotoTarget target = PhotoTarget::face;
};

/// A network in an ONNX file that a town uses, [[photos.model]] in the configuration.
struct PhotoModel {
    std::filesystem::path file;  ///< absolute
    PhotoModelType type = PhotoModelType::yolov8;
    int width_px = 640;  ///< of the picture that the network takes
    int height_px = 640;
    double threshold = 0.4;
    std::vector<PhotoModelClass> classes;  ///< others are not looked at
    bool rgb = false;                      ///< red first; else blue first
    std::array<double, 3> mean{};          ///< in the order of the network; pixels are (value - mean) * scale
    double scale = 1;
};

/// How networks of this type are fed as their makers publish them: size, order of colours, mean, scale; no file.
[[nodiscard]] PhotoModel usual_model(PhotoModelType type);

}  // namespace ombud
