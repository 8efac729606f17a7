#pragma once

#include "core/position.hpp"

#include <memory>
#include <optional>
#include <span>
#include <string>

namespace ombud::ogr {

/// Takes coordinates of one CRS to EPSG:4326 and back.
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
    /// The way back, for many at once: longitudes and latitudes become x (easting) and y (northing). What the CRS has
    /// no place for becomes infinite.
    virtual void from_wgs84(std::span<Position> positions) const = 0;
    /// Its unit is the metre: lengths and areas may be measured in it.
    [[nodiscard]] virtual bool in_metres() const = 0;
};

/// Throws Error(config) for an EPSG code that PROJ does not know.
[[nodiscard]] std::unique_ptr<Transform> transform_from(int epsg);

/// How a .prj file names the CRS: ESRI's well-known text. Error(config) as `transform_from`.
[[nodiscard]] std::string esri_wkt(int epsg);

}  // namespace ombud::ogr
