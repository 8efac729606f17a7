#include "core/error.hpp"
#include "photo/worker/codecs.hpp"
#include "photo/worker/decode.hpp"

#include <fmt/format.h>
#include <turbojpeg.h>

#include <cstdint>
#include <memory>

namespace ombud::photo {

namespace {

struct Destroy {
    void operator()(void* handle) const noexcept { tjDestroy(handle); }
};
using Handle = std::unique_ptr<void, Destroy>;

[[noreturn]] void refuse(std::string_view reason) {
    throw Error(ErrorKind::input, fmt::format("cannot be read: damaged JPEG ({})", reason));
}

/// Adobe's CMYK is stored inverted, and every program that writes CMYK JPEGs does as Adobe.
cv::Mat from_inverted_cmyk(const cv::Mat& cmyk) {
    cv::Mat bgr(cmyk.size(), CV_8UC3);
    for (int y = 0; y < cmyk.rows; ++y) {
        const auto* from = cmyk.ptr<cv::Vec4b>(y);
        auto* to = bgr.ptr<cv::Vec3b>(y);
        for (int x = 0; x < cmyk.cols; ++x) {
            for (int c = 0; c < 3; ++c) {
                to[x][2 - c] = static_cast<std::uint8_t>(from[x][c] * from[x][3] / 255);
            }
        }
    }
    return bgr;
}

}  // namespace

cv::Mat decode_jpeg(std::string_view bytes, double megapixel_limit) {
    const Handle handle(tjInitDecompress());
    if (!handle) throw std::bad_alloc();
    const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
    const auto size = static_cast<unsigned long>(bytes.size());

    int width = 0;
    int height = 0;
    int subsampling = 0;
    int colour = 0;
    if (tjDecompressHeader3(handle.get(), data, size, &width, &height, &subsampling, &colour) != 0) {
        refuse(tjGetErrorStr2(handle.get()));
    }
    check_size(width, height, megapixel_limit);

    const bool cmyk = colour == TJCS_CMYK || colour == TJCS_YCCK;
    cv::Mat pixels(height, width, cmyk ? CV_8UC4 : CV_8UC3);
    // A progressive file of a few kilobytes can ask for thousands of passes over all pixels; LIMITSCANS refuses those.
    if (tjDecompress2(handle.get(), data, size, pixels.data, width, static_cast<int>(pixels.step), height,
                      cmyk ? TJPF_CMYK : TJPF_BGR, TJFLAG_LIMITSCANS) != 0) {
        const std::string_view reason = tjGetErrorStr2(handle.get());
        // Stray bytes between segments and the like are a warning and common in real photos. A file that ends early is
        // a warning to the library, too, but half a photo is not what the reporter sent.
        const bool harmless =
            tjGetErrorCode(handle.get()) == TJERR_WARNING && reason.find("Premature end") == std::string_view::npos;
        if (!harmless) refuse(reason);
    }
    return cmyk ? from_inverted_cmyk(pixels) : pixels;
}

std::string encode_jpeg(const cv::Mat& bgr, int quality) {
    const Handle handle(tjInitCompress());
    if (!handle) throw std::bad_alloc();
    std::string jpeg(tjBufSize(bgr.cols, bgr.rows, TJSAMP_420), '\0');
    auto* buffer = reinterpret_cast<unsigned char*>(jpeg.data());
    unsigned long size = jpeg.size();
    if (tjCompress2(handle.get(), bgr.data, bgr.cols, static_cast<int>(bgr.step), bgr.rows, TJPF_BGR, &buffer, &size,
                    TJSAMP_420, quality, TJFLAG_NOREALLOC | TJFLAG_ACCURATEDCT) != 0) {
        throw Error(ErrorKind::system, fmt::format("cannot encode a JPEG: {}", tjGetErrorStr2(handle.get())));
    }
    jpeg.resize(size);
    return jpeg;
}

}  // namespace ombud::photo
