#pragma once

#include "core/position.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ombud::photo {

/// The formats that are read; told by content, never by file name.
enum class Format : std::uint8_t { jpeg, png, webp, tiff, heif };

/// What a box hides.
enum class BoxKind : std::uint8_t { face, person, plate };

[[nodiscard]] std::string_view to_string(Format) noexcept;
[[nodiscard]] std::string_view to_string(BoxKind) noexcept;
[[nodiscard]] std::optional<BoxKind> box_kind_from(std::string_view) noexcept;

/// A covered part of a photo, margin included, in pixels of the oriented original. Lies wholly inside it.
struct Box {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
    BoxKind kind = BoxKind::face;
    double score = 0;      ///< as the detector gives it; comparable only between boxes of the same detector
    std::string detector;  ///< name of the detector that found it

    friend bool operator==(const Box&, const Box&) = default;
};

/// What can be said about a photo without changing it.
struct Inspection {
    Format format = Format::jpeg;
    int width = 0;                     ///< pixels, after the EXIF orientation was applied
    int height = 0;                    ///< pixels, after the EXIF orientation was applied
    std::optional<Position> position;  ///< from EXIF; in range and not 0/0
    std::string captured_at;           ///< from EXIF: wall clock without a zone, `2026-03-01T08:15:00`; or empty
    /// Perceptual hash of the brightness (see `distance`). 0 where the photo has no structure to compare.
    std::uint64_t fingerprint = 0;
};

/// How unlike two fingerprints are: 0 (same picture, perhaps scaled or recompressed) to 64. Unrelated photos are
/// near 32; below 10 two photos show the same (Zauner 2010, "Implementation and Benchmarking of Perceptual Image
/// Hash Functions", uses 22 of 64 as the outer bound).
[[nodiscard]] int distance(std::uint64_t fingerprint_a, std::uint64_t fingerprint_b) noexcept;

/// A photo with faces, persons and number plates covered.
struct Anonymised {
    Inspection original;
    std::string jpeg;  ///< the covered picture: no EXIF, XMP, ICC, comment, thumbnail or trailing bytes
    int width = 0;     ///< of `jpeg`, pixels
    int height = 0;    ///< of `jpeg`, pixels
    std::vector<Box> boxes;
    /// A person must look before it is published: the detectors still find something after the last round of covering,
    /// or they are not good enough for anybody to rely on them.
    bool needs_review = false;
    std::string review_reason;  ///< in words for the person; empty where no review is needed
};

}  // namespace ombud::photo
