#pragma once

// Inside src/locate only: finding columns by their usual names.

#include "core/position.hpp"
#include "ogr/layer_reader.hpp"
#include "ogr/transform.hpp"

#include <filesystem>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ombud::locate {

using Columns = std::vector<std::string>;

/// The chosen column, else the first of the usual names; nothing where there is none. A chosen one must exist:
/// Error(input).
[[nodiscard]] std::optional<std::size_t> find_column(const Columns& columns, const std::string& chosen,
                                                     std::initializer_list<std::string_view> usual,
                                                     const std::filesystem::path& file);

/// Error(input) that names the option where the column was not found.
[[nodiscard]] std::size_t need_column(std::optional<std::size_t> column, std::string_view what, std::string_view option,
                                      const Columns& columns, const std::filesystem::path& file);

/// Text of a column, cleaned; empty where there is no such column.
[[nodiscard]] std::string text_at(const ogr::Feature& row, std::optional<std::size_t> column);

/// The value of a tag in OSM's column "other_tags" (`"addr:street"=>"Markt","building"=>"yes"`), or empty.
[[nodiscard]] std::string tag_of(std::string_view other_tags, std::string_view name);

/// Where a row lies: its geometry's point, else two columns in a CRS.
class PositionReader {
  public:
    PositionReader(const Columns& columns, const std::string& lon, const std::string& lat, int epsg,
                   const std::filesystem::path& file);
    [[nodiscard]] bool has_columns() const noexcept { return lon_ && lat_; }
    /// Nothing where the row has no position; the middle of lines and polygons.
    [[nodiscard]] std::optional<Position> read(const ogr::Feature& row) const;

  private:
    std::optional<std::size_t> lon_, lat_;
    std::unique_ptr<ogr::Transform> transform_;
};

/// Whether a file is an OSM extract, whose layers and tags need care.
[[nodiscard]] bool is_osm(const std::filesystem::path& file);

}  // namespace ombud::locate
