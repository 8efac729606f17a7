#pragma once

#include "ogr/layer_writer.hpp"

#include <ogr_core.h>
#include <ogr_feature.h>
#include <ogr_spatialref.h>

#include <memory>
#include <span>
#include <string>

namespace ombud::ogr {

/// Gives up one reference to a counted object.
struct Release {
    void operator()(OGRSpatialReference* counted) const noexcept { counted->Release(); }
};

[[nodiscard]] OGRFieldType ogr_type(FieldType type) noexcept;
[[nodiscard]] OGRwkbGeometryType ogr_type(GeometryType type) noexcept;

/// Puts rows into OGR features, one that is used again for each row.
class RowFiller {
  public:
    /// \param epsg  what geometries, handed in as EPSG:4326, are transformed to
    explicit RowFiller(int epsg);

    /// Sets number, geometry and fields. False where the CRS has no such place: the feature is then without geometry.
    /// \param fields  index in the feature of each value
    bool fill(OGRFeature& feature, const WriteRow& row, std::span<const int> fields);
    /// Sets the geometry alone.
    bool place(OGRFeature& feature, const std::optional<Position>& point, std::string_view wkb) const;

  private:
    std::unique_ptr<OGRCoordinateTransformation> transformation_;  ///< null for EPSG:4326
    std::string text_;
};

}  // namespace ombud::ogr
