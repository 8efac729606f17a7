#include "locate/import_places.hpp"

#include "core/error.hpp"
#include "core/text.hpp"
#include "locate/gazetteer.hpp"
#include "locate/street_key.hpp"
#include "ogr/layer_reader.hpp"
#include "ogr/transform.hpp"
#include "store/addresses.hpp"
#include "store/areas.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <initializer_list>
#include <optional>

namespace ombud::locate {

namespace {

using Columns = std::vector<std::string>;

/// The chosen column, else the first of the usual names; nothing where there is none. A chosen one must exist.
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

std::optional<double> number(std::string_view text) {
    std::string plain(trim(text));
    std::ranges::replace(plain, ',', '.');
    double value = 0;
    const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), value);
    if (plain.empty() || error != std::errc{} || end != plain.data() + plain.size()) return std::nullopt;
    return value;
}

/// Reads addresses out of one layer's rows.
class AddressReader {
  public:
    AddressReader(const Columns& columns, const AddressColumns& chosen, const std::filesystem::path& file, int epsg)
        : street_(need_column(
              find_column(columns, chosen.street, {"street", "strasse", "addr:street", "straßenname", "str"}, file),
              "street", "--street", columns, file)),
          house_number_(need_column(find_column(columns, chosen.house_number,
                                                {"house_number", "housenumber", "hausnummer", "hausnr",
                                                 "addr:housenumber", "nummer", "number"},
                                                file),
                                    "house number", "--house-number", columns, file)),
          postcode_(
              find_column(columns, chosen.postcode, {"postcode", "plz", "postleitzahl", "addr:postcode", "zip"}, file)),
          city_(find_column(columns, chosen.city, {"city", "ort", "stadt", "gemeinde", "addr:city"}, file)),
          lon_(find_column(columns, chosen.lon,
                           {"lon", "longitude", "laenge", "x", "rechtswert", "east", "easting", "ost"}, file)),
          lat_(find_column(columns, chosen.lat,
                           {"lat", "latitude", "breite", "y", "hochwert", "north", "northing", "nord"}, file)) {
        if (epsg != 4326) transform_ = ogr::transform_from(epsg);
    }

    [[nodiscard]] bool has_coordinates() const noexcept { return lon_ && lat_; }

    /// Nothing where the row lacks street, number or position.
    [[nodiscard]] std::optional<store::KeyedAddress> read(const ogr::Feature& row) const {
        const auto column = [&](std::optional<std::size_t> index) {
            return index ? clean_text(trim(row.values[*index])) : std::string{};
        };
        store::Address address{column(street_), column(house_number_), column(postcode_), column(city_), {}};
        const auto at = position(row);
        std::string street = street_key(address.street);
        std::string house = number_key(address.house_number);
        if (!at || street.empty() || house.empty()) return std::nullopt;
        address.position = *at;
        return store::KeyedAddress{std::move(address), std::move(street), std::move(house)};
    }

  private:
    [[nodiscard]] std::optional<Position> position(const ogr::Feature& row) const {
        if (row.point) return row.point;
        if (!lon_ || !lat_) return std::nullopt;
        const auto x = number(row.values[*lon_]);
        const auto y = number(row.values[*lat_]);
        if (!x || !y) return std::nullopt;
        if (transform_ != nullptr) return transform_->to_wgs84(*x, *y);
        if (*x < -180 || *x > 180 || *y < -90 || *y > 90) return std::nullopt;
        return Position{*x, *y};
    }

    std::size_t street_;
    std::size_t house_number_;
    std::optional<std::size_t> postcode_, city_, lon_, lat_;
    std::unique_ptr<ogr::Transform> transform_;
};

}  // namespace

std::size_t import_addresses(store::Register& registry, const std::filesystem::path& file,
                             const AddressColumns& columns, int epsg, Progress& progress) {
    ogr::ReadOptions options;
    options.text_only = true;
    const auto layer = ogr::open_layer(file, options);
    const AddressReader reader(layer->columns(), columns, file, epsg);
    store::Transaction transaction(registry);
    store::clear_addresses(registry);
    progress.begin("addresses", layer->expected());
    std::size_t taken = 0;
    std::size_t left_out = 0;
    for (ogr::Feature row; layer->next(row);) {
        if (const auto address = reader.read(row)) {
            store::add_address(registry, *address);
            ++taken;
        } else {
            ++left_out;
        }
        progress.advance(1);
    }
    progress.end();
    if (taken == 0 && !reader.has_coordinates()) {
        throw Error(
            ErrorKind::input,
            fmt::format(
                "{}: it has no points, and no columns look like coordinates; name them with --lon and --lat; there are: {}",
                file.string(), fmt::join(layer->columns(), ", ")));
    }
    if (taken == 0) {
        throw Error(
            ErrorKind::input,
            fmt::format("{}: no row has street, house number and position; the old register was kept", file.string()));
    }
    if (left_out > 0) {
        progress.warn(
            fmt::format("{}: {} rows without street, house number or position were left out", file.string(), left_out));
    }
    Gazetteer::compile_into(registry);
    transaction.commit();
    return taken;
}

std::size_t import_areas(store::Register& registry, const std::filesystem::path& file, std::string_view kind,
                         const std::string& name_column, Progress& progress) {
    const auto layer = ogr::open_layer(file);
    const std::size_t name =
        need_column(find_column(layer->columns(), name_column, {"name", "bezeichnung", "stadtteil", "ortsteil"}, file),
                    "name", "--name", layer->columns(), file);
    store::Transaction transaction(registry);
    progress.begin("areas", layer->expected());
    std::size_t taken = 0;
    for (ogr::Feature row; layer->next(row);) {
        const std::string text = clean_text(trim(row.values[name]));
        if (text.empty() || row.wkb.empty()) {
            throw Error(ErrorKind::input, fmt::format("{}: area {} has no name or no geometry; nothing was imported",
                                                      file.string(), taken + 1));
        }
        store::put_area(registry, kind, text, row.wkb);
        ++taken;
        progress.advance(1);
    }
    progress.end();
    transaction.commit();
    return taken;
}

}  // namespace ombud::locate
