#include "store/sql_functions.hpp"

#include "core/position.hpp"

#include <sqlite3.h>

#include <span>

namespace ombud::store {

namespace {

void metres(sqlite3_context* context, int count, sqlite3_value** values) {
    const std::span arguments(values, static_cast<std::size_t>(count));
    for (sqlite3_value* value : arguments) {
        if (sqlite3_value_type(value) == SQLITE_NULL) return;  // the result is NULL then
    }
    const auto degrees = [&](std::size_t i) { return sqlite3_value_double(arguments[i]); };
    sqlite3_result_double(context, distance_m({degrees(0), degrees(1)}, {degrees(2), degrees(3)}));
}

}  // namespace

void add_sql_functions(sqlite3& database) {
    sqlite3_create_function_v2(&database, "metres", 4, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, nullptr,
                               metres, nullptr, nullptr, nullptr);
}

}  // namespace ombud::store
