#pragma once

#include "core/config.hpp"

#include <array>
#include <string_view>

namespace ombud {

/// What a list of participations can say, see ombud-participations(1).
inline constexpr std::array<std::string_view, 9> participation_fields{
    "external_id", "title", "kind", "url", "begins", "ends", "lon", "lat", "geometry"};

/// How the columns or members of a list of participations are called. `name` is one that comes with Ombud (a file of
/// share/mappings/participations), or a file of the same form where it ends in ".toml"; empty: the usual names.
/// Throws Error(usage) that lists the names there are, Error(config) for a file that cannot be understood.
[[nodiscard]] Mapping participation_mapping(std::string_view name);

}  // namespace ombud
