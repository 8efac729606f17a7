#include "store/holds.hpp"

#include "core/error.hpp"
#include "core/json_writer.hpp"
#include "store/connection.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ombud::store {

void place_hold(Register& registry, const Hold& hold, const Change& change) {
    Transaction transaction(registry);
    Connection& connection = registry.connection();
    {
        Query row = connection.query("SELECT 1 FROM report WHERE id = ?1");
        if (!row.bind(hold.report).next()) {
            throw Error(ErrorKind::input, fmt::format("there is no report {}", hold.report));
        }
    }
    connection
        .query(
            "INSERT INTO hold (report, until, why, person, at) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (report) DO "
            "UPDATE SET until = ?2, why = ?3, person = ?4, at = ?5")
        .bind(hold.report, hold.until, hold.why, hold.person, hold.at)
        .run();
    JsonWriter json;
    json.begin_object().key("until").value(hold.until).end_object();
    log_event(connection, hold.report, "held", change, json.text());
    transaction.commit();
}

bool release_hold(Register& registry, ReportId report, const Change& change) {
    Transaction transaction(registry);
    Connection& connection = registry.connection();
    const bool was = connection.query("DELETE FROM hold WHERE report = ?1").bind(report).run() > 0;
    if (was) log_event(connection, report, "hold released", change, "{}");
    transaction.commit();
    return was;
}

std::vector<Hold> list_holds(Register& registry) {
    Query rows = registry.connection().query("SELECT report, until, why, person, at FROM hold ORDER BY report");
    std::vector<Hold> holds;
    while (rows.next()) {
        holds.push_back({rows.integer(0), rows.text(1), rows.text(2), rows.text(3), rows.instant(4)});
    }
    return holds;
}

std::optional<Hold> hold_of(Register& registry, ReportId report, std::string_view today) {
    std::vector<Hold> holds = list_holds(registry);
    const auto found =
        std::ranges::find_if(holds, [&](const Hold& hold) { return hold.report == report && hold.until >= today; });
    return found == holds.end() ? std::nullopt : std::optional(std::move(*found));
}

}  // namespace ombud::store
