#include "store/gazetteer_cache.hpp"

#include "store/connection.hpp"

namespace ombud::store {

std::string compiled_gazetteer(Register& registry) {
    Query row = registry.connection().query("SELECT data FROM gazetteer");
    return row.next() ? row.text(0) : std::string();
}

void keep_compiled_gazetteer(Register& registry, std::string_view bytes) {
    registry.connection()
        .query("INSERT INTO gazetteer (id, data) VALUES (1, ?1) ON CONFLICT (id) DO UPDATE SET data = excluded.data")
        .bind(Blob{bytes})
        .run();
}

}  // namespace ombud::store
