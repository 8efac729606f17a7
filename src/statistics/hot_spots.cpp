#include "statistics/hot_spots.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <queue>

namespace ombud::statistics {

namespace {

using Tally = std::vector<std::pair<std::uint32_t, std::int64_t>>;

constexpr double metres_a_degree = 111'195.08;  // of latitude, on the mean earth radius
constexpr int cells_a_radius = 3;

std::uint64_t key_of(std::int32_t column, std::int32_t row) {
    return std::uint64_t{static_cast<std::uint32_t>(column)} << 32U | static_cast<std::uint32_t>(row);
}

void count(Tally& tally, std::uint32_t what, std::int64_t reports) {
    const auto found = std::ranges::find(tally, what, &Tally::value_type::first);
    if (found == tally.end()) {
        tally.emplace_back(what, reports);
    } else {
        found->second += reports;
    }
}

/// The most frequent first; of equals the lower number, so that the same reports give the same order.
void order(Tally& tally) {
    std::ranges::sort(tally, [](const auto& a, const auto& b) {
        return a.second != b.second ? a.second > b.second : a.first < b.first;
    });
}

}  // namespace

void HotSpots::add(Position position, std::uint32_t street, std::int64_t area, std::uint32_t category) {
    const double cell_m = radius_m_ / cells_a_radius;
    const auto row = static_cast<std::int32_t>(std::floor(position.lat * metres_a_degree / cell_m));
    // The width of a degree is taken at the lower edge of a band of rows, so that cells of one band line up.
    constexpr double band_degrees = 0.5;
    const double band = std::floor(position.lat / band_degrees) * band_degrees;
    const double width = metres_a_degree * std::max(0.01, std::cos(band * std::numbers::pi / 180));
    const auto column = static_cast<std::int32_t>(std::floor(position.lon * width / cell_m));
    Cell& cell = cells_[key_of(column, row)];
    cell.lon += position.lon;
    cell.lat += position.lat;
    ++cell.reports;
    if (cell.area == 0) cell.area = area;
    if (street != 0) count(cell.streets, street, 1);
    count(cell.categories, category, 1);
}

std::vector<std::uint64_t> HotSpots::around(std::uint64_t key) const {
    const auto middle = cells_.find(key);
    const auto centre = [](const Cell& cell) {
        const auto n = static_cast<double>(cell.reports);
        return Position{cell.lon / n, cell.lat / n};
    };
    const Position from = centre(middle->second);
    const auto column = static_cast<std::int32_t>(key >> 32U);
    const auto row = static_cast<std::int32_t>(key & 0xFFFFFFFFU);
    std::vector<std::uint64_t> keys;
    for (int x = -cells_a_radius; x <= cells_a_radius; ++x) {
        for (int y = -cells_a_radius; y <= cells_a_radius; ++y) {
            const auto found = cells_.find(key_of(column + x, row + y));
            if (found == cells_.end()) continue;
            if (distance_m(from, centre(found->second)) <= radius_m_) keys.push_back(found->first);
        }
    }
    return keys;
}

std::int64_t HotSpots::reports_around(std::uint64_t key) const {
    std::int64_t reports = 0;
    for (const std::uint64_t near : around(key)) reports += cells_.at(near).reports;
    return reports;
}

std::vector<SpotCount> HotSpots::find(std::size_t most, std::int64_t least) {
    // Counts only fall while spots take cells, so a candidate whose count still holds is the largest left.
    using Candidate = std::pair<std::int64_t, std::uint64_t>;
    std::vector<Candidate> counted;
    for (const auto& [key, cell] : cells_) {
        const std::int64_t reports = reports_around(key);
        if (reports >= least) counted.emplace_back(reports, key);
    }
    std::priority_queue<Candidate> candidates(std::less<Candidate>{}, std::move(counted));
    std::vector<SpotCount> spots;
    while (!candidates.empty() && spots.size() < most) {
        const auto [reports, key] = candidates.top();
        candidates.pop();
        if (!cells_.contains(key)) continue;
        const std::int64_t now = reports_around(key);
        if (now < least) continue;
        if (now < reports) {
            candidates.emplace(now, key);
            continue;
        }
        SpotCount spot;
        Tally streets;
        for (const std::uint64_t near : around(key)) {
            const Cell& cell = cells_.at(near);
            spot.centre.lon += cell.lon;
            spot.centre.lat += cell.lat;
            spot.reports += cell.reports;
            if (spot.area == 0) spot.area = cell.area;
            for (const auto& [street, n] : cell.streets) count(streets, street, n);
            for (const auto& [category, n] : cell.categories) count(spot.categories, category, n);
        }
        for (const std::uint64_t near : around(key)) {
            if (near != key) cells_.erase(near);
        }
        cells_.erase(key);
        spot.centre.lon /= static_cast<double>(spot.reports);
        spot.centre.lat /= static_cast<double>(spot.reports);
        order(streets);
        if (!streets.empty()) spot.street = streets.front().first;
        order(spot.categories);
        constexpr std::size_t shown = 3;
        if (spot.categories.size() > shown) spot.categories.resize(shown);
        spots.push_back(std::move(spot));
    }
    return spots;
}

}  // namespace ombud::statistics
