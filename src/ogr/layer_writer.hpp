#pragma once

#include "core/position.hpp"
#include "core/time.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace ombud::ogr {

enum class FieldType { text, integer, real, instant };

struct Field {
    std::string name;
    FieldType type = FieldType::text;
    int width = 0;     ///< for drivers that need one (shapefile: bytes or digits); 0: the driver's default
    int decimals = 0;  ///< of that width, for real numbers
};

using Value = std::variant<std::monostate, std::string, std::int64_t, double>;

/// The same without a copy: for long layers.
using ValueView = std::variant<std::monostate, std::string_view, std::int64_t, double, Instant>;

enum class GeometryType { point, multipolygon };

struct WriteOptions {
    std::string driver;  ///< OGR's short name: "ESRI Shapefile", "GPKG", …
    std::string layer;   ///< name of the layer
    int epsg = 4326;     ///< CRS of the output; geometries are handed in as EPSG:4326 and transformed
    std::vector<std::string> layer_options = {};  ///< OGR layer creation options, KEY=VALUE
    GeometryType geometry = GeometryType::point;
};

/// One row to write.
struct WriteRow {
    std::optional<std::int64_t> fid = {};  ///< the format's own number of the row; nothing: the driver counts
    std::optional<Position> point = {};    ///< EPSG:4326
    std::string_view wkb = {};             ///< or a polygon or multipolygon, EPSG:4326; empty: none
    std::span<const ValueView> values = {};
};

/// Writes one layer. Nothing is complete before `close`; a writer destroyed without it leaves a part.
class LayerWriter {
  public:
    LayerWriter() = default;
    LayerWriter(const LayerWriter&) = delete;
    LayerWriter& operator=(const LayerWriter&) = delete;
    virtual ~LayerWriter() = default;

    /// Adds a row. False where the CRS of the output has no such place: the row is then written without geometry.
    /// Throws Error(system) where the disk or the driver refuses.
    /// \param values  one per field, in their order
    virtual bool write(const std::optional<Position>& point, std::span<const Value> values) = 0;
    virtual bool write(const WriteRow& row) = 0;
    /// The date that formats which note one are to carry, so that the same rows give the same bytes; else today.
    virtual void set_date(Instant date) = 0;
    /// Flushes and closes. Throws Error(system) where the disk or the driver refuses.
    virtual void close() = 0;
};

/// Creates `file`. Throws Error(conflict) if it exists, Error(config) for a CRS that PROJ does not know, Error(input)
/// for an unknown driver or a field name that the driver would change, Error(system) for the disk.
[[nodiscard]] std::unique_ptr<LayerWriter> create_layer(const std::filesystem::path& file,
                                                        std::span<const Field> fields, const WriteOptions& options);

/// How a layer is written into a PostGIS database.
struct DatabaseOptions {
    std::string schema = {};      ///< empty: the connection's own
    std::string table = {};       ///< lower case
    std::string fid_column = {};  ///< name of the primary key, which holds `WriteRow::fid`
    int epsg = 4326;              ///< as in WriteOptions
    GeometryType geometry = GeometryType::point;
};

/// Changes a table of a PostGIS database. Readers see the old rows until `close`, and then all the new ones; a writer
/// destroyed without it changes nothing.
class DatabaseWriter {
  public:
    DatabaseWriter() = default;
    DatabaseWriter(const DatabaseWriter&) = delete;
    DatabaseWriter& operator=(const DatabaseWriter&) = delete;
    virtual ~DatabaseWriter() = default;

    /// Adds a row, or puts it in the place of the one with this number. Error(system) where the database refuses.
    virtual bool put(const WriteRow& row, bool replace) = 0;
    /// Takes a row away; one that is not there is no error.
    virtual void remove(std::int64_t fid) = 0;
    virtual void close() = 0;
};

/// Whether the database has this table. Throws Error(system) with the server's words where it cannot be reached.
/// \param connection  "PG:…" as GDAL writes it
[[nodiscard]] bool has_table(const std::string& connection, const DatabaseOptions& options);

/// Opens the table to put rows in it; `replace_all`: makes it anew, empty, in the place of the old one.
/// Throws Error(system) where the database refuses or has other columns, Error(config) for an unknown CRS.
[[nodiscard]] std::unique_ptr<DatabaseWriter> open_database(const std::string& connection,
                                                            std::span<const Field> fields,
                                                            const DatabaseOptions& options, bool replace_all);

}  // namespace ombud::ogr
