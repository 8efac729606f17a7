#include "store/attachments.hpp"

#include "store/connection.hpp"

namespace ombud::store {

void add_attachment(Register& registry, const Attachment& attachment) {
    registry.connection()
        .query(
            "INSERT INTO attachment (note, sha256, filename, bytes) VALUES (?1, ?2, ?3, ?4) "
            "ON CONFLICT (note, sha256) DO NOTHING")
        .bind(attachment.note, attachment.sha256, attachment.filename, attachment.bytes)
        .run();
}

std::vector<Attachment> attachments_of(Register& registry, ReportId report) {
    Query rows = registry.connection().query(
        "SELECT f.note, f.sha256, f.filename, f.bytes FROM note n JOIN attachment f ON f.note = n.id "
        "WHERE n.report = ?1 ORDER BY f.id");
    rows.bind(report);
    std::vector<Attachment> found;
    while (rows.next()) found.push_back({rows.integer(0), rows.text(1), rows.text(2), rows.integer(3)});
    return found;
}

}  // namespace ombud::store
