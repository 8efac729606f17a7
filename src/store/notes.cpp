#include "store/notes.hpp"

#include "core/error.hpp"
#include "store/connection.hpp"
#include "store/reports.hpp"

#include <fmt/format.h>

#include <array>

namespace ombud::store {

namespace {

struct KindWords {
    std::string_view stored;
    std::string_view action;
};

/// In the order of NoteKind.
constexpr std::array<KindWords, 4> kinds{
    {{"comment", "commented"}, {"internal", "noted"}, {"answer", "answered"}, {"question", "asked"}}};

NoteKind kind_from(std::string_view stored) {
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        if (kinds.at(i).stored == stored) return static_cast<NoteKind>(i);
    }
    return NoteKind::internal;
}

Note note_in(const Query& row) {
    return {row.instant(1), row.text(2), kind_from(row.text(3)), row.text(4), row.integer(0)};
}

}  // namespace

std::string_view to_string(NoteKind kind) noexcept {
    return kinds[static_cast<std::size_t>(kind)].stored;
}

std::int64_t add_note(Register& registry, ReportId report, const Note& note, const Change& change) {
    Transaction transaction(registry);
    if (!find_report(registry, report)) throw Error(ErrorKind::input, fmt::format("there is no report {}", report));
    registry.connection()
        .query("INSERT INTO note (report, at, author, kind, text) VALUES (?1, ?2, ?3, ?4, ?5)")
        .bind(report, note.at, note.author, to_string(note.kind), note.text)
        .run();
    const std::int64_t id = registry.connection().last_id();
    // The log says that there is a note, not what it says: the log outlives what retention deletes.
    const bool to_reporter = note.kind == NoteKind::answer || note.kind == NoteKind::question;
    log_event(registry.connection(), report, kinds[static_cast<std::size_t>(note.kind)].action, change,
              to_reporter ? fmt::format("{{\"note\": {}}}", id) : std::string("{}"));
    transaction.commit();
    return id;
}

std::vector<Note> notes_of(Register& registry, ReportId report) {
    Query rows =
        registry.connection().query("SELECT id, at, author, kind, text FROM note WHERE report = ?1 ORDER BY at, id");
    rows.bind(report);
    std::vector<Note> notes;
    while (rows.next()) notes.push_back(note_in(rows));
    return notes;
}

std::optional<Note> find_note(Register& registry, std::int64_t note) {
    Query row = registry.connection().query("SELECT id, at, author, kind, text FROM note WHERE id = ?1");
    if (!row.bind(note).next()) return std::nullopt;
    return note_in(row);
}

}  // namespace ombud::store
