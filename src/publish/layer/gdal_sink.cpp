#include "ogr/layer_writer.hpp"
#include "publish/layer/ogr_rows.hpp"
#include "publish/layer/sink.hpp"
#include "publish/replacement.hpp"
#include "publish/temporary_folder.hpp"

#include <algorithm>

namespace ombud::publish {

namespace {

/// GeoPackage and FlatGeobuf, by OGR.
class GdalSink final : public Sink {
  public:
    GdalSink(const std::filesystem::path& file, const SinkLayer& layer, const std::string& driver)
        : folder_(file), made_(folder_.path() / file.filename()), replacement_(file) {
        ogr::WriteOptions options;
        options.driver = driver;
        options.layer = layer.name;
        options.epsg = layer.epsg;
        options.geometry = layer.of_areas ? ogr::GeometryType::multipolygon : ogr::GeometryType::point;
        writer_ = ogr::create_layer(made_, ogr_fields(layer.columns), options);
    }

    bool write(const LayerRow& row) override {
        newest_ = std::max(newest_, row.changed);
        return writer_->write(rows_.of(row, row.id));
    }

    void finish() override {
        writer_->set_date(newest_);
        writer_->close();
        std::filesystem::rename(made_, replacement_.part());
    }

    void commit() override { replacement_.commit(); }

  private:
    TemporaryFolder folder_;
    std::filesystem::path made_;
    Replacement replacement_;
    std::unique_ptr<ogr::LayerWriter> writer_;
    OgrRows rows_;
    Instant newest_{};
};

}  // namespace

std::unique_ptr<Sink> gdal_sink(const std::filesystem::path& file, const SinkLayer& layer, const std::string& driver) {
    return std::make_unique<GdalSink>(file, layer, driver);
}

}  // namespace ombud::publish
