#pragma once

#include "core/photo_model.hpp"

#include <opencv2/core/mat.hpp>
#include <opencv2/core/types.hpp>

#include <string>
#include <vector>

namespace ombud::photo {

/// One box that a network of a town's own named, in pixels of the picture that it was given.
struct OwnBox {
    cv::Rect2d area;
    int class_number = 0;
    double score = 0;  ///< 0 to 1
};

/// What a network said: its outputs, each with its name.
struct NamedOutput {
    std::string name;
    cv::Mat values;
};

/// The boxes in the outputs of a network of a declared type, of the declared classes and from the declared threshold
/// on, repetitions included.
/// Throws Error(system) where the outputs do not have the shapes of that type; the message says what was expected.
[[nodiscard]] std::vector<OwnBox> boxes_of(const PhotoModel& model, const std::vector<NamedOutput>& outputs);

}  // namespace ombud::photo
