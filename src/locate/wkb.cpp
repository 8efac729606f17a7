#include "locate/wkb.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>

namespace ombud::locate {

namespace {

/// Takes values off the front of the bytes; reads nothing more once they are too few.
class Bytes {
  public:
    explicit Bytes(std::string_view bytes) : bytes_(bytes) {}

    template <typename T>
    T take() {
        T value{};
        if (bytes_.size() < sizeof value) {
            bytes_ = {};
            good_ = false;
            return value;
        }
        std::memcpy(&value, bytes_.data(), sizeof value);
        bytes_.remove_prefix(sizeof value);
        return value;
    }
    [[nodiscard]] bool good() const noexcept { return good_; }
    void spoil() noexcept { good_ = false; }
    /// Whether so many points can still follow: a damaged count must not ask for memory.
    [[nodiscard]] bool holds_points(std::uint32_t count) const noexcept { return count <= bytes_.size() / 16; }

  private:
    std::string_view bytes_;
    bool good_ = true;
};

void read_points(Bytes& bytes, std::uint32_t count, std::vector<std::vector<Position>>& parts) {
    if (!bytes.holds_points(count)) {
        bytes.spoil();
        return;
    }
    std::vector<Position> points(count);
    for (Position& p : points) {
        p.lon = bytes.take<double>();
        p.lat = bytes.take<double>();
    }
    parts.push_back(std::move(points));
}

bool read_geometry(Bytes& bytes, int depth, std::vector<std::vector<Position>>& parts) {
    constexpr int deepest = 4;
    if (depth > deepest || bytes.take<std::uint8_t>() != 1) return false;
    const auto type = bytes.take<std::uint32_t>();
    switch (type) {
        case 1:
            read_points(bytes, 1, parts);
            return bytes.good();
        case 2:
            read_points(bytes, bytes.take<std::uint32_t>(), parts);
            return bytes.good();
        case 3: {
            const auto rings = bytes.take<std::uint32_t>();
            for (std::uint32_t i = 0; i < rings && bytes.good(); ++i) {
                read_points(bytes, bytes.take<std::uint32_t>(), parts);
            }
            return bytes.good();
        }
        case 4:
        case 5:
        case 6:
        case 7: {
            const auto members = bytes.take<std::uint32_t>();
            for (std::uint32_t i = 0; i < members && bytes.good(); ++i) {
                if (!read_geometry(bytes, depth + 1, parts)) return false;
            }
            return bytes.good();
        }
        default:
            return false;
    }
}

}  // namespace

std::vector<std::vector<Position>> parts_of_wkb(std::string_view wkb) {
    Bytes bytes(wkb);
    std::vector<std::vector<Position>> parts;
    if (!read_geometry(bytes, 0, parts)) return {};
    std::erase_if(parts, [](const auto& part) { return part.empty(); });
    return parts;
}

std::vector<Position> densified(const std::vector<Position>& line, double step_m) {
    std::vector<Position> points;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (i > 0) {
            const Position from = line[i - 1];
            const Position to = line[i];
            const double pieces = std::ceil(distance_m(from, to) / step_m);
            for (double k = 1; k < pieces; ++k) {
                const double share = k / pieces;
                points.push_back({from.lon + (to.lon - from.lon) * share, from.lat + (to.lat - from.lat) * share});
            }
        }
        points.push_back(line[i]);
    }
    return points;
}

Extent extent_of(const std::vector<std::vector<Position>>& parts) {
    Bounds box{180, 90, -180, -90};
    for (const auto& part : parts) {
        for (const Position& p : part) {
            box = {std::min(box.west, p.lon), std::min(box.south, p.lat), std::max(box.east, p.lon),
                   std::max(box.north, p.lat)};
        }
    }
    const Position middle{(box.west + box.east) / 2, (box.south + box.north) / 2};
    return {middle, distance_m(middle, {box.east, box.north})};
}

}  // namespace ombud::locate
