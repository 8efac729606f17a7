#pragma once

#include "ogr/transform.hpp"

#include <ogr_spatialref.h>

#include <memory>
#include <string>

namespace ombud::ogr {

/// The CRS of an EPSG code with x (east) first, whatever order its authority prescribes.
/// Throws Error(config) for a code that PROJ does not know.
[[nodiscard]] OGRSpatialReference crs(int epsg);

/// Takes coordinates from one CRS to another, each in the axis order its object says. One thread at a time.
/// Throws Error(config) where PROJ knows no way.
[[nodiscard]] std::unique_ptr<OGRCoordinateTransformation> transformation(const OGRSpatialReference& from,
                                                                          const OGRSpatialReference& to);

[[nodiscard]] std::unique_ptr<Transform> make_transform(int epsg);

[[nodiscard]] std::string esri_wkt_of(int epsg);

}  // namespace ombud::ogr
