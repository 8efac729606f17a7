#pragma once

#include "publish/layer/layer.hpp"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>

namespace ombud::publish {

/// Where a layer goes. The steps: rows are written, `finish` completes them beside what readers see, `commit` puts them
/// there. Without `commit` nothing has changed.
class Sink {
  public:
    Sink() = default;
    Sink(const Sink&) = delete;
    Sink& operator=(const Sink&) = delete;
    virtual ~Sink() = default;

    /// False where the row has a place but its CRS has not: it then stands there without geometry.
    virtual bool write(const LayerRow& row) = 0;
    virtual void finish() = 0;
    /// After `finish`: rows whose place the CRS has not, where `write` could not know yet.
    [[nodiscard]] virtual std::size_t misplaced() const { return 0; }
    virtual void commit() = 0;
};

/// How much was written.
struct Written {
    std::size_t rows = 0;
    std::size_t without_place = 0;  ///< of them, those that stand there without geometry
};

/// Writes all rows of a layer and finishes the sink.
Written write_rows(const Layer& layer, Sink& sink);

/// The columns of a layer, as a sink needs them beforehand.
struct SinkLayer {
    std::string name;
    bool of_areas = false;
    std::vector<Column> columns;
    int epsg = 4326;
};

// One function a format. Each throws Error(system) where the disk refuses, also later from the sink.
[[nodiscard]] std::unique_ptr<Sink> geojson_sink(const std::filesystem::path& file, const SinkLayer& layer, bool lines,
                                                 bool compressed);
[[nodiscard]] std::unique_ptr<Sink> csv_sink(const std::filesystem::path& file, const SinkLayer& layer);
[[nodiscard]] std::unique_ptr<Sink> kml_sink(const std::filesystem::path& file, const SinkLayer& layer);
[[nodiscard]] std::unique_ptr<Sink> xlsx_sink(const std::filesystem::path& file, const SinkLayer& layer);
[[nodiscard]] std::unique_ptr<Sink> shapefile_sink(const std::filesystem::path& file, const SinkLayer& layer,
                                                   bool zipped);
/// \param driver  "GPKG" or "FlatGeobuf"
[[nodiscard]] std::unique_ptr<Sink> gdal_sink(const std::filesystem::path& file, const SinkLayer& layer,
                                              const std::string& driver);
/// \param table  [schema.]table
/// \param changes_only  the rows are those of a diff: the table is changed instead of replaced
[[nodiscard]] std::unique_ptr<Sink> postgis_sink(const std::string& connection, const SinkLayer& layer,
                                                 const std::string& table, bool changes_only);

/// Whether the database has the table already.
[[nodiscard]] bool has_postgis_table(const std::string& connection, const std::string& table);

}  // namespace ombud::publish
