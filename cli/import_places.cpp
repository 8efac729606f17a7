#include "cli/import_places.hpp"

#include "cli/session.hpp"
#include "core/json_writer.hpp"
#include "locate/import_places.hpp"

#include <fmt/format.h>

#include <functional>
#include <memory>
#include <optional>

namespace ombud::cli {

namespace {

struct PlaceOptions {
    std::string file;
    locate::AddressColumns columns;
    std::string aliases;
    std::int64_t epsg = 4326;
    std::string kind = "district";
    std::string name;
    bool dry_run = false;
};

/// Runs one import and says how many there are.
Exit import_into_register(Session& session, std::string_view what, const PlaceOptions& options,
                          const std::function<std::size_t(store::Register&)>& take) {
    const WorkspaceLock lock(session.workspace(), fmt::format("import {}", what));
    store::Register registry = session.open_register(store::Access::write);
    std::optional<store::Transaction> trial;  // never committed
    if (options.dry_run) trial.emplace(registry);
    const std::size_t count = take(registry);
    if (session.json()) {
        JsonWriter json;
        session.print(json.begin_object().key(what).value(count).end_object().text());
    } else if (!session.quiet()) {
        session.print(options.dry_run ? fmt::format("dry run: {} {} would be in the register", count, what)
                                      : fmt::format("{} {} in the register", count, what));
    }
    return Exit::done;
}

Exit import_addresses(Session& session, const PlaceOptions& options) {
    return import_into_register(session, "addresses", options, [&](store::Register& registry) {
        return locate::import_addresses(registry, options.file, options.columns, static_cast<int>(options.epsg),
                                        session.progress());
    });
}

Exit import_streets(Session& session, const PlaceOptions& options) {
    return import_into_register(session, "streets", options, [&](store::Register& registry) {
        return locate::import_streets(registry, options.file, options.name, session.progress());
    });
}

Exit import_places(Session& session, const PlaceOptions& options) {
    return import_into_register(session, "places", options, [&](store::Register& registry) {
        const locate::PlaceColumns columns{options.name, options.aliases, options.columns.lon, options.columns.lat};
        return locate::import_places(registry, options.file, columns, static_cast<int>(options.epsg),
                                     session.progress());
    });
}

Exit import_areas(Session& session, const PlaceOptions& options) {
    return import_into_register(session, "areas", options, [&](store::Register& registry) {
        return locate::import_areas(registry, options.file, options.kind, options.name, session.progress());
    });
}

constexpr const char* dry_run_help = "Read the file and count; change nothing";

}  // namespace

void add_place_imports(Command& parent) {
    auto addresses = std::make_shared<PlaceOptions>();
    parent.add("addresses", "The address register: replaces the one there is")
        .positional("file", addresses->file, "Anything OGR reads, or CSV", true)
        .option("--street", addresses->columns.street, "Column of the street")
        .option("--house-number", addresses->columns.house_number, "Column of the house number with its letter")
        .option("--postcode", addresses->columns.postcode, "Column of the postcode")
        .option("--city", addresses->columns.city, "Column of the place name")
        .option("--lon", addresses->columns.lon, "Column of the longitude or easting")
        .option("--lat", addresses->columns.lat, "Column of the latitude or northing")
        .option("--epsg", addresses->epsg, "CRS of these two columns (4326)")
        .flag("--dry-run", addresses->dry_run, dry_run_help)
        .examples(
            "  ombud import addresses addresses.csv\n"
            "  ombud import addresses hk.csv --lon OSTWERT --lat NORDWERT --epsg 25832")
        .action([addresses](Session& session) { return import_addresses(session, *addresses); });

    auto streets = std::make_shared<PlaceOptions>();
    parent.add("streets", "Lines of streets with their names: replaces those there are")
        .positional("file", streets->file, "Anything OGR reads, also .osm.pbf", true)
        .option("--name", streets->name, "Column of the name (name)")
        .flag("--dry-run", streets->dry_run, dry_run_help)
        .examples("  ombud import streets town.osm.pbf\n  ombud import streets strassen.gpkg --name STRASSE")
        .action([streets](Session& session) { return import_streets(session, *streets); });

    auto places = std::make_shared<PlaceOptions>();
    parent.add("places", "Points of interest and local nicknames: replaces those there are")
        .positional("file", places->file, "Anything OGR reads, also .osm.pbf, or CSV", true)
        .option("--name", places->name, "Column of the name (name)")
        .option("--aliases", places->aliases, "Column of other names, separated by semicolons (aliases)")
        .option("--lon", places->columns.lon, "Column of the longitude or easting")
        .option("--lat", places->columns.lat, "Column of the latitude or northing")
        .option("--epsg", places->epsg, "CRS of these two columns (4326)")
        .flag("--dry-run", places->dry_run, dry_run_help)
        .examples("  ombud import places town.osm.pbf\n  ombud import places nicknames.csv --aliases Spitznamen")
        .action([places](Session& session) { return import_places(session, *places); });

    auto areas = std::make_shared<PlaceOptions>();
    parent.add("areas", "Districts and other named polygons")
        .positional("file", areas->file, "Anything OGR reads", true)
        .option("--kind", areas->kind, "district (default), municipality, road-class, forest, private-land, …")
        .option("--name", areas->name, "Column of the name (name)")
        .flag("--dry-run", areas->dry_run, dry_run_help)
        .examples("  ombud import areas districts.geojson\n  ombud import areas border.gpkg --kind municipality")
        .action([areas](Session& session) { return import_areas(session, *areas); });
}

}  // namespace ombud::cli
