#pragma once

// Inside src/store only: the schema and how it grew.

#include <string>

namespace ombud::store {

/// The SQL that takes a register from schema `version - 1` to `version`; 1 starts from an empty file. Needs SpatiaLite.
[[nodiscard]] std::string migration(int version);

/// Whether `migration(version)` is the one after which the events there are have to be sealed.
[[nodiscard]] bool brings_event_chain(int version);

}  // namespace ombud::store
