#include "publish/layer/geometry.hpp"

#include "core/error.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

namespace ombud::publish {

namespace {

constexpr std::uint32_t point_type = 1;
constexpr std::uint32_t polygon_type = 3;
constexpr std::uint32_t multipolygon_type = 6;

class WkbReader {
  public:
    explicit WkbReader(std::string_view bytes) : bytes_(bytes) {}

    /// Byte order and type of the geometry that follows.
    std::uint32_t type() {
        const bool little = take<unsigned char>() != 0;
        swapped_ = little != (std::endian::native == std::endian::little);
        return number<std::uint32_t>();
    }
    std::uint32_t count() { return number<std::uint32_t>(); }
    Position point() {
        const auto x = number<double>();
        return {x, number<double>()};
    }
    Polygon polygon() {
        Polygon rings;
        for (std::uint32_t left = count(); left > 0; --left) {
            Ring& ring = rings.emplace_back();
            for (std::uint32_t points = count(); points > 0; --points) ring.push_back(point());
        }
        return rings;
    }

  private:
    template <typename T>
    T take() {
        if (bytes_.size() < sizeof(T)) throw Error(ErrorKind::input, "an area's geometry is cut off");
        T value{};
        std::memcpy(&value, bytes_.data(), sizeof(T));
        bytes_.remove_prefix(sizeof(T));
        return value;
    }
    template <typename T>
    T number() {
        T value = take<T>();
        if (swapped_) {
            auto* first = reinterpret_cast<unsigned char*>(&value);
            std::reverse(first, first + sizeof(T));
        }
        return value;
    }

    std::string_view bytes_;
    bool swapped_ = false;
};

template <typename T>
void append(std::string& out, T value) {
    static_assert(std::endian::native == std::endian::little);
    std::array<char, sizeof(T)> bytes{};
    std::memcpy(bytes.data(), &value, sizeof(T));
    out.append(bytes.data(), bytes.size());
}

/// Twice the area, positive where the ring runs counterclockwise.
double turning(const Ring& ring) {
    double sum = 0;
    for (std::size_t i = 1; i < ring.size(); ++i) {
        // Seen from its own first point: far from the origin the products would swallow what they differ by.
        const Position a{ring[i - 1].lon - ring[0].lon, ring[i - 1].lat - ring[0].lat};
        const Position b{ring[i].lon - ring[0].lon, ring[i].lat - ring[0].lat};
        sum += a.lon * b.lat - b.lon * a.lat;
    }
    return sum;
}

}  // namespace

MultiPolygon from_wkb(std::string_view wkb) {
    WkbReader reader(wkb);
    const std::uint32_t type = reader.type();
    if (type == polygon_type) return {reader.polygon()};
    if (type != multipolygon_type) throw Error(ErrorKind::input, "an area's geometry is no polygon");
    MultiPolygon area;
    for (std::uint32_t left = reader.count(); left > 0; --left) {
        if (reader.type() != polygon_type) throw Error(ErrorKind::input, "an area's geometry is no polygon");
        area.push_back(reader.polygon());
    }
    return area;
}

std::optional<Position> point_from_wkb(std::string_view wkb) {
    WkbReader reader(wkb);
    if (reader.type() != point_type) return std::nullopt;
    return reader.point();
}

std::string to_wkb(const MultiPolygon& area) {
    std::string wkb;
    append(wkb, std::uint8_t{1});
    append(wkb, multipolygon_type);
    append(wkb, static_cast<std::uint32_t>(area.size()));
    for (const Polygon& polygon : area) {
        append(wkb, std::uint8_t{1});
        append(wkb, polygon_type);
        append(wkb, static_cast<std::uint32_t>(polygon.size()));
        for (const Ring& ring : polygon) {
            append(wkb, static_cast<std::uint32_t>(ring.size()));
            for (const Position& point : ring) {
                append(wkb, point.lon);
                append(wkb, point.lat);
            }
        }
    }
    return wkb;
}

void orient(MultiPolygon& area, bool outer_counterclockwise) {
    for (Polygon& polygon : area) {
        for (std::size_t i = 0; i < polygon.size(); ++i) {
            const bool wanted = (i == 0) == outer_counterclockwise;
            if ((turning(polygon[i]) > 0) != wanted) std::ranges::reverse(polygon[i]);
        }
    }
}

}  // namespace ombud::publish
