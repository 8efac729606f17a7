#pragma once

#include <string_view>

namespace ombud::store {

/// Participations of the municipality that the map shows beside the reports.
inline constexpr std::string_view participations_schema = R"sql(
-- As their platforms published them. No personal data: what proposals and debates hold beside their title is not taken
-- in, nor is who made them. A row stays until it is removed or its source delivers a list without it.
CREATE TABLE participation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source TEXT NOT NULL,
    external_id TEXT NOT NULL,   -- the platform's own
    kind TEXT NOT NULL,          -- plan, survey, proposal, …
    title TEXT NOT NULL,
    url TEXT NOT NULL CHECK (url = '' OR url LIKE 'http://%' OR url LIKE 'https://%'),
    begins_at INTEGER,           -- null: not limited
    ends_at INTEGER,             -- the first moment after it
    geometry TEXT NOT NULL,      -- GeoJSON: Point, Polygon or MultiPolygon, EPSG:4326; empty: it has no place
    changed_at INTEGER NOT NULL,
    UNIQUE (source, external_id),
    CHECK (begins_at IS NULL OR ends_at IS NULL OR begins_at < ends_at)
);
)sql";

}  // namespace ombud::store
