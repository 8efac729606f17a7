#pragma once

#include <string_view>

namespace ombud::store {

/// What the desk keeps beside a report: files with notes, days to look again, and when it was reminded. And the index
/// of texts by stems, for which the function of store/sql_functions.hpp has to be there.
inline constexpr std::string_view cases_schema = R"sql(
-- Files that came with an internal note, named by SHA-256 in attachments/. Personal data: file and name; never
-- published. Retention: with the report, the file when no other row names it.
CREATE TABLE attachment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    note INTEGER NOT NULL REFERENCES note(id) ON DELETE CASCADE,
    sha256 TEXT NOT NULL,
    filename TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    UNIQUE (note, sha256)
);
CREATE INDEX attachment_sha256 ON attachment(sha256);

-- Personal data at worst: `why`, words of the desk, and `person`. Retention: with the report.
CREATE TABLE follow_up (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    report INTEGER NOT NULL REFERENCES report(id),
    due TEXT NOT NULL,           -- ISO date
    why TEXT NOT NULL,
    person TEXT NOT NULL,
    at INTEGER NOT NULL,
    done_at INTEGER
);
CREATE INDEX follow_up_report ON follow_up(report);
CREATE INDEX follow_up_due ON follow_up(due) WHERE done_at IS NULL;

-- That a department got its list of a day: written before the list goes out, so that none gets it twice.
CREATE TABLE due_list (
    department TEXT NOT NULL,
    day TEXT NOT NULL,           -- ISO date
    sent INTEGER NOT NULL,       -- 0: it may have gone out
    PRIMARY KEY (department, day)
) WITHOUT ROWID;

-- The index of texts by stems. FTS5 gets words that are stems already, by our function `stems`, and not by a tokenizer of
-- our own: with one no other program could open the table. Only who changes texts or removes reports needs the function.
DROP TABLE report_text;
CREATE VIRTUAL TABLE report_text USING fts5(title, text, content = '', tokenize = 'ascii');
DROP TRIGGER report_text_updated;
CREATE TRIGGER report_text_updated AFTER UPDATE OF title, text ON report BEGIN
    INSERT INTO report_text (report_text, rowid, title, text) VALUES ('delete', OLD.id, stems(OLD.title), stems(OLD.text));
    INSERT INTO report_text (rowid, title, text) VALUES (NEW.id, stems(NEW.title), stems(NEW.text));
END;
DROP TRIGGER report_text_deleted;
CREATE TRIGGER report_text_deleted AFTER DELETE ON report BEGIN
    INSERT INTO report_text (report_text, rowid, title, text) VALUES ('delete', OLD.id, stems(OLD.title), stems(OLD.text));
END;
INSERT INTO report_text (rowid, title, text) SELECT id, stems(title), stems(text) FROM report;
)sql";

}  // namespace ombud::store
