#include "photo/worker/text_boxes.hpp"

#include <fmt/format.h>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace ombud::photo {

namespace {

// The values that PaddleOCR uses for this model.
constexpr double pixel_threshold = 0.3;
constexpr double box_threshold = 0.5;
/// The network marks the middle of a line; so much is grown, as a share of area by circumference.
constexpr double unclip_ratio = 1.6;
constexpr float smallest_side = 3;
const std::vector<cv::Size> photo_shapes{{960, 736}, {736, 960}, {960, 960}};
const cv::Size crop_shape(640, 640);

double mean_inside(const cv::Mat& probability, const std::vector<cv::Point>& contour) {
    const cv::Rect area = cv::boundingRect(contour);
    cv::Mat mask(area.size(), CV_8U, cv::Scalar(0));
    cv::fillPoly(mask, std::vector<std::vector<cv::Point>>{contour}, cv::Scalar(1), cv::LINE_8, 0, -area.tl());
    return cv::mean(probability(area), mask)[0];
}

/// The shape in which the picture is largest; of several, the smallest.
cv::Size best_photo_shape(cv::Size picture) {
    cv::Size best;
    double best_factor = 0;
    for (const cv::Size& shape : photo_shapes) {
        const double factor = std::min(static_cast<double>(shape.width) / picture.width,
                                       static_cast<double>(shape.height) / picture.height);
        if (factor > best_factor * 1.001) {
            best = shape;
            best_factor = factor;
        }
    }
    return best;
}

}  // namespace

double TextBox::aspect() const {
    const float longer = std::max(outline.size.width, outline.size.height);
    const float shorter = std::min(outline.size.width, outline.size.height);
    return static_cast<double>(longer) / std::max(1.0, static_cast<double>(shorter));
}

TextDetector::TextDetector(const Runtime& runtime, const std::filesystem::path& folder) {
    std::vector<cv::Size> sizes = photo_shapes;
    sizes.push_back(crop_shape);
    for (const cv::Size& size : sizes) {
        const std::string file = fmt::format("ppocr-det-{}x{}.onnx", size.width, size.height);
        shapes_.push_back({size, runtime.load(folder / file, {"sigmoid_0.tmp_0"})});
    }
}

std::vector<TextBox> TextDetector::find(const cv::Mat& bgr, bool at_crop_size) {
    static const PixelFormat format{
        false, {0.485 * 255, 0.456 * 255, 0.406 * 255}, {1 / (0.229 * 255), 1 / (0.224 * 255), 1 / (0.225 * 255)}};
    const cv::Size size = at_crop_size ? crop_shape : best_photo_shape(bgr.size());
    const auto shape = std::find_if(shapes_.begin(), shapes_.end(), [&](const Shape& s) { return s.size == size; });
    const Fitted fitted = fit(bgr, size);
    const cv::Mat output = shape->network->run(to_blob(fitted.picture, format)).front();
    const cv::Mat probability(fitted.picture.size(), CV_32F, const_cast<float*>(output.ptr<float>()));

    cv::Mat marked;
    cv::compare(probability, cv::Scalar(pixel_threshold), marked, cv::CMP_GT);
    std::vector<std::vector<cv::Point>> contours;
    cv::findContours(marked, contours, cv::RETR_LIST, cv::CHAIN_APPROX_SIMPLE);
    std::vector<TextBox> boxes;
    for (const auto& contour : contours) {
        cv::RotatedRect outline = cv::minAreaRect(contour);
        cv::Size2f& size = outline.size;
        if (std::min(size.width, size.height) < smallest_side) continue;
        const double score = mean_inside(probability, contour);
        if (score < box_threshold) continue;
        const double grown =
            static_cast<double>(size.area()) * unclip_ratio / static_cast<double>(size.width + size.height);
        size = cv::Size2f(size.width + static_cast<float>(grown), size.height + static_cast<float>(grown));
        const auto original = static_cast<float>(1 / fitted.factor);
        outline.center *= original;
        size = cv::Size2f(size.width * original, size.height * original);
        boxes.push_back({outline, score});
    }
    return boxes;
}

}  // namespace ombud::photo
