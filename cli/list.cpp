#include "casework/deadline.hpp"
#include "cli/command_line.hpp"
#include "cli/report_json.hpp"
#include "cli/session.hpp"
#include "cli/table.hpp"
#include "core/text.hpp"
#include "store/areas.hpp"
#include "store/reports.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <memory>

namespace ombud::cli {

namespace {

struct ListOptions {
    std::vector<std::string> statuses;
    std::string department;
    std::string category;
    std::string area;
    std::string text;
    std::optional<std::string> since;
    std::optional<std::string> until;
    std::int64_t limit = 0;
    bool overdue = false;
};

Status required_status(std::string_view name) {
    if (const auto status = status_from(name)) return *status;
    std::vector<std::string_view> names;
    for (const Status status : all_statuses) names.push_back(to_string(status));
    throw Error(ErrorKind::usage, fmt::format("there is no status '{}'; use one of: {}", name, fmt::join(names, ", ")));
}

/// A misspelt department must not look like one without work.
void require_known(Session& session, const ListOptions& options) {
    const Config& config = session.config();
    if (!options.department.empty() && config.department(options.department) == nullptr) {
        std::vector<std::string_view> ids;
        for (const Department& department : config.departments) ids.push_back(department.id);
        throw Error(ErrorKind::usage, fmt::format("there is no department '{}'; there are: {}", options.department,
                                                  fmt::join(ids, ", ")));
    }
    const auto fits = [&](const Category& c) {
        return c.id == options.category || c.id.starts_with(options.category + "/");
    };
    if (!options.category.empty() && std::ranges::none_of(config.categories, fits)) {
        std::vector<std::string_view> ids;
        for (const Category& category : config.categories) ids.push_back(category.id);
        throw Error(ErrorKind::usage, fmt::format("there is no category or group '{}'; there are: {}", options.category,
                                                  fmt::join(ids, ", ")));
    }
}

void require_known_area(store::Register& registry, const std::string& area) {
    if (area.empty()) return;
    const auto names = store::area_names(registry, "district");
    if (std::ranges::find(names, area) == names.end()) {
        throw Error(ErrorKind::usage,
                    fmt::format("there is no district '{}'; there are: {}", area, fmt::join(names, ", ")));
    }
}

store::ReportFilter filter_of(Session& session, const ListOptions& options) {
    require_known(session, options);
    store::ReportFilter filter;
    for (const std::string& list : options.statuses) {
        for (const std::string_view name : split(list, ',')) filter.statuses.push_back(required_status(name));
    }
    filter.department = options.department;
    filter.category = options.category;
    filter.area = options.area;
    filter.text = trim(options.text);
    if (options.since) filter.since = session.when(*options.since, "--since");
    if (options.until) filter.until = session.when(*options.until, "--until");
    if (options.limit < 0) throw Error(ErrorKind::usage, "--limit must not be negative");
    // What is overdue is known only when the reports are here, so that is when they are counted.
    if (!options.overdue) filter.limit = static_cast<std::size_t>(options.limit);
    return filter;
}

void keep_overdue(Session& session, std::vector<Report>& reports, std::size_t limit) {
    std::erase_if(reports, [&](const Report& r) { return !casework::is_overdue(r, session.config(), session.now()); });
    if (limit > 0 && reports.size() > limit) reports.resize(limit);
}

void print_json(Session& session, const std::vector<Report>& reports) {
    JsonWriter json;
    json.begin_array();
    for (const Report& report : reports) {
        begin_report(json, report, session.reference(report.id));
        due_or_null(json, report, session);
        json.end_object();
    }
    session.print(json.end_array().text());
}

void print_table(Session& session, const std::vector<Report>& reports) {
    Table table({"ID", "RECEIVED", "DUE", "STATUS", "DEPARTMENT", "CATEGORY", "AREA", "TITLE"});
    for (const Report& r : reports) {
        const auto due = is_closed(r.status) ? std::nullopt : casework::due_day(r, session.config());
        table.add({session.reference(r.id), format_local(r.received_at, session.config().time_zone),
                   due ? format_date(*due) : "", std::string(to_string(r.status)), r.department, r.category,
                   r.outside ? "(outside)" : r.area, r.title});
    }
    session.print(table.text(session.color()));
}

Exit list(Session& session, const ListOptions& options) {
    const store::ReportFilter filter = filter_of(session, options);
    store::Register registry = session.open_register(store::Access::read);
    require_known_area(registry, options.area);
    auto reports = store::list_reports(registry, filter);
    if (options.overdue) keep_overdue(session, reports, static_cast<std::size_t>(options.limit));
    if (session.json()) {
        print_json(session, reports);
    } else if (reports.empty()) {
        session.say("No report matches.");
    } else {
        print_table(session, reports);
    }
    return Exit::done;
}

}  // namespace

void add_list(Command& root) {
    auto options = std::make_shared<ListOptions>();
    root.add("list", "List reports, newest first")
        .option("--status", options->statuses, "Only these statuses, separated by commas")
        .option("--department", options->department, "Only this department; `triage` has what matched no rule")
        .option("--category", options->category, "Only this category or group")
        .option("--area", options->area, "Only this district")
        .option("--text", options->text, "Only with these words in title or text")
        .option("--since", options->since, "Received at or after: a date, or \"30 days ago\"")
        .option("--until", options->until, "Received before")
        .flag("--overdue", options->overdue, "Only open ones whose category expected them done before today")
        .option("--limit", options->limit, "At most so many")
        .examples(
            "  ombud list --status open,in_progress --department roads --since \"2 weeks ago\"\n"
            "  ombud --format json list --text schlagloch")
        .action([options](Session& session) { return list(session, *options); });
}

}  // namespace ombud::cli
