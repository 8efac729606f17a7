#include "store/named_places.hpp"

#include "core/text.hpp"
#include "store/connection.hpp"

#include <cstring>

namespace ombud::store {

namespace {

/// Positions as they lie in memory: read back only by the machine that wrote them, or rebuilt by an import.
std::string_view bytes_of(const std::vector<Position>& points) {
    static_assert(sizeof(Position) == 2 * sizeof(double));
    return {reinterpret_cast<const char*>(points.data()), points.size() * sizeof(Position)};
}

std::vector<Position> points_of(const std::string& bytes) {
    std::vector<Position> points(bytes.size() / sizeof(Position));
    std::memcpy(points.data(), bytes.data(), points.size() * sizeof(Position));
    return points;
}

}  // namespace

void clear_streets(Register& registry) {
    registry.connection().execute("DELETE FROM street");
}

void add_street(Register& registry, const StreetLine& street) {
    registry.connection()
        .query("INSERT INTO street (name, points) VALUES (?1, ?2)")
        .bind(street.name, Blob{bytes_of(street.points)})
        .run();
}

std::vector<StreetLine> street_lines(Register& registry) {
    Query rows = registry.connection().query("SELECT name, points FROM street ORDER BY name, id");
    std::vector<StreetLine> found;
    while (rows.next()) found.push_back({rows.text(0), points_of(rows.text(1))});
    return found;
}

void clear_places(Register& registry) {
    registry.connection().execute("DELETE FROM place");
}

void add_place(Register& registry, const NamedPlace& place) {
    std::string aliases;
    for (const std::string& alias : place.aliases) aliases += (aliases.empty() ? "" : ";") + alias;
    registry.connection()
        .query("INSERT INTO place (name, aliases, kind, lon, lat, reach_m) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")
        .bind(place.name, aliases, place.kind, place.position.lon, place.position.lat, place.reach_m)
        .run();
}

std::vector<NamedPlace> named_places(Register& registry) {
    Query rows =
        registry.connection().query("SELECT name, aliases, kind, lon, lat, reach_m FROM place ORDER BY name, id");
    std::vector<NamedPlace> found;
    while (rows.next()) {
        NamedPlace place{rows.text(0), {}, rows.text(2), {rows.real(3), rows.real(4)}, rows.real(5)};
        const std::string aliases = rows.text(1);
        for (const std::string_view alias : split(aliases, ';')) place.aliases.emplace_back(alias);
        found.push_back(std::move(place));
    }
    return found;
}

std::vector<NamedArea> named_areas(Register& registry) {
    // The R*Tree has the box of each area, so that SpatiaLite need not be loaded.
    Query rows = registry.connection().query(
        "SELECT a.kind, a.name, g.xmin, g.xmax, g.ymin, g.ymax FROM area a JOIN idx_area_geom g ON g.pkid = a.id "
        "ORDER BY a.kind, a.name");
    std::vector<NamedArea> found;
    while (rows.next()) {
        const Position low{rows.real(2), rows.real(4)};
        const Position high{rows.real(3), rows.real(5)};
        found.push_back({rows.text(0),
                         rows.text(1),
                         {(low.lon + high.lon) / 2, (low.lat + high.lat) / 2},
                         distance_m(low, high) / 2});
    }
    return found;
}

std::vector<std::string> all_place_names(Register& registry) {
    // Addresses are many: their index gives each street once, one jump for each, instead of reading all of them.
    Query rows = registry.connection().query(
        "WITH RECURSIVE streets(key) AS (SELECT min(street_key) FROM address UNION ALL "
        "SELECT (SELECT min(street_key) FROM address WHERE street_key > streets.key) FROM streets WHERE key IS NOT NULL) "
        "SELECT (SELECT street FROM address WHERE street_key = streets.key LIMIT 1) FROM streets WHERE key IS NOT NULL "
        "UNION SELECT name FROM street UNION SELECT name FROM area UNION SELECT name FROM place");
    std::vector<std::string> names;
    while (rows.next()) names.push_back(rows.text(0));
    Query aliases = registry.connection().query("SELECT aliases FROM place WHERE aliases <> ''");
    while (aliases.next()) {
        const std::string list = aliases.text(0);
        for (const std::string_view alias : split(list, ';')) names.emplace_back(alias);
    }
    return names;
}

}  // namespace ombud::store
