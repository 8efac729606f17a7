#include "publish/geojson.hpp"

#include "publish/layer/sink.hpp"
#include "publish/layer/sources.hpp"

namespace ombud::publish {

Exported write_geojson(const std::filesystem::path& file, const NextReport& next) {
    const Layer layer = reports_layer(next, {}, Language::en);
    const auto sink = geojson_sink(file, {layer.name, false, layer.columns, 4326}, false, false);
    const Written written = write_rows(layer, *sink);
    sink->commit();
    return {written.rows, written.without_place};
}

}  // namespace ombud::publish
