#include "core/position.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <numbers>

namespace {

using namespace ombud;

constexpr double degree = std::numbers::pi / 180;

/// The point `metres` from `start` in the direction `bearing` (degrees from north): the direct problem on the sphere.
Position travel(Position start, double bearing, double metres) {
    const double d = metres / 6'371'008.8;
    const double lat = std::asin(std::sin(start.lat * degree) * std::cos(d) +
                                 std::cos(start.lat * degree) * std::sin(d) * std::cos(bearing * degree));
    const double lon =
        start.lon * degree + std::atan2(std::sin(bearing * degree) * std::sin(d) * std::cos(start.lat * degree),
                                        std::cos(d) - std::sin(start.lat * degree) * std::sin(lat));
    return {lon / degree, lat / degree};
}

}  // namespace

TEST_CASE("A degree of the equator and of a meridian is 111,195 m") {
    CHECK(distance_m({0, 0}, {1, 0}) == Approx(111'195.08).margin(0.01));
    CHECK(distance_m({8, 51}, {8, 52}) == Approx(111'195.08).margin(0.01));
}

TEST_CASE("A distance agrees with a published one") {
    // Nashville to Los Angeles airports: 2,886.44 km by the haversine formula on the mean radius of 6,371 km
    // (Rosetta Code, "Haversine formula", with its 6,372.8 km brought to IUGG's radius).
    CHECK(distance_m({-86.67, 36.12}, {-118.40, 33.94}) == Approx(2'887'259.95 * 6371.0088 / 6372.8).margin(1));
}

TEST_CASE("Distance is the same both ways, zero to itself, and half the earth at most") {
    const Position hamm{7.815, 51.681};
    const Position berlin{13.405, 52.52};
    CHECK(distance_m(hamm, berlin) == distance_m(berlin, hamm));
    CHECK(distance_m(hamm, hamm) == 0);
    CHECK(distance_m({0, 0}, {180, 0}) == Approx(std::numbers::pi * 6'371'008.8));
}

TEST_CASE("A metre is told from two") {
    const Position house{7.815, 51.681};
    CHECK(distance_m(house, travel(house, 45, 1)) == Approx(1).margin(1e-3));
    CHECK(distance_m(house, travel(house, 200, 2)) == Approx(2).margin(1e-3));
}

TEST_CASE("The box around a point holds everything within the radius, and hardly more") {
    for (const double lat : {0.0, 47.3, 51.7, 55.0, -33.0}) {
        const Position centre{7.8, lat};
        for (const double radius : {1.0, 50.0, 5000.0}) {
            const Bounds box = box_around(centre, radius);
            INFO(lat << " " << radius);
            for (int bearing = 0; bearing < 360; bearing += 5)
                CHECK(box.contains(travel(centre, bearing, radius * 0.999999)));
            for (const double bearing : {0.0, 90.0, 180.0, 270.0})
                CHECK_FALSE(box.contains(travel(centre, bearing, radius * 1.001)));
        }
    }
}

TEST_CASE("A box holds its own border") {
    const Bounds box{7, 51, 8, 52};
    CHECK(box.contains({7, 51}));
    CHECK(box.contains({8, 52}));
    CHECK_FALSE(box.contains({6.999, 51.5}));
    CHECK_FALSE(box.contains({7.5, 52.001}));
}
