#include "core/error.hpp"
#include "photo/worker/codecs.hpp"
#include "photo/worker/decode.hpp"

#include <fmt/format.h>
#include <libheif/heif.h>

#include <cstdint>
#include <cstring>
#include <memory>
#include <new>

namespace ombud::photo {

namespace {

struct Free {
    void operator()(heif_context* context) const noexcept { heif_context_free(context); }
    void operator()(heif_image_handle* handle) const noexcept { heif_image_handle_release(handle); }
    void operator()(heif_image* image) const noexcept { heif_image_release(image); }
};

void check(const heif_error& error) {
    if (error.code != heif_error_Ok) {
        throw Error(ErrorKind::input, fmt::format("cannot be read: damaged HEIC ({})",
                                                  error.message ? error.message : "no reason given"));
    }
}

std::string exif_block(const heif_image_handle* handle) {
    heif_item_id id{};
    if (heif_image_handle_get_list_of_metadata_block_IDs(handle, "Exif", &id, 1) != 1) return {};
    std::string block(heif_image_handle_get_metadata_size(handle, id), '\0');
    if (block.size() <= 4 || heif_image_handle_get_metadata(handle, id, block.data()).code != heif_error_Ok) return {};
    // The block begins with the distance from behind these four bytes to the TIFF header (ISO/IEC 23008-12, A.2.1).
    std::uint32_t distance = 0;
    for (std::size_t i = 0; i < 4; ++i) distance = distance << 8 | static_cast<std::uint8_t>(block[i]);
    if (distance >= block.size() - 4) return {};
    return block.substr(4 + distance);
}

}  // namespace

void prepare_heif() {
    heif_init(nullptr);
}

DecodedHeif decode_heif(std::string_view bytes, double megapixel_limit) {
    const std::unique_ptr<heif_context, Free> context(heif_context_alloc());
    if (!context) throw std::bad_alloc();
    heif_context_set_max_decoding_threads(context.get(), 0);
    check(heif_context_read_from_memory_without_copy(context.get(), bytes.data(), bytes.size(), nullptr));
    heif_image_handle* raw_handle = nullptr;
    check(heif_context_get_primary_image_handle(context.get(), &raw_handle));
    const std::unique_ptr<heif_image_handle, Free> handle(raw_handle);
    const int width = heif_image_handle_get_width(handle.get());
    const int height = heif_image_handle_get_height(handle.get());
    check_size(width, height, megapixel_limit);

    heif_image* raw_image = nullptr;
    check(heif_decode_image(handle.get(), &raw_image, heif_colorspace_RGB, heif_chroma_interleaved_RGB, nullptr));
    const std::unique_ptr<heif_image, Free> image(raw_image);
    int stride = 0;
    const std::uint8_t* pixels = heif_image_get_plane_readonly(image.get(), heif_channel_interleaved, &stride);
    // The size that counts is that of the decoded picture: the header may have promised another.
    const int decoded_width = heif_image_get_width(image.get(), heif_channel_interleaved);
    const int decoded_height = heif_image_get_height(image.get(), heif_channel_interleaved);
    if (!pixels || decoded_width <= 0 || decoded_height <= 0 || stride < 3 * decoded_width) {
        throw Error(ErrorKind::input, "cannot be read: damaged HEIC (no pixels)");
    }
    check_size(decoded_width, decoded_height, megapixel_limit);

    DecodedHeif decoded;
    decoded.bgr.create(decoded_height, decoded_width, CV_8UC3);
    for (int y = 0; y < decoded_height; ++y) {
        const std::uint8_t* from = pixels + static_cast<std::ptrdiff_t>(y) * stride;
        auto* to = decoded.bgr.ptr<cv::Vec3b>(y);
        for (int x = 0; x < decoded_width; ++x, from += 3) to[x] = cv::Vec3b(from[2], from[1], from[0]);
    }
    decoded.exif = exif_block(handle.get());
    return decoded;
}

}  // namespace ombud::photo
