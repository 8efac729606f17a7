#include "store/reporters.hpp"

#include "store/connection.hpp"

namespace ombud::store {

Reporter find_reporter(Register& registry, std::int64_t reporter) {
    Query row = registry.connection().query("SELECT name, email, phone FROM reporter WHERE id = ?1");
    if (!row.bind(reporter).next()) return {};
    return {row.text(0), row.text(1), row.text(2)};
}

}  // namespace ombud::store
