#include "store/schema.hpp"

#include "store/register.hpp"
#include "store/schema_answers.hpp"
#include "store/schema_attachments.hpp"
#include "store/schema_cases.hpp"
#include "store/schema_duplicates.hpp"
#include "store/schema_erasing.hpp"
#include "store/schema_failing_address.hpp"
#include "store/schema_mailboxes.hpp"
#include "store/schema_mails.hpp"
#include "store/schema_participations.hpp"
#include "store/schema_photos.hpp"
#include "store/schema_places.hpp"
#include "store/schema_protection.hpp"
#include "store/schema_quarantine.hpp"
#include "store/schema_release.hpp"
#include "store/schema_routing.hpp"
#include "store/schema_search.hpp"
#include "store/schema_wishes.hpp"

#include <array>
#include <string_view>

namespace ombud::store {

namespace {

// Geometry columns are SpatiaLite's (blobs, geometry_columns, an R*Tree named idx_TABLE_geom), but the triggers that
// keep the R*Tree are our own and use plain SQL: SpatiaLite's call functions of the extension, and then every command
// that writes would have to load it.
constexpr std::string_view first_schema = R"sql(
SELECT InitSpatialMetaData(0, 'WGS84_ONLY');
SELECT InsertEpsgSrid(25832);
SELECT InsertEpsgSrid(25833);
SELECT InsertEpsgSrid(3857);

-- Departments and categories as the configuration last had them; rows are kept for old reports.
CREATE TABLE department (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    active INTEGER NOT NULL DEFAULT 1
) WITHOUT ROWID;

CREATE TABLE category (
    id TEXT PRIMARY KEY,
    name_de TEXT NOT NULL,
    name_en TEXT NOT NULL,
    department TEXT NOT NULL REFERENCES department(id),
    is_public INTEGER NOT NULL,
    public_days INTEGER NOT NULL,
    active INTEGER NOT NULL DEFAULT 1
) WITHOUT ROWID;

-- Contact data, apart from the reports. Retention: erased by casework, never exported.
CREATE TABLE reporter (
    id INTEGER PRIMARY KEY,
    contact TEXT UNIQUE,         -- what makes two reporters one: folded e-mail address, else digits of the phone number
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT NOT NULL
);

CREATE TABLE area (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,          -- "district", …
    name TEXT NOT NULL,
    geom BLOB NOT NULL,          -- MULTIPOLYGON, EPSG:4326
    UNIQUE (kind, name)
);

-- The checks are written with OR: for IN, SQLite builds a table in memory for every row inserted, a seventh of an import.
CREATE TABLE report (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    channel TEXT NOT NULL CHECK (channel = 'email' OR channel = 'phone' OR channel = 'web'),
    source TEXT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    category TEXT REFERENCES category(id),
    department TEXT REFERENCES department(id),
    status TEXT NOT NULL CHECK (status = 'received' OR status = 'open' OR status = 'in_progress' OR status = 'forwarded' OR
                                status = 'solved' OR status = 'closed_unsolved' OR status = 'rejected' OR
                                status = 'duplicate'),
    source_status TEXT,          -- what the source last said; a status set at the desk differs from it
    source_category TEXT,        -- likewise
    received_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    closed_at INTEGER,
    expired_at INTEGER,          -- left the public view
    street TEXT NOT NULL,        -- as stated by the reporter
    house_number TEXT NOT NULL,
    postcode TEXT NOT NULL,
    city TEXT NOT NULL,
    stated_lon REAL,             -- as stated by the reporter
    stated_lat REAL,
    lon REAL,                    -- what locate made of it all, EPSG:4326
    lat REAL,
    accuracy_m REAL,
    location_source TEXT CHECK (location_source = 'given' OR location_source = 'exif' OR location_source = 'address' OR
                                location_source = 'street' OR location_source = 'place' OR location_source = 'area'),
    located_street TEXT NOT NULL DEFAULT '',  -- official name, never the reporter's words
    geom BLOB,                   -- POINT of lon and lat, for GIS
    area INTEGER REFERENCES area(id),
    duplicate_of INTEGER REFERENCES report(id),
    reporter INTEGER REFERENCES reporter(id),
    locate_due INTEGER NOT NULL DEFAULT 1,  -- new or moved since it was last located
    dedupe_due INTEGER NOT NULL DEFAULT 1,  -- new or changed since duplicates were last looked for
    CHECK ((lon IS NULL) = (lat IS NULL) AND (lon IS NULL) = (geom IS NULL)),
    CHECK ((status = 'duplicate') = (duplicate_of IS NOT NULL)),
    CHECK (duplicate_of IS NULL OR duplicate_of <> id)
);
CREATE INDEX report_received ON report(received_at);
CREATE INDEX report_reporter ON report(reporter) WHERE reporter IS NOT NULL;
CREATE INDEX report_duplicates ON report(duplicate_of) WHERE duplicate_of IS NOT NULL;
CREATE INDEX report_unlocated ON report(id) WHERE lon IS NULL OR locate_due = 1;
CREATE INDEX report_without_area ON report(id) WHERE area IS NULL AND lon IS NOT NULL;
CREATE INDEX report_uncategorised ON report(id) WHERE category IS NULL;
CREATE INDEX report_unassigned ON report(id) WHERE department IS NULL;
CREATE INDEX report_dedupe_due ON report(id) WHERE dedupe_due = 1;
CREATE INDEX report_to_expire ON report(closed_at) WHERE closed_at IS NOT NULL AND expired_at IS NULL;

-- Everything ever taken in, by the sender's own id and by content: the one place that knows what is already known.
-- Every delivered version stays known, since files that were read before are read again in the same order.
CREATE TABLE intake (
    source TEXT NOT NULL,
    external_id TEXT NOT NULL,
    content TEXT NOT NULL,       -- hash of what was delivered
    report INTEGER NOT NULL REFERENCES report(id),
    PRIMARY KEY (source, external_id, content)
) WITHOUT ROWID;
-- Mails answer each other across mailboxes: a Message-ID is looked up without its source.
CREATE INDEX intake_external_id ON intake(external_id) WHERE external_id LIKE '%@%';

CREATE TABLE photo (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    report INTEGER NOT NULL REFERENCES report(id),
    sha256 TEXT NOT NULL,        -- names the original
    filename TEXT NOT NULL,      -- as the sender called it; personal data at worst, never exported
    state TEXT NOT NULL CHECK (state IN ('new', 'public', 'review', 'unreadable')),
    reason TEXT NOT NULL DEFAULT '',
    inspected INTEGER NOT NULL DEFAULT 0,
    width INTEGER,
    height INTEGER,
    exif_lon REAL,               -- where the camera says it was; as private as the original
    exif_lat REAL,
    fingerprint TEXT,            -- perceptual hash, 16 hexadecimal digits
    public_file TEXT,            -- name in photos/public
    masks INTEGER,               -- how many regions were covered
    UNIQUE (report, sha256)
);
CREATE INDEX photo_sha256 ON photo(sha256);
CREATE INDEX photo_new ON photo(id) WHERE state = 'new';
CREATE INDEX photo_uninspected ON photo(id) WHERE inspected = 0;

CREATE TABLE note (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    report INTEGER NOT NULL REFERENCES report(id),
    at INTEGER NOT NULL,
    author TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('comment', 'internal')),
    text TEXT NOT NULL           -- citizens' and desk's words: never exported
);
CREATE INDEX note_report ON note(report);

CREATE TABLE duplicate_suggestion (
    report INTEGER NOT NULL REFERENCES report(id),
    original INTEGER NOT NULL REFERENCES report(id),
    score REAL NOT NULL,
    reasons TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'linked', 'rejected')),
    PRIMARY KEY (report, original),
    CHECK (report <> original)
) WITHOUT ROWID;
CREATE INDEX duplicate_suggestion_original ON duplicate_suggestion(original);

