#pragma once

#include "core/position.hpp"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ombud::ogr {

/// How a file is opened.
struct ReadOptions {
    std::string layer = {};  ///< name of the layer; empty: the first
    bool text_only = false;  ///< columns as text as it stands in the file; CSV is always read so
    bool header = true;      ///< tables: the first row names the columns; else they are called #1, #2, …
    char delimiter =
        '\0';  ///< CSV only; NUL: found by looking. A file without a telling name is read as CSV if it is set
    int target_epsg = 4326;  ///< geometries are delivered in this CRS, x (east) first
    int assumed_epsg = 0;    ///< CRS of a file that names none; 0: coordinates are left as they are
};

/// One row. The column order is that of `LayerReader::columns`, and there are as many values as columns.
struct Feature {
    /// UTF-8; empty for null or a value that is missing at the end of a CSV row. Dates are ISO 8601, lists are joined
    /// by
    /// ";".
    std::vector<std::string> values;
    /// Little-endian ISO WKB, two-dimensional, without curves, polygons always as MultiPolygon. Empty without geometry
    /// and where the target CRS has no such place.
    std::string wkb;
    std::optional<Position> point;  ///< x and y of a point, or of a multipoint that holds one
    std::size_t row = 0;            ///< 1 is the first row of data
    std::size_t line = 0;           ///< CSV: line of the file on which the row begins, 1 is the first; otherwise 0
    /// What is wrong with the row, for people; empty: nothing. The values are then a best guess: the reader goes on,
    /// and the caller decides whether the row is good enough.
    std::string problem;
};

/// Reads one layer of anything OGR can open, row by row. Memory does not grow with the file, except for spreadsheets,
/// which OGR reads whole.
class LayerReader {
  public:
    LayerReader() = default;
    LayerReader(const LayerReader&) = delete;
    LayerReader& operator=(const LayerReader&) = delete;
    virtual ~LayerReader() = default;

    [[nodiscard]] virtual const std::vector<std::string>& columns() const = 0;
    /// What the file is, for people: "CSV, Windows-1252, delimiter ;", or the name of OGR's driver.
    [[nodiscard]] virtual std::string format() const = 0;
    /// The next row; false at the end. `feature` is overwritten; its buffers are reused.
    /// Throws Error(input) where the file is damaged or cut off; a file that ends early never looks complete.
    [[nodiscard]] virtual bool next(Feature& feature) = 0;
    /// How many rows there are, or 0 where counting would mean reading them all.
    [[nodiscard]] virtual std::size_t expected() const = 0;
};

/// Opens `file` for reading: CSV (also .tsv and .txt, also .gz; UTF-8, UTF-16 with byte order mark, Windows-1252),
/// GeoJSON, GeoPackage, Shapefile (also zipped), FlatGeobuf, GML, KML, XLSX, ODS, .osm.pbf and other vector formats.
/// Only local files are opened, nothing a file refers to is fetched.
/// Throws Error(input) that names the file and the reason, Error(system) where ombud-ogr.so is needed and missing.
[[nodiscard]] std::unique_ptr<LayerReader> open_layer(const std::filesystem::path& file,
                                                      const ReadOptions& options = {});

}  // namespace ombud::ogr
