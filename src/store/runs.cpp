#include "store/runs.hpp"

#include "store/connection.hpp"

namespace ombud::store {

std::int64_t begin_run(Register& registry, std::string_view command, Instant at) {
    registry.connection()
        .query("INSERT INTO run (command, started_at, outcome, steps) VALUES (?1, ?2, 'running', '[]')")
        .bind(command, at)
        .run();
    return registry.connection().last_id();
}

void finish_run(Register& registry, std::int64_t run, std::string_view outcome, std::string_view steps, Instant at) {
    registry.connection()
        .query("UPDATE run SET finished_at = ?2, outcome = ?3, steps = ?4 WHERE id = ?1")
        .bind(run, at, outcome, steps)
        .run();
}

}  // namespace ombud::store
