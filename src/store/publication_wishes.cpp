#include "store/publication_wishes.hpp"

#include "core/error.hpp"
#include "store/connection.hpp"
#include "store/releases.hpp"

#include <fmt/format.h>

namespace ombud::store {

std::optional<bool> publication_wish(Register& registry, ReportId report) {
    Query row = registry.connection().query("SELECT public_wish FROM report WHERE id = ?1");
    if (!row.bind(report).next() || row.is_null(0)) return std::nullopt;
    return row.integer(0) != 0;
}

void set_publication_wish(Register& registry, ReportId report, bool wanted, const Change& change) {
    const auto before = publication_wish(registry, report);
    if (before && *before == wanted) return;
    Connection& connection = registry.connection();
    if (connection.query("UPDATE report SET public_wish = ?2, release_due = 1 WHERE id = ?1")
            .bind(report, wanted)
            .run() == 0) {
        throw Error(ErrorKind::input, fmt::format("there is no report {}", report));
    }
    log_event(connection, report, "publication wish", change, wanted ? R"({"public":true})" : R"({"public":false})");
    const auto release = find_release(registry, report);
    if (!wanted && release && release->state == ReleaseState::released) {
        set_release(registry, report, {.why = "its reporter does not want it to be public"}, change,
                    R"({"reasons":["wish"]})");
    }
}

}  // namespace ombud::store
