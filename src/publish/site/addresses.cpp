#include "publish/site/addresses.hpp"

#include "core/json_writer.hpp"
#include "publish/site/coordinates.hpp"
#include "publish/site/street_axis.hpp"
#include "store/addresses.hpp"
#include "store/areas.hpp"
#include "store/named_places.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

namespace ombud::publish::site {

namespace {

constexpr std::size_t streets_per_file = 64;
constexpr double line_tolerance_m = 3;
constexpr double line_gap_m =
    60;  // points of one line lie at most 20 m apart (locate/import_places); more is another part
constexpr double area_tolerance_m = 5;

struct Street {
    std::vector<NumberedHouse> houses;
    std::vector<Line> lines;
};
using Streets = std::map<std::string, Street>;

Streets streets_of(store::Register& registry) {
    Streets streets;
    for (store::KeyedAddress& keyed : store::all_addresses(registry)) {
        store::Address& address = keyed.address;
        streets[address.street].houses.push_back({std::move(address.house_number), address.position});
    }
    for (const store::StreetLine& street : store::street_lines(registry)) {
        Street& known = streets[street.name];
        for (const Line& part : broken_at_gaps(street.points, line_gap_m)) {
            if (part.size() > 1) known.lines.push_back(thinned(part, line_tolerance_m));
        }
    }
    return streets;
}

/// Where a street is shown: the house in the middle of its list, else the middle of its longest line. A mean of all
/// would lie beside a street that bends.
Position place_of(const Street& street) {
    if (!street.houses.empty()) return street.houses[street.houses.size() / 2].position;
    const Line* longest = nullptr;
    for (const Line& line : street.lines) {
        if (longest == nullptr || line.size() > longest->size()) longest = &line;
    }
    return longest == nullptr ? Position{} : (*longest)[longest->size() / 2];
}

/// Differences of coordinates, each from the one before: x, y, dx, dy, …
void write_line(JsonWriter& json, const Line& line) {
    json.begin_array();
    std::int64_t x = 0;
    std::int64_t y = 0;
    for (const Position& point : line) {
        json.value(whole(point.lon) - std::exchange(x, whole(point.lon)));
        json.value(whole(point.lat) - std::exchange(y, whole(point.lat)));
    }
    json.end_array();
}

void write_houses(SiteFolder& folder, const Streets& streets) {
    JsonWriter json;
    std::size_t index = 0;
    for (const auto& [name, street] : streets) {
        if (index % streets_per_file == 0) json.begin_array();
        const Position centre = place_of(street);
        json.begin_array();
        for (const NumberedHouse& house : street.houses) {
            json.value(house.number).value(whole(house.position.lon) - whole(centre.lon));
            json.value(whole(house.position.lat) - whole(centre.lat));
        }
        json.end_array();
        if (++index % streets_per_file != 0 && index != streets.size()) continue;
        json.end_array();
        folder.put(fmt::format("data/houses/{}.json", (index - 1) / streets_per_file), json.take() + '\n');
        json = JsonWriter();
    }
}

}  // namespace

bool write_addresses(SiteFolder& folder, store::Register& registry, const SiteSettings& settings) {
    const Streets streets = streets_of(registry);
    if (streets.empty()) return false;
    JsonWriter json;
    json.begin_object().key("format").value(1).key("streets_per_file").value(settings.addresses ? streets_per_file : 0);
    json.key("names").begin_array();
    for (const auto& [name, street] : streets) json.value(name);
    json.end_array().key("at").begin_array();
    for (const auto& [name, street] : streets) {
        const Position at = place_of(street);
        json.value(whole(at.lon)).value(whole(at.lat));
    }
    json.end_array().key("lines").begin_array();
    if (settings.basemap.empty()) {
        for (const auto& [name, street] : streets) {
            json.begin_array();
            for (const Line& line : street.lines.empty() ? street_axis(street.houses) : street.lines)
                write_line(json, line);
            json.end_array();
        }
    }
    json.end_array().end_object();
    folder.put("data/streets.json", json.take() + '\n');
    if (settings.addresses) write_houses(folder, streets);
    return true;
}

std::optional<Bounds> write_areas(SiteFolder& folder, store::Register& registry) {
    const std::vector<store::AreaOutline> areas = store::area_outlines(registry, "district", area_tolerance_m);
    if (areas.empty()) return std::nullopt;
    Bounds box = areas.front().box;
    JsonWriter json;
    json.begin_object().key("format").value(1).key("areas").begin_array();
    for (const store::AreaOutline& area : areas) {
        box = {std::min(box.west, area.box.west), std::min(box.south, area.box.south),
               std::max(box.east, area.box.east), std::max(box.north, area.box.north)};
        json.begin_object().key("name").value(area.name).key("geometry").raw(area.geojson).end_object();
    }
    json.end_array().end_object();
    folder.put("data/areas.json", json.take() + '\n');
    return box;
}

}  // namespace ombud::publish::site
