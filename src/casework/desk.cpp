#include "casework/desk.hpp"

#include "core/error.hpp"
#include "store/duplicates.hpp"
#include "store/events.hpp"
#include "store/notes.hpp"
#include "store/report_changes.hpp"
#include "store/reports.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <vector>

namespace ombud::casework {

namespace {

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
    if ((change.status == Status::duplicate) != change.original.has_value()) {
        throw Error(ErrorKind::usage, "--status duplicate and --of ID go together");
    }
}

/// The rules of the category that the report has after the change.
void check_note(const Report& report, const DeskChange& change, const Config& config) {
    if (!change.status || *change.status == report.status) return;
    const std::string& id = change.category.empty() ? report.category : change.category;
    const Category* category = config.category(id);
    const NoteRule rule = category == nullptr ? NoteRule{} : category->notes;
    const auto has = [&](const std::vector<Status>& statuses) {
        return std::ranges::find(statuses, *change.status) != statuses.end();
    };
    const std::string place = fmt::format("report {}{}{}", report.id, id.empty() ? "" : " of ", id);
    if (change.note.empty() && has(rule.required)) {
        throw Error(ErrorKind::usage, fmt::format("{}: the status {} needs a --note that says why; nothing was changed",
                                                  place, to_string(*change.status)));
    }
    if (!change.note.empty() && has(rule.forbidden)) {
        throw Error(ErrorKind::usage, fmt::format("{}: the status {} goes without a note; nothing was changed", place,
                                                  to_string(*change.status)));
    }
}

/// "report 12 is solved: desk:meier changed it on 2026-11-24 12:00"
std::string who_changed(store::Register& registry, const Report& report, const TimeZone& zone) {
    std::string line = fmt::format("report {} is {}", report.id, to_string(report.status));
    const auto events = store::events_of(registry, report.id);
    const auto last = std::find_if(events.rbegin(), events.rend(), [](const store::Event& event) {
        return event.action == "status" || event.action == "linked" || event.action == "unlinked" ||
               event.action == "received";
    });
    if (last == events.rend()) return line;
    const std::string_view what = last->action == "received" ? "took it in" : "changed it";
    line += fmt::format(": {} {} on {}", last->actor, what, format_local(last->at, zone));
    if (!last->reason.empty()) line += fmt::format(" ({})", last->reason);
    return line;
}

/// All reports that somebody else has changed meanwhile are named, not only the first.
void check_status(store::Register& registry, const Config& config, std::span<const ReportId> reports,
                  std::optional<Status> expected) {
    if (!expected) return;
    constexpr std::size_t shown = 10;
    std::vector<std::string> lines;
    std::size_t conflicts = 0;
    for (const ReportId id : reports) {
        const auto report = store::find_report(registry, id);
        if (!report || report->status == *expected) continue;
        if (++conflicts <= shown) lines.push_back(who_changed(registry, *report, config.time_zone));
    }
    if (conflicts == 0) return;
    if (conflicts > shown) lines.push_back(fmt::format("and {} more", conflicts - shown));
    throw Error(ErrorKind::conflict, fmt::format("not all are {} any more; nothing was changed\n{}",
                                                 to_string(*expected), fmt::join(lines, "\n")));
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
    check_status(registry, config, reports, change.if_status);
    for (const ReportId id : reports) {
        const auto report = store::find_report(registry, id);
        if (!report) throw Error(ErrorKind::input, fmt::format("there is no report {}; nothing was changed", id));
        check_note(*report, change, config);
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
