#include "photo/photo.hpp"

#include <bit>

namespace ombud::photo {

std::string_view to_string(Format format) noexcept {
    switch (format) {
        case Format::jpeg:
            return "jpeg";
        case Format::png:
            return "png";
        case Format::webp:
            return "webp";
        case Format::tiff:
            return "tiff";
        case Format::heif:
            return "heif";
    }
    return "unknown";
}

std::string_view to_string(BoxKind kind) noexcept {
    switch (kind) {
        case BoxKind::face:
            return "face";
        case BoxKind::person:
            return "person";
        case BoxKind::plate:
            return "plate";
    }
    return "unknown";
}

std::optional<BoxKind> box_kind_from(std::string_view name) noexcept {
    for (const BoxKind kind : {BoxKind::face, BoxKind::person, BoxKind::plate}) {
        if (name == to_string(kind)) return kind;
    }
    return std::nullopt;
}

int distance(std::uint64_t fingerprint_a, std::uint64_t fingerprint_b) noexcept {
    return std::popcount(fingerprint_a ^ fingerprint_b);
}

}  // namespace ombud::photo
