#include "publish/layer/shp_file.hpp"

#include "core/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <limits>

namespace ombud::publish {

namespace {

constexpr std::uint32_t null_shape = 0;
constexpr std::uint32_t point_shape = 1;
constexpr std::uint32_t polygon_shape = 5;
constexpr std::size_t points_at_once = 4096;
constexpr std::size_t buffer_bytes = std::size_t{1} << 18U;

void append_big(std::string& out, std::uint32_t number) {
    for (int shift = 24; shift >= 0; shift -= 8)
        out += static_cast<char>(number >> static_cast<unsigned>(shift) & 0xFFU);
}
void append_little(std::string& out, std::uint32_t number) {
    for (unsigned shift = 0; shift < 32; shift += 8) out += static_cast<char>(number >> shift & 0xFFU);
}
void append_double(std::string& out, double number) {
    static_assert(std::endian::native == std::endian::little);
    std::array<char, sizeof(double)> bytes{};
    std::memcpy(bytes.data(), &number, sizeof(double));
    out.append(bytes.data(), bytes.size());
}
void append_box(std::string& out, const Bounds& box) {
    for (const double edge : {box.west, box.south, box.east, box.north}) append_double(out, edge);
}

std::string header(std::uint64_t words, std::uint32_t type, const Bounds& box) {
    std::string out;
    append_big(out, 9994);
    out.append(20, '\0');
    append_big(out, static_cast<std::uint32_t>(words));
    append_little(out, 1000);
    append_little(out, type);
    append_box(out, box);
    out.append(32, '\0');
    return out;
}

bool is_place(Position p) {
    return std::isfinite(p.lon) && std::isfinite(p.lat);
}

}  // namespace

ShpFile::ShpFile(const std::filesystem::path& shp, bool of_areas, int epsg)
    : file_(shp),
      projection_(epsg),
      of_areas_(of_areas),
      shp_(open_file(shp, "wbe")),
      shx_(open_file(std::filesystem::path(shp).replace_extension(".shx"), "wbe")) {
    if (!shp_ || !shx_)
        throw Error(ErrorKind::system, fmt::format("cannot write {}: {}", shp.string(), std::strerror(errno)));
    std::setvbuf(shp_.get(), nullptr, _IOFBF, buffer_bytes);
    // Length and box are known at the end, and written over this.
    const std::string head = header(50, of_areas ? polygon_shape : point_shape, {});
    write(shp_.get(), head);
    write(shx_.get(), head);
}

void ShpFile::write(std::FILE* file, const std::string& bytes) {
    if (std::fwrite(bytes.data(), 1, bytes.size(), file) != bytes.size()) {
        throw Error(ErrorKind::system, fmt::format("cannot write {}: {}", file_.string(), std::strerror(errno)));
    }
}

void ShpFile::widen(Position p) {
    if (!any_) box_ = {p.lon, p.lat, p.lon, p.lat};
    any_ = true;
    box_.west = std::min(box_.west, p.lon);
    box_.south = std::min(box_.south, p.lat);
    box_.east = std::max(box_.east, p.lon);
    box_.north = std::max(box_.north, p.lat);
}

void ShpFile::end_record(std::string_view content) {
    constexpr std::uint64_t most_words = 0x3FFFFFFF;  // 2 GB
    const auto length = static_cast<std::uint32_t>(content.size() / 2);
    append_big(index_, static_cast<std::uint32_t>(words_));
    append_big(index_, length);
    append_big(shapes_, ++records_);
    append_big(shapes_, length);
    shapes_ += content;
    words_ += 4 + length;
    if (words_ > most_words)
        throw Error(ErrorKind::input, fmt::format("{} would exceed 2 GB; write a .gpkg", file_.string()));
    if (shapes_.size() < buffer_bytes) return;
    write(shp_.get(), shapes_);
    write(shx_.get(), index_);
    shapes_.clear();
    index_.clear();
}

void ShpFile::add(const LayerRow& row) {
    if (of_areas_) {
        add_area(row.area == nullptr ? MultiPolygon{} : *row.area);
        return;
    }
    points_.push_back(row.point.value_or(Position{}));
    placed_.push_back(row.point.has_value());
    if (points_.size() == points_at_once) flush_points();
}

void ShpFile::flush_points() {
    projection_.apply(points_);
    std::string content;
    for (std::size_t i = 0; i < points_.size(); ++i) {
        const Position p = points_[i];
        content.clear();
        if (placed_[i] && is_place(p)) {
            append_little(content, point_shape);
            append_double(content, p.lon);
            append_double(content, p.lat);
            widen(p);
        } else {
            append_little(content, null_shape);
            if (placed_[i]) ++nowhere_;
        }
        end_record(content);
    }
    points_.clear();
    placed_.clear();
}

void ShpFile::add_area(const MultiPolygon& area) {
    std::string content;
    auto moved = projection_.apply(area);
    if (!moved || moved->empty()) {
        if (!moved) ++nowhere_;
        append_little(content, null_shape);
        end_record(content);
        return;
    }
    orient(*moved, false);
    std::vector<std::uint32_t> parts;
    std::string points;
    std::uint32_t count = 0;
    constexpr double far = std::numeric_limits<double>::infinity();
    Bounds box{far, far, -far, -far};
    for (const Polygon& polygon : *moved) {
        for (const Ring& ring : polygon) {
            parts.push_back(count);
            count += static_cast<std::uint32_t>(ring.size());
            for (const Position& p : ring) {
                append_double(points, p.lon);
                append_double(points, p.lat);
                widen(p);
                box = {std::min(box.west, p.lon), std::min(box.south, p.lat), std::max(box.east, p.lon),
                       std::max(box.north, p.lat)};
            }
        }
    }
    append_little(content, polygon_shape);
    append_box(content, box);
    append_little(content, static_cast<std::uint32_t>(parts.size()));
    append_little(content, count);
    for (const std::uint32_t part : parts) append_little(content, part);
    content += points;
    end_record(content);
}

std::size_t ShpFile::finish() {
    flush_points();
    write(shp_.get(), shapes_);
    write(shx_.get(), index_);
    const std::uint32_t type = of_areas_ ? polygon_shape : point_shape;
    const auto close = [&](FileHandle& file, std::uint64_t words) {
        std::rewind(file.get());
        write(file.get(), header(words, type, box_));
        if (std::fflush(file.get()) != 0) {
            throw Error(ErrorKind::system, fmt::format("cannot write {}: {}", file_.string(), std::strerror(errno)));
        }
        file.reset();
    };
    close(shp_, words_);
    close(shx_, 50 + std::uint64_t{4} * records_);
    return nowhere_;
}

}  // namespace ombud::publish
