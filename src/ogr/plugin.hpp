#pragma once

// Inside src/ogr only: what the program and ombud-ogr.so agree on.

#include "ogr/layer_reader.hpp"
#include "ogr/layer_writer.hpp"
#include "ogr/transform.hpp"

#include <filesystem>
#include <memory>
#include <span>
#include <string>

namespace ombud::ogr {

/// What ombud-ogr.so offers. Stateless, so that one object serves all threads; what it makes belongs to one thread
/// each.
class Plugin {
  public:
    Plugin() = default;
    Plugin(const Plugin&) = delete;
    Plugin& operator=(const Plugin&) = delete;
    virtual ~Plugin() = default;

    /// \param file  absolute
    [[nodiscard]] virtual std::unique_ptr<LayerReader> open_layer(const std::filesystem::path& file,
                                                                  const ReadOptions& options) const = 0;
    /// \param file  absolute
    [[nodiscard]] virtual std::unique_ptr<LayerWriter> create_layer(const std::filesystem::path& file,
                                                                    std::span<const Field> fields,
                                                                    const WriteOptions& options) const = 0;
    [[nodiscard]] virtual std::unique_ptr<Transform> transform_from(int epsg) const = 0;
    [[nodiscard]] virtual std::string esri_wkt(int epsg) const = 0;
    [[nodiscard]] virtual bool has_table(const std::string& connection, const DatabaseOptions& options) const = 0;
    [[nodiscard]] virtual std::unique_ptr<DatabaseWriter> open_database(const std::string& connection,
                                                                        std::span<const Field> fields,
                                                                        const DatabaseOptions& options,
                                                                        bool replace_all) const = 0;
};

/// The type of the one function that ombud-ogr.so exports. The object lives as long as the process.
using PluginEntry = const Plugin* (*)();

/// The number changes with this header and the types it uses: a program never calls into a shared object built from
/// another version of them.
inline constexpr const char* plugin_entry = "ombud_ogr_plugin_2";

/// ombud-ogr.so, loaded on the first call: GDAL costs 40 ms and 43 MB, which commands without layers shall not pay.
/// Looked for in $OMBUD_LIBDIR, then where it is installed and where it is built, both seen from the running program.
/// Throws Error(system) that names the places.
[[nodiscard]] const Plugin& plugin();

}  // namespace ombud::ogr
