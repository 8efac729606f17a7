#pragma once

#include "core/config.hpp"
#include "publish/site/folder.hpp"
#include "store/register.hpp"

#include <optional>

namespace ombud::publish::site {

/// Writes data/streets.json, the streets by name with where they are and, where no base map is configured, how they
/// run; and data/houses/N.json, the houses of 64 streets each, by which the page looks up an address without asking
/// anybody. Nothing where the register has no streets. Format: docs/site.md. \return whether there are streets
bool write_addresses(SiteFolder& folder, store::Register& registry, const SiteSettings& settings);

/// Writes data/areas.json, the outlines of the districts. \return the box around them; nothing where there are none
[[nodiscard]] std::optional<Bounds> write_areas(SiteFolder& folder, store::Register& registry);

}  // namespace ombud::publish::site
