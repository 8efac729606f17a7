#pragma once

#include "core/position.hpp"

#include <string_view>
#include <vector>

namespace ombud::locate {

/// The points, lines and rings of a two-dimensional little-endian WKB geometry, each as its points. Empty where the
/// bytes are none of these.
[[nodiscard]] std::vector<std::vector<Position>> parts_of_wkb(std::string_view wkb);

/// A line with further points on it, so that no two neighbours are farther apart than `step_m` metres.
[[nodiscard]] std::vector<Position> densified(const std::vector<Position>& line, double step_m);

/// The middle of the box around all points, and how far its corners are.
struct Extent {
    Position middle;
    double reach_m = 0;
};
/// \pre there is at least one point
[[nodiscard]] Extent extent_of(const std::vector<std::vector<Position>>& parts);

}  // namespace ombud::locate
