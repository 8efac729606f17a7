#include "statistics/district_map.hpp"

#include "core/markup.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numbers>

namespace ombud::statistics {

namespace {

using Ring = std::vector<Position>;
using Polygon = std::vector<Ring>;

/// Takes values off the front of the bytes; once there are too few, everything is zero and `good` is false.
class Bytes {
  public:
    explicit Bytes(std::string_view bytes) : bytes_(bytes) {}
    template <typename T>
    T take() {
        T value{};
        good_ = good_ && bytes_.size() >= sizeof value;
        if (!good_) return T{};
        std::memcpy(&value, bytes_.data(), sizeof value);
        bytes_.remove_prefix(sizeof value);
        return value;
    }
    [[nodiscard]] bool good() const noexcept { return good_; }

  private:
    std::string_view bytes_;
    bool good_ = true;
};

Polygon read_polygon(Bytes& bytes) {
    Polygon polygon;
    const auto rings = bytes.take<std::uint32_t>();
    for (std::uint32_t r = 0; r < rings && bytes.good(); ++r) {
        Ring ring;
        const auto points = bytes.take<std::uint32_t>();
        for (std::uint32_t p = 0; p < points && bytes.good(); ++p) {
            const auto lon = bytes.take<double>();
            ring.push_back({lon, bytes.take<double>()});
        }
        polygon.push_back(std::move(ring));
    }
    return polygon;
}

struct Point {
    double x = 0;
    double y = 0;
};

/// From degrees to the view box.
class Projection {
  public:
    explicit Projection(const Bounds& bounds) : bounds_(bounds) {
        narrow_ = std::cos((bounds.south + bounds.north) / 2 * std::numbers::pi / 180);
        const double wide = std::max(1e-9, (bounds.east - bounds.west) * narrow_);
        const double tall = std::max(1e-9, bounds.north - bounds.south);
        scale_ = std::min(widest / wide, tallest / tall);
        width_ = wide * scale_ + 2 * margin;
        height_ = tall * scale_ + 2 * margin;
    }
    [[nodiscard]] Point operator()(Position p) const {
        const auto rounded = [](double value) { return std::round(value * 10) / 10; };
        return {rounded((p.lon - bounds_.west) * narrow_ * scale_ + margin),
                rounded((bounds_.north - p.lat) * scale_ + margin)};
    }
    [[nodiscard]] double width() const noexcept { return width_; }
    [[nodiscard]] double height() const noexcept { return height_; }

