#include "publish/shapefile.hpp"

#include "publish/layer/sink.hpp"
#include "publish/layer/sources.hpp"

namespace ombud::publish {

Exported write_shapefile(const std::filesystem::path& zip, const NextReport& next, const ShapefileOptions& options) {
    const Layer layer = reports_layer(next, {}, Language::en);
    const auto sink = shapefile_sink(zip, {layer.name, false, layer.columns, options.epsg}, true);
    const Written written = write_rows(layer, *sink);
    sink->commit();
    return {written.rows, written.without_place};
}

}  // namespace ombud::publish
