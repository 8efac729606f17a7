#include "core/error.hpp"
#include "photo/worker/codecs.hpp"
#include "photo/worker/decode.hpp"

#include <fmt/format.h>
#include <webp/decode.h>

#include <cstdint>

namespace ombud::photo {

namespace {

cv::Mat on_white(const cv::Mat& bgra) {
    cv::Mat bgr(bgra.size(), CV_8UC3);
    for (int y = 0; y < bgra.rows; ++y) {
        const auto* from = bgra.ptr<cv::Vec4b>(y);
        auto* to = bgr.ptr<cv::Vec3b>(y);
        for (int x = 0; x < bgra.cols; ++x) {
            const int alpha = from[x][3];
            for (int c = 0; c < 3; ++c)
                to[x][c] = static_cast<std::uint8_t>((from[x][c] * alpha + 255 * (255 - alpha)) / 255);
        }
    }
    return bgr;
}

}  // namespace

cv::Mat decode_webp(std::string_view bytes, double megapixel_limit) {
    const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
    WebPBitstreamFeatures features{};
    if (WebPGetFeatures(data, bytes.size(), &features) != VP8_STATUS_OK) {
        throw Error(ErrorKind::input, "cannot be read: damaged WebP (its header is incomplete or wrong)");
    }
    check_size(features.width, features.height, megapixel_limit);
    if (features.has_animation) throw Error(ErrorKind::input, "cannot be read: it is an animated WebP, not a photo");

    cv::Mat pixels(features.height, features.width, features.has_alpha ? CV_8UC4 : CV_8UC3);
    const std::size_t size = pixels.step * static_cast<std::size_t>(pixels.rows);
    const auto stride = static_cast<int>(pixels.step);
    const auto* done = features.has_alpha ? WebPDecodeBGRAInto(data, bytes.size(), pixels.data, size, stride)
                                          : WebPDecodeBGRInto(data, bytes.size(), pixels.data, size, stride);
    if (!done) throw Error(ErrorKind::input, "cannot be read: damaged WebP (its pixels are incomplete or wrong)");
    return features.has_alpha ? on_white(pixels) : pixels;
}

}  // namespace ombud::photo
