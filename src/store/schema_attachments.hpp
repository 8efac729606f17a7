#pragma once

#include <string_view>

namespace ombud::store {

/// Files belong to a report, with or without a note: what comes with a report itself has none.
inline constexpr std::string_view attachments_schema = R"sql(
-- Files that came with a report, with a comment on it or with an internal note, named by SHA-256 in attachments/.
-- Personal data: file and name; never published. Retention: what came from outside (no note, or a comment) with the
-- reporter's contact data, the rest with the report; the file when no other row names it.
CREATE TABLE attachment_of_report (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    report INTEGER NOT NULL REFERENCES report(id),
    note INTEGER REFERENCES note(id) ON DELETE CASCADE,
    sha256 TEXT NOT NULL,
    filename TEXT NOT NULL,
    bytes INTEGER NOT NULL
);
INSERT INTO attachment_of_report (id, report, note, sha256, filename, bytes)
    SELECT f.id, n.report, f.note, f.sha256, f.filename, f.bytes FROM attachment f JOIN note n ON n.id = f.note;
DROP TABLE attachment;
ALTER TABLE attachment_of_report RENAME TO attachment;
CREATE UNIQUE INDEX attachment_once ON attachment(report, coalesce(note, 0), sha256);
CREATE INDEX attachment_note ON attachment(note) WHERE note IS NOT NULL;
CREATE INDEX attachment_sha256 ON attachment(sha256);
)sql";

}  // namespace ombud::store
