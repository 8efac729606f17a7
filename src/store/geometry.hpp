#pragma once

// Inside src/store only.

#include "core/position.hpp"

#include <array>

namespace ombud::store {

/// A point as SpatiaLite stores it (60 bytes, little-endian, EPSG:4326), so that writing one needs no extension.
/// Layout: "BLOB-Geometry" of the SpatiaLite documentation.
[[nodiscard]] std::array<char, 60> spatialite_point(Position position) noexcept;

}  // namespace ombud::store
