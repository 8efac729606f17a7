#include "ogr/gdal/crs.hpp"

#include "core/error.hpp"
#include "ogr/gdal/messages.hpp"

#include <fmt/format.h>

#include <cmath>

namespace ombud::ogr {

namespace {

class EpsgTransform final : public Transform {
  public:
    explicit EpsgTransform(int epsg) : way_(transformation(crs(epsg), crs(4326))) {}

    std::optional<Position> to_wgs84(double x, double y) const override {
        if (!std::isfinite(x) || !std::isfinite(y)) return std::nullopt;
        const Messages quiet;
        if (way_->Transform(1, &x, &y) == FALSE) return std::nullopt;
        if (!(std::abs(x) <= 180) || !(std::abs(y) <= 90)) return std::nullopt;
        return Position{x, y};
    }

  private:
    std::unique_ptr<OGRCoordinateTransformation> way_;
};

}  // namespace

OGRSpatialReference crs(int epsg) {
    const Messages messages;
    OGRSpatialReference result;
    if (result.importFromEPSG(epsg) != OGRERR_NONE) {
        throw Error(ErrorKind::config, fmt::format("EPSG:{} is no coordinate reference system that PROJ knows ({})",
                                                   epsg, messages.text_or("no reason given")));
    }
    result.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    return result;
}

std::unique_ptr<OGRCoordinateTransformation> transformation(const OGRSpatialReference& from,
                                                            const OGRSpatialReference& to) {
    const Messages messages;
    std::unique_ptr<OGRCoordinateTransformation> result(OGRCreateCoordinateTransformation(&from, &to));
    if (!result) {
        const auto name = [](const OGRSpatialReference& one) {
            return one.GetName() == nullptr ? "an unnamed CRS" : one.GetName();
        };
        throw Error(ErrorKind::config, fmt::format("there is no way from {} to {} ({})", name(from), name(to),
                                                   messages.text_or("no reason given")));
    }
    return result;
}

std::unique_ptr<Transform> make_transform(int epsg) {
    return std::make_unique<EpsgTransform>(epsg);
}

}  // namespace ombud::ogr
