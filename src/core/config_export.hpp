#pragma once

// Inside src/core only.

#include "core/config.hpp"
#include "core/toml_reader.hpp"

#include <filesystem>

namespace ombud {

/// [export] and [[export.layer]]. Relative outputs start at `folder`.
void read_export(const TomlReader& reader, const toml::table& root, const std::filesystem::path& folder,
                 Config& config);

}  // namespace ombud