  private:
    static constexpr double widest = 560;
    static constexpr double tallest = 520;
    static constexpr double margin = 4;
    Bounds bounds_;
    double narrow_ = 1;
    double scale_ = 1;
    double width_ = 0;
    double height_ = 0;
};

std::vector<Point> drawn(const Ring& ring, const Projection& project) {
    std::vector<Point> points;
    for (const Position position : ring) {
        const Point p = project(position);
        if (points.empty() || p.x != points.back().x || p.y != points.back().y) points.push_back(p);
    }
    return points;
}

std::string path_of(const std::vector<Polygon>& polygons, const Projection& project) {
    std::string path;
    for (const Polygon& polygon : polygons) {
        for (const Ring& ring : polygon) {
            bool first = true;
            for (const Point p : drawn(ring, project)) {
                path += fmt::format("{}{} {}", first ? 'M' : 'L', p.x, p.y);
                first = false;
            }
            path += 'Z';
        }
    }
    return path;
}

/// Where a label stands: the middle of the widest stretch inside the outer ring, tried at nine heights.
struct LabelPlace {
    Point at;
    double room = 0;  ///< width of the stretch
};

LabelPlace label_place(const std::vector<Polygon>& polygons, const Projection& project) {
    LabelPlace best;
    for (const Polygon& polygon : polygons) {
        if (polygon.empty()) continue;
        const auto ring = drawn(polygon.front(), project);
        if (ring.size() < 3) continue;
        const auto [low, high] = std::ranges::minmax(ring, {}, &Point::y);
        constexpr int heights = 10;
        for (int h = 2; h <= heights - 2; ++h) {
            const double y = low.y + (high.y - low.y) * h / heights + 0.05;  // between the rounded heights of corners
            std::vector<double> crossings;
            for (std::size_t i = 0; i < ring.size(); ++i) {
                const Point a = ring[i];
                const Point b = ring[(i + 1) % ring.size()];
                if ((a.y > y) != (b.y > y)) crossings.push_back(a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x));
            }
            std::ranges::sort(crossings);
            for (std::size_t i = 0; i + 1 < crossings.size(); i += 2) {
                // A little rather in the middle than wide.
                const double room = crossings[i + 1] - crossings[i];
                const double liked = room * (1 - 0.04 * std::abs(h - heights / 2));
                if (liked > best.room) best = {{(crossings[i] + crossings[i + 1]) / 2, y}, liked};
            }
        }
    }
    return best;
}

constexpr int classes = 5;

/// The upper borders of the classes: each holds about as many districts as the others.
std::vector<std::int64_t> borders(const std::vector<MappedDistrict>& districts) {
    std::vector<std::int64_t> values;
    for (const MappedDistrict& district : districts) {
        if (district.value) values.push_back(*district.value);
    }
    std::ranges::sort(values);
    std::vector<std::int64_t> limits;
    for (int i = 1; i <= classes && !values.empty(); ++i) {
        const std::size_t at = std::max<std::size_t>(1, values.size() * static_cast<std::size_t>(i) / classes) - 1;
        if (limits.empty() || values[at] > limits.back()) limits.push_back(values[at]);
    }
    return limits;
}

std::string fill_of(const std::optional<std::int64_t>& value, const std::vector<std::int64_t>& limits) {
    if (!value) return "fill-hidden";
    const auto found = std::ranges::lower_bound(limits, *value);
    // With few classes the patterns are spread over the whole range.
    const auto at = static_cast<std::size_t>(found - limits.begin());
    const std::size_t spread = limits.size() < 2 ? 2 : at * (classes - 1) / (limits.size() - 1);
    return fmt::format("fill-{}", spread);
}

std::string legend(const std::vector<std::int64_t>& limits, bool hidden, double x, const Words& say) {
    std::string svg =
        fmt::format(R"(<g><text x="{:.0f}" y="24" class="legend">{}</text>)", x, escaped_markup(say.legend));
    double y = 36;
    for (std::size_t i = 0; i < limits.size(); ++i) {
        const std::string range = i == 0 ? fmt::format("≤ {}", number(limits[i], say))
                                         : fmt::format("{}–{}", number(limits[i - 1] + 1, say), number(limits[i], say));
        svg += fmt::format(
            R"(<rect class="district {}" x="{:.0f}" y="{:.0f}" width="30" height="20"/><text x="{:.0f}" y="{:.0f}">{}</text>)",
            fill_of(limits[i], limits), x, y, x + 38, y + 15, range);
        y += 28;
    }
    if (hidden) {
        svg += fmt::format(
            R"(<rect class="district fill-hidden" x="{:.0f}" y="{:.0f}" width="30" height="20"/><text x="{:.0f}" y="{:.0f}">{}</text>)",
            x, y, x + 38, y + 15, say.hidden);
    }
    return svg + "</g>";
}

std::string label_of(const MappedDistrict& district, const Projection& project, const Words& say) {
    const LabelPlace place = label_place(district.polygons, project);
    const std::string value = district.value ? number(*district.value, say) : std::string(say.hidden);
    constexpr double letter = 7.2;
    const auto letters = static_cast<double>(
        std::ranges::count_if(district.name, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
    if (letters * letter <= place.room) {
        return fmt::format(
            R"(<text class="label" x="{0:.1f}" y="{1:.1f}" text-anchor="middle">{2}<tspan x="{0:.1f}" dy="15" class="value">{3}</tspan></text>)",
            place.at.x, place.at.y - 3, escaped_markup(district.name), value);
    }
    return fmt::format(R"(<text class="label small" x="{:.1f}" y="{:.1f}" text-anchor="middle">{}</text>)", place.at.x,
                       place.at.y + 4, district.number);
}

}  // namespace

std::vector<Polygon> polygons_of_wkb(std::string_view wkb) {
    constexpr std::uint32_t polygon_type = 3;
    constexpr std::uint32_t multipolygon_type = 6;
    Bytes bytes(wkb);
    if (bytes.take<std::uint8_t>() != 1) return {};
    const auto type = bytes.take<std::uint32_t>();
    std::vector<Polygon> polygons;
    if (type == polygon_type) {
        polygons.push_back(read_polygon(bytes));
    } else if (type == multipolygon_type) {
        const auto members = bytes.take<std::uint32_t>();
        for (std::uint32_t i = 0; i < members && bytes.good(); ++i) {
            if (bytes.take<std::uint8_t>() != 1 || bytes.take<std::uint32_t>() != polygon_type) return {};
            polygons.push_back(read_polygon(bytes));
        }
    }
    if (!bytes.good()) return {};
    return polygons;
}

std::string district_map(const ChartText& text, const std::vector<MappedDistrict>& districts, const Words& say) {
    Bounds bounds{180, 90, -180, -90};
    bool hidden = false;
    for (const MappedDistrict& district : districts) {
        hidden = hidden || !district.value;
        for (const Polygon& polygon : district.polygons) {
            for (const Ring& ring : polygon) {
                for (const Position p : ring) {
                    bounds = {std::min(bounds.west, p.lon), std::min(bounds.south, p.lat), std::max(bounds.east, p.lon),
                              std::max(bounds.north, p.lat)};
                }
            }
        }
    }
    const Projection project(bounds);
    const auto limits = borders(districts);
    constexpr double legend_width = 190;
    constexpr double legend_height = 200;
    std::string svg = svg_begin(text, project.width() + legend_width, std::max(project.height(), legend_height));
    for (const MappedDistrict& district : districts) {
        svg += fmt::format(R"(<path class="district {}" fill-rule="evenodd" d="{}"/>)", fill_of(district.value, limits),
                           path_of(district.polygons, project));
    }
    for (const MappedDistrict& district : districts) svg += label_of(district, project, say);
    return svg + legend(limits, hidden, project.width() + 14, say) + "</svg>";
}

}  // namespace ombud::statistics
