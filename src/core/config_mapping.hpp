#pragma once

// Inside src/core only: the part of ombud.toml that says what columns and members mean.

#include "core/config.hpp"
#include "core/toml_reader.hpp"

namespace ombud {

/// Adds what a [mapping.NAME], or a file of share/mappings, says to a mapping, which may be based on another one.
/// Throws Error(config) that names file and line.
void read_mapping(const TomlReader& reader, const toml::table& table, Mapping& mapping);

/// Values that a mapping turns into must be ones that a report can have; a typing error would show in a year's
/// statistics. Throws Error(config).
void check_mapping(const TomlReader& reader, const toml::table& table, const Config& config);

/// What a source without a mapping means: fields named as in the manual.
[[nodiscard]] Mapping plain_mapping();

}  // namespace ombud
