#pragma once

#include "dedupe/fingerprint.hpp"

#include <cstdint>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

namespace ombud::dedupe {

/// How far apart in space and time two reports may be to be compared at all.
struct BlockRule {
    double radius_m = 250;
    std::int64_t window_s = std::int64_t{180} * 86'400;
};

/// The rule of each category; `fallback` for those not listed. On Boston's half year 250 m and 180 days hold 97 % of
/// the official originals that have coordinates; see tests/bench/duplicates.md.
struct BlockRules {
    BlockRule fallback;
    std::unordered_map<std::uint32_t, BlockRule> by_category;  ///< key: `Fingerprint::category`

    [[nodiscard]] const BlockRule& of(const Fingerprint& f) const noexcept;
    [[nodiscard]] double largest_radius_m() const noexcept;
};

/// The cell of a grid of about 250 m, row by row from south to north; the width of a row's cells follows the latitude.
/// Neighbours in a row have neighbouring numbers.
using Cell = std::int64_t;
inline constexpr Cell no_cell = -1;
[[nodiscard]] Cell cell_of(const Fingerprint& f) noexcept;  ///< `no_cell` without a position

/// Cells of one row that a circle around a report can touch: first and last.
using CellRange = std::pair<Cell, Cell>;
[[nodiscard]] std::vector<CellRange> cells_around(const Fingerprint& f, double radius_m);

/// Reports sorted by cell and time, so that the neighbours of one are a few runs of memory. 136 bytes a report.
class BlockIndex {
  public:
    /// At most so many reports of one cell are looked at for one report, the latest: a default coordinate that
    /// thousands share must not make the night quadratic.
    static constexpr std::size_t most_per_cell = 1000;

    /// Sorts unless already sorted by cell, time of arrival and `order`.
    explicit BlockIndex(std::vector<Fingerprint> reports);

    [[nodiscard]] std::span<const Fingerprint> reports() const noexcept { return reports_; }

    /// Indices of the reports that came before `f` and lie in its block: near it, or at its address where either has no
    /// position. `found` is cleared first. Returns how many cells were cut at `most_per_cell`.
    std::size_t earlier(const Fingerprint& f, const BlockRule& rule, std::vector<std::uint32_t>& found) const;

    /// The same, of the reports that came after `f`.
    std::size_t later(const Fingerprint& f, const BlockRule& rule, std::vector<std::uint32_t>& found) const;

  private:
    enum class Direction { earlier, later };
    struct Run {
        Cell cell;
        std::uint32_t begin;
    };
    struct AtAddress {
        std::uint64_t address;
        std::uint32_t index;
    };

    std::size_t collect(const Fingerprint& f, const BlockRule& rule, Direction direction,
                        std::vector<std::uint32_t>& found) const;
    bool collect_run(std::size_t begin, std::size_t end, const Fingerprint& f, const BlockRule& rule,
                     Direction direction, std::vector<std::uint32_t>& found) const;
    void collect_at_address(const std::vector<AtAddress>& all, const Fingerprint& f, const BlockRule& rule,
                            Direction direction, std::vector<std::uint32_t>& found) const;

    std::vector<Fingerprint> reports_;
    std::vector<Run> runs_;                   ///< one a cell, and one past the end
    std::vector<AtAddress> at_address_;       ///< all with an address, for those without position
    std::vector<AtAddress> only_at_address_;  ///< without position, for those that have one
};

}  // namespace ombud::dedupe
