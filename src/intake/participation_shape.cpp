#include "intake/participation_shape.hpp"

#include "core/error.hpp"
#include "core/json_writer.hpp"
#include "core/text.hpp"
#include "intake/stated_position.hpp"
#include "ogr/transform.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <optional>

namespace ombud::intake {

namespace {

using Ring = std::vector<Position>;
using Polygon = std::vector<Ring>;

[[noreturn]] void refuse(std::string_view why) {
    throw Error(ErrorKind::input, "geometry: " + std::string(why));
}

constexpr const char* neither = "is neither a point nor a polygon";

/// Reads numbers of WKB one after the other.
class WkbReader {
  public:
    explicit WkbReader(std::string_view bytes) : rest_(bytes) {}

    std::uint32_t type() {
        if (rest_.empty() || rest_.front() != 1) refuse("is no little-endian WKB");
        rest_.remove_prefix(1);
        return number<std::uint32_t>();
    }
    Position position() {
        const auto lon = number<double>();
        return {lon, number<double>()};
    }
    Polygon polygon() {
        Polygon rings(count());
        for (Ring& ring : rings) {
            ring.resize(count());
            for (Position& point : ring) point = position();
        }
        return rings;
    }
    /// Never more than there are bytes for, whatever stands there.
    std::uint32_t count() {
        const auto found = number<std::uint32_t>();
        if (found > rest_.size()) refuse("is cut off");
        return found;
    }

  private:
    template <typename Number>
    Number number() {
        if (rest_.size() < sizeof(Number)) refuse("is cut off");
        Number value{};
        std::memcpy(&value, rest_.data(), sizeof value);
        rest_.remove_prefix(sizeof value);
        return value;
    }

    std::string_view rest_;
};

double number_of(const Value& value) {
    const auto number = value.kind == Value::Kind::text ? parse_number(value.text) : std::nullopt;
    if (!number) refuse("has a coordinate that is no number");
    return *number;
}

Position position_of(const Value& value) {
    if (value.elements.size() < 2) refuse("has a position that is none");
    return {number_of(value.elements[0]), number_of(value.elements[1])};
}

Polygon polygon_of(const Value& value) {
    Polygon polygon;
    for (const Value& ring : value.elements) {
        polygon.emplace_back();
        for (const Value& point : ring.elements) polygon.back().push_back(position_of(point));
    }
    return polygon;
}

/// WKT by recursive descent: a list is what stands in brackets.
class WktReader {
  public:
    WktReader(std::string_view text, int epsg) : rest_(text) {
        constexpr int wgs84 = 4326;
        if (epsg != wgs84) transform_ = ogr::transform_from(epsg);
    }

    bool take(std::string_view word) {
        rest_ = trim(rest_);
        if (fold(rest_.substr(0, word.size())) != word) return false;
        rest_.remove_prefix(word.size());
        return true;
    }
    template <typename Each>
    void list(const Each& each) {
        if (!take("(")) refuse("is no WKT: a bracket is missing");
        do each();
        while (take(","));
        if (!take(")")) refuse("is no WKT: a bracket is missing");
    }
    Position position() {
        const double x = number();
        const double y = number();
        rest_ = trim(rest_);
        while (!rest_.empty() && rest_.front() != ',' && rest_.front() != ')') static_cast<void>(number());  // a height
        if (!transform_) return {x, y};
        const auto at = transform_->to_wgs84(x, y);
        if (!at) refuse("has a position that its CRS does not have");
        return *at;
    }
    Polygon polygon() {
        Polygon rings;
        list([&] {
            rings.emplace_back();
            list([&] { rings.back().push_back(position()); });
        });
        return rings;
    }
    [[nodiscard]] bool at_end() const { return trim(rest_).empty(); }

  private:
    double number() {
        rest_ = trim(rest_);
        double value = 0;
        const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
        if (error != std::errc{}) refuse("is no WKT: a number is missing");
        rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
        rest_ = trim(rest_);
        return value;
    }

