#include "store/quarantine.hpp"

#include "core/json_writer.hpp"
#include "store/connection.hpp"

namespace ombud::store {

bool is_quarantined(Register& registry, std::string_view sha256) {
    Query row = registry.connection().query("SELECT 1 FROM quarantine WHERE sha256 = ?1");
    return row.bind(sha256).next();
}

void add_quarantined(Register& registry, const Quarantined& item, const Change& change) {
    Transaction transaction(registry);
    registry.connection()
        .query("INSERT INTO quarantine (at, source, origin, reason, sha256, file) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")
        .bind(change.at, item.source, item.origin, item.reason, item.sha256, item.file)
        .run();
    JsonWriter json;
    json.begin_object().key("origin").value(item.origin).key("file").value(item.file).end_object();
    log_event(registry.connection(), std::nullopt, "quarantined", change, json.text());
    transaction.commit();
}

std::vector<Quarantined> list_quarantined(Register& registry) {
    Query rows =
        registry.connection().query("SELECT id, at, source, origin, reason, sha256, file FROM quarantine ORDER BY id");
    std::vector<Quarantined> items;
    while (rows.next()) {
        items.push_back(
            {rows.integer(0), rows.instant(1), rows.text(2), rows.text(3), rows.text(4), rows.text(5), rows.text(6)});
    }
    return items;
}

}  // namespace ombud::store
