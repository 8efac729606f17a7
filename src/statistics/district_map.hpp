#pragma once

#include "core/position.hpp"
#include "statistics/charts.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ombud::statistics {

/// A district with its figure.
struct MappedDistrict {
    std::string name;
    int number = 0;                                            ///< in the table beside the map
    std::vector<std::vector<std::vector<Position>>> polygons;  ///< rings of each polygon, the outer one first
    std::optional<std::int64_t> value;                         ///< nothing: hidden
};

/// The polygons of a little-endian WKB polygon or multipolygon; empty where it is damaged or something else.
[[nodiscard]] std::vector<std::vector<std::vector<Position>>> polygons_of_wkb(std::string_view wkb);

/// Districts as areas of five patterns by their figures (equal numbers of districts in each), with name and figure
/// written in them, or the number where the name does not fit. Equidistant projection on the middle latitude; outlines
/// are rounded to a tenth of a unit of the view box, the same for both neighbours, so that no gaps open.
/// \pre there is at least one polygon
[[nodiscard]] std::string district_map(const ChartText& text, const std::vector<MappedDistrict>& districts,
                                       const Words& say);

}  // namespace ombud::statistics
