#include "casework/desk.hpp"
#include "cli/command_line.hpp"
#include "cli/filter_options.hpp"
#include "cli/session.hpp"
#include "core/json_writer.hpp"
#include "core/text.hpp"
#include "store/vocabulary.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <iostream>
#include <memory>

namespace ombud::cli {

namespace {

struct SetOptions {
    std::vector<std::string> ids;
    FilterOptions where;
    std::string status;
    std::string if_status;
    std::string note;
    std::string original;
    std::string category;
    std::string department;
    bool yes = false;
    bool dry_run = false;
};

std::optional<Status> status_in(const std::string& name) {
    if (name.empty()) return std::nullopt;
    if (const auto status = status_from(name)) return status;
    std::vector<std::string_view> names;
    for (const Status status : all_statuses) names.push_back(to_string(status));
    throw Error(ErrorKind::usage, fmt::format("there is no status '{}'; use one of: {}", name, fmt::join(names, ", ")));
}

casework::DeskChange change_of(Session& session, const SetOptions& options) {
    casework::DeskChange change;
    change.status = status_in(options.status);
    change.if_status = status_in(options.if_status);
    if (!options.original.empty()) change.original = session.report_id(options.original);
    change.note = clean_text(options.note);
    change.category = options.category;
    change.department = options.department;
    return change;
}

/// A filter may fit more than was thought of, so somebody says that so many are meant.
void confirm(Session& session, const SetOptions& options, std::size_t count) {
    if (options.yes || options.dry_run || count == 0) return;
    if (::isatty(STDIN_FILENO) == 0) {
        throw Error(
            ErrorKind::usage,
            fmt::format("{} reports match; nothing was changed. Look at them with `ombud list`, and say --yes", count));
    }
    session.say(fmt::format("Change {} reports? [y/N] ", count));
    std::string answer;
    std::getline(std::cin, answer);
    if (answer != "y" && answer != "Y" && answer != "j" && answer != "J") {
        throw Error(ErrorKind::conflict, "nothing was changed");
    }
}

Exit set(Session& session, const SetOptions& options) {
    if (options.ids.empty() != options.where.any()) {
        throw Error(ErrorKind::usage, "name reports, or say which with --filter or --where-…, but not both");
    }
    const casework::DeskChange change = change_of(session, options);
    store::Register registry = session.open_register(store::Access::write);
    std::vector<std::int64_t> ids = session.report_ids(options.ids);
    const bool by_filter = options.where.any();
    if (by_filter) {
        ids = store::list_report_ids(registry, filter_of(session, registry, options.where));
        confirm(session, options, ids.size());  // outside of the transaction: nobody is to wait for a person
    }
    store::Transaction transaction(registry);
    store::update_vocabulary(registry, session.config());
    if (by_filter && store::list_report_ids(registry, filter_of(session, registry, options.where)) != ids) {
        throw Error(ErrorKind::conflict, "meanwhile the filter fits other reports; nothing was changed. Look again");
    }
    casework::change_reports(registry, session.config(), ids, change, Session::person(), session.now());
    if (by_filter && !session.json()) session.say(fmt::format("{} reports match.", ids.size()));
    return session.finish(transaction, options.dry_run, "reports", ids);
}

}  // namespace

void add_set(Command& root) {
    auto options = std::make_shared<SetOptions>();
    Command command = root.add("set", "Change status, category or department of reports, or add a note");
    command.positional("id", options->ids, "Numbers or references of reports; all are changed or none", false)
        .option("--status", options->status, "The new status")
        .option("--if-status", options->if_status, "Only if they all have this status still")
        .option("--note", options->note, "Why; kept with the report, never public")
        .option("--category", options->category,
                "Another category; its department takes over, unless --department says more")
        .option("--department", options->department, "Another department")
        .option("--of", options->original, "With --status duplicate: the original")
        .flag("--yes", options->yes, "With a filter: do not ask")
        .flag("--dry-run", options->dry_run, "Check, change nothing")
        .examples(
            "  ombud set 12 --status solved --if-status in_progress --note \"filled on Monday\"\n"
            "  ombud set 13 14 --status duplicate --of 12\n"
            "  ombud set --where-department triage --where-text \"laterne\" --category lighting/lamp --yes");
    add_filter_options(command, options->where, "where-");
    command.action([options](Session& session) { return set(session, *options); });
}

}  // namespace ombud::cli
