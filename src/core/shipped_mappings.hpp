#pragma once

#include "core/config.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ombud {

struct NamedMapping {
    std::string name;  ///< of its file, without ".toml"
    Mapping mapping;
};

/// The mappings that come with Ombud, one for each file of share/mappings, by name.
///
/// They are looked for in `$OMBUD_MAPPINGS`, else in `../share/ombud/mappings` beside the folder of the program
/// (an installation), else in `../share/mappings` (a build). No folder: no mappings.
/// Throws Error(config) for a file that cannot be understood.
[[nodiscard]] std::vector<NamedMapping> shipped_mappings();

/// One of them by its name, nothing where there is none.
[[nodiscard]] std::optional<Mapping> shipped_mapping(std::string_view name);

}  // namespace ombud
