#include "casework/deadline.hpp"
#include "cli/command_line.hpp"
#include "cli/filter_options.hpp"
#include "cli/report_json.hpp"
#include "cli/session.hpp"
#include "cli/table.hpp"
#include "core/csv_value.hpp"
#include "store/reports.hpp"

#include <fmt/format.h>

#include <memory>

namespace ombud::cli {

namespace {

struct ListOptions {
    FilterOptions filter;
    std::int64_t limit = 0;
    std::string after;
    bool csv = false;
};

/// What is listed, and where the next page begins.
struct Page {
    std::vector<Report> reports;
    store::ReportFilter filter;
    bool more = false;

    [[nodiscard]] std::string cursor(const Report& report) const { return to_string(store::cursor_of(report, filter)); }
};

store::ReportCursor cursor_in(const std::string& text, const store::ReportFilter& filter) {
    const auto cursor = store::report_cursor_from(text);
    if (!cursor) {
        throw Error(ErrorKind::usage, fmt::format("--after {}: no cursor; take it from the page before", text));
    }
    if (cursor->order != filter.order) {
        throw Error(ErrorKind::usage, fmt::format("--after {}: it is of a list sorted by {}, this one is by {}", text,
                                                  to_string(cursor->order), to_string(filter.order)));
    }
    return *cursor;
}

Page page_of(Session& session, store::Register& registry, const ListOptions& options) {
    if (options.limit < 0) throw Error(ErrorKind::usage, "--limit must not be negative");
    Page page;
    page.filter = filter_of(session, registry, options.filter);
    if (!options.after.empty()) page.filter.after = cursor_in(options.after, page.filter);
    const auto limit = static_cast<std::size_t>(options.limit);
    if (limit > 0) page.filter.limit = limit + 1;  // the one too many says that there is another page
    page.reports = store::list_reports(registry, page.filter);
    page.more = limit > 0 && page.reports.size() > limit;
    if (page.more) page.reports.pop_back();
    return page;
}

void print_json(Session& session, const Page& page) {
    JsonWriter json;
    json.begin_array();
    for (const Report& report : page.reports) {
        begin_report(json, report, session.reference(report.id));
        due_or_null(json, report, session);
        json.key("cursor").value(page.cursor(report)).end_object();
    }
    session.print(json.end_array().text());
}

std::string due_of(Session& session, const Report& report) {
    const auto due = is_closed(report.status) ? std::nullopt : casework::due_day(report, session.config());
    return due ? format_date(*due) : "";
}

void print_table(Session& session, const Page& page) {
    Table table({"ID", "RECEIVED", "DUE", "STATUS", "DEPARTMENT", "CATEGORY", "AREA", "TITLE"});
    for (const Report& r : page.reports) {
        table.add({session.reference(r.id), format_local(r.received_at, session.config().time_zone), due_of(session, r),
                   std::string(to_string(r.status)), r.department, r.category, r.outside ? "(outside)" : r.area,
                   r.title});
    }
    session.print(table.text(session.color()));
}

/// Numbers are written as they are: a longitude west of Greenwich is no formula.
void print_csv(Session& session, const Page& page) {
    std::string csv =
        "reference,received_at,changed_at,closed_at,due,status,department,category,channel,area,street,house_number,"
        "lon,lat,title,text\r\n";
    for (const Report& r : page.reports) {
        const auto degrees = [&](double value) { return r.position ? fmt::format("{:.7f}", value) : std::string(); };
        const Position at = r.position.value_or(Position{});
        csv += fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\r\n", csv_value(session.reference(r.id)),
                           format_iso(r.received_at), format_iso(r.changed_at),
                           r.closed_at ? format_iso(*r.closed_at) : "", due_of(session, r), to_string(r.status),
                           csv_value(r.department), csv_value(r.category), to_string(r.channel), csv_value(r.area),
                           csv_value(r.place.street), csv_value(r.place.house_number), degrees(at.lon), degrees(at.lat),
                           csv_value(r.title), csv_value(r.text));
    }
    session.print(csv);
}

Exit list(Session& session, const ListOptions& options) {
    if (options.csv && session.json()) throw Error(ErrorKind::usage, "--csv and --format json do not go together");
    store::Register registry = session.open_register(store::Access::read);
    const Page page = page_of(session, registry, options);
    if (session.json()) {
        print_json(session, page);
    } else if (options.csv) {
        print_csv(session, page);
    } else if (page.reports.empty()) {
        session.say("No report matches.");
    } else {
        print_table(session, page);
    }
    if (page.more) session.say(fmt::format("More match: go on with --after {}", page.cursor(page.reports.back())));
    return Exit::done;
}

}  // namespace

void add_list(Command& root) {
    auto options = std::make_shared<ListOptions>();
    Command command = root.add("list", "List and search reports, newest first");
    add_filter_options(command, options->filter);
    command.option("--limit", options->limit, "At most so many")
        .option("--after", options->after, "The next page: what follows this cursor of the page before")
        .flag("--csv", options->csv, "Print CSV")
        .examples(
            "  ombud list --status open,in_progress --department roads --since \"2 weeks ago\"\n"
            "  ombud list --text \"schlagl* markt\" --near 7.8214,51.6712 --within 300\n"
            "  ombud --format json list --filter late")
        .action([options](Session& session) { return list(session, *options); });
}

}  // namespace ombud::cli
