#include "photo/worker/text_reader.hpp"

#include "core/error.hpp"

#include <fmt/format.h>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <string>

namespace ombud::photo {

namespace {

constexpr int line_height = 48;
constexpr int line_width = 320;

/// The line, turned level and scaled to what the network reads, the rest of the width grey.
cv::Mat levelled(const cv::Mat& bgr, const TextBox& line) {
    cv::Size2f size = line.outline.size;
    double angle = static_cast<double>(line.outline.angle);
    if (size.width < size.height) {
        std::swap(size.width, size.height);
        angle -= 90;
    }
    angle = std::remainder(angle, 180.0);
    const double scale = std::min(line_height / std::max(1.0, static_cast<double>(size.height)),
                                  line_width / std::max(1.0, static_cast<double>(size.width)));
    const int width = std::clamp(cvRound(static_cast<double>(size.width) * scale), 1, line_width);
    const double radians = angle * CV_PI / 180;
    const double along = std::cos(radians) / scale;
    const double across = std::sin(radians) / scale;
    // From pixels of the line to pixels of the picture.
    const double half_width = width / 2.0;
    constexpr double half_height = line_height / 2.0;
    const cv::Matx23d map(
        along, -across, static_cast<double>(line.outline.center.x) - along * half_width + across * half_height,  //
        across, along, static_cast<double>(line.outline.center.y) - across * half_width - along * half_height);
    cv::Mat result(line_height, line_width, CV_8UC3, cv::Scalar(128, 128, 128));
    cv::Mat pixels = result(cv::Rect(0, 0, width, line_height));
    cv::warpAffine(bgr, pixels, map, pixels.size(), cv::INTER_LINEAR | cv::WARP_INVERSE_MAP, cv::BORDER_REPLICATE);
    return result;
}

}  // namespace

TextReader::TextReader(const Runtime& runtime, const std::filesystem::path& network,
                       const std::filesystem::path& letters)
    : network_(runtime.load(network, {"softmax_11.tmp_0"})) {
    std::ifstream table(letters);
    for (std::string letter; std::getline(table, letter);) letters_ += letter.size() == 1 ? letter.front() : '?';
    if (letters_.empty()) {
        throw Error(ErrorKind::system, fmt::format("cannot read {}", letters.string()));
    }
    letters_ += ' ';  // PaddleOCR's table leaves it out
}

Reading TextReader::read(const cv::Mat& bgr, const TextBox& line) {
    static const PixelFormat format{false, {127.5, 127.5, 127.5}, {1 / 127.5, 1 / 127.5, 1 / 127.5}};
    const std::vector<cv::Mat> outputs = network_->run(to_blob(levelled(bgr, line), format));
    const cv::Mat& output = outputs.front();  // 1 x steps x classes
    const auto classes = static_cast<std::size_t>(output.size[2]);
    const auto* step = output.ptr<float>();
    Reading reading;
    std::size_t before = 0;
    for (int i = 0; i < output.size[1]; ++i, step += classes) {
        const auto best = static_cast<std::size_t>(std::max_element(step, step + classes) - step);
        if (best != 0 && best != before && best <= letters_.size()) {
            reading.text += letters_[best - 1];
            reading.confidence += static_cast<double>(step[best]);
        }
        before = best;
    }
    if (!reading.text.empty()) reading.confidence /= static_cast<double>(reading.text.size());
    return reading;
}

}  // namespace ombud::photo
