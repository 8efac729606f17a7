#include "cli/command_line.hpp"
#include "cli/session.hpp"
#include "cli/table.hpp"
#include "core/calendar.hpp"
#include "core/json_writer.hpp"
#include "core/text.hpp"
#include "store/forwardings.hpp"

#include <fmt/format.h>

#include <memory>

namespace ombud::cli {

namespace {

struct ForwardOptions {
    std::vector<std::string> ids;
    std::string recipient;
    std::string reference;
    std::string follow_up;
    bool undo = false;
    bool due = false;
    bool dry_run = false;
};

void check(const ForwardOptions& options) {
    const bool says_more = !options.recipient.empty() || !options.reference.empty() || !options.follow_up.empty();
    if (options.due && (says_more || options.undo || !options.ids.empty())) {
        throw Error(ErrorKind::usage, "--due stands alone");
    }
    if (options.due) return;
    if (options.ids.empty()) throw Error(ErrorKind::usage, "name a report, or give --due");
    if (options.undo && says_more) {
        throw Error(ErrorKind::usage, "--undo takes back the last forwarding and needs nothing else");
    }
    if (!options.undo && trim(options.recipient).empty()) {
        throw Error(ErrorKind::usage, "give --to: who has the report now");
    }
}

std::optional<std::chrono::year_month_day> follow_up_of(const ForwardOptions& options) {
    if (options.follow_up.empty()) return std::nullopt;
    const auto day = parse_date(options.follow_up);
    if (!day) {
        throw Error(ErrorKind::usage, fmt::format("--follow-up {}: no date; write 2026-03-01", options.follow_up));
    }
    return day;
}

/// Forwardings whose day to ask has come.
Exit list_due(Session& session) {
    store::Register registry = session.open_register(store::Access::read);
    const LocalTime now = session.config().time_zone.to_local(session.now());
    const auto today = std::chrono::year(now.year) / std::chrono::month(static_cast<unsigned>(now.month)) /
                       std::chrono::day(static_cast<unsigned>(now.day));
    const auto due = store::forwardings_to_follow_up(registry, today);
    if (session.json()) {
        JsonWriter json;
        json.begin_array();
        for (const store::Forwarding& f : due) {
            json.begin_object().key("id").value(f.report).key("reference").value(session.reference(f.report));
            json.key("follow_up").value(format_date(*f.follow_up)).key("to").value(f.recipient);
            json.key("their_reference").value(f.reference).key("person").value(f.person).end_object();
        }
        session.print(json.end_array().text());
    } else if (due.empty()) {
        session.say("Nobody is to be asked today.");
    } else {
        Table table({"ID", "ASK AGAIN", "FORWARDED TO", "THEIR REFERENCE", "BY"});
        for (const store::Forwarding& f : due) {
            table.add({session.reference(f.report), format_date(*f.follow_up), f.recipient, f.reference, f.person});
        }
        session.print(table.text(session.color()));
    }
    return Exit::done;
}

Exit forward(Session& session, const ForwardOptions& options) {
    check(options);
    if (options.due) return list_due(session);
    const auto follow_up = follow_up_of(options);
    const std::string person = Session::actor();
    const std::string recipient = clean_text(trim(options.recipient));
    const std::string reason = options.undo ? std::string() : "to " + recipient;
    const store::Change change{session.now(), person, reason};
    store::Register registry = session.open_register(store::Access::write);
    store::Transaction transaction(registry);
    const auto ids = session.report_ids(options.ids);
    for (const std::int64_t id : ids) {
        if (options.undo) {
            store::undo_forwarding(registry, id, change);
            continue;
        }
        store::Forwarding forwarding;
        forwarding.report = id;
        forwarding.person = person;
        forwarding.recipient = recipient;
        forwarding.reference = clean_text(trim(options.reference));
        forwarding.follow_up = follow_up;
        store::forward(registry, forwarding, change);
    }
    return session.finish(transaction, options.dry_run, "reports", ids);
}

}  // namespace

void add_forward(Command& root) {
    auto options = std::make_shared<ForwardOptions>();
    root.add("forward", "Hand reports to a third party, and see whom to ask again")
        .positional("id", options->ids, "Numbers or references of reports; all are forwarded or none", false)
        .option("--to", options->recipient, "Who has it now: a utility, the road authority, a neighbour town")
        .option("--reference", options->reference, "Their number for it")
        .option("--follow-up", options->follow_up, "The day to ask them again: 2026-03-01")
        .flag("--undo", options->undo, "Take back the last forwarding")
        .flag("--due", options->due, "List forwarded reports whose day to ask has come")
        .flag("--dry-run", options->dry_run, "Check whether it is allowed; change nothing")
        .examples(
            "  ombud forward 12 --to \"Straßen.NRW\" --reference SN-4711 --follow-up 2026-12-01\n"
            "  ombud forward 12 --undo\n  ombud forward --due")
        .action([options](Session& session) { return forward(session, *options); });
}

}  // namespace ombud::cli
