#pragma once

#include "photo/photo.hpp"
#include "photo/worker/detector.hpp"

#include <string_view>

namespace ombud::photo {

/// What decides how an anonymised photo looks.
struct MaskingSettings {
    int longest_side_px = 1600;
    int jpeg_quality = 85;
    double margin = 0.15;  ///< grown on each side, as a share of the box
    double megapixel_limit = 100;
};

/// Format, size, metadata and fingerprint of a photo. Throws as `decode` does.
[[nodiscard]] Inspection inspect(std::string_view bytes, double megapixel_limit);

/// Scales the photo to the size it is published in, encodes it, searches the encoded picture, fills every finding
/// (grown by the margin) with one solid colour, encodes and searches again: what is still found is filled, too, at most
/// twice.
///
/// The picture is searched in the size in which it is published: what cannot be found there because it is too small is
/// not to be recognised there either. Throws as `decode` does.
[[nodiscard]] Anonymised anonymise(std::string_view bytes, const MaskingSettings& settings, const Detectors& detectors);

}  // namespace ombud::photo
