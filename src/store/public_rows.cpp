#include "store/public_rows.hpp"

#include "store/connection.hpp"

namespace ombud::store {

namespace {

std::vector<std::string> public_photos(Connection& connection, ReportId report) {
    Query rows = connection.query(
        "SELECT public_file FROM photo WHERE report = ?1 AND state = 'public' AND public_file IS NOT NULL ORDER BY id");
    rows.bind(report);
    std::vector<std::string> files;
    while (rows.next()) files.push_back(rows.text(0));
    return files;
}

}  // namespace

struct PublicRows::Cursor {
    Connection& connection;
    Query rows;
};

PublicRows::PublicRows(Register& registry)
    : cursor_(new Cursor{
          registry.connection(),
          registry.connection().query(
              "SELECT r.id, c.id, c.name_de, c.name_en, d.name, r.status, r.received_at, r.changed_at, "
              "r.closed_at, r.located_street, a.name, r.lon, r.lat, r.accuracy_m, e.title, e.text "
              "FROM release e CROSS JOIN report r ON r.id = e.report JOIN category c ON c.id = r.category JOIN department d ON d.id = r.department "
              "LEFT JOIN area a ON a.id = r.area "
              "WHERE e.state = 'released' AND (r.public_wish IS NOT 0 OR e.against_wish = 1) AND c.is_public = 1 AND r.lon IS NOT NULL AND r.expired_at IS NULL "
              "AND r.status NOT IN ('rejected', 'duplicate') ORDER BY e.report")}) {}

PublicRows::~PublicRows() = default;

bool PublicRows::next(PublicRow& row) {
    Query& rows = cursor_->rows;
    if (!rows.next()) return false;
    row.id = rows.integer(0);
    row.category = rows.text(1);
    row.category_de = rows.text(2);
    row.category_en = rows.text(3);
    row.department = rows.text(4);
    row.status = status_from(rows.text(5)).value();
    row.received_at = rows.instant(6);
    row.changed_at = rows.instant(7);
    row.closed_at = rows.is_null(8) ? std::nullopt : std::optional(rows.instant(8));
    row.street = rows.text(9);
    row.area = rows.text(10);
    row.position = {rows.real(11), rows.real(12)};
    row.accuracy_m = rows.real(13);
    row.released_title = rows.text(14);
    row.released_text = rows.text(15);
    row.photos = public_photos(cursor_->connection, row.id);
    return true;
}

std::vector<StatusStep> status_history(Register& registry, const PublicRow& row) {
    Query rows = registry.connection().query(
        "SELECT at, json_extract(detail, '$.to') FROM event WHERE report = ?1 AND action = 'status' ORDER BY id");
    rows.bind(row.id);
    std::vector<StatusStep> steps{{row.received_at, Status::received}};
    while (rows.next()) {
        const auto status = status_from(rows.text(1));
        if (status && *status != steps.back().status) steps.push_back({rows.instant(0), *status});
    }
    if (steps.back().status != row.status) steps.push_back({row.closed_at.value_or(row.changed_at), row.status});
    return steps;
}

std::vector<PublicAnswerRow> answers_of(Register& registry, ReportId report) {
    Query rows =
        registry.connection().query("SELECT at, text FROM note WHERE report = ?1 AND kind = 'answer' ORDER BY at, id");
    rows.bind(report);
    std::vector<PublicAnswerRow> answers;
    while (rows.next()) answers.push_back({rows.instant(0), rows.text(1)});
    return answers;
}

}  // namespace ombud::store
