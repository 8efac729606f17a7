#pragma once

#include "core/position.hpp"

#include <memory>
#include <optional>

namespace ombud::ogr {

/// Takes coordinates of one CRS to EPSG:4326.
class Transform {
  public:
    Transform() = default;
    Transform(const Transform&) = delete;
    Transform& operator=(const Transform&) = delete;
    virtual ~Transform() = default;

    /// \param x  easting, or longitude
    /// \param y  northing, or latitude
    /// Nothing where the projection has no such place.
    [[nodiscard]] virtual std::optional<Position> to_wgs84(double x, double y) const = 0;
};

/// Throws Error(config) for an EPSG code that PROJ does not know.
[[nodiscard]] std::unique_ptr<Transform> transform_from(int epsg);

}  // namespace ombud::ogr
