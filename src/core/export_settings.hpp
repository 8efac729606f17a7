#pragma once

#include "core/case_settings.hpp"

#include <string>
#include <vector>

namespace ombud {

/// One layer to export: what `ombud export` was told, or an [[export.layer]] that every night writes.
struct ExportLayer {
    std::string layer = "reports";    ///< reports, internal, areas or heat
    std::string output;               ///< a file, or "PG:…" for PostGIS; of an [[export.layer]]: absolute
    std::string driver;               ///< empty: by the suffix of `output`
    std::string table;                ///< PostGIS: [schema.]table; empty: ombud_ and the layer's name
    int epsg = 0;                     ///< 0: what the format's readers expect, see ombud-export(1)
    std::vector<std::string> fields;  ///< names in either language; empty: all
    std::string names = "en";         ///< language of the field names: en or de
    bool internal = false;            ///< not only what is public
    bool with_contacts = false;       ///< of `internal`: name, e-mail address, phone number
    bool diff = false;                ///< only what changed since the last time
    bool restart = false;             ///< of `diff`: forget the last time

    WrittenFilter filter;  ///< which reports, as in `ombud list`

    // Of `heat`.
    double cell_m = 250;            ///< distance between the centres of neighbouring cells
    std::string cells = "hexagon";  ///< or grid
    int smallest = 0;               ///< cells with fewer reports are left out; 0: [report] smallest_group
};

/// [export] of ombud.toml.
struct ExportSettings {
    int shapefile_epsg = 25832;
    std::vector<ExportLayer> layers;  ///< written every night
};

}  // namespace ombud
