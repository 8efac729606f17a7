#include "casework/retention.hpp"

#include "cli/command_line.hpp"
#include "cli/session.hpp"
#include "cli/table.hpp"
#include "core/calendar.hpp"
#include "core/json_writer.hpp"
#include "core/text.hpp"
#include "store/holds.hpp"
#include "store/persons.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>

namespace ombud::cli {

namespace {

struct RetentionOptions {
    std::string id;
    std::string until;
    std::string why;
    std::string since;
    bool release = false;
    bool dry_run = false;
};

/// One rule of a plan as it is shown: how many, and the first few.
struct Line {
    std::string_view rule;
    std::string_view what;
    std::size_t count = 0;
    std::vector<std::string> examples;
};

constexpr std::size_t most_examples = 5;

template <typename Items, typename Name>
Line line_of(std::string_view rule, std::string_view what, const Items& items, const Name& name) {
    Line line{rule, what, items.size(), {}};
    for (std::size_t i = 0; i < std::min(items.size(), most_examples); ++i) line.examples.push_back(name(items[i]));
    return line;
}

std::vector<Line> lines_of(Session& session, const casework::RetentionPlan& plan) {
    const auto reference = [&](ReportId id) { return session.reference(id); };
    const auto text = [](const std::string& name) { return name.substr(0, 16); };
    const auto number = [](std::int64_t id) { return std::to_string(id); };
    const auto file = [](const std::filesystem::path& path) { return path.filename().string(); };
    return {line_of("report_years", "reports become statistics", plan.reports, reference),
            line_of("contact_days", "reports lose their contact data", plan.contacts, reference),
            line_of("originals_days", "original photos", plan.originals, text),
            line_of("raw_days", "items of the quarantine", plan.quarantine, number),
            line_of("raw_days", "mails in the outbox", plan.outbox, file),
            line_of("raw_days", "files of sources", plan.source_files, file)};
}

std::string plan_json(Session& session, const casework::RetentionPlan& plan) {
    JsonWriter json;
    json.begin_object().key("rules").begin_array();
    for (const Line& line : lines_of(session, plan)) {
        json.begin_object().key("rule").value(line.rule).key("what").value(line.what).key("count").value(line.count);
        json.key("examples").begin_array();
        for (const std::string& example : line.examples) json.value(example);
        json.end_array().end_object();
    }
    json.end_array().key("held").value(plan.held).key("unread_files").value(plan.unread_files);
    json.key("open_quarantine").value(plan.open_quarantine).key("unfinished").value(plan.unfinished);
    return json.end_object().take();
}

void say_plan(Session& session, const casework::RetentionPlan& plan) {
    Table table({"RULE", "ERASED", "COUNT", "FOR EXAMPLE"});
    for (const Line& line : lines_of(session, plan)) {
        std::string examples;
        for (const std::string& example : line.examples) examples += (examples.empty() ? "" : " ") + example;
        table.add({std::string(line.rule), std::string(line.what), std::to_string(line.count), examples});
    }
    session.print(table.text(session.color()));
    if (plan.held > 0) session.say(fmt::format("{} reports are held and left alone.", plan.held));
    if (plan.unread_files > 0) {
        session.say(fmt::format("{} old files of sources stay until a night has gone through.", plan.unread_files));
    }
    if (plan.open_quarantine > 0) {
        session.say(fmt::format("{} old items of the quarantine stay until somebody decides: `ombud quarantine list`.",
                                plan.open_quarantine));
    }
    if (plan.unfinished) session.say("An earlier run was cut off before it had cleaned up; `apply` finishes it.");
}

void require_rules(Session& session) {
    if (session.config().retention.any()) return;
    throw Error(ErrorKind::config, "ombud.toml has no [retention] with a rule: everything is kept; see ombud.toml(5)");
}

Exit show_plan(Session& session) {
    require_rules(session);
    store::Register registry = session.open_register(store::Access::read);
    const auto plan = casework::plan_retention(registry, session.workspace(), session.config(), session.now());
    session.json() ? session.print(plan_json(session, plan)) : say_plan(session, plan);
    return Exit::done;
}

Exit apply(Session& session, bool dry_run) {
    if (dry_run) return show_plan(session);
    require_rules(session);
    const WorkspaceLock lock(session.workspace(), "retention apply");
    store::Register registry = session.open_register(store::Access::write);
    const auto plan = casework::plan_retention(registry, session.workspace(), session.config(), session.now());
    const auto left = casework::apply_retention(registry, session.workspace(), session.config(), plan, Session::actor(),
                                                session.progress(), session.now());
    session.json() ? session.print(plan_json(session, plan)) : say_plan(session, plan);
    for (const std::string& line : left) session.progress().warn(line);
    return left.empty() ? Exit::done : Exit::needs_attention;
}

Exit list_holds(Session& session) {
    store::Register registry = session.open_register(store::Access::read);
    const auto holds = store::list_holds(registry);
    if (session.json()) {
        JsonWriter json;
        json.begin_array();
        for (const store::Hold& hold : holds) {
            json.begin_object().key("id").value(hold.report).key("reference").value(session.reference(hold.report));
            json.key("until").value(hold.until).key("why").value(hold.why).key("person").value(hold.person);
            json.key("at").value(format_iso(hold.at)).end_object();
        }
        session.print(json.end_array().text());
    } else if (holds.empty()) {
        session.say("No report is held.");
    } else {
        Table table({"ID", "UNTIL", "BY", "WHY"});
        for (const store::Hold& hold : holds) {
            table.add({session.reference(hold.report), hold.until, hold.person, hold.why});
        }
        session.print(table.text(session.color()));
    }
    return Exit::done;
}

Exit hold(Session& session, const RetentionOptions& options) {
    if (options.id.empty()) return list_holds(session);
    const std::int64_t id = session.report_id(options.id);
    const std::string person = Session::actor();
    store::Register registry = session.open_register(store::Access::write);
    store::Transaction transaction(registry);
    if (options.release) {
        if (!store::release_hold(registry, id, {session.now(), person, options.why})) {
            throw Error(ErrorKind::input, fmt::format("report {} is not held", session.reference(id)));
        }
        return session.finish(transaction, options.dry_run, "reports", std::array{id});
    }
    const std::string why = clean_text(trim(options.why));
    if (options.until.empty() || why.empty()) throw Error(ErrorKind::usage, "a hold needs --until and --why");
    const auto until = parse_date(options.until);
    if (!until) throw Error(ErrorKind::usage, fmt::format("--until {}: no date; write 2027-12-31", options.until));
    store::place_hold(registry, {id, format_date(*until), why, person, session.now()}, {session.now(), person, why});
    return session.finish(transaction, options.dry_run, "reports", std::array{id});
}

Exit protocol(Session& session, const RetentionOptions& options) {
    store::EventFilter filter;
    filter.action = "erased";
    if (!options.since.empty()) filter.since = session.when(options.since, "--since");
    store::Register registry = session.open_register(store::Access::read);
    const auto events = store::find_events(registry, filter);
    if (session.json()) {
        JsonWriter json;
        json.begin_array();
        for (const store::Event& event : events) {
            json.begin_object().key("event").value(event.id).key("at").value(format_iso(event.at)).key("report");
            event.report ? json.value(*event.report) : json.null();
            json.key("actor").value(event.actor).key("reason").value(event.reason).key("detail").raw(event.detail);
            json.end_object();
        }
        session.print(json.end_array().text());
        return Exit::done;
    }
    Table table({"WHEN", "REPORT", "BY", "WHY", "WHAT"});
    for (const store::Event& event : events) {
        table.add({format_local(event.at, session.config().time_zone),
                   event.report ? session.reference(*event.report) : std::string("-"), event.actor, event.reason,
                   event.detail});
    }
    session.print(table.text(session.color()));
    return Exit::done;
}

}  // namespace

void add_retention(Command& root) {
    auto options = std::make_shared<RetentionOptions>();
    Command retention = root.add("retention", "Erase what has been kept long enough, by the rules of [retention]");
    retention.add("plan", "Show what is due, by rule")
        .examples("  ombud retention plan\n  ombud --format json retention plan")
        .action([](Session& session) { return show_plan(session); });
    retention.add("apply", "Erase it for good, and log what was erased by number")
        .flag("--dry-run", options->dry_run, "Show what is due; change nothing")
        .examples("  ombud retention apply --dry-run\n  ombud retention apply")
        .action([options](Session& session) { return apply(session, options->dry_run); });
    retention.add("hold", "Keep a report from being erased, or list the reports that are kept")
        .positional("id", options->id, "Number or reference of a report; without one all holds are listed", false)
        .option("--until", options->until, "The last day of the hold: 2027-12-31")
        .option("--why", options->why, "What it is needed for")
        .flag("--release", options->release, "Take the hold away")
        .flag("--dry-run", options->dry_run, "Check; change nothing")
        .examples(
            "  ombud retention hold 12 --until 2027-12-31 --why \"claim for damages 4711\"\n"
            "  ombud retention hold 12 --release\n  ombud retention hold")
        .action([options](Session& session) { return hold(session, *options); });
    retention.add("protocol", "Print the deletion protocol: which rule erased what, by number, and when")
        .option("--since", options->since, "Only from then on: 2026-11-01, \"30 days ago\"")
        .examples("  ombud --format json retention protocol --since 2026-01-01")
        .action([options](Session& session) { return protocol(session, *options); });
}

}  // namespace ombud::cli
