#pragma once

#include "core/position.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace ombud::photo {

/// What a photo says about itself, as far as it can be believed.
struct Metadata {
    int orientation = 1;               ///< EXIF tag 0x0112, 1 to 8; 1 where it is missing or out of range
    std::optional<Position> position;  ///< in range and not 0/0, which cameras without a fix write
    std::string captured_at;           ///< `2026-03-01T08:15:00`, wall clock without a zone, or empty
};

/// Of a whole file (JPEG, PNG, WebP, TIFF). Damaged metadata is no metadata: a photo is not refused for it.
[[nodiscard]] Metadata read_metadata(std::string_view file);

/// Of a bare EXIF block, which is a TIFF structure.
[[nodiscard]] Metadata read_exif(std::string_view block);

}  // namespace ombud::photo
