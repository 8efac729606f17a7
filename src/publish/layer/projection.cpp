#include "publish/layer/projection.hpp"

#include <algorithm>
#include <cmath>

namespace ombud::publish {

namespace {

bool is_place(const Position& p) {
    return std::isfinite(p.lon) && std::isfinite(p.lat);
}

}  // namespace

Projection::Projection(int epsg) : epsg_(epsg) {
    if (epsg != 4326) transform_ = ogr::transform_from(epsg);
}

void Projection::apply(std::span<Position> positions) const {
    if (transform_) transform_->from_wgs84(positions);
}

std::optional<Position> Projection::apply(Position position) const {
    apply(std::span(&position, 1));
    if (!is_place(position)) return std::nullopt;
    return position;
}

std::optional<MultiPolygon> Projection::apply(const MultiPolygon& area) const {
    MultiPolygon moved = area;
    for (Polygon& polygon : moved) {
        for (Ring& ring : polygon) {
            apply(std::span(ring));
            if (!std::ranges::all_of(ring, is_place)) return std::nullopt;
        }
    }
    return moved;
}

}  // namespace ombud::publish
