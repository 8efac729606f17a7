#include "locate/import_places.hpp"

#include "core/error.hpp"
#include "core/text.hpp"
#include "locate/common_words.hpp"
#include "locate/gazetteer.hpp"
#include "locate/layer_columns.hpp"
#include "locate/street_key.hpp"
#include "locate/wkb.hpp"
#include "ogr/layer_reader.hpp"
#include "store/areas.hpp"
#include "store/named_places.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

namespace ombud::locate {

namespace {

/// The nearest approach of two streets is found between points of their lines, so they lie close together.
constexpr double street_step_m = 20;

/// What OSM calls a thing, the most telling tag first.
constexpr std::array<std::string_view, 7> kind_tags{"amenity",  "leisure",  "tourism", "shop",
                                                    "historic", "man_made", "place"};
constexpr std::array<std::string_view, 4> alias_tags{"alt_name", "loc_name", "short_name", "old_name"};

/// Reads places out of one layer's rows.
class PlaceReader {
  public:
    PlaceReader(const Columns& columns, const PlaceColumns& chosen, const std::filesystem::path& file, int epsg)
        : columns_(columns),
          name_(need_column(find_column(columns, chosen.name, {"name", "bezeichnung", "ort"}, file), "name", "--name",
                            columns, file)),
          aliases_(
              find_column(columns, chosen.aliases, {"aliases", "alias", "spitznamen", "spitzname", "alt_name"}, file)),
          kind_(find_column(columns, {}, {"kind", "art", "typ", "type"}, file)),
          tags_(is_osm(file) ? find_column(columns, {}, {"other_tags"}, file) : std::nullopt),
          osm_(is_osm(file)),
          position_(columns, chosen.lon, chosen.lat, epsg, file) {}

    /// Nothing where the row has no name or no position, or is called like any other of its kind ("Spielplatz").
    [[nodiscard]] std::optional<store::NamedPlace> read(const ogr::Feature& row) const {
        store::NamedPlace place;
        place.name = text_at(row, name_);
        place.kind = osm_ ? kind(row) : text_at(row, kind_);
        const auto at = position_.read(row);
        if (place.name.empty() || !at || (osm_ && place.kind.empty()) || is_ordinary(place.name)) return std::nullopt;
        place.position = *at;
        if (!row.wkb.empty() && !row.point) place.reach_m = extent_of(parts_of_wkb(row.wkb)).reach_m;
        put_aliases(text_at(row, aliases_), place);
        for (const std::string_view tag : alias_tags) {
            if (tags_) put_aliases(tag_of(row.values[*tags_], tag), place);
        }
        return place;
    }

  private:
    static bool is_ordinary(std::string_view name) {
        const auto words = split(name, ' ');
        return std::ranges::all_of(words, [](std::string_view word) { return is_common(fold(word)); });
    }

    static void put_aliases(std::string_view list, store::NamedPlace& place) {
        for (const std::string_view alias : split(list, ';')) {
            if (!is_ordinary(alias)) place.aliases.emplace_back(alias);
        }
    }

    [[nodiscard]] std::string kind(const ogr::Feature& row) const {
        for (const std::string_view tag : kind_tags) {
            const auto column = std::ranges::find(columns_, tag);
            std::string value = column == columns_.end()
                                    ? std::string()
                                    : row.values[static_cast<std::size_t>(column - columns_.begin())];
            if (value.empty() && tags_) value = tag_of(row.values[*tags_], tag);
            if (!value.empty()) return clean_text(value);
        }
        return {};
    }

    Columns columns_;
    std::size_t name_;
    std::optional<std::size_t> aliases_, kind_, tags_;
    bool osm_;
    PositionReader position_;
};

[[noreturn]] void fail_empty(const std::filesystem::path& file, std::string_view what) {
    throw Error(ErrorKind::input, fmt::format("{}: no row is {}; what the register had was kept", file.string(), what));
}

}  // namespace

std::size_t import_streets(store::Register& registry, const std::filesystem::path& file, const std::string& name_column,
                           Progress& progress) {
    ogr::ReadOptions options;
    if (is_osm(file)) options.layer = "lines";
    const auto layer = ogr::open_layer(file, options);
    const std::size_t name = need_column(
        find_column(layer->columns(), name_column, {"name", "street", "strasse", "strassenname", "bezeichnung"}, file),
        "name", "--name", layer->columns(), file);
    const auto highway = is_osm(file) ? find_column(layer->columns(), {}, {"highway"}, file) : std::nullopt;
    store::Transaction transaction(registry);
    store::clear_streets(registry);
    progress.begin("streets", layer->expected());
    std::size_t taken = 0;
    for (ogr::Feature row; layer->next(row);) {
        progress.advance(1);
        // Rivers and borders have names, too.
        if (highway && row.values[*highway].empty()) continue;
        store::StreetLine street{text_at(row, name), {}};
        if (street_key(street.name).empty()) continue;
        for (const auto& part : parts_of_wkb(row.wkb)) {
            const auto points = densified(part, street_step_m);
            street.points.insert(street.points.end(), points.begin(), points.end());
        }
        if (street.points.empty()) continue;
        store::add_street(registry, street);
        ++taken;
    }
    progress.end();
    if (taken == 0) fail_empty(file, "a line with a name");
    Gazetteer::compile_into(registry);
    transaction.commit();
    return taken;
}

std::size_t import_places(store::Register& registry, const std::filesystem::path& file, const PlaceColumns& columns,
                          int epsg, Progress& progress) {
    store::Transaction transaction(registry);
    store::clear_places(registry);
    std::size_t taken = 0;
    const std::vector<std::string> layers =
        is_osm(file) ? std::vector<std::string>{"points", "multipolygons"} : std::vector<std::string>{""};
    for (const std::string& name : layers) {
        ogr::ReadOptions options;
        options.layer = name;
        options.text_only = true;
        const auto layer = ogr::open_layer(file, options);
        const PlaceReader reader(layer->columns(), columns, file, epsg);
        progress.begin("places", layer->expected());
        for (ogr::Feature row; layer->next(row);) {
            progress.advance(1);
            if (const auto place = reader.read(row)) {
                store::add_place(registry, *place);
                ++taken;
            }
        }
        progress.end();
    }
    if (taken == 0) fail_empty(file, "a place with a name of its own and a position");
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
    Gazetteer::compile_into(registry);
    transaction.commit();
    return taken;
}

}  // namespace ombud::locate
