#include "cli/command_line.hpp"
#include "cli/session.hpp"
#include "cli/table.hpp"
#include "core/json_writer.hpp"
#include "core/text.hpp"
#include "store/event_chain.hpp"
#include "store/persons.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace ombud::cli {

namespace {

struct AuditOptions {
    std::string report;
    std::string person;
    std::string since;
    std::string action;
    std::string against;
    bool head = false;

    [[nodiscard]] bool lists() const { return !report.empty() || !person.empty() || !since.empty() || !action.empty(); }
};

std::string hex_of(const Digest& digest) {
    return hex({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

std::optional<std::vector<ReportId>> reports_asked(Session& session, store::Register& registry,
                                                   const AuditOptions& options) {
    if (!options.report.empty()) return std::vector{session.report_id(options.report)};
    if (options.person.empty()) return std::nullopt;
    std::vector<ReportId> reports;
    for (const std::int64_t reporter : store::reporters_with_contact(registry, options.person, options.person)) {
        const auto of_one = store::all_reports_of(registry, reporter);
        reports.insert(reports.end(), of_one.begin(), of_one.end());
    }
    if (reports.empty()) throw Error(ErrorKind::input, "no report of this person is known (any more)");
    return reports;
}

std::vector<store::Event> events_asked(Session& session, store::Register& registry, const AuditOptions& options) {
    store::EventFilter filter;
    filter.reports = reports_asked(session, registry, options);
    filter.action = options.action;
    if (!options.since.empty()) filter.since = session.when(options.since, "--since");
    return store::find_events(registry, filter);
}

void write_events(JsonWriter& json, const std::vector<store::Event>& events) {
    json.key("list").begin_array();
    for (const store::Event& event : events) {
        json.begin_object().key("event").value(event.id).key("at").value(format_iso(event.at)).key("report");
        event.report ? json.value(*event.report) : json.null();
        json.key("actor").value(event.actor).key("action").value(event.action).key("reason").value(event.reason);
        json.key("detail").raw(event.detail).end_object();
    }
    json.end_array();
}

void print_events(Session& session, const std::vector<store::Event>& events) {
    Table table({"WHEN", "REPORT", "WHO", "WHAT", "WHY"});
    for (const store::Event& event : events) {
        table.add({format_local(event.at, session.config().time_zone),
                   event.report ? session.reference(*event.report) : std::string("-"), event.actor, event.action,
                   event.reason + (event.detail == "{}" ? "" : "  " + event.detail)});
    }
    session.print(table.text(session.color()));
}

std::string check_json(const store::ChainCheck& check, const AuditOptions& options,
                       const std::vector<store::Event>& events) {
    JsonWriter json;
    json.begin_object().key("whole").value(!check.broken_at.has_value()).key("events").value(check.events);
    json.key("erased").value(check.erased).key("broken_at");
    check.broken_at ? json.value(*check.broken_at) : json.null();
    json.key("why").value(check.why).key("head").begin_object().key("event").value(check.head.id);
    json.key("hash").value(hex_of(check.head.hash)).end_object();
    if (!options.against.empty()) json.key("against").value(check.has_expected);
    if (options.lists()) write_events(json, events);
    return json.end_object().take();
}

Exit audit(Session& session, const AuditOptions& options) {
    const std::string expected = fold(trim(options.against));
    if (!expected.empty() &&
        (expected.size() != 64 || expected.find_first_not_of("0123456789abcdef") != std::string::npos)) {
        throw Error(ErrorKind::usage, "--against takes the 64 hexadecimal digits that --head printed");
    }
    store::Register registry = session.open_register(store::Access::read);
    if (options.head) {
        const store::ChainLink head = store::chain_head(registry);
        session.print(session.json() ? fmt::format(R"({{"event":{},"hash":"{}"}})", head.id, hex_of(head.hash))
                                     : fmt::format("{} {}", head.id, hex_of(head.hash)));
        return Exit::done;
    }
    std::vector<store::Event> events;
    if (options.lists()) events = events_asked(session, registry, options);
    const store::ChainCheck check = store::check_chain(registry, expected);
    if (session.json()) {
        session.print(check_json(check, options, events));
    } else {
        if (options.lists()) print_events(session, events);
        if (!check.broken_at) {
            session.say(fmt::format("The log is whole: {} events, {} of them erased by retention.", check.events,
                                    check.erased));
        }
    }
    const bool missing = !expected.empty() && !check.has_expected;
    if (check.broken_at) {
        session.progress().warn(fmt::format("the log is not whole: event {}: {}", *check.broken_at, check.why));
    }
    if (missing)
        session.progress().warn("the log does not have this hash: events were cut off, or all hashes made anew");
    if (!missing && !expected.empty() && !session.json()) {
        session.say(fmt::format("The hash is that of event {}.", check.expected_id));
    }
    return check.broken_at || missing ? Exit::needs_attention : Exit::done;
}

}  // namespace

void add_audit(Command& root) {
    auto options = std::make_shared<AuditOptions>();
    root.add("audit", "Prove that the event log is whole, and say who saw or changed what")
        .flag("--head", options->head, "Print the newest event and its hash, to be written down elsewhere")
        .option("--against", options->against, "A hash written down earlier: the log must still have it")
        .option("--report", options->report, "List the events of this report")
        .option("--person", options->person, "List the events of all reports of this mail address or phone number")
        .option("--action", options->action, "List only such events: seen, erased, status, held")
        .option("--since", options->since, "List events from then on: 2026-11-01, \"30 days ago\"")
        .examples(
            "  ombud audit\n  ombud audit --head >> /mnt/elsewhere/ombud-heads.txt\n"
            "  ombud audit --person erika@example.org --action seen")
        .action([options](Session& session) { return audit(session, *options); });
}

}  // namespace ombud::cli
