#pragma once

// Inside src/core only.

#include "core/config.hpp"
#include "core/toml_reader.hpp"

namespace ombud {

/// [mail]. The municipality's time zone and the sources must have been read. \param folder  of the configuration
void read_mail(const TomlReader& reader, const toml::table& root, const std::filesystem::path& folder, Config& config);

}  // namespace ombud
