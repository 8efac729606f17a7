#pragma once

// Inside src/store only.

struct sqlite3;

namespace ombud::store {

/// Makes `metres(lon, lat, lon, lat)` known to a connection: the distance of two points as core/position.hpp has it,
/// NULL where one of them is not there. And `stems(text)`: the words of a text as core/search_words.hpp has them, by
/// their stems, with blanks between.
void add_sql_functions(sqlite3& database);

}  // namespace ombud::store
