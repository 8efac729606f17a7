#pragma once

#include <string_view>

namespace ombud::store {

/// What free text is located by, and what locate found out about reports beside their position.
inline constexpr std::string_view locate_schema = R"sql(
CREATE TABLE street (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    points BLOB NOT NULL         -- along its line: longitude and latitude as doubles, EPSG:4326
);
CREATE TABLE place (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    aliases TEXT NOT NULL,       -- separated by semicolons
    kind TEXT NOT NULL,
    lon REAL NOT NULL,
    lat REAL NOT NULL,
    reach_m REAL NOT NULL
);

-- Addresses, streets and places compiled for looking up, see locate/gazetteer.hpp. Whoever changes what it is made of
-- drops it; the next import, night or locate makes it anew.
CREATE TABLE gazetteer (id INTEGER PRIMARY KEY CHECK (id = 1), data BLOB NOT NULL);
CREATE TRIGGER gazetteer_address_added AFTER INSERT ON address BEGIN DELETE FROM gazetteer; END;
CREATE TRIGGER gazetteer_address_changed AFTER UPDATE ON address BEGIN DELETE FROM gazetteer; END;
CREATE TRIGGER gazetteer_address_gone AFTER DELETE ON address BEGIN DELETE FROM gazetteer; END;
CREATE TRIGGER gazetteer_street_added AFTER INSERT ON street BEGIN DELETE FROM gazetteer; END;
CREATE TRIGGER gazetteer_street_changed AFTER UPDATE ON street BEGIN DELETE FROM gazetteer; END;
CREATE TRIGGER gazetteer_street_gone AFTER DELETE ON street BEGIN DELETE FROM gazetteer; END;
CREATE TRIGGER gazetteer_place_added AFTER INSERT ON place BEGIN DELETE FROM gazetteer; END;
CREATE TRIGGER gazetteer_place_changed AFTER UPDATE ON place BEGIN DELETE FROM gazetteer; END;
CREATE TRIGGER gazetteer_place_gone AFTER DELETE ON place BEGIN DELETE FROM gazetteer; END;
CREATE TRIGGER gazetteer_area_added AFTER INSERT ON area BEGIN DELETE FROM gazetteer; END;
CREATE TRIGGER gazetteer_area_changed AFTER UPDATE ON area BEGIN DELETE FROM gazetteer; END;
CREATE TRIGGER gazetteer_area_gone AFTER DELETE ON area BEGIN DELETE FROM gazetteer; END;

-- Where a report without a position might be: for the person who decides. Replaced whenever locate looks again.
CREATE TABLE location_candidate (
    report INTEGER NOT NULL REFERENCES report(id),
    rank INTEGER NOT NULL,       -- 1 is the best
    source TEXT NOT NULL,
    name TEXT NOT NULL,          -- official name with house number
    words TEXT NOT NULL,         -- of the report, that it rests on
    lon REAL NOT NULL,
    lat REAL NOT NULL,
    accuracy_m REAL NOT NULL,
    score REAL NOT NULL,
    PRIMARY KEY (report, rank)
) WITHOUT ROWID;

ALTER TABLE report ADD COLUMN outside INTEGER NOT NULL DEFAULT 0;    -- lies outside the municipality
ALTER TABLE report ADD COLUMN areas_due INTEGER NOT NULL DEFAULT 1;  -- new or moved since its areas were looked up
CREATE INDEX report_areas_due ON report(id) WHERE areas_due = 1 AND lon IS NOT NULL;
-- All areas that hold a report's position, of every kind; report.area is its district.
CREATE TABLE report_area (
    report INTEGER NOT NULL REFERENCES report(id),
    area INTEGER NOT NULL REFERENCES area(id),
    PRIMARY KEY (report, area)
) WITHOUT ROWID;
CREATE INDEX report_area_area ON report_area(area);
CREATE TRIGGER report_moved AFTER UPDATE OF lon, lat ON report BEGIN
    UPDATE report SET areas_due = 1, outside = 0 WHERE id = NEW.id;
    DELETE FROM report_area WHERE report = NEW.id;
    DELETE FROM location_candidate WHERE report = NEW.id AND NEW.lon IS NOT NULL;
END;
)sql";

}  // namespace ombud::store
