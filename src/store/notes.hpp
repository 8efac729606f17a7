#pragma once

#include "core/report.hpp"
#include "store/register.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ombud::store {

enum class NoteKind {
    comment,   ///< from outside: a reporter's further mail, an automatic reply
    internal,  ///< from the desk, for the desk
    answer,    ///< from the municipality to the reporter; may be published after redaction
    question,  ///< likewise, when something is to be asked; never published
};
[[nodiscard]] std::string_view to_string(NoteKind) noexcept;

/// Somebody's words on a report. Personal data at worst: never exported as they are.
struct Note {
    Instant at{};
    std::string author;
    NoteKind kind = NoteKind::internal;
    std::string text;
    std::int64_t id = 0;  ///< 0: not in the register yet
};

/// Adds a note and its event: "commented", "noted", "answered" or "asked". The latter two name the note in their detail
/// ({"note": 12}), so that the mail to the reporter finds its text. Returns the note's number. Error(input) for an
/// unknown report.
std::int64_t add_note(Register& registry, ReportId report, const Note& note, const Change& change);

/// The notes of a report, oldest first.
[[nodiscard]] std::vector<Note> notes_of(Register& registry, ReportId report);

/// One note by its number; nothing where there is none.
[[nodiscard]] std::optional<Note> find_note(Register& registry, std::int64_t note);

}  // namespace ombud::store
