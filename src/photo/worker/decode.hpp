#pragma once

#include "core/position.hpp"
#include "photo/photo.hpp"

#include <opencv2/core/mat.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ombud::photo {

/// A decoded photo: 8 bits, blue green red, upright. Transparent parts are white.
struct Picture {
    Format format = Format::jpeg;
    cv::Mat bgr;
    std::optional<Position> position;
    std::string captured_at;  ///< `2026-03-01T08:15:00` on the wall clock, or empty
};

/// Decodes and turns upright. Throws Error(input) with the reason in words: not a photo format that is read, truncated,
/// damaged, or more than `megapixel_limit` million pixels; the last from the header, before a pixel is decoded.
[[nodiscard]] Picture decode(std::string_view bytes, double megapixel_limit);

/// The format by the first bytes. Throws Error(input) that names what it is instead, where that is known.
[[nodiscard]] Format format_of(std::string_view bytes);

/// Throws Error(input) where a photo of this size must not be decoded. Every codec calls it between header and pixels.
void check_size(std::int64_t width, std::int64_t height, double megapixel_limit);

}  // namespace ombud::photo
