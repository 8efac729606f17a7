#pragma once

#include <string_view>

namespace ombud::store {

/// What of a report the public may read, and who decided so.
inline constexpr std::string_view release_schema = R"sql(
-- A report without a row here was never looked at, and is not public.
-- Personal data: `title` and `text` are redacted, but hold what redaction missed; `why` holds words of the desk.
-- `covers` holds kinds and positions, never the words that were covered.
CREATE TABLE release (
    report INTEGER PRIMARY KEY REFERENCES report(id),
    state TEXT NOT NULL CHECK (state = 'waiting' OR state = 'released' OR state = 'withheld'),
    automatic INTEGER NOT NULL,  -- decided by the rule; waiting with 0: a person took it back, the rule leaves it alone
    title TEXT NOT NULL,         -- as released; empty unless it is
    text TEXT NOT NULL,
    covers TEXT NOT NULL,        -- JSON: [{"in": "text", "kind": "name", "reason": …, "begin": 12, "length": 9}], bytes
    why TEXT NOT NULL,           -- why it waits or is withheld
    at INTEGER NOT NULL,
    actor TEXT NOT NULL
);
CREATE INDEX release_waiting ON release(report) WHERE state = 'waiting';

-- New, or something changed on which a release rests.
ALTER TABLE report ADD COLUMN release_due INTEGER NOT NULL DEFAULT 1;
CREATE INDEX report_release_due ON report(id) WHERE release_due = 1;

CREATE TRIGGER release_follows_text AFTER UPDATE OF title, text ON report
    WHEN OLD.title <> NEW.title OR OLD.text <> NEW.text BEGIN
    UPDATE release SET state = 'waiting', title = '', text = '', covers = '[]', why = 'the text has changed'
        WHERE report = NEW.id AND state <> 'withheld';
    UPDATE report SET release_due = 1 WHERE id = NEW.id;
END;
CREATE TRIGGER release_follows_place AFTER UPDATE OF category, department, status, expired_at, lon, lat, accuracy_m ON report
    WHEN NEW.release_due = 0 AND NEW.expired_at IS NULL AND NEW.status <> 'rejected' AND NEW.status <> 'duplicate' AND (OLD.category IS NOT NEW.category OR OLD.department IS NOT NEW.department OR
        OLD.status <> NEW.status OR OLD.expired_at IS NOT NEW.expired_at OR OLD.lon IS NOT NEW.lon OR
        OLD.lat IS NOT NEW.lat OR OLD.accuracy_m IS NOT NEW.accuracy_m) BEGIN
    UPDATE report SET release_due = 1 WHERE id = NEW.id;
END;
CREATE TRIGGER release_follows_category AFTER UPDATE OF is_public ON category WHEN OLD.is_public <> NEW.is_public BEGIN
    UPDATE report SET release_due = 1 WHERE category = NEW.id;
END;
)sql";

}  // namespace ombud::store
