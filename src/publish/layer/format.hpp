#pragma once

#include <string>
#include <string_view>

namespace ombud::publish {

enum class Format { geojson, geojson_lines, shapefile, geopackage, flatgeobuf, csv, kml, xlsx, postgis };

/// How an output is written.
struct OutputFormat {
    Format format = Format::geojson;
    bool packed = false;  ///< GeoJSON: by gzip; shapefile: in one .zip
};

/// By the driver's name (GDAL's, or the format's plain name) where one is given, else by the suffix of the output.
/// Throws Error(usage) that lists what there is.
[[nodiscard]] OutputFormat format_of(const std::string& output, const std::string& driver);

/// GDAL's name of the driver.
[[nodiscard]] std::string_view driver_name(Format format) noexcept;

/// The format has one CRS by its standard, EPSG:4326.
[[nodiscard]] bool is_always_wgs84(Format format) noexcept;

}  // namespace ombud::publish
