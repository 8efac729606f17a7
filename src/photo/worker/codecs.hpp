#pragma once

#include <opencv2/core/mat.hpp>

#include <string>
#include <string_view>

/// One function a format, each the only user of its library. All call `check_size` before they decode, return 8-bit
/// blue green red as the file holds it (only HEIF comes upright), and throw Error(input) with the library's reason.
namespace ombud::photo {

[[nodiscard]] cv::Mat decode_jpeg(std::string_view bytes, double megapixel_limit);
[[nodiscard]] cv::Mat decode_png(std::string_view bytes, double megapixel_limit);
[[nodiscard]] cv::Mat decode_webp(std::string_view bytes, double megapixel_limit);

struct DecodedTiff {
    cv::Mat bgr;
    int orientation = 1;  ///< EXIF numbers, 1 to 8
};
[[nodiscard]] DecodedTiff decode_tiff(std::string_view bytes, double megapixel_limit);

struct DecodedHeif {
    cv::Mat bgr;
    std::string exif;  ///< the TIFF structure, or empty
};
/// HEIF carries its own rotation, which libheif applies; the EXIF orientation does not count (ISO/IEC 23008-12, A.2.1).
[[nodiscard]] DecodedHeif decode_heif(std::string_view bytes, double megapixel_limit);
/// Loads libheif's decoders; to be called while files can still be opened.
void prepare_heif();

/// A baseline JPEG of the pixels and nothing else: no EXIF, XMP, ICC, comment or thumbnail.
/// \param quality  1 to 100
[[nodiscard]] std::string encode_jpeg(const cv::Mat& bgr, int quality);

}  // namespace ombud::photo
