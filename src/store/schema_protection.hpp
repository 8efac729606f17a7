#pragma once

#include <string_view>

namespace ombud::store {

/// What retention needs: an event log that is provable and can forget, legal holds, files that are to go with a commit.
inline constexpr std::string_view protection_schema = R"sql(
-- Each event holds the hash of itself and of the one before, see store/event_chain.hpp. Reason and detail enter it as a
-- salted digest only, so that they can be erased: the digest stays and the chain holds, and without the salt nobody can
-- find out by trying what they were.
ALTER TABLE event ADD COLUMN salt BLOB;      -- goes with reason and detail; null where there is nothing to erase
ALTER TABLE event ADD COLUMN content BLOB;   -- digest of what was erased; null: nothing was
ALTER TABLE event ADD COLUMN hash BLOB;
DROP TRIGGER event_is_not_changed;
CREATE TRIGGER event_is_not_changed BEFORE UPDATE ON event WHEN NOT (
    NEW.id = OLD.id AND NEW.at = OLD.at AND NEW.report IS OLD.report AND NEW.actor = OLD.actor AND
    NEW.action = OLD.action AND (
        (OLD.hash IS NULL AND NEW.reason = OLD.reason AND NEW.detail = OLD.detail AND NEW.content IS NULL) OR
        (NEW.hash = OLD.hash AND OLD.content IS NULL AND length(NEW.content) = 32 AND NEW.salt IS NULL AND
         NEW.reason = '' AND (NEW.detail = OLD.detail OR NEW.detail = '{}'))))
    BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END;
CREATE INDEX event_without_report ON event(id) WHERE report IS NULL;

-- When a report became a number in the statistics: texts, place, contact, notes and photos are gone.
ALTER TABLE report ADD COLUMN reduced_at INTEGER;
ALTER TABLE photo ADD COLUMN original_erased_at INTEGER;

-- Reports that retention leaves alone, for a claim or a procedure. Retention: `why` goes with the report.
CREATE TABLE hold (
    report INTEGER PRIMARY KEY REFERENCES report(id),
    until TEXT NOT NULL,         -- ISO date: the last day
    why TEXT NOT NULL,
    person TEXT NOT NULL,
    at INTEGER NOT NULL
);

-- Files that are to go once what says so is committed: below the workspace, or absolute. Rows live for a moment, or
-- until the next writing command where the program was killed between.
CREATE TABLE file_to_erase (
    file TEXT PRIMARY KEY
) WITHOUT ROWID;
)sql";

}  // namespace ombud::store
