#pragma once

// Inside src/core only.

#include "core/config.hpp"
#include "core/toml_reader.hpp"

namespace ombud {

/// [release] and [redaction].
void read_release(const TomlReader& reader, const toml::table& root, Config& config);

/// The key `release` of a category.
void read_release_rule(const TomlReader& reader, const toml::table& table, Category& category);

}  // namespace ombud
