#pragma once

// Inside src/core only: [report] and [open311] of ombud.toml.

#include "core/config.hpp"
#include "core/toml_reader.hpp"

namespace ombud {

void read_publish(const TomlReader& reader, const toml::table& root, Config& config);

}  // namespace ombud
