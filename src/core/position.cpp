#include "core/position.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace ombud {

namespace {
constexpr double earth_radius_m = 6'371'008.8;
constexpr double degree = std::numbers::pi / 180.0;
}  // namespace

double distance_m(Position a, Position b) noexcept {
    const double dlat = (b.lat - a.lat) * degree;
    const double dlon = (b.lon - a.lon) * degree;
    const double h = std::pow(std::sin(dlat / 2), 2) +
                     std::cos(a.lat * degree) * std::cos(b.lat * degree) * std::pow(std::sin(dlon / 2), 2);
    return 2 * earth_radius_m * std::asin(std::min(1.0, std::sqrt(h)));
}

Bounds box_around(Position centre, double radius_m) noexcept {
    const double dlat = radius_m / earth_radius_m / degree;
    const double dlon = dlat / std::max(0.01, std::cos(centre.lat * degree));
    return {centre.lon - dlon, centre.lat - dlat, centre.lon + dlon, centre.lat + dlat};
}

}  // namespace ombud
