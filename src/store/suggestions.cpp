#include "store/suggestions.hpp"

#include "core/json_writer.hpp"
#include "store/connection.hpp"

#include <algorithm>

namespace ombud::store {

std::vector<Suggestion> suggestions_for(Register& registry, ReportId report) {
    Query rows = registry.connection().query(
        "SELECT s.original, s.score, s.reasons FROM duplicate_suggestion s JOIN report r ON r.id = s.report "
        "JOIN report o ON o.id = s.original WHERE s.report = ?1 AND s.state = 'open' "
        "AND r.closed_at IS NULL AND o.status NOT IN ('rejected', 'duplicate') ORDER BY s.score DESC, s.original");
    rows.bind(report);
    std::vector<Suggestion> found;
    while (rows.next()) found.push_back({report, rows.integer(0), rows.real(1), rows.text(2)});
    return found;
}

void put_suggestions(Register& registry, ReportId report, const std::vector<Suggestion>& suggestions,
                     const Change& change) {
    Connection& connection = registry.connection();
    Transaction transaction(registry);
    const auto before = suggestions_for(registry, report);
    connection.query("DELETE FROM duplicate_suggestion WHERE report = ?1 AND state = 'open'").bind(report).run();
    for (const Suggestion& s : suggestions) {
        connection
            .query(
                "INSERT INTO duplicate_suggestion (report, original, score, reasons, state) VALUES (?1, ?2, ?3, ?4, "
                "'open') "
                "ON CONFLICT DO NOTHING")
            .bind(report, s.original, s.score, s.reasons)
            .run();
    }
    const auto after = suggestions_for(registry, report);
    if (!std::ranges::equal(before, after, {}, &Suggestion::original, &Suggestion::original)) {
        JsonWriter json;
        json.begin_object().key("originals").begin_array();
        for (const Suggestion& s : after) json.value(s.original);
        json.end_array().end_object();
        log_event(connection, report, "duplicates suggested", change, json.text());
    }
    transaction.commit();
}

std::vector<Suggestion> open_suggestions(Register& registry) {
    Query rows = registry.connection().query(
        "SELECT s.report, s.original, s.score, s.reasons FROM duplicate_suggestion s JOIN report r ON r.id = s.report "
        "JOIN report o ON o.id = s.original WHERE s.state = 'open' AND r.closed_at IS NULL "
        "AND o.status NOT IN ('rejected', 'duplicate') ORDER BY s.report, s.score DESC, s.original");
    std::vector<Suggestion> found;
    while (rows.next()) found.push_back({rows.integer(0), rows.integer(1), rows.real(2), rows.text(3)});
    return found;
}

std::int64_t count_open_suggestions(Register& registry) {
    Query row = registry.connection().query(
        "SELECT count(DISTINCT s.report) FROM duplicate_suggestion s JOIN report r ON r.id = s.report "
        "JOIN report o ON o.id = s.original WHERE s.state = 'open' AND r.closed_at IS NULL "
        "AND o.status NOT IN ('rejected', 'duplicate')");
    return row.next() ? row.integer(0) : 0;
}

}  // namespace ombud::store
