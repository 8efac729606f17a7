#pragma once

#include "core/report.hpp"
#include "store/register.hpp"

#include <string>
#include <vector>

namespace ombud::store {

enum class NoteKind {
    comment,   ///< from outside: a reporter's further mail, an automatic reply
    internal,  ///< from the desk
};

/// Somebody's words on a report. Personal data at worst: never exported.
struct Note {
    Instant at{};
    std::string author;
    NoteKind kind = NoteKind::internal;
    std::string text;
};

/// Adds a note and its event. Error(input) for an unknown report.
void add_note(Register& registry, ReportId report, const Note& note, const Change& change);

/// The notes of a report, oldest first.
[[nodiscard]] std::vector<Note> notes_of(Register& registry, ReportId report);

}  // namespace ombud::store
