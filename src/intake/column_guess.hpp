#pragma once

#include "core/config.hpp"

#include <string>
#include <vector>

namespace ombud::intake {

/// Guesses what columns mean by their usual German and English names, and how their dates are written by what stands in
/// them. Columns whose names say nothing are left out.
/// \param base  where date patterns, CRS and constants come from that are not guessed
[[nodiscard]] Mapping guess_mapping(const std::vector<std::string>& columns,
                                    const std::vector<std::vector<std::string>>& rows, const Mapping& base);

/// The mapping as it would stand in ombud.toml.
[[nodiscard]] std::string mapping_as_toml(const Mapping& mapping, std::string_view name);

}  // namespace ombud::intake
