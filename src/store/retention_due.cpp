#include "store/retention_due.hpp"

#include "store/connection.hpp"

namespace ombud::store {

namespace {

/// When work on report `r` ended: that of its original where it is a duplicate, whose reporter still waits for news.
#define OMBUD_ENDED                                                                                           \
    "(CASE WHEN r.duplicate_of IS NULL THEN r.closed_at ELSE (SELECT o.closed_at FROM report o WHERE o.id = " \
    "r.duplicate_of) END)"
#define OMBUD_HELD "EXISTS (SELECT 1 FROM hold h WHERE h.report = r.id AND h.until >= ?2)"

std::vector<ReportId> ids(Query& rows) {
    std::vector<ReportId> found;
    while (rows.next()) found.push_back(rows.integer(0));
    return found;
}

}  // namespace

std::vector<ReportId> contacts_due(Register& registry, Instant before, std::string_view today) {
    Query rows = registry.connection().query("SELECT r.id FROM report r WHERE r.reporter IS NOT NULL AND " OMBUD_ENDED
                                             " <= ?1 AND NOT " OMBUD_HELD " ORDER BY r.id");
    return ids(rows.bind(before, today));
}

std::vector<ReportId> reports_due(Register& registry, Instant before, std::string_view today) {
    Query rows = registry.connection().query("SELECT r.id FROM report r WHERE r.reduced_at IS NULL AND " OMBUD_ENDED
                                             " <= ?1 AND NOT " OMBUD_HELD " ORDER BY r.id");
    return ids(rows.bind(before, today));
}

std::vector<std::string> originals_due(Register& registry, Instant before, std::string_view today) {
    // A NULL of a report that is still open is not "due": coalesce makes it 0.
    Query rows = registry.connection().query(
        "SELECT p.sha256 FROM photo p JOIN report r ON r.id = p.report GROUP BY p.sha256 HAVING "
        "max(p.original_erased_at IS NULL) = 1 AND min(coalesce(" OMBUD_ENDED " <= ?1, 0) AND NOT " OMBUD_HELD
        ") = 1 ORDER BY p.sha256");
    rows.bind(before, today);
    std::vector<std::string> found;
    while (rows.next()) found.push_back(rows.text(0));
    return found;
}

std::vector<std::int64_t> quarantine_due(Register& registry, Instant before) {
    Query rows = registry.connection().query(
        "SELECT id FROM quarantine WHERE outcome IS NOT NULL AND closed_at <= ?1 AND file <> '' ORDER BY id");
    return ids(rows.bind(before));
}

std::int64_t count_old_open_quarantine(Register& registry, Instant before) {
    Query row = registry.connection().query("SELECT count(*) FROM quarantine WHERE outcome IS NULL AND at <= ?1");
    return row.bind(before).next() ? row.integer(0) : 0;
}

std::optional<Instant> last_whole_night(Register& registry) {
    Query row = registry.connection().query(
        "SELECT max(started_at) FROM run WHERE command = 'nightly' AND outcome IN ('done', 'attention')");
    if (!row.next() || row.is_null(0)) return std::nullopt;
    return row.instant(0);
}

}  // namespace ombud::store
