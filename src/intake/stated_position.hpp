#pragma once

#include "core/position.hpp"
#include "ogr/transform.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace ombud::intake {

/// A number as people and programs write it: "7.8345", "7,8345", " -0.5 ", "4e5". Nothing for anything else.
[[nodiscard]] std::optional<double> parse_number(std::string_view text) noexcept;

/// Reads coordinates in the CRS of a source. A bad position is refused, never the report that carries it.
class PositionReader {
  public:
    struct Result {
        std::optional<Position> position;  ///< EPSG:4326
        std::string refusal;               ///< why there is none although something was delivered
    };

    /// \param epsg    CRS of the coordinates; anything but 4326 loads PROJ on the first position
    /// \param bounds  EPSG:4326; positions outside are refused
    PositionReader(int epsg, std::optional<Bounds> bounds) : epsg_(epsg), bounds_(bounds) {}

    /// \param lon  longitude or easting, as delivered
    /// \param lat  latitude or northing, as delivered
    /// Throws Error(config) for a CRS that PROJ does not know.
    [[nodiscard]] Result read(std::string_view lon, std::string_view lat);

  private:
    [[nodiscard]] std::optional<Position> to_wgs84(double x, double y);
    [[nodiscard]] bool acceptable(const std::optional<Position>& position) const noexcept;

    int epsg_;
    std::optional<Bounds> bounds_;
    std::unique_ptr<ogr::Transform> transform_;
};

}  // namespace ombud::intake
