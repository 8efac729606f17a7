#pragma once

#include "core/progress.hpp"
#include "store/register.hpp"

#include <filesystem>
#include <string>

namespace ombud::locate {

/// Which columns of an address file mean what. Empty: found by the usual German and English names.
struct AddressColumns {
    std::string street;
    std::string house_number;
    std::string postcode;
    std::string city;
    std::string lon;
    std::string lat;
};

/// Replaces the address register by `file`: anything OGR reads. Positions come from the geometry where there is one
/// (any CRS), else from two columns in the CRS `epsg`. Rows without street, number or position are left out and counted
/// in a warning. Error(input) names what is missing where a column cannot be found; the old register then stays.
/// Returns how many addresses there are now.
std::size_t import_addresses(store::Register& registry, const std::filesystem::path& file,
                             const AddressColumns& columns, int epsg, Progress& progress);

/// Replaces the lines of the streets by those of `file`: anything OGR reads; of an OSM extract the named highways.
/// Streets without addresses are found by them, and crossings are exact. Returns how many lines there are now.
std::size_t import_streets(store::Register& registry, const std::filesystem::path& file, const std::string& name_column,
                           Progress& progress);

/// Which columns of a file of places mean what. Empty: found by the usual German and English names.
struct PlaceColumns {
    std::string name;
    std::string aliases;  ///< several are separated by semicolons
    std::string lon;
    std::string lat;
};

/// Replaces the points of interest and local nicknames by those of `file`: anything OGR reads; of an OSM extract what
/// has a name and is an amenity, shop, sight and the like. What is called like any other of its kind ("Spielplatz") is
/// left out. Returns how many there are now.
std::size_t import_places(store::Register& registry, const std::filesystem::path& file, const PlaceColumns& columns,
                          int epsg, Progress& progress);

/// Adds the polygons of `file` as areas of this kind, named by `name_column` (empty: "name" or a usual German word for
/// it). Returns how many were read.
std::size_t import_areas(store::Register& registry, const std::filesystem::path& file, std::string_view kind,
                         const std::string& name_column, Progress& progress);

}  // namespace ombud::locate
