#include "cli/command_line.hpp"
#include "cli/session.hpp"
#include "core/calendar.hpp"
#include "core/json_writer.hpp"
#include "core/text.hpp"
#include "store/follow_ups.hpp"

#include <fmt/format.h>

#include <memory>

namespace ombud::cli {

namespace {

struct FollowUpOptions {
    std::vector<std::string> ids;
    std::string on;
    std::string why;
    bool done = false;
    bool dry_run = false;
};

std::chrono::year_month_day day_of(const FollowUpOptions& options) {
    if (options.done && (!options.on.empty() || !options.why.empty())) {
        throw Error(ErrorKind::usage, "--done needs nothing else");
    }
    if (options.done) return {};
    if (options.on.empty() || trim(options.why).empty()) {
        throw Error(ErrorKind::usage, "give --on DATE and --why, or --done");
    }
    const auto day = parse_date(options.on);
    if (!day) throw Error(ErrorKind::usage, fmt::format("--on {}: no date; write 2026-03-01", options.on));
    return *day;
}

Exit follow_up(Session& session, const FollowUpOptions& options) {
    const auto day = day_of(options);
    const std::string person = Session::actor();
    const store::Change change{session.now(), person, ""};
    store::Register registry = session.open_register(store::Access::write);
    store::Transaction transaction(registry);
    JsonWriter json;
    json.begin_array();
    for (const std::int64_t id : session.report_ids(options.ids)) {
        json.begin_object().key("id").value(id).key("reference").value(session.reference(id));
        if (options.done) {
            json.key("done").value(std::int64_t{store::finish_follow_ups(registry, id, change)});
        } else {
            store::add_follow_up(registry, id, day, clean_text(trim(options.why)), change);
            json.key("on").value(format_date(day));
        }
        json.key("dry_run").value(options.dry_run).end_object();
    }
    if (session.json()) session.print(json.end_array().text());
    return session.finish(transaction, options.dry_run);
}

}  // namespace

void add_follow_up(Command& root) {
    auto options = std::make_shared<FollowUpOptions>();
    root.add("follow-up", "Look at reports again on a day; `ombud due` lists them then")
        .positional("id", options->ids, "Numbers or references of reports", true)
        .option("--on", options->on, "The day: 2026-12-01")
        .option("--why", options->why, "What is to be looked at; never public")
        .flag("--done", options->done, "What was to be looked at is done")
        .flag("--dry-run", options->dry_run, "Check, change nothing")
        .examples(
            "  ombud follow-up 12 --on 2026-12-01 --why \"Has the crew been there?\"\n"
            "  ombud follow-up 12 --done")
        .action([options](Session& session) { return follow_up(session, *options); });
}

}  // namespace ombud::cli
