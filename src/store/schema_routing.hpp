#pragma once

#include <string_view>

namespace ombud::store {

/// The classifier, its candidates, and reports handed to third parties.
inline constexpr std::string_view routing_schema = R"sql(
-- Trained classifiers: the newest one is in use, the one before it can be brought back.
CREATE TABLE classifier (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    trained_at INTEGER NOT NULL,
    texts INTEGER NOT NULL,
    categories INTEGER NOT NULL,
    metrics TEXT NOT NULL,       -- JSON
    model BLOB NOT NULL          -- see route/classifier.hpp
);

-- What the classifier offers where it is not sure enough to choose; goes when somebody chooses.
CREATE TABLE category_candidate (
    report INTEGER NOT NULL REFERENCES report(id),
    rank INTEGER NOT NULL,       -- 1 is the likeliest
    category TEXT NOT NULL REFERENCES category(id),
    probability REAL NOT NULL,
    PRIMARY KEY (report, rank)
) WITHOUT ROWID;

-- Reports handed to third parties. A row stays when it is taken back, marked so.
CREATE TABLE forwarding (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    report INTEGER NOT NULL REFERENCES report(id),
    at INTEGER NOT NULL,
    person TEXT NOT NULL,
    recipient TEXT NOT NULL,
    reference TEXT NOT NULL,     -- theirs; may be empty
    follow_up TEXT,              -- ISO date
    status_before TEXT NOT NULL,
    undone_at INTEGER
);
CREATE INDEX forwarding_report ON forwarding(report);
)sql";

}  // namespace ombud::store
