#pragma once

#include "core/position.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ombud::publish {

using Ring = std::vector<Position>;         ///< closed: the last point is the first
using Polygon = std::vector<Ring>;          ///< the outer ring, then holes
using MultiPolygon = std::vector<Polygon>;  ///< EPSG:4326 unless said otherwise

/// Reads WKB of a polygon or multipolygon, two-dimensional, either byte order. Throws Error(input) for anything else.
[[nodiscard]] MultiPolygon from_wkb(std::string_view wkb);

/// The point, where the WKB is one.
[[nodiscard]] std::optional<Position> point_from_wkb(std::string_view wkb);

/// Little-endian WKB, always MULTIPOLYGON.
[[nodiscard]] std::string to_wkb(const MultiPolygon& area);

/// Turns the rings: outer rings counterclockwise and holes clockwise, as RFC 7946 asks, or the other way round, as
/// shapefiles do.
void orient(MultiPolygon& area, bool outer_counterclockwise);

}  // namespace ombud::publish
