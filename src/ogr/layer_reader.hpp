#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/position.hpp"

namespace ombud::ogr {

/// How a file is opened.
struct ReadOptions {
    std::string layer;          ///< name of the layer; empty: the first
    bool text_only = false;     ///< every column as text as it stands in the file: type detection eats leading zeros
    char delimiter = '\0';      ///< CSV only; NUL: found by looking
    int target_epsg = 4326;     ///< geometries are delivered in this CRS, x (east) first
    int assumed_epsg = 0;       ///< CRS of a file that names none; 0: it is left as it is
};

/// One row. The column order is that of `LayerReader::columns`.
struct Feature {
    std::vector<std::string> values;  ///< UTF-8; empty for null
    std::string wkb;                  ///< little-endian ISO WKB; empty without geometry
    std::optional<Position> point;    ///< a point geometry's x and y
};

/// Reads one layer of anything OGR can open, row by row, in memory that does not grow with the file.
class LayerReader {
  public:
    LayerReader() = default;
    LayerReader(const LayerReader&) = delete;
    LayerReader& operator=(const LayerReader&) = delete;
    virtual ~LayerReader() = default;

    [[nodiscard]] virtual const std::vector<std::string>& columns() const = 0;
    /// The next row; false at the end. `feature` is overwritten; its buffers are reused.
    [[nodiscard]] virtual bool next(Feature& feature) = 0;
    /// How many rows there are, or 0 where counting would mean reading them all.
    [[nodiscard]] virtual std::size_t expected() const = 0;
};

/// Opens `file` for reading. Throws Error(input) that names the file and OGR's reason.
[[nodiscard]] std::unique_ptr<LayerReader> open_layer(const std::filesystem::path& file, const ReadOptions& options = {});

}  // namespace ombud::ogr
