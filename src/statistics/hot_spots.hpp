#pragma once

#include "core/position.hpp"

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

namespace ombud::statistics {

/// A place with repeated reports, in the numbers that were handed in.
struct SpotCount {
    Position centre;  ///< mean of its reports
    std::int64_t reports = 0;
    std::uint32_t street = 0;                                        ///< the most frequent that is not 0
    std::int64_t area = 0;                                           ///< likewise
    std::vector<std::pair<std::uint32_t, std::int64_t>> categories;  ///< the three most frequent
};

/// Finds where many reports lie close together.
///
/// Positions are counted in a grid of cells a third of the radius wide. The cell whose surroundings, cells with a mean
/// position within the radius of its own, hold most reports becomes a hot spot and takes them; then the next, until
/// they hold too few. A spot is therefore never wider than the radius and no report is in two. Memory grows with the
/// cells that hold anything, not with reports.
class HotSpots {
  public:
    /// \param radius_m  metres, above 0
    explicit HotSpots(double radius_m) : radius_m_(radius_m) {}

    void add(Position position, std::uint32_t street, std::int64_t area, std::uint32_t category);

    /// At most `most`, of at least `least` reports each, the largest first. May be called once: it uses up the cells.
    [[nodiscard]] std::vector<SpotCount> find(std::size_t most, std::int64_t least);

  private:
    struct Cell {
        double lon = 0;  ///< sums
        double lat = 0;
        std::int64_t reports = 0;
        std::int64_t area = 0;
        std::vector<std::pair<std::uint32_t, std::int64_t>> streets;
        std::vector<std::pair<std::uint32_t, std::int64_t>> categories;
    };
    [[nodiscard]] std::vector<std::uint64_t> around(std::uint64_t key) const;
    [[nodiscard]] std::int64_t reports_around(std::uint64_t key) const;

    double radius_m_;
    std::unordered_map<std::uint64_t, Cell> cells_;
};

}  // namespace ombud::statistics
