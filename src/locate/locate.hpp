#pragma once

#include "core/config.hpp"
#include "core/progress.hpp"
#include "store/register.hpp"

namespace ombud::locate {

struct Summary {
    std::size_t given = 0;      ///< came with coordinates
    std::size_t exif = 0;       ///< found by a photo's position
    std::size_t address = 0;    ///< found in the address register
    std::size_t unlocated = 0;  ///< no position: waits for a person, or for a better address register
};

/// Gives every report a position that has none: given coordinates are kept; else the position in a photo; else street
/// and house number as stated; else a street with a house number in title or text. Then says which district each is in.
///
/// Reports that stay without a position are looked at again each time, since the address register may have grown.
[[nodiscard]] Summary run(store::Register& registry, const Config& config, Progress& progress, Instant now);

}  // namespace ombud::locate
