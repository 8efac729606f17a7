#include "photo/worker/fingerprint.hpp"

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace ombud::photo {

std::uint64_t fingerprint_of(const cv::Mat& bgr) {
    cv::Mat small;
    // Straight to 32 x 32 by area is the mean filter of the paper and the reduction in one.
    cv::resize(bgr, small, cv::Size(32, 32), 0, 0, cv::INTER_AREA);
    cv::Mat grey;
    cv::cvtColor(small, grey, cv::COLOR_BGR2GRAY);
    cv::Mat values;
    grey.convertTo(values, CV_32F);
    cv::Mat frequencies;
    cv::dct(values, frequencies);

    // Without the first row and column: they hold the brightness of the whole and of its halves, which light changes.
    std::array<float, 64> low{};
    for (std::size_t i = 0; i < low.size(); ++i) {
        low[i] = frequencies.at<float>(static_cast<int>(i / 8) + 1, static_cast<int>(i % 8) + 1);
    }
    const float strongest =
        std::abs(*std::max_element(low.begin(), low.end(), [](float a, float b) { return std::abs(a) < std::abs(b); }));
    // Below about one grey level there is only rounding to hash.
    if (strongest < 8) return 0;

    std::array<float, 64> sorted = low;
    std::nth_element(sorted.begin(), sorted.begin() + 32, sorted.end());
    const float median = sorted[32];
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < low.size(); ++i) {
        if (low[i] > median) bits |= std::uint64_t{1} << i;
    }
    return bits;
}

}  // namespace ombud::photo
