#pragma once

#include "core/config.hpp"
#include "core/progress.hpp"
#include "store/register.hpp"

namespace ombud::locate {

struct Summary {
    std::size_t given = 0;      ///< came with coordinates
    std::size_t exif = 0;       ///< found by a photo's position
    std::size_t address = 0;    ///< found by street and house number
    std::size_t street = 0;     ///< found by a street, a crossing or a neighbouring number
    std::size_t place = 0;      ///< found by a named place
    std::size_t unlocated = 0;  ///< no position: waits for a person, or for a better address register
    std::size_t untrusted = 0;  ///< came with coordinates that are a form's default, and lost them
    std::size_t outside = 0;    ///< newly found to lie outside the municipality
};

/// Gives every report a position that has none: given coordinates are kept; else the position in a photo that lies in
/// the municipality; else street and house number as stated; else what the title or the text names. Then says which
/// areas each is in, and marks those outside the municipality (an area of the kind "municipality").
///
/// Coordinates that many reports of different places share are a form's default: they are taken away, see
/// LocateSettings. Where no place is clear enough a report gets no position, and its candidates are kept.
///
/// Reports that stay without a position are looked at again each time, since the address register may have grown.
[[nodiscard]] Summary run(store::Register& registry, const Config& config, Progress& progress, Instant now);

}  // namespace ombud::locate
