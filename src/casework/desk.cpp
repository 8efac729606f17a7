#include "casework/desk.hpp"

#include <fmt/format.h>

#include "core/error.hpp"
#include "store/notes.hpp"
#include "store/report_changes.hpp"
#include "store/reports.hpp"

namespace ombud::casework {

namespace {

bool needs_note(Status status) {
    return status == Status::rejected || status == Status::closed_unsolved || status == Status::forwarded;
}

void check(const DeskChange& change) {
    if (!change.status && change.note.empty()) {
        throw Error(ErrorKind::usage, "nothing to change; give --status, --note or both");
    }
    if (change.status && needs_note(*change.status) && change.note.empty()) {
        throw Error(ErrorKind::usage, fmt::format("the status {} needs a --note that says why", to_string(*change.status)));
    }
    if ((change.status == Status::duplicate) != change.original.has_value()) {
        throw Error(ErrorKind::usage, "--status duplicate and --of ID go together");
    }
}

}  // namespace

void change_reports(store::Register& registry, std::span<const ReportId> reports, const DeskChange& change,
                    std::string_view person, Instant now) {
    check(change);
    const std::string actor = fmt::format("desk:{}", person);
    const store::Change cause{now, actor, ""};
    store::Transaction transaction(registry);
    for (const ReportId id : reports) {
        const auto report = store::find_report(registry, id);
        if (!report) throw Error(ErrorKind::input, fmt::format("there is no report {}; nothing was changed", id));
        if (!change.note.empty()) store::add_note(registry, id, {now, actor, store::NoteKind::internal, change.note}, cause);
        if (change.original) {
            store::link_duplicate(registry, id, *change.original, cause);
        } else if (change.status && *change.status != report->status) {
            store::change_status(registry, id, *change.status, cause);
        }
    }
    transaction.commit();
}

}  // namespace ombud::casework
