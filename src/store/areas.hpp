#pragma once

#include "core/position.hpp"
#include "core/report.hpp"
#include "store/register.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ombud::store {

/// Adds a named polygon, or replaces the one of this kind and name. Loads SpatiaLite.
/// \param wkb  MULTIPOLYGON or POLYGON, little-endian WKB, EPSG:4326. Error(input) when it is not valid.
void put_area(Register& registry, std::string_view kind, std::string_view name, std::string_view wkb);

[[nodiscard]] std::vector<std::string> area_names(Register& registry, std::string_view kind);

/// The name of the area of this kind that holds a position, or empty. Loads SpatiaLite where there are such areas.
[[nodiscard]] std::string area_at(Register& registry, std::string_view kind, Position position);

/// Says of every located report without an area which one of this kind holds it. Returns how many were found.
/// Loads SpatiaLite only where there are areas and such reports.
std::size_t update_areas(Register& registry, std::string_view kind);

/// Two areas of one kind that cover the same ground.
struct AreaOverlap {
    std::string first;
    std::string second;
    double square_metres = 0;
};

/// Pairs of areas of this kind that share more than `tolerance_m2`, by name: neighbours drawn from two sources always
/// share slivers along their border. Measured on the ellipsoid. Loads SpatiaLite.
[[nodiscard]] std::vector<AreaOverlap> overlapping_areas(Register& registry, std::string_view kind,
                                                         double tolerance_m2);

/// Looks up the areas of every kind that hold new and moved reports (`areas_of`), and marks the reports that lie
/// outside all areas of the kind "municipality", if there are any, with an event each. Returns how many are newly
/// marked.
std::size_t update_report_areas(Register& registry, const Change& change);

/// An area to draw.
struct AreaOutline {
    std::string name;
    std::string geojson;  ///< its geometry (RFC 7946), EPSG:4326, five decimals: about a metre
    Bounds box;
};

/// The areas of this kind by name, their borders thinned out as far as that moves no line by more than about
/// `tolerance_m`. Each area is thinned out by itself, so that neighbours may part by that much. Loads SpatiaLite where
/// there are areas.
[[nodiscard]] std::vector<AreaOutline> area_outlines(Register& registry, std::string_view kind, double tolerance_m);

/// An area as it is in the register.
struct WholeArea {
    std::int64_t id = 0;
    std::string kind;
    std::string name;
    std::string wkb;  ///< MULTIPOLYGON, EPSG:4326
};

/// All areas, by id. Loads SpatiaLite where there are any.
[[nodiscard]] std::vector<WholeArea> whole_areas(Register& registry);

/// All areas that hold a report, by kind and name.
struct AreaOfReport {
    std::string kind;
    std::string name;
};
[[nodiscard]] std::vector<AreaOfReport> areas_of(Register& registry, ReportId report);

}  // namespace ombud::store
