#pragma once

#include <string_view>

namespace ombud::store {

/// Notes that go to the reporter: answers and questions of the municipality. SQLite cannot widen a CHECK, so the table
/// is made anew; numbers go on where they were, since ALTER TABLE takes the row of sqlite_sequence along.
/// Personal data at worst: note.text, note.author (a person at the desk).
inline constexpr std::string_view answers_schema = R"sql(
CREATE TABLE note_with_answers (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    report INTEGER NOT NULL REFERENCES report(id),
    at INTEGER NOT NULL,
    author TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('comment', 'internal', 'answer', 'question')),
    text TEXT NOT NULL           -- an answer may be published after redaction, the others never
);
INSERT INTO sqlite_sequence (name, seq) SELECT 'note_with_answers', seq FROM sqlite_sequence WHERE name = 'note';
INSERT INTO note_with_answers (id, report, at, author, kind, text) SELECT id, report, at, author, kind, text FROM note;
DROP TABLE note;
ALTER TABLE note_with_answers RENAME TO note;
CREATE INDEX note_report ON note(report);
)sql";

}  // namespace ombud::store