CREATE TABLE address (
    id INTEGER PRIMARY KEY,
    street TEXT NOT NULL,
    house_number TEXT NOT NULL,
    postcode TEXT NOT NULL,
    city TEXT NOT NULL,
    street_key TEXT NOT NULL,    -- folded, see locate/street_key.hpp
    number_key TEXT NOT NULL,
    lon REAL NOT NULL,
    lat REAL NOT NULL
);
CREATE INDEX address_key ON address(street_key, number_key);

-- Append-only; the triggers below hold it to that.
CREATE TABLE event (
    id INTEGER PRIMARY KEY,      -- rows never go, so numbers never come again
    at INTEGER NOT NULL,
    report INTEGER REFERENCES report(id),
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    reason TEXT NOT NULL,
    detail TEXT NOT NULL         -- JSON
);
CREATE INDEX event_report ON event(report);
CREATE TRIGGER event_is_not_changed BEFORE UPDATE ON event
    BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END;
CREATE TRIGGER event_is_not_deleted BEFORE DELETE ON event
    BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END;

CREATE TABLE run (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    command TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    finished_at INTEGER,
    outcome TEXT NOT NULL,       -- running, done, attention, failed
    steps TEXT NOT NULL          -- JSON
);

CREATE TABLE quarantine (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    source TEXT NOT NULL,
    origin TEXT NOT NULL,        -- file and line
    reason TEXT NOT NULL,
    sha256 TEXT NOT NULL UNIQUE, -- of source and content: the same bytes are quarantined once
    file TEXT NOT NULL           -- name in quarantine/
);

