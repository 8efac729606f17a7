#pragma once

#include "core/config.hpp"
#include "intake/value.hpp"

#include <filesystem>
#include <functional>
#include <string>

namespace ombud::intake {

/// One entry of a list of participations, before anything was made of it.
struct ParticipationRow {
    std::string name;     ///< a short file name for quarantine
    std::string origin;   ///< file and line, for people
    std::string bytes;    ///< exactly what was delivered
    Value record;         ///< of a table: columns under their folded names
    std::string wkb;      ///< of a layer: its geometry, EPSG:4326
    std::string list;     ///< what the list is called: its member in the JSON, else the file
    std::string problem;  ///< why it cannot be read; empty: it can
};

/// Reads one list: JSON (an array, or the places that the mapping calls records), GeoJSON and other layers, CSV and
/// other tables. Error(input) that names the file and why nothing can be made of it.
void read_participation_rows(const std::filesystem::path& file, const Mapping& mapping,
                             const std::function<void(ParticipationRow&&)>& take);

}  // namespace ombud::intake
