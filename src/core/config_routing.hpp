#pragma once

// Inside src/core only.

#include "core/config.hpp"
#include "core/toml_reader.hpp"

namespace ombud {

/// [classify], [calendar] and [[route.rule]]. Departments and categories must have been read.
void read_routing(const TomlReader& reader, const toml::table& root, Config& config);

}  // namespace ombud
