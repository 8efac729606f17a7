#pragma once

#include "core/position.hpp"
#include "intake/value.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace ombud::intake {

/// Where a participation takes place: a point, or polygons with their holes. EPSG:4326.
struct Shape {
    bool is_point = false;
    /// Polygons, each a list of rings, the outer one first; for a point one polygon of one ring of one position.
    std::vector<std::vector<std::vector<Position>>> polygons;

    [[nodiscard]] static Shape point(Position at);
};

/// Of little-endian two-dimensional WKB. Error(input) for anything but points and polygons, as for the following.
[[nodiscard]] Shape shape_of_wkb(std::string_view wkb);
/// Of a GeoJSON geometry.
[[nodiscard]] Shape shape_of_geojson(const Value& geometry);
/// Of WKT: "POLYGON ((7.8 51.6, …))". \param epsg  CRS of its coordinates
[[nodiscard]] Shape shape_of_wkt(std::string_view text, int epsg);

/// As GeoJSON with seven decimals, rings as RFC 7946 wants them. Error(input) where a ring is none, a position is not
/// on the earth, or nothing of it lies in the bounds, if there are any.
[[nodiscard]] std::string checked_geojson(Shape shape, const Bounds* bounds);

}  // namespace ombud::intake
