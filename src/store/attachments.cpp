#include "store/attachments.hpp"

#include "store/connection.hpp"
#include "store/erasing.hpp"

#include <optional>

namespace ombud::store {

namespace {

/// Of an attachment f: that it came from outside.
constexpr std::string_view delivered =
    "(f.note IS NULL OR EXISTS (SELECT 1 FROM note n WHERE n.id = f.note AND n.kind = 'comment'))";

}  // namespace

bool add_attachment(Register& registry, const Attachment& attachment) {
    Connection& connection = registry.connection();
    const auto note = attachment.note == 0 ? std::nullopt : std::optional(attachment.note);
    {
        Query row =
            connection.query("SELECT 1 FROM attachment WHERE report = ?1 AND coalesce(note, 0) = ?2 AND sha256 = ?3");
        if (row.bind(attachment.report, attachment.note, attachment.sha256).next()) return false;
    }
    connection.query("INSERT INTO attachment (report, note, sha256, filename, bytes) VALUES (?1, ?2, ?3, ?4, ?5)")
        .bind(attachment.report, note, attachment.sha256, attachment.filename, attachment.bytes)
        .run();
    return true;
}

std::vector<Attachment> attachments_of(Register& registry, ReportId report) {
    Query rows = registry.connection().query(
        "SELECT report, coalesce(note, 0), sha256, filename, bytes FROM attachment WHERE report = ?1 ORDER BY id");
    rows.bind(report);
    std::vector<Attachment> found;
    while (rows.next())
        found.push_back({rows.integer(0), rows.integer(1), rows.text(2), rows.text(3), rows.integer(4)});
    return found;
}

std::vector<ReportId> reports_with_attachment(Register& registry, std::string_view sha256) {
    Query rows =
        registry.connection().query("SELECT DISTINCT report FROM attachment WHERE sha256 = ?1 ORDER BY report");
    rows.bind(sha256);
    std::vector<ReportId> found;
    while (rows.next()) found.push_back(rows.integer(0));
    return found;
}

void erase_attachments(Register& registry, ReportId report, bool delivered_only) {
    Connection& connection = registry.connection();
    const std::string which = " FROM attachment f WHERE f.report = ?1 AND (?2 = 0 OR " + std::string(delivered) + ")";
    std::vector<std::string> files;
    {
        Query rows = connection.query("SELECT DISTINCT f.sha256" + which);
        rows.bind(report, delivered_only);
        while (rows.next()) files.push_back(rows.text(0));
    }
    if (files.empty()) return;
    connection.query("DELETE FROM attachment WHERE id IN (SELECT f.id" + which + ")")
        .bind(report, delivered_only)
        .run();
    for (const std::string& sha256 : files) {
        if (reports_with_attachment(registry, sha256).empty()) erase_file_later(registry, "attachments/" + sha256);
    }
}

}  // namespace ombud::store
