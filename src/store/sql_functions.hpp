#pragma once

// Inside src/store only.

struct sqlite3;

namespace ombud::store {

/// Makes `metres(lon, lat, lon, lat)` known to a connection: the distance of two points as core/position.hpp has it,
/// NULL where one of them is not there.
void add_sql_functions(sqlite3& database);

}  // namespace ombud::store
