#pragma once

namespace ombud {

/// A point on the earth in EPSG:4326. The order is always longitude, latitude, in degrees.
struct Position {
    double lon = 0;
    double lat = 0;

    friend bool operator==(const Position&, const Position&) = default;
};

/// Great-circle distance in metres (haversine on the mean earth radius 6,371,008.8 m, IUGG).
[[nodiscard]] double distance_m(Position a, Position b) noexcept;

/// A box in EPSG:4326 degrees.
struct Bounds {
    double west = 0;
    double south = 0;
    double east = 0;
    double north = 0;

    [[nodiscard]] bool contains(Position p) const noexcept {
        return p.lon >= west && p.lon <= east && p.lat >= south && p.lat <= north;
    }
};

/// The smallest box that holds all points within `radius_m` metres of `centre` (latitudes below 89 degrees).
[[nodiscard]] Bounds box_around(Position centre, double radius_m) noexcept;

}  // namespace ombud
