#pragma once

#include <string_view>

namespace ombud::store {

/// What became of items of the quarantine: nothing yet, imported, or discarded.
inline constexpr std::string_view quarantine_outcome_schema = R"sql(
ALTER TABLE quarantine ADD COLUMN closed_at INTEGER;
ALTER TABLE quarantine ADD COLUMN outcome TEXT CHECK (outcome IS NULL OR outcome = 'imported' OR outcome = 'discarded');
ALTER TABLE quarantine ADD COLUMN why TEXT NOT NULL DEFAULT '';  -- of the desk, for discarding
)sql";

}  // namespace ombud::store
