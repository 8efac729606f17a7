#pragma once

// Inside src/core only.

#include "core/config.hpp"
#include "core/toml_reader.hpp"

namespace ombud {

/// [expiry] and [retention]; sources are known by now.
void read_retention(const TomlReader& reader, const toml::table& root, Config& config);

}  // namespace ombud
