#pragma once

#include "core/config.hpp"
#include "core/time.hpp"
#include "store/participations.hpp"
#include "store/register.hpp"

#include <string>
#include <vector>

namespace ombud::publish {

/// The participations that have begun and are not over, by id. They were public before they came here.
[[nodiscard]] std::vector<store::Participation> running_participations(store::Register& registry, Instant now);

/// What data/participations.json of the map page holds, see docs/site.md.
[[nodiscard]] std::string participations_json(const std::vector<store::Participation>& running, const TimeZone& zone);

}  // namespace ombud::publish
