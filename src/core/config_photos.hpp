#pragma once

// Inside src/core only.

#include "core/config.hpp"
#include "core/toml_reader.hpp"

namespace ombud {

/// [photos] and [[photos.model]].
/// \param folder  that relative files of models lie in
void read_photos(const TomlReader& reader, const toml::table& root, const std::filesystem::path& folder,
                 PhotoSettings& photos);

}  // namespace ombud
