#include "locate/layer_columns.hpp"

#include "core/error.hpp"
#include "core/text.hpp"
#include "locate/wkb.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>

namespace ombud::locate {

namespace {

std::optional<double> number(std::string_view text) {
    std::string plain(trim(text));
    std::ranges::replace(plain, ',', '.');
    double value = 0;
    const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), value);
    if (plain.empty() || error != std::errc{} || end != plain.data() + plain.size()) return std::nullopt;
    return value;
}

}  // namespace

std::optional<std::size_t> find_column(const Columns& columns, const std::string& chosen,
                                       std::initializer_list<std::string_view> usual,
                                       const std::filesystem::path& file) {
    const auto index_of = [&](std::string_view name) -> std::optional<std::size_t> {
        const std::string folded = fold(name);
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (fold(columns[i]) == folded) return i;
        }
        return std::nullopt;
    };
    if (!chosen.empty()) {
        if (const auto found = index_of(chosen)) return found;
        throw Error(ErrorKind::input, fmt::format("{}: there is no column '{}'; there are: {}", file.string(), chosen,
                                                  fmt::join(columns, ", ")));
    }
    for (const std::string_view name : usual) {
        if (const auto found = index_of(name)) return found;
    }
    return std::nullopt;
}

std::size_t need_column(std::optional<std::size_t> column, std::string_view what, std::string_view option,
                        const Columns& columns, const std::filesystem::path& file) {
    if (column) return *column;
    throw Error(ErrorKind::input, fmt::format("{}: no column looks like the {}; name it with {}; there are: {}",
                                              file.string(), what, option, fmt::join(columns, ", ")));
}

std::string text_at(const ogr::Feature& row, std::optional<std::size_t> column) {
    return column ? clean_text(trim(row.values[*column])) : std::string{};
}

std::string tag_of(std::string_view other_tags, std::string_view name) {
    const std::string opening = fmt::format("\"{}\"=>\"", name);
    const std::size_t begin = other_tags.find(opening);
    if (begin == std::string_view::npos) return {};
    std::string value;
    for (std::size_t i = begin + opening.size(); i < other_tags.size() && other_tags[i] != '"'; ++i) {
        if (other_tags[i] == '\\' && i + 1 < other_tags.size()) ++i;
        value += other_tags[i];
    }
    return clean_text(value);
}

PositionReader::PositionReader(const Columns& columns, const std::string& lon, const std::string& lat, int epsg,
                               const std::filesystem::path& file)
    : lon_(
          find_column(columns, lon, {"lon", "longitude", "laenge", "x", "rechtswert", "east", "easting", "ost"}, file)),
      lat_(find_column(columns, lat, {"lat", "latitude", "breite", "y", "hochwert", "north", "northing", "nord"},
                       file)) {
    constexpr int wgs84 = 4326;
    if (epsg != wgs84) transform_ = ogr::transform_from(epsg);
}

std::optional<Position> PositionReader::read(const ogr::Feature& row) const {
    if (row.point) return row.point;
    if (!row.wkb.empty()) {
        const auto parts = parts_of_wkb(row.wkb);
        return parts.empty() ? std::nullopt : std::optional(extent_of(parts).middle);
    }
    if (!lon_ || !lat_) return std::nullopt;
    const auto x = number(row.values[*lon_]);
    const auto y = number(row.values[*lat_]);
    if (!x || !y) return std::nullopt;
    if (transform_ != nullptr) return transform_->to_wgs84(*x, *y);
    if (*x < -180 || *x > 180 || *y < -90 || *y > 90) return std::nullopt;
    return Position{*x, *y};
}

bool is_osm(const std::filesystem::path& file) {
    const std::string name = fold(file.filename().string());
    return name.ends_with(".pbf") || name.ends_with(".osm");
}

}  // namespace ombud::locate
