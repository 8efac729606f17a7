#include "store/notes.hpp"

#include "core/error.hpp"
#include "store/connection.hpp"
#include "store/reports.hpp"

#include <fmt/format.h>

namespace ombud::store {

void add_note(Register& registry, ReportId report, const Note& note, const Change& change) {
    Transaction transaction(registry);
    if (!find_report(registry, report)) throw Error(ErrorKind::input, fmt::format("there is no report {}", report));
    const bool comment = note.kind == NoteKind::comment;
    registry.connection()
        .query("INSERT INTO note (report, at, author, kind, text) VALUES (?1, ?2, ?3, ?4, ?5)")
        .bind(report, note.at, note.author, comment ? "comment" : "internal", note.text)
        .run();
    // The log says that there is a note, not what it says: the log outlives what retention deletes.
    log_event(registry.connection(), report, comment ? "commented" : "noted", change, "{}");
    transaction.commit();
}

std::vector<Note> notes_of(Register& registry, ReportId report) {
    Query rows =
        registry.connection().query("SELECT at, author, kind, text FROM note WHERE report = ?1 ORDER BY at, id");
    rows.bind(report);
    std::vector<Note> notes;
    while (rows.next()) {
        const NoteKind kind = rows.text(2) == "comment" ? NoteKind::comment : NoteKind::internal;
        notes.push_back({rows.instant(0), rows.text(1), kind, rows.text(3)});
    }
    return notes;
}

}  // namespace ombud::store
