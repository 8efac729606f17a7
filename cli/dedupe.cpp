#include "dedupe/dedupe.hpp"

#include "cli/command_line.hpp"
#include "cli/session.hpp"
#include "cli/table.hpp"
#include "core/error.hpp"
#include "core/json_writer.hpp"
#include "core/text.hpp"
#include "core/workspace.hpp"
#include "store/duplicates.hpp"
#include "store/reports.hpp"
#include "store/vocabulary.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <memory>

namespace ombud::cli {

namespace {

struct RunOptions {
    bool all = false;
    bool dry_run = false;
};

struct PairOptions {
    std::string report;
    std::string other;
    std::string why;
    bool undo = false;
    bool dry_run = false;
};

struct CheckOptions {
    std::string category;
    std::string lat;
    std::string lon;
    std::string title;
    std::string text;
    std::string street;
    std::string house_number;
};

Exit run(Session& session, const RunOptions& options) {
    const WorkspaceLock lock(session.workspace(), "dedupe run");
    store::Register registry = session.open_register(store::Access::write);
    store::Transaction transaction(registry);
    store::update_vocabulary(registry, session.config());
    if (options.all) dedupe::make_all_due(registry);
    const dedupe::Summary sum = dedupe::run(registry, session.config(), session.progress(), session.now());
    if (!options.dry_run) transaction.commit();
    if (session.json()) {
        JsonWriter json;
        json.begin_object().key("looked_at").value(sum.looked_at).key("linked").value(sum.linked);
        json.key("suggested").value(sum.suggested).key("capped").value(sum.capped).end_object();
        session.print(json.text());
    } else {
        session.print(fmt::format("{} looked at, {} linked, {} suggested", sum.looked_at, sum.linked, sum.suggested));
    }
    if (options.dry_run) session.say("This was a dry run: nothing was changed.");
    return Exit::done;
}

void add_suggestion(JsonWriter& json, Session& session, const store::Suggestion& s, const Report& original) {
    json.begin_object().key("id").value(s.original).key("reference").value(session.reference(s.original));
    json.key("probability").value(s.score, 4).key("reasons").value(s.reasons);
    json.key("category").value(original.category).key("status").value(to_string(original.status));
    json.key("received_at").value(format_iso(original.received_at)).end_object();
}

Exit list(Session& session) {
    store::Register registry = session.open_register(store::Access::read);
    const auto open = store::open_suggestions(registry);
    if (session.json()) {
        JsonWriter json;
        json.begin_array();
        for (const store::Suggestion& s : open) {
            json.begin_object().key("report").value(s.report).key("original").value(s.original);
            json.key("probability").value(s.score, 4).key("reasons").value(s.reasons).end_object();
        }
        session.print(json.end_array().text());
        return Exit::done;
    }
    if (open.empty()) {
        session.say("No suggestions wait for a decision.");
        return Exit::done;
    }
    Table table({"REPORT", "SAME AS", "PROBABLE", "REASONS"});
    for (const store::Suggestion& s : open) {
        table.add({session.reference(s.report), session.reference(s.original), fmt::format("{:.0f} %", s.score * 100),
                   s.reasons});
    }
    session.print(table.text(session.color()));
    return Exit::done;
}

/// Opens the register, changes one pair, and commits unless it is a dry run.
template <typename Decide>
Exit decide(Session& session, const PairOptions& options, const Decide& act) {
    store::Register registry = session.open_register(store::Access::write);
    store::Transaction transaction(registry);
    const std::string actor = Session::actor();
    const std::string why = clean_text(options.why);
    act(registry, store::Change{session.now(), actor, why});
    return session.finish(transaction, options.dry_run, "reports", std::array{session.report_id(options.report)});
}

/// The original that was named, or else the first that is suggested.
ReportId original_of(Session& session, store::Register& registry, ReportId report, const std::string& named) {
    if (!named.empty()) return session.report_id(named);
    const auto found = store::suggestions_for(registry, report);
    if (found.empty()) {
        throw Error(ErrorKind::input,
                    fmt::format("nothing is suggested for {}; name the original", session.reference(report)));
    }
    return found.front().original;
}

Exit confirm(Session& session, const PairOptions& options) {
    return decide(session, options, [&](store::Register& registry, const store::Change& change) {
        const ReportId report = session.report_id(options.report);
        const ReportId original = original_of(session, registry, report, options.other);
        store::link_duplicate(registry, report, original, change);
        session.say(fmt::format("{} is a duplicate of {} now; `ombud dedupe unlink {}` undoes it.",
                                session.reference(report), session.reference(original), report));
    });
}

Exit reject(Session& session, const PairOptions& options) {
    return decide(session, options, [&](store::Register& registry, const store::Change& change) {
        const ReportId report = session.report_id(options.report);
        const ReportId other = original_of(session, registry, report, options.other);
        if (options.undo) return store::withdraw_rejection(registry, report, other, change);
        const auto stands = store::find_report(registry, report);
        if (stands && stands->duplicate_of == other) store::unlink_duplicate(registry, report, change);
        store::reject_duplicate(registry, report, other, change);
    });
}

Exit unlink(Session& session, const PairOptions& options) {
    return decide(session, options, [&](store::Register& registry, const store::Change& change) {
        const ReportId report = session.report_id(options.report);
        const ReportId original = store::unlink_duplicate(registry, report, change);
        session.say(fmt::format(
            "{} is as it was before it was linked to {}. `ombud dedupe reject {} {}` keeps them apart for good.",
            session.reference(report), session.reference(original), report, original));
    });
}

double degrees(const std::string& text, std::string_view option) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) {
        throw Error(ErrorKind::usage, fmt::format("{} {}: write degrees as 51.6812", option, text));
    }
    return value;
}

