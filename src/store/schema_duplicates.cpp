#include "store/schema_duplicates.hpp"

namespace ombud::store {

std::string_view schema_of_duplicates() noexcept {
    return R"sql(
-- Who was linked to whom, as it was decided, and how the report stood before, so that a link can be undone completely.
-- report.duplicate_of is the root that follows from these rows. Retention: goes with the report.
CREATE TABLE duplicate_link (
    report INTEGER PRIMARY KEY REFERENCES report(id),
    target INTEGER NOT NULL REFERENCES report(id),
    decided_by TEXT NOT NULL,    -- "dedupe", or the person at the desk
    status TEXT NOT NULL,        -- of the report before; likewise the rest
    changed_at INTEGER NOT NULL,
    closed_at INTEGER,
    expired_at INTEGER,
    dedupe_due INTEGER NOT NULL,
    CHECK (report <> target)
);
CREATE INDEX duplicate_link_target ON duplicate_link(target);
INSERT INTO duplicate_link (report, target, decided_by, status, changed_at, dedupe_due)
    SELECT id, duplicate_of, 'unknown', CASE WHEN department IS NULL THEN 'received' ELSE 'open' END, changed_at, 0
    FROM report WHERE duplicate_of IS NOT NULL;

-- What the search needs of each report, made from it and made again when it changes: hashes and numbers, no text. Sorted by
-- place and time, so that the neighbours of a report lie side by side. Retention: goes with the report.
CREATE TABLE report_fingerprint (
    cell INTEGER NOT NULL,       -- see dedupe/block_index.hpp; -1: no position
    received_at INTEGER NOT NULL,
    report INTEGER NOT NULL REFERENCES report(id),
    address INTEGER,             -- hash of the stated address
    closed_at INTEGER,
    data BLOB NOT NULL,
    PRIMARY KEY (cell, received_at, report)
) WITHOUT ROWID;
CREATE UNIQUE INDEX report_fingerprint_report ON report_fingerprint(report);
CREATE INDEX report_fingerprint_address ON report_fingerprint(address) WHERE address IS NOT NULL;
CREATE TRIGGER report_fingerprint_closed AFTER UPDATE OF closed_at ON report
    WHEN OLD.closed_at IS NOT NEW.closed_at BEGIN
    UPDATE report_fingerprint SET closed_at = NEW.closed_at WHERE report = NEW.id;
END;
CREATE TRIGGER report_fingerprint_deleted AFTER DELETE ON report BEGIN
    DELETE FROM report_fingerprint WHERE report = OLD.id;
END;
-- Fingerprints are made when a report is looked at; those of before are made on the next run.
UPDATE report SET dedupe_due = 1;

-- A reporter's reports of a time.
DROP INDEX report_reporter;
CREATE INDEX report_reporter ON report(reporter, received_at) WHERE reporter IS NOT NULL;

-- Weights learnt from this register; the newest counts, none means those shipped.
CREATE TABLE duplicate_model (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    method TEXT NOT NULL,        -- "train", "fit"
    weights TEXT NOT NULL
);
)sql";
}

}  // namespace ombud::store