    std::string_view rest_;
    std::unique_ptr<ogr::Transform> transform_;
};

bool on_earth(Position p) {
    return std::isfinite(p.lon) && std::isfinite(p.lat) && std::abs(p.lon) <= 180 && std::abs(p.lat) <= 90;
}

/// Twice the area, positive where the ring runs against the clock.
double winding(const Ring& ring) {
    double sum = 0;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        sum += (ring[i].lon - ring[0].lon) * (ring[i + 1].lat - ring[0].lat) -
               (ring[i + 1].lon - ring[0].lon) * (ring[i].lat - ring[0].lat);
    }
    return sum;
}

void straighten(Polygon& polygon) {
    if (polygon.empty()) refuse("has a polygon without a border");
    for (std::size_t i = 0; i < polygon.size(); ++i) {
        Ring& ring = polygon[i];
        constexpr std::size_t least = 4;
        if (ring.size() < least || ring.front() != ring.back() || winding(ring) == 0) {
            refuse("has a ring that is not closed or encloses nothing");
        }
        if ((winding(ring) > 0) != (i == 0)) std::ranges::reverse(ring);
    }
}

void check_place(const Shape& shape, const Bounds* bounds) {
    Bounds box{180, 90, -180, -90};
    for (const Polygon& polygon : shape.polygons) {
        for (const Ring& ring : polygon) {
            for (const Position point : ring) {
                if (!on_earth(point)) refuse("has a position that is not on the earth; is its CRS named?");
                box = {std::min(box.west, point.lon), std::min(box.south, point.lat), std::max(box.east, point.lon),
                       std::max(box.north, point.lat)};
            }
        }
    }
    const bool apart = bounds != nullptr && (box.east < bounds->west || box.west > bounds->east ||
                                             box.north < bounds->south || box.south > bounds->north);
    if (apart) refuse("lies outside of the municipality's bounds; are lon and lat exchanged?");
}

void write(JsonWriter& json, Position point) {
    constexpr int decimals = 7;
    json.begin_array().value(point.lon, decimals).value(point.lat, decimals).end_array();
}

void write(JsonWriter& json, const Polygon& polygon) {
    json.begin_array();
    for (const Ring& ring : polygon) {
        json.begin_array();
        for (const Position point : ring) write(json, point);
        json.end_array();
    }
    json.end_array();
}

}  // namespace

Shape Shape::point(Position at) {
    return {true, {{{at}}}};
}

Shape shape_of_wkb(std::string_view wkb) {
    constexpr std::uint32_t point = 1;
    constexpr std::uint32_t polygon = 3;
    constexpr std::uint32_t multi_polygon = 6;
    WkbReader reader(wkb);
    switch (reader.type()) {
        case point:
            return Shape::point(reader.position());
        case polygon:
            return {false, {reader.polygon()}};
        case multi_polygon: {
            Shape shape;
            shape.polygons.resize(reader.count());
            for (Polygon& part : shape.polygons) {
                if (reader.type() != polygon) refuse(neither);
                part = reader.polygon();
            }
            return shape;
        }
        default:
            refuse(neither);
    }
}

Shape shape_of_geojson(const Value& geometry) {
    const Value* const type = geometry.member("type");
    const Value* const coordinates = geometry.member("coordinates");
    if (type == nullptr || coordinates == nullptr) refuse(neither);
    if (type->text == "Point") return Shape::point(position_of(*coordinates));
    if (type->text == "Polygon") return {false, {polygon_of(*coordinates)}};
    if (type->text != "MultiPolygon") refuse(neither);
    Shape shape;
    for (const Value& part : coordinates->elements) shape.polygons.push_back(polygon_of(part));
    return shape;
}

Shape shape_of_wkt(std::string_view text, int epsg) {
    WktReader reader(text, epsg);
    Shape shape;
    if (reader.take("multipolygon")) {
        static_cast<void>(reader.take("z"));
        reader.list([&] { shape.polygons.push_back(reader.polygon()); });
    } else if (reader.take("polygon")) {
        static_cast<void>(reader.take("z"));
        shape.polygons.push_back(reader.polygon());
    } else if (reader.take("point")) {
        static_cast<void>(reader.take("z"));
        reader.list([&] { shape = Shape::point(reader.position()); });
    } else {
        refuse(neither);
    }
    if (!reader.at_end()) refuse("is no WKT: something stands behind its end");
    return shape;
}

std::string checked_geojson(Shape shape, const Bounds* bounds) {
    if (shape.polygons.empty()) refuse("is empty");
    check_place(shape, bounds);
    JsonWriter json;
    json.begin_object().key("type");
    if (shape.is_point) {
        json.value("Point").key("coordinates");
        write(json, shape.polygons[0][0][0]);
    } else {
        std::ranges::for_each(shape.polygons, straighten);
        const bool one = shape.polygons.size() == 1;
        json.value(one ? "Polygon" : "MultiPolygon").key("coordinates");
        if (!one) json.begin_array();
        for (const Polygon& polygon : shape.polygons) write(json, polygon);
        if (!one) json.end_array();
    }
    json.end_object();
    return json.take();
}

}  // namespace ombud::intake
