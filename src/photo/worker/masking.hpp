#pragma once

#include "photo/photo.hpp"
#include "photo/worker/detector.hpp"

#include <span>
#include <string_view>

namespace ombud::photo {

/// What decides how an anonymised photo looks.
struct MaskingSettings {
    int longest_side_px = 1600;
    int jpeg_quality = 85;
    /// How far a face is grown on each side, as a share of the box; the others in proportion: persons by a quarter
    /// of it (not at their feet, and at their sides only where a single network found them), plates by a third of
    /// it across and half of it up and down.
    double margin = 0.15;
    double megapixel_limit = 100;
    bool whole_persons = true;  ///< else only faces, and the top of every person, where the face must be
    bool search_again = false;  ///< search the encoded picture also where nothing was covered in it
};

/// Format, size, metadata and fingerprint of a photo. Throws as `decode` does.
[[nodiscard]] Inspection inspect(std::string_view bytes, double megapixel_limit);

/// Searches the photo at its full size, scales it to the size it is published in, fills every finding (grown by the
/// margin) with one solid colour, and encodes. Then the encoded picture is searched: what is found there is filled,
/// too, at most twice. A picture in which the last search still finds something needs a review, and so does every
/// picture where the detectors are not good enough to tell.
/// \param marks  what a person has drawn, in pixels of the upright original: filled as it is, without margin
/// Throws as `decode` does.
[[nodiscard]] Anonymised anonymise(std::string_view bytes, const MaskingSettings& settings, DetectorSet& detectors,
                                   std::span<const Box> marks = {});

}  // namespace ombud::photo
