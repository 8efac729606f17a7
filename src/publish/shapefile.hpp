#pragma once

#include "publish/public_report.hpp"

#include <filesystem>

namespace ombud::publish {

struct ShapefileOptions {
    int epsg = 25832;  ///< CRS of the layer; ETRS89 / UTM 32N is what most of Germany's surveying uses
};

/// Writes the reports as a point shapefile (.shp, .shx, .dbf, .prj, .cpg; UTF-8) in one .zip, which QGIS, GeoServer and
/// ogr2ogr open as it is. Fields and their short names are those of `report_fields`; texts are cut at a character
/// border to the field's width. Reports without position have a null shape. Without reports it is an empty point layer.
///
/// The same reports give the same bytes on any day: the archive and the table carry the newest `changed_at` as their
/// date, not that of the run. An existing file is replaced at once when the new one is whole, or not at all.
///
/// \param zip  its name without .zip or .shp.zip names the layer; OGR opens a .shp.zip without being told that it is
/// one Throws Error(config) for an EPSG code that PROJ does not know, Error(system) where the disk refuses or
/// ombud-ogr.so is missing, and whatever `next` throws.
Exported write_shapefile(const std::filesystem::path& zip, const NextReport& next,
                         const ShapefileOptions& options = {});

}  // namespace ombud::publish
