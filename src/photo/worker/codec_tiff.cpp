#include "core/error.hpp"
#include "photo/worker/codecs.hpp"
#include "photo/worker/decode.hpp"

#include <fmt/format.h>
#include <tiffio.h>

#include <algorithm>
#include <array>
#include <cstdarg>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <memory>
#include <vector>

namespace ombud::photo {

namespace {

/// A file in memory and the first thing that libtiff had to say against it.
struct Source {
    std::string_view bytes;
    std::size_t at = 0;
    std::string problem;
};

Source& source(thandle_t handle) {
    return *static_cast<Source*>(handle);
}

tmsize_t read(thandle_t handle, void* buffer, tmsize_t size) {
    Source& file = source(handle);
    const std::size_t left = file.at < file.bytes.size() ? file.bytes.size() - file.at : 0;
    const std::size_t count = std::min(left, static_cast<std::size_t>(std::max<tmsize_t>(size, 0)));
    if (count > 0) std::memcpy(buffer, file.bytes.data() + file.at, count);
    file.at += count;
    return static_cast<tmsize_t>(count);
}
tmsize_t write(thandle_t, void*, tmsize_t) {
    return 0;
}
toff_t seek(thandle_t handle, toff_t offset, int whence) {
    Source& file = source(handle);
    const std::size_t base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? file.at : file.bytes.size();
    file.at = base + static_cast<std::size_t>(offset);
    return file.at;
}
int close(thandle_t) {
    return 0;
}
toff_t size(thandle_t handle) {
    return source(handle).bytes.size();
}
int map(thandle_t, void**, toff_t*) {
    return 0;
}
void unmap(thandle_t, void*, toff_t) {}

int on_error(TIFF*, void* user, const char*, const char* format, va_list arguments) {
    auto& file = *static_cast<Source*>(user);
    if (file.problem.empty()) {
        std::array<char, 300> text{};
        std::vsnprintf(text.data(), text.size(), format, arguments);
        file.problem = text.data();
    }
    return 1;  // handled: not to standard error
}
int on_warning(TIFF*, void*, const char*, const char*, va_list) {
    return 1;
}

struct CloseTiff {
    void operator()(TIFF* tiff) const noexcept { TIFFClose(tiff); }
};
struct FreeOptions {
    void operator()(TIFFOpenOptions* options) const noexcept { TIFFOpenOptionsFree(options); }
};

[[noreturn]] void refuse(std::string_view reason) {
    throw Error(ErrorKind::input,
                fmt::format("cannot be read: damaged TIFF ({})", reason.empty() ? "no reason given" : reason));
}

}  // namespace

DecodedTiff decode_tiff(std::string_view bytes, double megapixel_limit) {
    Source file{bytes, 0, {}};
    const std::unique_ptr<TIFFOpenOptions, FreeOptions> options(TIFFOpenOptionsAlloc());
    if (!options) throw std::bad_alloc();
    TIFFOpenOptionsSetErrorHandlerExtR(options.get(), on_error, &file);
    TIFFOpenOptionsSetWarningHandlerExtR(options.get(), on_warning, nullptr);
    const std::unique_ptr<TIFF, CloseTiff> tiff(
        TIFFClientOpenExt("photo", "rm", &file, read, write, seek, close, size, map, unmap, options.get()));
    if (!tiff) refuse(file.problem);

    std::uint32_t width = 0;
    std::uint32_t height = 0;
    std::uint16_t orientation = 1;
    TIFFGetField(tiff.get(), TIFFTAG_IMAGEWIDTH, &width);
    TIFFGetField(tiff.get(), TIFFTAG_IMAGELENGTH, &height);
    TIFFGetFieldDefaulted(tiff.get(), TIFFTAG_ORIENTATION, &orientation);
    check_size(width, height, megapixel_limit);

    TIFFRGBAImage image{};
    std::array<char, 1024> reason{};
    if (!TIFFRGBAImageBegin(&image, tiff.get(), 1, reason.data())) refuse(reason.data());
    const std::unique_ptr<TIFFRGBAImage, void (*)(TIFFRGBAImage*)> end(&image, TIFFRGBAImageEnd);
    // Rows as they are stored; turning upright is done in one place for all formats.
    image.orientation = ORIENTATION_TOPLEFT;
    image.req_orientation = ORIENTATION_TOPLEFT;
    std::vector<std::uint32_t> raster(static_cast<std::size_t>(width) * height);
    if (!TIFFRGBAImageGet(&image, raster.data(), width, height) || !file.problem.empty()) refuse(file.problem);

    DecodedTiff decoded;
    decoded.orientation = orientation >= 1 && orientation <= 8 ? orientation : 1;
    decoded.bgr.create(static_cast<int>(height), static_cast<int>(width), CV_8UC3);
    for (int y = 0; y < decoded.bgr.rows; ++y) {
        const std::uint32_t* from = raster.data() + static_cast<std::size_t>(y) * width;
        auto* to = decoded.bgr.ptr<cv::Vec3b>(y);
        for (int x = 0; x < decoded.bgr.cols; ++x) {
            const std::uint32_t pixel = from[x];  // colours already multiplied with alpha
            const std::uint32_t white = 255 - TIFFGetA(pixel);
            const auto blend = [white](std::uint32_t colour) {
                return static_cast<std::uint8_t>(std::min<std::uint32_t>(255, colour + white));
            };
            to[x] = cv::Vec3b(blend(TIFFGetB(pixel)), blend(TIFFGetG(pixel)), blend(TIFFGetR(pixel)));
        }
    }
    return decoded;
}

}  // namespace ombud::photo
