#include "photo/worker/decode.hpp"

#include "core/error.hpp"
#include "photo/worker/codecs.hpp"
#include "photo/worker/metadata.hpp"

#include <fmt/format.h>
#include <opencv2/core.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace ombud::photo {

namespace {

using namespace std::string_view_literals;

bool has_at(std::string_view bytes, std::size_t offset, std::string_view what) {
    return bytes.size() >= offset + what.size() && bytes.substr(offset, what.size()) == what;
}

/// What senders attach that is no photo: a better message than "unknown".
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> other_formats{{
    {"GIF8"sv, "a GIF picture"sv},
    {"BM"sv, "a BMP picture"sv},
    {"%PDF"sv, "a PDF document"sv},
    {"PK\x03\x04"sv, "a ZIP archive or office document"sv},
    {"<svg"sv, "an SVG drawing"sv},
    {"<?xml"sv, "an XML document"sv},
    {"<!DOCTYPE"sv, "a web page"sv},
    {"\x1a\x45\xdf\xa3"sv, "a video"sv},
}};

constexpr std::array heif_brands{"heic"sv, "heix"sv, "heim"sv, "heis"sv, "mif1"sv,
                                 "msf1"sv, "hevc"sv, "hevx"sv, "avif"sv};

/// EXIF orientation 1 to 8 (CIPA DC-008, tag 0x0112) to upright.
void turn_upright(cv::Mat& picture, int orientation) {
    switch (orientation) {
        case 2:
            cv::flip(picture, picture, 1);
            break;
        case 3:
            cv::rotate(picture, picture, cv::ROTATE_180);
            break;
        case 4:
            cv::flip(picture, picture, 0);
            break;
        case 5:
            cv::transpose(picture, picture);
            break;
        case 6:
            cv::rotate(picture, picture, cv::ROTATE_90_CLOCKWISE);
            break;
        case 7:
            cv::transpose(picture, picture);
            cv::rotate(picture, picture, cv::ROTATE_180);
            break;
        case 8:
            cv::rotate(picture, picture, cv::ROTATE_90_COUNTERCLOCKWISE);
            break;
        default:
            break;
    }
}

}  // namespace

Format format_of(std::string_view bytes) {
    if (has_at(bytes, 0, "\xff\xd8\xff"sv)) return Format::jpeg;
    if (has_at(bytes, 0, "\x89PNG\r\n\x1a\n"sv)) return Format::png;
    if (has_at(bytes, 0, "RIFF"sv) && has_at(bytes, 8, "WEBP"sv)) return Format::webp;
    if (has_at(bytes, 0, "II*\0"sv) || has_at(bytes, 0, "MM\0*"sv)) return Format::tiff;
    if (has_at(bytes, 4, "ftyp"sv)) {
        const bool known = std::any_of(heif_brands.begin(), heif_brands.end(),
                                       [&](std::string_view brand) { return has_at(bytes, 8, brand); });
        if (known) return Format::heif;
        throw Error(ErrorKind::input, "cannot be read: it is a video, not a photo");
    }
    for (const auto& [start, name] : other_formats) {
        if (has_at(bytes, 0, start)) {
            throw Error(ErrorKind::input,
                        fmt::format("cannot be read: it is {}; JPEG, PNG, WebP, TIFF and HEIC are read", name));
        }
    }
    throw Error(ErrorKind::input, "cannot be read: it is not a photo; JPEG, PNG, WebP, TIFF and HEIC are read");
}

void check_size(std::int64_t width, std::int64_t height, double megapixel_limit) {
    if (width <= 0 || height <= 0) throw Error(ErrorKind::input, "cannot be read: it has no pixels");
    // 65,535 is JPEG's own limit; a longer side is no photo, and some libraries reckon with int.
    constexpr std::int64_t longest_side = 65'535;
    const double megapixels = static_cast<double>(width) * static_cast<double>(height) / 1e6;
    if (megapixels > megapixel_limit || std::max(width, height) > longest_side) {
        throw Error(
            ErrorKind::input,
            fmt::format("cannot be read: it is too large, {} x {} pixels ({:.0f} megapixels); the limit is {:g} "
                        "megapixels (photos.megapixel_limit)",
                        width, height, megapixels, megapixel_limit));
    }
}

Picture decode(std::string_view bytes, double megapixel_limit) {
    Picture picture;
    picture.format = format_of(bytes);
    Metadata metadata;
    switch (picture.format) {
        case Format::jpeg:
            picture.bgr = decode_jpeg(bytes, megapixel_limit);
            metadata = read_metadata(bytes);
            break;
        case Format::png:
            picture.bgr = decode_png(bytes, megapixel_limit);
            metadata = read_metadata(bytes);
            break;
        case Format::webp:
            picture.bgr = decode_webp(bytes, megapixel_limit);
            metadata = read_metadata(bytes);
            break;
        case Format::tiff: {
            DecodedTiff decoded = decode_tiff(bytes, megapixel_limit);
            picture.bgr = decoded.bgr;
            metadata = read_metadata(bytes);
            metadata.orientation = decoded.orientation;
            break;
        }
        case Format::heif: {
            DecodedHeif decoded = decode_heif(bytes, megapixel_limit);
            picture.bgr = decoded.bgr;
            metadata = read_exif(decoded.exif);
            metadata.orientation = 1;
            break;
        }
    }
    turn_upright(picture.bgr, metadata.orientation);
    picture.position = metadata.position;
    picture.captured_at = std::move(metadata.captured_at);
    return picture;
}

}  // namespace ombud::photo
