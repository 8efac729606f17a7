#include "casework/desk.hpp"
#include "cli/command_line.hpp"
#include "cli/session.hpp"
#include "core/text.hpp"
#include "store/vocabulary.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <memory>

namespace ombud::cli {

namespace {

struct SetOptions {
    std::vector<std::string> ids;
    std::string status;
    std::string note;
    std::string original;
    std::string category;
    std::string department;
    bool dry_run = false;
};

Exit set(Session& session, const SetOptions& options) {
    casework::DeskChange change;
    if (!options.status.empty()) {
        change.status = status_from(options.status);
        if (!change.status) {
            std::vector<std::string_view> names;
            for (const Status status : all_statuses) names.push_back(to_string(status));
            throw Error(ErrorKind::usage,
                        fmt::format("there is no status '{}'; use one of: {}", options.status, fmt::join(names, ", ")));
        }
    }
    if (!options.original.empty()) change.original = session.report_id(options.original);
    change.note = clean_text(options.note);
    change.category = options.category;
    change.department = options.department;
    store::Register registry = session.open_register(store::Access::write);
    store::Transaction transaction(registry);
    store::update_vocabulary(registry, session.config());
    casework::change_reports(registry, session.config(), session.report_ids(options.ids), change, Session::person(),
                             session.now());
    return session.finish(transaction, options.dry_run);
}

}  // namespace

void add_set(Command& root) {
    auto options = std::make_shared<SetOptions>();
    root.add("set", "Change status, category or department of reports, or add a note")
        .positional("id", options->ids, "Numbers or references of reports; all are changed or none", true)
        .option("--status", options->status, "The new status")
        .option("--note", options->note, "Why; kept with the report, never public")
        .option("--category", options->category,
                "Another category; its department takes over, unless --department says more")
        .option("--department", options->department, "Another department")
        .option("--of", options->original, "With --status duplicate: the original")
        .flag("--dry-run", options->dry_run, "Check, change nothing")
        .examples(
            "  ombud set 12 --status solved --note \"filled on Monday\"\n"
            "  ombud set 13 14 --status duplicate --of 12\n"
            "  ombud set 15 --category lighting/lamp")
        .action([options](Session& session) { return set(session, *options); });
}

}  // namespace ombud::cli
