#include "intake/stated_position.hpp"

#include "core/text.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>

namespace ombud::intake {

namespace {

constexpr int wgs84 = 4326;

bool on_earth(Position p) noexcept {
    return std::abs(p.lon) <= 180 && std::abs(p.lat) <= 90;
}

}  // namespace

std::optional<double> parse_number(std::string_view text) noexcept {
    text = trim(text);
    if (text.starts_with('+')) text.remove_prefix(1);
    std::array<char, 64> digits{};
    if (text.empty() || text.size() > digits.size()) return std::nullopt;
    std::size_t length = 0;
    for (const char c : text) digits[length++] = c == ',' ? '.' : c;
    double number = 0;
    const char* const end = digits.data() + length;
    const auto [stop, error] = std::from_chars(digits.data(), end, number);
    if (error != std::errc{} || stop != end || !std::isfinite(number)) return std::nullopt;
    return number;
}

std::optional<Position> PositionReader::to_wgs84(double x, double y) {
    if (epsg_ == wgs84) return Position{x, y};
    if (!transform_) transform_ = ogr::transform_from(epsg_);
    return transform_->to_wgs84(x, y);
}

bool PositionReader::acceptable(const std::optional<Position>& position) const noexcept {
    return position && on_earth(*position) && (!bounds_ || bounds_->contains(*position));
}

PositionReader::Result PositionReader::read(std::string_view lon, std::string_view lat) {
    lon = trim(lon);
    lat = trim(lat);
    if (lon.empty() && lat.empty()) return {};
    const auto refuse = [&](std::string_view why) {
        return Result{std::nullopt,
                      fmt::format("position refused: lon '{}', lat '{}' {}", cut(lon, 40), cut(lat, 40), why)};
    };
    if (lon.empty() || lat.empty()) return refuse("is only half a position");
    const auto x = parse_number(lon);
    const auto y = parse_number(lat);
    if (!x || !y) return refuse("are no numbers");
    // What forms and apps send when nobody chose a place.
    if (std::abs(*x) < 1e-9 && std::abs(*y) < 1e-9) return refuse("mean that no place was chosen");

    const auto position = to_wgs84(*x, *y);
    if (acceptable(position)) return {position, {}};
    // Only bounds can tell: without them a town in Yemen is as good as one in Westphalia.
    if (bounds_ && acceptable(to_wgs84(*y, *x))) return refuse("are swapped; the source must exchange lon and lat");
    if (!position || !on_earth(*position)) return refuse(fmt::format("are no place in EPSG:{}", epsg_));
    return refuse("lie outside of the municipality's bounds");
}

}  // namespace ombud::intake
