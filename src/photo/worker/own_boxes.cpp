#include "photo/worker/own_boxes.hpp"

#include "core/error.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace ombud::photo {

namespace {

[[noreturn]] void refuse(const PhotoModel& model, const std::vector<NamedOutput>& outputs, std::string_view expected) {
    std::vector<std::string> shapes;
    for (const NamedOutput& output : outputs) {
        const std::vector<int> sides(output.values.size.p, output.values.size.p + output.values.dims);
        shapes.push_back(fmt::format("{} {}", output.name, fmt::join(sides, " x ")));
    }
    throw Error(ErrorKind::system,
                fmt::format("{} does not speak as type {} does: expected {}, got {}; check type and size_px in "
                            "[[photos.model]]",
                            model.file.string(), to_string(model.type), expected, fmt::join(shapes, ", ")));
}

/// The length of a dimension counted from the last one; 1 where there are not so many.
int side(const cv::Mat& values, int from_last) {
    return values.dims > from_last ? values.size[values.dims - 1 - from_last] : 1;
}

const cv::Mat* named(const std::vector<NamedOutput>& outputs, std::string_view name) {
    const auto found = std::ranges::find(outputs, name, &NamedOutput::name);
    return found == outputs.end() ? nullptr : &found->values;
}

/// A score that is no number is none.
bool enough(double score, const PhotoModel& model) {
    return score >= model.threshold;
}

/// YuNet of 2023: for each stride scores of class and object, box and landmarks, one row a cell. As OpenCV 4.8's
/// FaceDetectorYN reads them (Wu 2023, "YuNet: A Tiny Millisecond-level Face Detector").
std::vector<OwnBox> yunet(const PhotoModel& model, const std::vector<NamedOutput>& outputs) {
    std::vector<OwnBox> boxes;
    for (const int stride : {8, 16, 32}) {
        const cv::Mat* classes = named(outputs, fmt::format("cls_{}", stride));
        const cv::Mat* objects = named(outputs, fmt::format("obj_{}", stride));
        const cv::Mat* places = named(outputs, fmt::format("bbox_{}", stride));
        const int columns = model.width_px / stride;
        const int cells = columns * (model.height_px / stride);
        const auto fits = [&](const cv::Mat* values, int numbers) {
            return values != nullptr &&
                   values->total() == static_cast<std::size_t>(cells) * static_cast<std::size_t>(numbers);
        };
        if (!fits(classes, 1) || !fits(objects, 1) || !fits(places, 4)) {
            refuse(model, outputs, fmt::format("cls_{0}, obj_{0} and bbox_{0} for {1} cells", stride, cells));
        }
        for (int cell = 0; cell < cells; ++cell) {
            const auto share = [&](const cv::Mat& values) {
                return std::clamp(static_cast<double>(values.ptr<float>()[cell]), 0.0, 1.0);
            };
            const double score = std::sqrt(share(*classes) * share(*objects));
            if (!enough(score, model)) continue;
            const float* place = places->ptr<float>() + std::size_t{4} * static_cast<std::size_t>(cell);
            const double width = std::exp(static_cast<double>(place[2])) * stride;
            const double height = std::exp(static_cast<double>(place[3])) * stride;
            const int row = cell / columns;
            const double x = (cell % columns + static_cast<double>(place[0])) * stride;
            const double y = (row + static_cast<double>(place[1])) * stride;
            boxes.push_back({{x - width / 2, y - height / 2, width, height}, 0, score});
        }
    }
    return boxes;
}

/// YOLOX (Ge 2021): x, y, logarithms of width and height in strides of the cell, object, classes; strides 8, 16, 32.
std::vector<OwnBox> yolox(const PhotoModel& model, const std::vector<NamedOutput>& outputs) {
    int cells = 0;
    for (const int stride : {8, 16, 32}) cells += (model.width_px / stride) * (model.height_px / stride);
    if (outputs.size() != 1 || side(outputs[0].values, 1) != cells || side(outputs[0].values, 0) < 6) {
        refuse(model, outputs, fmt::format("one output of {} rows and 5 + classes columns", cells));
    }
    const int columns = side(outputs[0].values, 0);
    const auto* row = outputs[0].values.ptr<float>();
    std::vector<OwnBox> boxes;
    for (const int stride : {8, 16, 32}) {
        for (int y = 0; y < model.height_px / stride; ++y) {
            for (int x = 0; x < model.width_px / stride; ++x, row += columns) {
                for (const PhotoModelClass& wanted : model.classes) {
                    if (5 + wanted.number >= columns) continue;
                    const double score = static_cast<double>(row[4]) * static_cast<double>(row[5 + wanted.number]);
                    if (!enough(score, model)) continue;
                    const double width = std::exp(static_cast<double>(row[2])) * stride;
                    const double height = std::exp(static_cast<double>(row[3])) * stride;
                    boxes.push_back({{(x + static_cast<double>(row[0])) * stride - width / 2,
                                      (y + static_cast<double>(row[1])) * stride - height / 2, width, height},
                                     wanted.number,
                                     score});
                }
            }
        }
    }
    return boxes;
}

/// YOLOv8: a row for each of centre x, centre y, width, height and the classes, a column for each candidate; pixels.
std::vector<OwnBox> yolov8(const PhotoModel& model, const std::vector<NamedOutput>& outputs) {
    if (outputs.size() != 1 || side(outputs[0].values, 1) < 5) {
        refuse(model, outputs, "one output of 4 + classes rows and one column for each candidate");
    }
    const int rows = side(outputs[0].values, 1);
    const int candidates = side(outputs[0].values, 0);
    const auto* values = outputs[0].values.ptr<float>();
    const auto at = [&](int row, int candidate) {
        return static_cast<double>(values[static_cast<std::size_t>(row) * static_cast<std::size_t>(candidates) +
                                          static_cast<std::size_t>(candidate)]);
    };
    std::vector<OwnBox> boxes;
    for (const PhotoModelClass& wanted : model.classes) {
        if (4 + wanted.number >= rows) continue;
        for (int i = 0; i < candidates; ++i) {
            const double score = at(4 + wanted.number, i);
            if (!enough(score, model)) continue;
            const double width = at(2, i);
            const double height = at(3, i);
            boxes.push_back({{at(0, i) - width / 2, at(1, i) - height / 2, width, height}, wanted.number, score});
        }
    }
    return boxes;
}

/// Corners as shares of the picture: left, top, right, bottom.
cv::Rect2d from_corners(const PhotoModel& model, const float* corners) {
    const double left = static_cast<double>(corners[0]) * model.width_px;
    const double top = static_cast<double>(corners[1]) * model.height_px;
    return {left, top, static_cast<double>(corners[2]) * model.width_px - left,
            static_cast<double>(corners[3]) * model.height_px - top};
}

/// OpenCV's DetectionOutput: image, class, score and corners in each row.
std::vector<OwnBox> detection_output(const PhotoModel& model, const cv::Mat& values) {
    std::vector<OwnBox> boxes;
    for (int i = 0; i < side(values, 1); ++i) {
        const float* row = values.ptr<float>() + std::size_t{7} * static_cast<std::size_t>(i);
        const int number = cvRound(row[1]);
        const bool wanted = std::ranges::find(model.classes, number, &PhotoModelClass::number) != model.classes.end();
        const auto score = static_cast<double>(row[2]);
        if (wanted && enough(score, model)) boxes.push_back({from_corners(model, row + 3), number, score});
    }
    return boxes;
}

std::vector<OwnBox> ssd(const PhotoModel& model, const std::vector<NamedOutput>& outputs) {
    if (outputs.size() == 1 && side(outputs[0].values, 0) == 7) return detection_output(model, outputs[0].values);
    constexpr const char* expected = "one output of 7 columns, or one of 4 (corners) and one of other width (scores)";
    if (outputs.size() != 2) refuse(model, outputs, expected);
    const bool corners_first = side(outputs[0].values, 0) == 4;
    const cv::Mat& corners = outputs[corners_first ? 0 : 1].values;
    const cv::Mat& scores = outputs[corners_first ? 1 : 0].values;
    const int count = side(corners, 1);
    const int classes = side(scores, 0);
    if (side(corners, 0) != 4 || classes == 4 || side(scores, 1) != count) refuse(model, outputs, expected);
    std::vector<OwnBox> boxes;
    for (int i = 0; i < count; ++i) {
        const float* row = scores.ptr<float>() + static_cast<std::size_t>(classes) * static_cast<std::size_t>(i);
        for (const PhotoModelClass& wanted : model.classes) {
            // Background stands first.
            if (wanted.number + 1 >= classes || !enough(static_cast<double>(row[wanted.number + 1]), model)) continue;
            boxes.push_back({from_corners(model, corners.ptr<float>() + std::size_t{4} * static_cast<std::size_t>(i)),
                             wanted.number, static_cast<double>(row[wanted.number + 1])});
        }
    }
    return boxes;
}

}  // namespace

std::vector<OwnBox> boxes_of(const PhotoModel& model, const std::vector<NamedOutput>& outputs) {
    std::vector<OwnBox> boxes;
    switch (model.type) {
        case PhotoModelType::yunet:
            boxes = yunet(model, outputs);
            break;
        case PhotoModelType::yolox:
            boxes = yolox(model, outputs);
            break;
        case PhotoModelType::yolov8:
            boxes = yolov8(model, outputs);
            break;
        case PhotoModelType::ssd:
            boxes = ssd(model, outputs);
            break;
    }
    // A network that came to infinity or beyond says nothing about a place.
    std::erase_if(boxes, [](const OwnBox& box) {
        return !std::isfinite(box.area.x) || !std::isfinite(box.area.y) || !(box.area.width > 0) ||
               !(box.area.height > 0) || !std::isfinite(box.area.width) || !std::isfinite(box.area.height);
    });
    return boxes;
}

}  // namespace ombud::photo
