#pragma once

#include "core/position.hpp"

#include <string>
#include <vector>

namespace ombud::publish::site {

/// A house as far as the course of its street follows from it.
struct NumberedHouse {
    std::string number;  ///< "12a"
    Position position;
};

using Line = std::vector<Position>;

/// Roughly where a street runs, from its houses alone, for towns that have no lines of their streets: the means of four
/// houses each in the order of their numbers, which lie between both sides; broken where houses are further apart than
/// a street without numbers would be. For drawing a background, never for locating anything.
[[nodiscard]] std::vector<Line> street_axis(std::vector<NumberedHouse> houses);

/// Without points that lie nearer than `tolerance_m` to what remains (Douglas and Peucker 1973).
[[nodiscard]] Line thinned(const Line& line, double tolerance_m);

/// Taken apart where two points lie further apart than `gap_m`.
[[nodiscard]] std::vector<Line> broken_at_gaps(const Line& line, double gap_m);

}  // namespace ombud::publish::site
