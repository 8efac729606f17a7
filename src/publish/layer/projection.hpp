#pragma once

#include "core/position.hpp"
#include "ogr/transform.hpp"
#include "publish/layer/geometry.hpp"

#include <memory>
#include <optional>
#include <span>

namespace ombud::publish {

/// Takes places from EPSG:4326 to the CRS of an output. PROJ is loaded only where that is another one.
class Projection {
  public:
    /// Throws Error(config) for an EPSG code that PROJ does not know.
    explicit Projection(int epsg);

    [[nodiscard]] int epsg() const noexcept { return epsg_; }
    /// What the CRS has no place for becomes infinite.
    void apply(std::span<Position> positions) const;
    [[nodiscard]] std::optional<Position> apply(Position position) const;
    /// Nothing where a part of the area has no place.
    [[nodiscard]] std::optional<MultiPolygon> apply(const MultiPolygon& area) const;

  private:
    int epsg_;
    std::unique_ptr<ogr::Transform> transform_;  ///< null for EPSG:4326
};

}  // namespace ombud::publish