Exit check(Session& session, const CheckOptions& options) {
    Report draft;
    draft.received_at = session.now();
    draft.category = options.category;
    draft.title = clean_text(options.title);
    draft.text = clean_text(options.text);
    draft.place.street = clean_text(options.street);
    draft.place.house_number = clean_text(options.house_number);
    if (options.lat.empty() != options.lon.empty()) throw Error(ErrorKind::usage, "--lat and --lon go together");
    if (!options.lat.empty()) draft.position = Position{degrees(options.lon, "--lon"), degrees(options.lat, "--lat")};
    draft.accuracy_m = 10;
    if (!options.category.empty() && session.config().category(options.category) == nullptr) {
        throw Error(ErrorKind::usage, fmt::format("no [[category]] has the id '{}'", options.category));
    }
    store::Register registry = session.open_register(store::Access::read);
    const auto found = dedupe::check(registry, session.config(), draft);
    if (session.json()) {
        JsonWriter json;
        json.begin_array();
        for (const auto& s : found) add_suggestion(json, session, s, store::find_report(registry, s.original).value());
        session.print(json.end_array().text());
        return Exit::done;
    }
    for (const auto& s : found) {
        session.print(fmt::format("{}  {:.0f} %  {}", session.reference(s.original), s.score * 100, s.reasons));
    }
    if (found.empty()) session.say("Nothing like it is known.");
    return Exit::done;
}

void add_decisions(Command& dedupe) {
    auto confirmed = std::make_shared<PairOptions>();
    dedupe.add("confirm", "Say that a report is the same thing as an earlier one")
        .positional("id", confirmed->report, "The report", true)
        .positional("original", confirmed->other, "What it is the same as; else the best suggestion", false)
        .option("--why", confirmed->why, "Kept in the event log")
        .flag("--dry-run", confirmed->dry_run, "Check, change nothing")
        .examples("  ombud dedupe confirm OMB-14\n  ombud dedupe confirm 14 12")
        .action([confirmed](Session& session) { return confirm(session, *confirmed); });
    auto rejected = std::make_shared<PairOptions>();
    dedupe.add("reject", "Say that two reports are different things, for good")
        .positional("id", rejected->report, "The report", true)
        .positional("original", rejected->other, "What it is not the same as; else the best suggestion", false)
        .option("--why", rejected->why, "Kept in the event log")
        .flag("--undo", rejected->undo, "Take the rejection back")
        .flag("--dry-run", rejected->dry_run, "Check, change nothing")
        .examples("  ombud dedupe reject 14 12 --why \"the other lamp\"\n  ombud dedupe reject 14 12 --undo")
        .action([rejected](Session& session) { return reject(session, *rejected); });
    auto unlinked = std::make_shared<PairOptions>();
    dedupe.add("unlink", "Undo a link: the report is as it was before")
        .positional("id", unlinked->report, "The duplicate", true)
        .option("--why", unlinked->why, "Kept in the event log")
        .flag("--dry-run", unlinked->dry_run, "Check, change nothing")
        .examples("  ombud dedupe unlink OMB-14")
        .action([unlinked](Session& session) { return unlink(session, *unlinked); });
}

}  // namespace

void add_dedupe(Command& root) {
    Command dedupe = root.add("dedupe", "Find duplicates, decide on them, measure how well they are found");
    auto options = std::make_shared<RunOptions>();
    dedupe.add("run", "Look for duplicates of new and changed reports, as the night does")
        .flag("--all", options->all, "Look at every report again: after the model or the rules have changed")
        .flag("--dry-run", options->dry_run, "Count, change nothing")
        .examples("  ombud dedupe run --all --dry-run")
        .action([options](Session& session) { return run(session, *options); });
    dedupe.add("list", "List the suggestions that wait for a decision").examples("  ombud dedupe list").action(list);
    add_decisions(dedupe);
    auto draft = std::make_shared<CheckOptions>();
    dedupe.add("check", "Ask whether something is known already, before it is sent")
        .option("--category", draft->category, "Id of its category")
        .option("--lat", draft->lat, "Latitude in degrees")
        .option("--lon", draft->lon, "Longitude in degrees")
        .option("--street", draft->street, "Street, where there are no coordinates")
        .option("--house-number", draft->house_number, "House number")
        .option("--title", draft->title, "Title")
        .option("--text", draft->text, "What the reporter writes")
        .examples(
            "  ombud --format json dedupe check --category lighting/lamp --lat 51.6812 --lon 7.8201 --text \"Lampe 4711 dunkel\"")
        .action([draft](Session& session) { return check(session, *draft); });
    add_dedupe_measures(dedupe);
}

}  // namespace ombud::cli
