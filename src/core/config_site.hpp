#pragma once

// Inside src/core only.

#include "core/config.hpp"
#include "core/toml_reader.hpp"

namespace ombud {

/// [site]. The municipality must have been read.
void read_site(const TomlReader& reader, const toml::table& root, Config& config);

}  // namespace ombud
