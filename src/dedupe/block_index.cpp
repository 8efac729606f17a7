#include "dedupe/block_index.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>

namespace ombud::dedupe {

namespace {

constexpr double cell_m = 250;
constexpr double metres_a_unit = 6'371'008.8 * std::numbers::pi / 180 * 1e-7;  // one unit of latitude
constexpr auto cell_units = static_cast<std::int32_t>(cell_m / metres_a_unit);
constexpr std::int64_t row_shift = 31;
constexpr std::int64_t first_row = -(900'000'000 / cell_units) - 1;  // the south pole's
constexpr std::int64_t first_column = -(std::int64_t{1} << 30);

std::int64_t floor_divide(std::int64_t a, std::int64_t b) noexcept {
    return a >= 0 ? a / b : -((-a + b - 1) / b);
}

std::int64_t row_of(std::int32_t lat) noexcept {
    return floor_divide(lat, cell_units);
}

/// How many units of longitude are as long as one of latitude, in the middle of a row; poles are kept apart from zero.
double stretch(std::int64_t row) noexcept {
    const double degrees = (static_cast<double>(row) + 0.5) * cell_units * 1e-7;
    return std::max(0.01, std::cos(degrees * std::numbers::pi / 180));
}

std::int64_t column_of(double lon, double row_stretch) noexcept {
    return static_cast<std::int64_t>(std::floor(lon * row_stretch / cell_units));
}

Cell cell_at(std::int64_t row, std::int64_t column) noexcept {
    return (row - first_row) << row_shift | (column - first_column);
}

struct InOrder {
    bool operator()(const Fingerprint& a, const Fingerprint& b) const noexcept {
        const Cell x = cell_of(a);
        const Cell y = cell_of(b);
        return x != y ? x < y : a.before(b);
    }
};

}  // namespace

const BlockRule& BlockRules::of(const Fingerprint& f) const noexcept {
    const auto found = by_category.find(f.category);
    return found == by_category.end() ? fallback : found->second;
}

double BlockRules::largest_radius_m() const noexcept {
    double largest = fallback.radius_m;
    for (const auto& [category, rule] : by_category) largest = std::max(largest, rule.radius_m);
    return largest;
}

Cell cell_of(const Fingerprint& f) noexcept {
    if (!f.has_position()) return no_cell;
    const std::int64_t row = row_of(f.lat);
    return cell_at(row, column_of(f.lon, stretch(row)));
}

std::vector<CellRange> cells_around(const Fingerprint& f, double radius_m) {
    std::vector<CellRange> ranges;
    if (!f.has_position()) return ranges;
    // A little more, so that rounding leaves nobody out.
    const double reach = radius_m * 1.001 / metres_a_unit + 2;
    const auto from = row_of(static_cast<std::int32_t>(std::max(-900'000'000., f.lat - reach)));
    const auto to = row_of(static_cast<std::int32_t>(std::min(900'000'000., f.lat + reach)));
    for (std::int64_t row = from; row <= to; ++row) {
        const double s = stretch(row);
        // The rim of the row nearest a pole is the narrowest; its stretch bounds how many columns the radius spans
        // there.
        const double narrow = std::min({s, stretch(row - 1), stretch(row + 1)});
        const double half = reach / narrow;
        ranges.emplace_back(cell_at(row, column_of(f.lon - half, s)), cell_at(row, column_of(f.lon + half, s)));
    }
    return ranges;
}

BlockIndex::BlockIndex(std::vector<Fingerprint> reports) : reports_(std::move(reports)) {
    if (reports_.size() >= 0xFFFFFFFFU) throw std::length_error("more reports than a block index can number");
    if (!std::ranges::is_sorted(reports_, InOrder{})) std::ranges::sort(reports_, InOrder{});
    for (std::uint32_t i = 0; i < reports_.size(); ++i) {
        const Fingerprint& f = reports_[i];
        const Cell cell = cell_of(f);
        if (runs_.empty() || runs_.back().cell != cell) runs_.push_back({cell, i});
        if (f.address() == 0) continue;
        at_address_.push_back({f.address(), i});
        if (!f.has_position()) only_at_address_.push_back({f.address(), i});
    }
    runs_.push_back({std::numeric_limits<Cell>::max(), static_cast<std::uint32_t>(reports_.size())});
    for (auto* all : {&at_address_, &only_at_address_}) {
        std::ranges::stable_sort(*all, {}, &AtAddress::address);
    }
}

std::size_t BlockIndex::earlier(const Fingerprint& f, const BlockRule& rule, std::vector<std::uint32_t>& found) const {
    return collect(f, rule, Direction::earlier, found);
}

std::size_t BlockIndex::later(const Fingerprint& f, const BlockRule& rule, std::vector<std::uint32_t>& found) const {
    return collect(f, rule, Direction::later, found);
}

std::size_t BlockIndex::collect(const Fingerprint& f, const BlockRule& rule, Direction direction,
                                std::vector<std::uint32_t>& found) const {
    found.clear();
    std::size_t capped = 0;
    for (const auto& [first, last] : cells_around(f, rule.radius_m)) {
        auto run = std::ranges::lower_bound(runs_, first, {}, &Run::cell);
        for (; run->cell <= last; ++run) {
            if (!collect_run(run->begin, std::next(run)->begin, f, rule, direction, found)) ++capped;
        }
    }
    if (f.address() != 0) {
        collect_at_address(f.has_position() ? only_at_address_ : at_address_, f, rule, direction, found);
    }
    return capped;
}

/// False where the cap cut it.
bool BlockIndex::collect_run(std::size_t begin, std::size_t end, const Fingerprint& f, const BlockRule& rule,
                             Direction direction, std::vector<std::uint32_t>& found) const {
    const auto split = std::partition_point(reports_.begin() + static_cast<std::ptrdiff_t>(begin),
                                            reports_.begin() + static_cast<std::ptrdiff_t>(end),
                                            [&](const Fingerprint& other) { return other.before(f); });
    std::size_t i = static_cast<std::size_t>(split - reports_.begin());
    std::size_t looked_at = 0;
    const auto keep = [&](std::size_t index) {
        const Fingerprint& other = reports_[index];
        if (std::abs(other.received_at - f.received_at) > rule.window_s) return false;
        if (other.report != f.report && metres_between(f, other) <= rule.radius_m) {
            found.push_back(static_cast<std::uint32_t>(index));
        }
        return true;
    };
    if (direction == Direction::earlier) {
        while (i > begin && looked_at < most_per_cell && keep(i - 1)) --i, ++looked_at;
        return looked_at < most_per_cell;
    }
    while (i < end && looked_at < most_per_cell && keep(i)) ++i, ++looked_at;
    return looked_at < most_per_cell;
}

void BlockIndex::collect_at_address(const std::vector<AtAddress>& all, const Fingerprint& f, const BlockRule& rule,
                                    Direction direction, std::vector<std::uint32_t>& found) const {
    const std::uint64_t address = f.address();
    std::size_t looked_at = 0;
    for (auto place = std::ranges::lower_bound(all, address, {}, &AtAddress::address);
         place != all.end() && place->address == address; ++place) {
        const AtAddress& at = *place;
        const Fingerprint& other = reports_[at.index];
        if (other.report == f.report || other.before(f) != (direction == Direction::earlier)) continue;
        if (std::abs(other.received_at - f.received_at) > rule.window_s) continue;
        if (++looked_at > most_per_cell) return;
        found.push_back(at.index);
    }
}

}  // namespace ombud::dedupe
