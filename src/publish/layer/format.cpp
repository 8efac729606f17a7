#include "publish/layer/format.hpp"

#include "core/error.hpp"
#include "core/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>

namespace ombud::publish {

namespace {

struct Ending {
    std::string_view suffix;
    OutputFormat format;
};

/// Longer ones first.
constexpr auto endings = std::to_array<Ending>({
    {".geojson.gz", {Format::geojson, true}},
    {".json.gz", {Format::geojson, true}},
    {".geojsonl.gz", {Format::geojson_lines, true}},
    {".ndjson.gz", {Format::geojson_lines, true}},
    {".geojson", {Format::geojson}},
    {".json", {Format::geojson}},
    {".geojsonl", {Format::geojson_lines}},
    {".geojsons", {Format::geojson_lines}},
    {".ndjson", {Format::geojson_lines}},
    {".zip", {Format::shapefile, true}},
    {".shp", {Format::shapefile}},
    {".gpkg", {Format::geopackage}},
    {".fgb", {Format::flatgeobuf}},
    {".csv", {Format::csv}},
    {".kml", {Format::kml}},
    {".xlsx", {Format::xlsx}},
});

struct Driver {
    std::string_view name;
    Format format;
};

/// The first of a format is GDAL's.
constexpr auto drivers = std::to_array<Driver>({
    {"GeoJSON", Format::geojson},
    {"GeoJSONSeq", Format::geojson_lines},
    {"ESRI Shapefile", Format::shapefile},
    {"GPKG", Format::geopackage},
    {"FlatGeobuf", Format::flatgeobuf},
    {"CSV", Format::csv},
    {"KML", Format::kml},
    {"XLSX", Format::xlsx},
    {"PostgreSQL", Format::postgis},
    {"Shapefile", Format::shapefile},
    {"GeoPackage", Format::geopackage},
    {"PostGIS", Format::postgis},
    {"LIBKML", Format::kml},
});

}  // namespace

OutputFormat format_of(const std::string& output, const std::string& driver) {
    const std::string lower = fold(output);
    const bool to_database = output.starts_with("PG:");
    if (driver.empty()) {
        if (to_database) return {Format::postgis};
        for (const Ending& ending : endings) {
            if (lower.ends_with(ending.suffix)) return ending.format;
        }
        throw Error(ErrorKind::usage,
                    fmt::format("{}: the suffix decides the format; use .geojson, .geojsonl (either with .gz), .shp, "
                                ".shp.zip, .gpkg, .fgb, .csv, .kml, .xlsx, or PG:… for PostGIS; or name a --driver",
                                output));
    }
    const auto found =
        std::ranges::find_if(drivers, [&](const Driver& known) { return fold(known.name) == fold(driver); });
    if (found == drivers.end()) {
        throw Error(ErrorKind::usage,
                    fmt::format("there is no driver '{}'; there are: GeoJSON, GeoJSONSeq, Shapefile, GPKG, FlatGeobuf, "
                                "CSV, KML, XLSX, PostGIS",
                                driver));
    }
    if ((found->format == Format::postgis) != to_database) {
        throw Error(ErrorKind::usage,
                    fmt::format("{}: the output of PostGIS begins with PG:, that of a file does not", output));
    }
    return {found->format, lower.ends_with(".gz") || lower.ends_with(".zip")};
}

std::string_view driver_name(Format format) noexcept {
    const auto* found = std::ranges::find(drivers, format, &Driver::format);
    return found->name;
}

bool is_always_wgs84(Format format) noexcept {
    return format == Format::geojson || format == Format::geojson_lines || format == Format::kml;
}

}  // namespace ombud::publish
