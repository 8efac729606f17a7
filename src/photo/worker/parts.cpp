#include "photo/worker/detector.hpp"

#include <algorithm>
#include <utility>

namespace ombud::photo {

std::vector<cv::Rect> parts_of(cv::Size picture, int count) {
    constexpr double overlap = 0.2;
    const auto spread = [&](int length) {
        const double part = length / (count - overlap * (count - 1));
        std::vector<std::pair<int, int>> pieces;  // first pixel and length
        for (int i = 0; i < count; ++i) {
            const int first = static_cast<int>(i * part * (1 - overlap));
            pieces.emplace_back(first, std::min(length - first, static_cast<int>(part) + 1));
        }
        return pieces;
    };
    std::vector<cv::Rect> parts;
    for (const auto& [y, height] : spread(picture.height)) {
        for (const auto& [x, width] : spread(picture.width)) parts.emplace_back(x, y, width, height);
    }
    return parts;
}

}  // namespace ombud::photo
