#include "core/error.hpp"
#include "ogr/transform.hpp"
#include "publish/layer/listed.hpp"
#include "publish/layer/sources.hpp"
#include "store/areas.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <map>
#include <memory>
#include <numbers>
#include <utility>

namespace ombud::publish {

namespace {

struct Area {
    std::int64_t id = 0;
    std::string kind;
    std::string name;
    MultiPolygon outline;
};

struct Cell {
    std::int64_t id = 0;
    std::string name;
    std::int64_t reports = 0;
    double per_km2 = 0;
    MultiPolygon outline;
};

// clang-format off
constexpr std::array area_fields{
    FieldOf<Area>{"kind", "kind", "Art", "Art", FieldKind::text, 40, 0,
        "district, municipality, …", "district, municipality, …",
        [](const Area& a) { return FieldValue(std::string_view(a.kind)); }},
    FieldOf<Area>{"name", "name", "Name", "Name", FieldKind::text, 120, 0,
        "Name of the area", "Name des Gebiets",
        [](const Area& a) { return FieldValue(std::string_view(a.name)); }},
};
constexpr std::array cell_fields{
    FieldOf<Cell>{"cell", "cell", "Zelle", "Zelle", FieldKind::text, 40, 0,
        "Easting and northing of the centre, in the CRS of the cells", "Rechts- und Hochwert der Mitte",
        [](const Cell& c) { return FieldValue(std::string_view(c.name)); }},
    FieldOf<Cell>{"reports", "reports", "Meldungen", "Meldungen", FieldKind::integer, 12, 0,
        "How many reports lie in it", "Anzahl der Meldungen darin",
        [](const Cell& c) { return FieldValue(c.reports); }},
    FieldOf<Cell>{"per_km2", "per_km2", "je km²", "je_km2", FieldKind::real, 14, 2,
        "Reports a square kilometre", "Meldungen je Quadratkilometer",
        [](const Cell& c) { return FieldValue(c.per_km2); }},
};
// clang-format on

using CellIndex = std::pair<std::int64_t, std::int64_t>;

/// Cells laid out from the origin of the CRS, so that the same place is in the same cell in every export.
class Cells {
  public:
    explicit Cells(const HeatOptions& options) : options_(options) {}

    [[nodiscard]] CellIndex at(Position p) const {
        if (!options_.hexagons) return {whole(std::floor(p.lon / width())), whole(std::floor(p.lat / width()))};
        // Of two interleaved lattices of rectangles, the nearer centre.
        const double row = std::round(p.lat / (2 * height()));
        const Position even{std::round(p.lon / width()) * width(), row * 2 * height()};
        const double between = std::floor(p.lat / (2 * height())) + 0.5;
        const Position odd{(std::floor(p.lon / width()) + 0.5) * width(), between * 2 * height()};
        const auto squared = [&](Position c) {
            return (c.lon - p.lon) * (c.lon - p.lon) + (c.lat - p.lat) * (c.lat - p.lat);
        };
        if (squared(even) <= squared(odd)) return {whole(std::round(p.lon / width())), whole(2 * row)};
        return {whole(std::floor(p.lon / width())), whole(2 * between)};
    }

    [[nodiscard]] Position centre(CellIndex cell) const {
        const auto [column, row] = cell;
        if (!options_.hexagons) {
            return {(static_cast<double>(column) + 0.5) * width(), (static_cast<double>(row) + 0.5) * width()};
        }
        const double shift = row % 2 == 0 ? 0 : 0.5;
        return {(static_cast<double>(column) + shift) * width(), static_cast<double>(row) * height()};
    }

    /// Counterclockwise, closed.
    [[nodiscard]] Ring outline(CellIndex cell) const {
        const Position c = centre(cell);
        const double half = width() / 2;
        if (!options_.hexagons) {
            return {{c.lon - half, c.lat - half},
                    {c.lon + half, c.lat - half},
                    {c.lon + half, c.lat + half},
                    {c.lon - half, c.lat + half},
                    {c.lon - half, c.lat - half}};
        }
        const double corner = width() / std::numbers::sqrt3;  // from the centre
        return {{c.lon, c.lat - corner}, {c.lon + half, c.lat - corner / 2}, {c.lon + half, c.lat + corner / 2},
                {c.lon, c.lat + corner}, {c.lon - half, c.lat + corner / 2}, {c.lon - half, c.lat - corner / 2},
                {c.lon, c.lat - corner}};
    }

    [[nodiscard]] double square_kilometres() const {
        return width() * width() * (options_.hexagons ? std::numbers::sqrt3 / 2 : 1.0) / 1e6;
    }

  private:
    [[nodiscard]] double width() const { return options_.cell_m; }
    /// Between two rows of hexagons.
    [[nodiscard]] double height() const { return options_.cell_m * std::numbers::sqrt3 / 2; }
    [[nodiscard]] static std::int64_t whole(double number) { return static_cast<std::int64_t>(number); }

    HeatOptions options_;
};

/// One number of two, unique where both stay below 2^31, as they do on the earth.
std::int64_t number_of(CellIndex cell) {
    constexpr std::int64_t half = std::int64_t{1} << 31;
    return (cell.second + half / 2) * half + (cell.first + half / 2);
}

std::map<std::int64_t, std::pair<CellIndex, std::int64_t>> count(const std::function<bool(Position&)>& next,
                                                                 const ogr::Transform& projection, const Cells& cells) {
    std::map<std::int64_t, std::pair<CellIndex, std::int64_t>> counts;
    for (Position place; next(place);) {
        projection.from_wgs84(std::span(&place, 1));
        if (!std::isfinite(place.lon)) continue;
        const CellIndex cell = cells.at(place);
        auto& counted = counts[number_of(cell)];
        counted.first = cell;
        ++counted.second;
    }
    return counts;
}

}  // namespace

Layer areas_layer(store::Register& registry, const std::vector<std::string>& fields, Language language) {
    std::vector<Area> areas;
    for (store::WholeArea& one : store::whole_areas(registry)) {
        Area& area = areas.emplace_back(Area{one.id, std::move(one.kind), std::move(one.name), from_wkb(one.wkb)});
        orient(area.outline, true);
    }
    return listed<Area>("areas", area_fields, fields, language, std::move(areas));
}

Layer heat_layer(const std::function<bool(Position&)>& next, const HeatOptions& options,
                 const std::vector<std::string>& fields, Language language) {
    const auto projection = ogr::transform_from(options.epsg);
    if (!projection->in_metres()) {
        throw Error(ErrorKind::usage, fmt::format("cells are laid out in metres, and EPSG:{} has none; name a CRS such "
                                                  "as EPSG:25832 with --crs, or in [export] shapefile_epsg",
                                                  options.epsg));
    }
    const Cells cells(options);
    std::vector<Cell> made;
    for (const auto& [id, counted] : count(next, *projection, cells)) {
        const auto& [index, reports] = counted;
        if (reports < options.smallest) continue;
        Ring ring = cells.outline(index);
        bool placed = true;
        for (Position& corner : ring) {
            const auto place = projection->to_wgs84(corner.lon, corner.lat);
            placed = placed && place.has_value();
            if (place) corner = *place;
        }
        if (!placed) continue;
        const Position centre = cells.centre(index);
        made.push_back({id,
                        fmt::format("E{:.0f}N{:.0f}", centre.lon, centre.lat),
                        reports,
                        std::round(100 * static_cast<double>(reports) / cells.square_kilometres()) / 100,
                        {{std::move(ring)}}});
    }
    return listed<Cell>("heat", cell_fields, fields, language, std::move(made));
}

}  // namespace ombud::publish
