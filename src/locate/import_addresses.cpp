#include "core/error.hpp"
#include "core/text.hpp"
#include "locate/gazetteer.hpp"
#include "locate/import_places.hpp"
#include "locate/layer_columns.hpp"
#include "locate/street_key.hpp"
#include "ogr/layer_reader.hpp"
#include "store/addresses.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <optional>

namespace ombud::locate {

namespace {

/// Reads addresses out of one layer's rows: by columns, or in OSM extracts by tags.
class AddressReader {
  public:
    AddressReader(const Columns& columns, const AddressColumns& chosen, const std::filesystem::path& file, int epsg)
        : tags_(is_osm(file) ? find_column(columns, {}, {"other_tags"}, file) : std::nullopt),
          street_(
              find_column(columns, chosen.street, {"street", "strasse", "addr:street", "straßenname", "str"}, file)),
          house_number_(find_column(
              columns, chosen.house_number,
              {"house_number", "housenumber", "hausnummer", "hausnr", "addr:housenumber", "nummer", "number"}, file)),
          postcode_(
              find_column(columns, chosen.postcode, {"postcode", "plz", "postleitzahl", "addr:postcode", "zip"}, file)),
          city_(find_column(columns, chosen.city, {"city", "ort", "stadt", "gemeinde", "addr:city"}, file)),
          position_(columns, chosen.lon, chosen.lat, epsg, file) {
        if (tags_) return;
        static_cast<void>(need_column(street_, "street", "--street", columns, file));
        static_cast<void>(need_column(house_number_, "house number", "--house-number", columns, file));
    }

    [[nodiscard]] bool has_coordinates() const noexcept { return position_.has_columns(); }

    /// Whether the row means to be an address: in an OSM extract most do not.
    [[nodiscard]] bool concerns(const ogr::Feature& row) const {
        return !tags_ || !text(row, house_number_, "addr:housenumber").empty();
    }

    /// Nothing where the row lacks street, number or position.
    [[nodiscard]] std::optional<store::KeyedAddress> read(const ogr::Feature& row) const {
        store::Address address{text(row, street_, "addr:street"),
                               text(row, house_number_, "addr:housenumber"),
                               text(row, postcode_, "addr:postcode"),
                               text(row, city_, "addr:city"),
                               {}};
        const auto at = position_.read(row);
        std::string street = street_key(address.street);
        std::string house = number_key(address.house_number);
        if (!at || street.empty() || house.empty()) return std::nullopt;
        address.position = *at;
        return store::KeyedAddress{std::move(address), std::move(street), std::move(house)};
    }

  private:
    [[nodiscard]] std::string text(const ogr::Feature& row, std::optional<std::size_t> column,
                                   std::string_view tag) const {
        std::string value = text_at(row, column);
        return value.empty() && tags_ ? tag_of(row.values[*tags_], tag) : value;
    }

    std::optional<std::size_t> tags_, street_, house_number_, postcode_, city_;
    PositionReader position_;
};

struct Taken {
    std::size_t addresses = 0;
    std::size_t left_out = 0;
    bool has_coordinates = false;
    Columns columns;
};

void take_layer(store::Register& registry, const std::filesystem::path& file, const std::string& name,
                const AddressColumns& columns, int epsg, Progress& progress, Taken& taken) {
    ogr::ReadOptions options;
    options.layer = name;
    options.text_only = true;
    const auto layer = ogr::open_layer(file, options);
    const AddressReader reader(layer->columns(), columns, file, epsg);
    taken.has_coordinates |= reader.has_coordinates();
    taken.columns = layer->columns();
    progress.begin("addresses", layer->expected());
    for (ogr::Feature row; layer->next(row);) {
        progress.advance(1);
        if (!reader.concerns(row)) continue;
        if (const auto address = reader.read(row)) {
            store::add_address(registry, *address);
            ++taken.addresses;
        } else {
            ++taken.left_out;
        }
    }
    progress.end();
}

}  // namespace

std::size_t import_addresses(store::Register& registry, const std::filesystem::path& file,
                             const AddressColumns& columns, int epsg, Progress& progress) {
    store::Transaction transaction(registry);
    store::clear_addresses(registry);
    Taken taken;
    if (is_osm(file)) {
        for (const char* layer : {"points", "multipolygons"}) {
            take_layer(registry, file, layer, columns, epsg, progress, taken);
        }
    } else {
        take_layer(registry, file, {}, columns, epsg, progress, taken);
    }
    if (taken.addresses == 0 && !taken.has_coordinates) {
        throw Error(
            ErrorKind::input,
            fmt::format(
                "{}: it has no points, and no columns look like coordinates; name them with --lon and --lat; there are: {}",
                file.string(), fmt::join(taken.columns, ", ")));
    }
    if (taken.addresses == 0) {
        throw Error(
            ErrorKind::input,
            fmt::format("{}: no row has street, house number and position; the old register was kept", file.string()));
    }
    if (taken.left_out > 0) {
        progress.warn(fmt::format("{}: {} rows without street, house number or position were left out", file.string(),
                                  taken.left_out));
    }
    Gazetteer::compile_into(registry);
    transaction.commit();
    return taken.addresses;
}

}  // namespace ombud::locate
