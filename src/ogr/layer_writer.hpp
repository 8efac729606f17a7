#pragma once

#include "core/position.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace ombud::ogr {

enum class FieldType { text, integer, real };

struct Field {
    std::string name;
    FieldType type = FieldType::text;
    int width = 0;     ///< for drivers that need one (shapefile: bytes or digits); 0: the driver's default
    int decimals = 0;  ///< of that width, for real numbers
};

using Value = std::variant<std::monostate, std::string, std::int64_t, double>;

struct WriteOptions {
    std::string driver;  ///< OGR's short name: "ESRI Shapefile", "GPKG", …
    std::string layer;   ///< name of the layer
    int epsg = 4326;     ///< CRS of the output; points are handed in as EPSG:4326 and transformed
    std::vector<std::string> layer_options = {};  ///< OGR layer creation options, KEY=VALUE
};

/// Writes one layer of points. Nothing is complete before `close`; a writer destroyed without it leaves a part.
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
    /// Flushes and closes. Throws Error(system) where the disk or the driver refuses.
    virtual void close() = 0;
};

/// Creates `file`. Throws Error(conflict) if it exists, Error(config) for a CRS that PROJ does not know, Error(input)
/// for an unknown driver or a field name that the driver would change, Error(system) for the disk.
[[nodiscard]] std::unique_ptr<LayerWriter> create_layer(const std::filesystem::path& file,
                                                        std::span<const Field> fields, const WriteOptions& options);

}  // namespace ombud::ogr