CREATE VIRTUAL TABLE idx_report_geom USING rtree(pkid, xmin, xmax, ymin, ymax);
CREATE TRIGGER report_geom_updated AFTER UPDATE OF lon, lat ON report BEGIN
    DELETE FROM idx_report_geom WHERE pkid = OLD.id;
    INSERT INTO idx_report_geom SELECT NEW.id, NEW.lon, NEW.lon, NEW.lat, NEW.lat WHERE NEW.lon IS NOT NULL;
END;
CREATE TRIGGER report_geom_deleted AFTER DELETE ON report BEGIN
    DELETE FROM idx_report_geom WHERE pkid = OLD.id;
END;
CREATE VIRTUAL TABLE idx_area_geom USING rtree(pkid, xmin, xmax, ymin, ymax);
INSERT INTO geometry_columns (f_table_name, f_geometry_column, geometry_type, coord_dimension, srid, spatial_index_enabled)
    VALUES ('report', 'geom', 1, 2, 4326, 1), ('area', 'geom', 6, 2, 4326, 1);

CREATE VIRTUAL TABLE report_text USING fts5(
    title, text, content = 'report', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2');
-- No trigger for new reports: see Connection::index_with_commit.
CREATE TRIGGER report_text_updated AFTER UPDATE OF title, text ON report BEGIN
    INSERT INTO report_text (report_text, rowid, title, text) VALUES ('delete', OLD.id, OLD.title, OLD.text);
    INSERT INTO report_text (rowid, title, text) VALUES (NEW.id, NEW.title, NEW.text);
END;
CREATE TRIGGER report_text_deleted AFTER DELETE ON report BEGIN
    INSERT INTO report_text (report_text, rowid, title, text) VALUES ('delete', OLD.id, OLD.title, OLD.text);
END;
)sql";

// In the order in which they came; never change one that a register may have seen.
const auto migrations = std::to_array<std::string_view>({
    first_schema,           schema_of_duplicates(), routing_schema,
    locate_schema,          rejected_photos,        quarantine_outcome_schema,
    failing_address_schema, answers_schema,         release_schema,
    mails_schema,           protection_schema,      participations_schema,
    search_schema,          cases_schema,           mailboxes_schema,
    erasing_schema,         frequent_things_schema, attachments_schema,
    wishes_schema,
});

}  // namespace

bool brings_event_chain(int version) {
    return migrations.at(static_cast<std::size_t>(version) - 1) == protection_schema;
}

int schema_version() noexcept {
    return static_cast<int>(migrations.size());
}

std::string migration(int version) {
    return std::string(migrations.at(static_cast<std::size_t>(version) - 1));
}

}  // namespace ombud::store
