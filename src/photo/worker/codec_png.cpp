#include "core/error.hpp"
#include "photo/worker/codecs.hpp"
#include "photo/worker/decode.hpp"

#include <fmt/format.h>
#include <png.h>

namespace ombud::photo {

namespace {

struct Image : png_image {
    Image() : png_image{} { version = PNG_IMAGE_VERSION; }
    Image(const Image&) = delete;
    Image& operator=(const Image&) = delete;
    ~Image() { png_image_free(this); }

    [[noreturn]] void refuse() const {
        throw Error(ErrorKind::input,
                    fmt::format("cannot be read: damaged PNG ({})", static_cast<const char*>(message)));
    }
};

}  // namespace

cv::Mat decode_png(std::string_view bytes, double megapixel_limit) {
    Image image;
    if (!png_image_begin_read_from_memory(&image, bytes.data(), bytes.size())) image.refuse();
    check_size(image.width, image.height, megapixel_limit);

    image.format = PNG_FORMAT_BGR;
    cv::Mat bgr(static_cast<int>(image.height), static_cast<int>(image.width), CV_8UC3);
    const png_color white{255, 255, 255};
    if (!png_image_finish_read(&image, &white, bgr.data, static_cast<png_int_32>(bgr.step), nullptr)) image.refuse();
    return bgr;
}

}  // namespace ombud::photo
