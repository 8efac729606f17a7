#include "store/internal_rows.hpp"

#include "store/connection.hpp"

#include <fmt/format.h>

namespace ombud::store {

namespace {

std::string sql_of(bool with_contacts) {
    return fmt::format(
        "SELECT r.id, r.channel, r.source, r.title, r.text, r.category, c.name_de, c.name_en, r.department, d.name, "
        "r.status, r.received_at, r.changed_at, r.closed_at, trim(r.street || ' ' || r.house_number), "
        "trim(r.postcode || ' ' || r.city), r.located_street, a.name, r.lon, r.lat, r.accuracy_m, r.location_source, "
        "r.duplicate_of, e.state, r.expired_at IS NOT NULL, r.outside, "
        "(SELECT count(*) FROM photo p WHERE p.report = r.id){} FROM report r LEFT JOIN category c ON c.id = r.category "
        "LEFT JOIN department d ON d.id = r.department LEFT JOIN area a ON a.id = r.area "
        "LEFT JOIN release e ON e.report = r.id{} ORDER BY r.id",
        with_contacts ? ", w.name, w.email, w.phone" : "",
        with_contacts ? " LEFT JOIN reporter w ON w.id = r.reporter" : "");
}

}  // namespace

struct InternalRows::Cursor {
    Query rows;
    bool with_contacts;
};

InternalRows::InternalRows(Register& registry, bool with_contacts)
    : cursor_(new Cursor{registry.connection().query(sql_of(with_contacts)), with_contacts}) {}

InternalRows::~InternalRows() = default;

bool InternalRows::next(InternalRow& row) {
    Query& rows = cursor_->rows;
    if (!rows.next()) return false;
    row.id = rows.integer(0);
    row.channel = channel_from(rows.bytes(1)).value();
    row.source = rows.bytes(2);
    row.title = rows.bytes(3);
    row.text = rows.bytes(4);
    row.category = rows.bytes(5);
    row.category_de = rows.bytes(6);
    row.category_en = rows.bytes(7);
    row.department = rows.bytes(8);
    row.department_name = rows.bytes(9);
    row.status = status_from(rows.bytes(10)).value();
    row.received_at = rows.instant(11);
    row.changed_at = rows.instant(12);
    row.closed_at = rows.is_null(13) ? std::nullopt : std::optional(rows.instant(13));
    row.stated_street = rows.bytes(14);
    row.stated_city = rows.bytes(15);
    row.located_street = rows.bytes(16);
    row.area = rows.bytes(17);
    row.position = rows.is_null(18) ? std::nullopt : std::optional(Position{rows.real(18), rows.real(19)});
    row.accuracy_m = rows.real(20);
    row.location_source = rows.bytes(21);
    row.duplicate_of = rows.is_null(22) ? std::nullopt : std::optional(rows.integer(22));
    row.release = rows.bytes(23);
    row.expired = rows.integer(24) != 0;
    row.outside = rows.integer(25) != 0;
    row.photos = rows.integer(26);
    if (cursor_->with_contacts) {
        row.name = rows.bytes(27);
        row.email = rows.bytes(28);
        row.phone = rows.bytes(29);
    }
    return true;
}

void log_export(Register& registry, const Change& change, std::string_view detail) {
    Transaction transaction(registry);
    log_event(registry.connection(), std::nullopt, "exported", change, detail);
    transaction.commit();
}

}  // namespace ombud::store
