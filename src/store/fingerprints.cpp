#include "store/fingerprints.hpp"

#include "store/connection.hpp"

namespace ombud::store {

namespace {

// The order of the columns is that of `row_at`.
#define OMBUD_FINGERPRINT_COLUMNS "cell, received_at, report, address, closed_at, data"

FingerprintRow row_at(const Query& row) {
    FingerprintRow f;
    f.cell = row.integer(0);
    f.received_at = row.integer(1);
    f.report = row.integer(2);
    f.address = static_cast<std::uint64_t>(row.integer(3));
    if (!row.is_null(4)) f.closed_at = row.integer(4);
    f.data = row.bytes(5);
    return f;
}

void read_all(Query& rows, const FingerprintSink& sink) {
    while (rows.next()) sink(row_at(rows));
}

std::optional<std::int64_t> unless_zero(std::uint64_t address) {
    return address == 0 ? std::nullopt : std::optional(static_cast<std::int64_t>(address));
}

}  // namespace

void put_fingerprint(Register& registry, const FingerprintRow& row) {
    Connection& connection = registry.connection();
    connection.query("DELETE FROM report_fingerprint WHERE report = ?1").bind(row.report).run();
    connection.query("INSERT INTO report_fingerprint (" OMBUD_FINGERPRINT_COLUMNS ") VALUES (?1, ?2, ?3, ?4, ?5, ?6)")
        .bind(row.cell, row.received_at, row.report, unless_zero(row.address), row.closed_at, Blob{row.data})
        .run();
}

void read_fingerprints(Register& registry, const FingerprintSink& sink) {
    Query rows = registry.connection().query("SELECT " OMBUD_FINGERPRINT_COLUMNS
                                             " FROM report_fingerprint ORDER BY cell, received_at, report");
    read_all(rows, sink);
}

void read_fingerprints(Register& registry, std::pair<std::int64_t, std::int64_t> cells, std::int64_t since,
                       std::int64_t until, const FingerprintSink& sink) {
    for (std::int64_t cell = cells.first; cell <= cells.second; ++cell) {
        Query rows = registry.connection().query(
            "SELECT " OMBUD_FINGERPRINT_COLUMNS
            " FROM report_fingerprint WHERE cell = ?1 AND received_at >= ?2 AND received_at <= ?3 "
            "ORDER BY cell, received_at, report");
        read_all(rows.bind(cell, since, until), sink);
    }
}

void read_fingerprints_at(Register& registry, std::uint64_t address, const FingerprintSink& sink) {
    Query rows = registry.connection().query("SELECT " OMBUD_FINGERPRINT_COLUMNS
                                             " FROM report_fingerprint WHERE address = ?1 ORDER BY report");
    read_all(rows.bind(static_cast<std::int64_t>(address)), sink);
}

std::size_t count_fingerprints(Register& registry) {
    Query row = registry.connection().query("SELECT count(*) FROM report_fingerprint");
    return row.next() ? static_cast<std::size_t>(row.integer(0)) : 0;
}

std::string photo_fingerprint(Register& registry, ReportId report) {
    Query row = registry.connection().query(
        "SELECT fingerprint FROM photo WHERE report = ?1 AND fingerprint IS NOT NULL ORDER BY sha256 LIMIT 1");
    return row.bind(report).next() ? row.text(0) : std::string();
}

std::vector<std::pair<std::string, ReportId>> external_ids(Register& registry) {
    Query rows = registry.connection().query("SELECT DISTINCT external_id, report FROM intake ORDER BY 1, 2");
    std::vector<std::pair<std::string, ReportId>> ids;
    while (rows.next()) ids.emplace_back(rows.text(0), rows.integer(1));
    return ids;
}

std::vector<ReportId> ids_due_for_dedupe(Register& registry, std::size_t limit, ReportId after) {
    Query rows =
        registry.connection().query("SELECT id FROM report WHERE dedupe_due = 1 AND id > ?1 ORDER BY id LIMIT ?2");
    rows.bind(after, static_cast<std::int64_t>(limit));
    std::vector<ReportId> ids;
    while (rows.next()) ids.push_back(rows.integer(0));
    return ids;
}

std::size_t count_due_for_dedupe(Register& registry) {
    Query row = registry.connection().query("SELECT count(*) FROM report WHERE dedupe_due = 1");
    return row.next() ? static_cast<std::size_t>(row.integer(0)) : 0;
}

void make_due_for_dedupe(Register& registry) {
    registry.connection().query("UPDATE report SET dedupe_due = 1").run();
}

}  // namespace ombud::store
