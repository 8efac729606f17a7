#include "casework/desk.hpp"

#include "core/error.hpp"
#include "store/duplicates.hpp"
#include "store/notes.hpp"
#include "store/report_changes.hpp"
#include "store/reports.hpp"

#include <fmt/format.h>

namespace ombud::casework {

namespace {

bool needs_note(Status status) {
    return status == Status::rejected || status == Status::closed_unsolved || status == Status::forwarded;
}

template <typename Entries>
[[noreturn]] void fail_unknown(std::string_view what, std::string_view id, const Entries& entries) {
    std::string ids;
    for (const auto& entry : entries) {
        if (!ids.empty()) ids += ", ";
        ids += entry.id;
    }
    throw Error(ErrorKind::usage, fmt::format("there is no {} '{}'; there are: {}", what, id, ids));
}

void check(const DeskChange& change, const Config& config) {
    if (!change.status && change.note.empty() && change.category.empty() && change.department.empty()) {
        throw Error(ErrorKind::usage, "nothing to change; give --status, --note, --category or --department");
    }
    if (!change.category.empty() && config.category(change.category) == nullptr) {
        fail_unknown("category", change.category, config.categories);
    }
    if (!change.department.empty() && config.department(change.department) == nullptr) {
        fail_unknown("department", change.department, config.departments);
    }
    if (change.status && needs_note(*change.status) && change.note.empty()) {
        throw Error(ErrorKind::usage,
                    fmt::format("the status {} needs a --note that says why", to_string(*change.status)));
    }
    if ((change.status == Status::duplicate) != change.original.has_value()) {
        throw Error(ErrorKind::usage, "--status duplicate and --of ID go together");
    }
}

void route(store::Register& registry, const Config& config, const Report& report, const DeskChange& change,
           const store::Change& cause) {
    std::string department = change.department;
    if (!change.category.empty() && change.category != report.category) {
        store::set_category(registry, report.id, change.category, cause);
        if (department.empty()) department = config.category(change.category)->department;
    }
    if (!department.empty() && department != report.department) store::assign(registry, report.id, department, cause);
}

}  // namespace

void change_reports(store::Register& registry, const Config& config, std::span<const ReportId> reports,
                    const DeskChange& change, std::string_view person, Instant now) {
    check(change, config);
    const std::string actor = fmt::format("desk:{}", person);
    const store::Change cause{now, actor, ""};
    store::Transaction transaction(registry);
    for (const ReportId id : reports) {
        const auto report = store::find_report(registry, id);
        if (!report) throw Error(ErrorKind::input, fmt::format("there is no report {}; nothing was changed", id));
        if (!change.note.empty())
            store::add_note(registry, id, {now, actor, store::NoteKind::internal, change.note}, cause);
        route(registry, config, *report, change, cause);
        if (change.original) {
            if (report->duplicate_of == change.original) continue;
            store::link_duplicate(registry, id, *change.original, cause);
        } else if (change.status && *change.status != report->status) {
            store::change_status(registry, id, *change.status, cause);
        }
    }
    transaction.commit();
}

}  // namespace ombud::casework
