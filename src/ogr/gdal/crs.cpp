#include "ogr/gdal/crs.hpp"

#include "core/error.hpp"
#include "ogr/gdal/messages.hpp"

#include <cpl_conv.h>
#include <fmt/format.h>

#include <array>
#include <cmath>
#include <limits>
#include <vector>

namespace ombud::ogr {

namespace {

class EpsgTransform final : public Transform {
  public:
    explicit EpsgTransform(int epsg)
        : crs_(crs(epsg)), way_(transformation(crs_, crs(4326))), back_(transformation(crs(4326), crs_)) {}

    std::optional<Position> to_wgs84(double x, double y) const override {
        if (!std::isfinite(x) || !std::isfinite(y)) return std::nullopt;
        const Messages quiet;
        if (way_->Transform(1, &x, &y) == FALSE) return std::nullopt;
        if (!(std::abs(x) <= 180) || !(std::abs(y) <= 90)) return std::nullopt;
        return Position{x, y};
    }

    void from_wgs84(std::span<Position> positions) const override {
        const Messages quiet;
        std::vector<double> x(positions.size());
        std::vector<double> y(positions.size());
        std::vector<int> done(positions.size(), FALSE);
        for (std::size_t i = 0; i < positions.size(); ++i) {
            x[i] = positions[i].lon;
            y[i] = positions[i].lat;
        }
        back_->Transform(static_cast<int>(positions.size()), x.data(), y.data(), nullptr, done.data());
        constexpr double nowhere = std::numeric_limits<double>::infinity();
        for (std::size_t i = 0; i < positions.size(); ++i) {
            const bool placed = done[i] != FALSE && std::isfinite(x[i]) && std::isfinite(y[i]);
            positions[i] = placed ? Position{x[i], y[i]} : Position{nowhere, nowhere};
        }
    }

    bool in_metres() const override { return crs_.IsProjected() != FALSE && crs_.GetLinearUnits() == 1.0; }

  private:
    OGRSpatialReference crs_;
    std::unique_ptr<OGRCoordinateTransformation> way_;
    std::unique_ptr<OGRCoordinateTransformation> back_;
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

std::string esri_wkt_of(int epsg) {
    const OGRSpatialReference named = crs(epsg);
    const std::array<const char*, 2> options{"FORMAT=WKT1_ESRI", nullptr};
    char* text = nullptr;
    const OGRErr result = named.exportToWkt(&text, options.data());
    const std::unique_ptr<char, decltype(&CPLFree)> owned(text, &CPLFree);
    if (result != OGRERR_NONE) {
        throw Error(ErrorKind::config, fmt::format("EPSG:{} cannot be described in a .prj; choose another CRS", epsg));
    }
    return text;
}

}  // namespace ombud::ogr
