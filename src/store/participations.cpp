#include "store/participations.hpp"

#include "core/json_writer.hpp"
#include "store/connection.hpp"

#include <tuple>

namespace ombud::store {

namespace {

constexpr std::string_view columns =
    "id, source, external_id, kind, title, url, begins_at, ends_at, geometry, changed_at";

Participation read(const Query& row) {
    const auto time = [&](int column) {
        return row.is_null(column) ? std::nullopt : std::optional(row.instant(column));
    };
    Participation one;
    one.id = row.integer(0);
    one.source = row.text(1);
    one.external_id = row.text(2);
    one.kind = row.text(3);
    one.title = row.text(4);
    one.url = row.text(5);
    one.begins_at = time(6);
    one.ends_at = time(7);
    one.geometry = row.text(8);
    one.changed_at = row.instant(9);
    return one;
}

auto content(const Participation& one) {
    return std::tie(one.kind, one.title, one.url, one.begins_at, one.ends_at, one.geometry);
}

void log(Connection& connection, std::string_view action, std::int64_t id, const Participation& one,
         const Change& change) {
    JsonWriter json;
    json.begin_object().key("participation").value(id).key("source").value(one.source);
    json.key("title").value(one.title).end_object();
    log_event(connection, std::nullopt, action, change, json.text());
}

std::optional<Participation> find(Connection& connection, const Participation& like) {
    Query row = connection.query("SELECT " + std::string(columns) +
                                 " FROM participation WHERE source = ?1 AND external_id = ?2");
    row.bind(like.source, like.external_id);
    return row.next() ? std::optional(read(row)) : std::nullopt;
}

std::optional<Participation> find(Connection& connection, std::int64_t id) {
    Query row = connection.query("SELECT " + std::string(columns) + " FROM participation WHERE id = ?1");
    row.bind(id);
    return row.next() ? std::optional(read(row)) : std::nullopt;
}

}  // namespace

Delivery put_participation(Register& registry, const Participation& one, const Change& change) {
    Transaction transaction(registry);
    Connection& connection = registry.connection();
    const std::optional<Participation> known = find(connection, one);
    if (known && content(*known) == content(one)) return Delivery::known;
    Query write = connection.query(
        "INSERT INTO participation (source, external_id, kind, title, url, begins_at, ends_at, geometry, changed_at) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (source, external_id) DO UPDATE SET kind = ?3, "
        "title = ?4, url = ?5, begins_at = ?6, ends_at = ?7, geometry = ?8, changed_at = ?9");
    write
        .bind(one.source, one.external_id, one.kind, one.title, one.url, one.begins_at, one.ends_at, one.geometry,
              change.at)
        .run();
    log(connection, known ? "participation changed" : "participation added", find(connection, one)->id, one, change);
    transaction.commit();
    return known ? Delivery::changed : Delivery::added;
}

std::vector<Participation> list_participations(Register& registry) {
    Query rows = registry.connection().query("SELECT " + std::string(columns) + " FROM participation ORDER BY id");
    std::vector<Participation> all;
    while (rows.next()) all.push_back(read(rows));
    return all;
}

std::string geometry_wkb(Register& registry, const Participation& participation) {
    if (participation.geometry.empty()) return {};
    registry.connection().need_spatialite();
    Query row = registry.connection().query("SELECT AsBinary(GeomFromGeoJSON(?1))");
    return row.bind(participation.geometry).next() ? row.text(0) : std::string();
}

bool remove_participation(Register& registry, std::int64_t id, const Change& change) {
    Transaction transaction(registry);
    Connection& connection = registry.connection();
    const std::optional<Participation> one = find(connection, id);
    if (!one) return false;
    connection.query("DELETE FROM participation WHERE id = ?1").bind(id).run();
    log(connection, "participation removed", id, *one, change);
    transaction.commit();
    return true;
}

}  // namespace ombud::store
