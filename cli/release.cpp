#include "cli/command_line.hpp"
#include "cli/release_interactive.hpp"
#include "cli/session.hpp"
#include "cli/table.hpp"
#include "core/error.hpp"
#include "core/json_writer.hpp"
#include "core/text.hpp"
#include "publish/release_desk.hpp"
#include "store/releases.hpp"
#include "store/reports.hpp"

#include <fmt/format.h>

#include <memory>
#include <string>

namespace ombud::cli {

namespace {

struct ReleaseOptions {
    std::vector<std::string> ids;
    std::string why;
    bool list = false;
    bool all_clean = false;
    bool interactive = false;
    bool withhold = false;
    bool undo = false;
    bool without_words = false;
    bool anyway = false;
    bool against_wish = false;
    bool dry_run = false;
};

Exit list(Session& session) {
    store::Register registry = session.open_register(store::Access::read);
    const auto waiting = store::reports_waiting_for_release(registry);
    JsonWriter json;
    json.begin_array();
    Table table({"REPORT", "SINCE", "WAITS BECAUSE"});
    for (const ReportId id : waiting) {
        const auto release = store::find_release(registry, id).value();
        json.begin_object().key("id").value(id).key("reference").value(session.reference(id));
        json.key("since").value(format_iso(release.at)).key("automatic").value(release.automatic);
        json.key("reasons").begin_array();
        std::string reasons;
        for (const std::string_view line : split(release.why, '\n')) {
            json.value(line);
            reasons += (reasons.empty() ? "" : "; ") + std::string(line);
        }
        json.end_array().end_object();
        table.add({session.reference(id), format_iso(release.at).substr(0, 10), reasons});
    }
    if (session.json()) {
        session.print(json.end_array().text());
    } else if (waiting.empty()) {
        session.say("No report waits for release.");
    } else {
        session.print(table.text(session.color()));
    }
    return Exit::done;
}

/// Those that wait only for somebody to say yes.
std::vector<ReportId> clean_ones(Session& session, store::Register& registry) {
    const auto redactor = publish::town_redactor(registry, session.config());
    std::vector<ReportId> clean;
    for (const ReportId id : store::reports_waiting_for_release(registry)) {
        if (is_clean(publish::draft_of(registry, session.config(), redactor, id))) clean.push_back(id);
    }
    return clean;
}

void say_what(Session& session, std::string_view done, const std::vector<ReportId>& reports) {
    if (session.json()) {
        JsonWriter json;
        json.begin_object().key(done).begin_array();
        for (const ReportId id : reports) json.value(id);
        session.print(json.end_array().end_object().text());
    } else {
        session.print(fmt::format("{} {}", reports.size(), done));
    }
}

Exit change(Session& session, const ReleaseOptions& options) {
    store::Register registry = session.open_register(store::Access::write);
    store::Transaction transaction(registry);
    const std::string actor = Session::actor();
    const std::string why = clean_text(options.why);
    const store::Change change{session.now(), actor, why};
    const auto ids = options.all_clean ? clean_ones(session, registry) : session.report_ids(options.ids);
    std::string_view done = "released";
    if (options.withhold) {
        done = "withheld";
        for (const ReportId id : ids) publish::withhold(registry, id, change);
    } else if (options.undo) {
        done = "undone";
        for (const ReportId id : ids) publish::undo_release(registry, id, change);
    } else {
        const auto words = options.without_words ? publish::Words::none : publish::Words::redacted;
        publish::release_reports(registry, session.config(), ids, words, options.anyway, change, options.against_wish);
    }
    say_what(session, done, ids);
    return session.finish(transaction, options.dry_run);
}

Exit run_release(Session& session, const ReleaseOptions& options) {
    const int ways = int{options.list} + int{options.all_clean} + int{options.interactive} + int{options.withhold} +
                     int{options.undo};
    if (ways > 1) {
        throw Error(ErrorKind::usage, "--list, --all-clean, --interactive, --withhold and --undo exclude each other");
    }
    if (options.ids.empty() && (ways == 0 || options.withhold || options.undo)) {
        throw Error(ErrorKind::usage, "name the reports; --list shows which wait");
    }
    if (!options.ids.empty() && (options.list || options.all_clean)) {
        throw Error(ErrorKind::usage, "--list and --all-clean take no numbers of reports");
    }
    if (options.list) return list(session);
    if (options.interactive) return release_interactively(session, session.report_ids(options.ids), options.dry_run);
    return change(session, options);
}

}  // namespace

void add_release(Command& root) {
    auto options = std::make_shared<ReleaseOptions>();
    root.add("release", "Make reports public, with personal data covered; see what waits, and why")
        .positional("id", options->ids, "Numbers or references of reports; all are changed or none", false)
        .flag("--list", options->list, "List the reports that wait, and why")
        .flag("--interactive", options->interactive, "Show each report that waits with its covers, and ask")
        .flag("--all-clean", options->all_clean, "Release all that wait only for somebody to say so")
        .flag("--without-words", options->without_words, "Publish category and place, but no words of the report")
        .flag("--anyway", options->anyway, "Overrule a suggested duplicate, an inexact place or photos that wait")
        .flag("--against-wish", options->against_wish, "Release reports whose reporters do not want that; needs --why")
        .flag("--withhold", options->withhold, "Keep the reports from the public until that is undone; needs --why")
        .flag("--undo", options->undo, "Take the last decision back")
        .option("--why", options->why, "Kept in the event log")
        .flag("--dry-run", options->dry_run, "Check, change nothing")
        .examples(
            "  ombud release --list\n"
            "  ombud release --interactive\n"
            "  ombud release 12 13 --without-words\n"
            "  ombud release 15 --against-wish --why \"council decided, case 4711\"\n"
            "  ombud release --withhold 14 --why \"names a child\"")
        .action([options](Session& session) { return run_release(session, *options); });
}

}  // namespace ombud::cli
