#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/position.hpp"

namespace ombud::ogr {

enum class FieldType { text, integer, real };

struct Field {
    std::string name;
    FieldType type = FieldType::text;
    int width = 0;  ///< for drivers that need one (shapefile); 0: the driver's default
};

using Value = std::variant<std::monostate, std::string, std::int64_t, double>;

struct WriteOptions {
    std::string driver;       ///< OGR's short name: "ESRI Shapefile", "GPKG", …
    std::string layer;        ///< name of the layer
    int epsg = 4326;          ///< CRS of the output; points are handed in as EPSG:4326 and transformed
    std::vector<std::string> layer_options;  ///< OGR layer creation options, KEY=VALUE
};

/// Writes one layer of points. Nothing is complete before `close`.
class LayerWriter {
  public:
    LayerWriter() = default;
    LayerWriter(const LayerWriter&) = delete;
    LayerWriter& operator=(const LayerWriter&) = delete;
    virtual ~LayerWriter() = default;

    /// \param values  one per field, in their order
    virtual void write(const std::optional<Position>& point, std::span<const Value> values) = 0;
    /// Flushes and closes. Throws Error(system) where the disk or the driver refuses.
    virtual void close() = 0;
};

/// Creates `file`, which must not exist. Throws Error(input) for an unknown driver or CRS, Error(system) for the disk.
[[nodiscard]] std::unique_ptr<LayerWriter> create_layer(const std::filesystem::path& file, std::span<const Field> fields,
                                                        const WriteOptions& options);

}  // namespace ombud::ogr
