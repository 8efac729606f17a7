#include "photo/worker/metadata.hpp"

#include <exiv2/exiv2.hpp>
#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>

namespace ombud::photo {

namespace {

/// Degrees, minutes and seconds as three rationals.
std::optional<double> degrees(const Exiv2::ExifData& exif, const char* key) {
    const auto entry = exif.findKey(Exiv2::ExifKey(key));
    if (entry == exif.end() || entry->count() < 1 || entry->count() > 3) return std::nullopt;
    double sum = 0;
    double unit = 1;
    for (long i = 0; i < entry->count(); ++i, unit *= 60) {
        const Exiv2::Rational part = entry->toRational(i);
        if (part.second == 0 && part.first != 0) return std::nullopt;
        if (part.second != 0) sum += static_cast<double>(part.first) / static_cast<double>(part.second) / unit;
    }
    return std::isfinite(sum) && sum >= 0 ? std::optional(sum) : std::nullopt;
}

char reference(const Exiv2::ExifData& exif, const char* key) {
    const auto entry = exif.findKey(Exiv2::ExifKey(key));
    if (entry == exif.end()) return '\0';
    const std::string text = entry->toString();
    return text.empty() ? '\0' : text.front();
}

std::optional<Position> position(const Exiv2::ExifData& exif) {
    const auto lat = degrees(exif, "Exif.GPSInfo.GPSLatitude");
    const auto lon = degrees(exif, "Exif.GPSInfo.GPSLongitude");
    const char north_south = reference(exif, "Exif.GPSInfo.GPSLatitudeRef");
    const char east_west = reference(exif, "Exif.GPSInfo.GPSLongitudeRef");
    if (!lat || !lon || (north_south != 'N' && north_south != 'S') || (east_west != 'E' && east_west != 'W')) {
        return std::nullopt;
    }
    if (*lat > 90 || *lon > 180 || (*lat == 0 && *lon == 0)) return std::nullopt;
    return Position{east_west == 'W' ? -*lon : *lon, north_south == 'S' ? -*lat : *lat};
}

/// `2026:03:01 08:15:00`, the only form EXIF allows; a camera whose clock was never set writes zeros or blanks.
std::string timestamp(const Exiv2::ExifData& exif, const char* key) {
    const auto entry = exif.findKey(Exiv2::ExifKey(key));
    if (entry == exif.end()) return {};
    const std::string text = entry->toString();
    if (text.size() < 19) return {};
    std::array<int, 6> part{};
    constexpr std::array<std::size_t, 6> offset{0, 5, 8, 11, 14, 17};
    constexpr std::array<std::size_t, 6> width{4, 2, 2, 2, 2, 2};
    constexpr std::array low{1990, 1, 1, 0, 0, 0};
    constexpr std::array high{2199, 12, 31, 23, 59, 59};
    for (std::size_t i = 0; i < part.size(); ++i) {
        const char* from = text.data() + offset[i];
        const auto [end, problem] = std::from_chars(from, from + width[i], part[i]);
        if (problem != std::errc{} || end != from + width[i] || part[i] < low[i] || part[i] > high[i]) return {};
    }
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", part[0], part[1], part[2], part[3], part[4], part[5]);
}

Metadata from(const Exiv2::ExifData& exif) {
    Metadata metadata;
    const auto entry = exif.findKey(Exiv2::ExifKey("Exif.Image.Orientation"));
    if (entry != exif.end() && entry->count() > 0) {
        const long value = entry->toLong();
        if (value >= 1 && value <= 8) metadata.orientation = static_cast<int>(value);
    }
    metadata.position = position(exif);
    metadata.captured_at = timestamp(exif, "Exif.Photo.DateTimeOriginal");
    if (metadata.captured_at.empty()) metadata.captured_at = timestamp(exif, "Exif.Photo.DateTimeDigitized");
    return metadata;
}

const Exiv2::byte* as_bytes(std::string_view text) {
    return reinterpret_cast<const Exiv2::byte*>(text.data());
}

}  // namespace

Metadata read_metadata(std::string_view file) {
    Exiv2::LogMsg::setLevel(Exiv2::LogMsg::mute);
    try {
        const auto image = Exiv2::ImageFactory::open(as_bytes(file), static_cast<long>(file.size()));
        image->readMetadata();
        return from(image->exifData());
    } catch (const Exiv2::AnyError&) {
        return {};  // as documented: damaged metadata is no metadata
    }
}

Metadata read_exif(std::string_view block) {
    if (block.empty()) return {};
    Exiv2::LogMsg::setLevel(Exiv2::LogMsg::mute);
    try {
        Exiv2::ExifData exif;
        Exiv2::ExifParser::decode(exif, as_bytes(block), static_cast<std::uint32_t>(block.size()));
        return from(exif);
    } catch (const Exiv2::AnyError&) {
        return {};
    }
}

}  // namespace ombud::photo
