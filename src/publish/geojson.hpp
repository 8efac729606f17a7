#pragma once

#include "publish/public_report.hpp"

#include <filesystem>

namespace ombud::publish {

/// Writes the reports as one GeoJSON FeatureCollection by RFC 7946: longitude and latitude in WGS 84, rounded to seven
/// decimals (about a centimetre), a feature a line, properties named and ordered as in `report_fields`, null where a
/// report has no value, `"geometry": null` where it has no position. The `id` of a feature is the number of the report.
/// `bbox` is there when there is a point. The same reports give the same bytes. An existing file is replaced at once
/// when the new one is whole, or not at all.
///
/// Throws Error(system) where the disk refuses, and whatever `next` throws.
Exported write_geojson(const std::filesystem::path& file, const NextReport& next);

}  // namespace ombud::publish
