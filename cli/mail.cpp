#include "casework/mail_send.hpp"
#include "cli/command_line.hpp"
#include "cli/session.hpp"
#include "cli/table.hpp"
#include "core/json_writer.hpp"
#include "core/reference_token.hpp"
#include "core/text.hpp"
#include "store/mails.hpp"
#include "store/opt_outs.hpp"
#include "store/reporters.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <memory>

namespace ombud::cli {

namespace {

std::string kinds_of(store::Register& registry, const store::Mail& mail) {
    std::vector<std::string_view> kinds;
    for (const store::MailedEvent& told : store::events_of_mail(registry, mail.id)) {
        const std::string_view kind = to_string(told.kind);
        if (std::ranges::find(kinds, kind) == kinds.end()) kinds.push_back(kind);
    }
    return fmt::format("{}", fmt::join(kinds, ", "));
}

Exit preview(Session& session) {
    store::Register registry = session.open_register(store::Access::write);
    const store::Transaction never_committed(registry);
    const auto mails = casework::preview_mails(registry, session.workspace(), session.config(), session.now());
    if (session.json()) {
        JsonWriter json;
        json.begin_array();
        for (const casework::MailPreview& p : mails) {
            json.begin_object().key("report").value(p.mail.report).key("to").value(p.address);
            json.key("kinds").value(kinds_of(registry, p.mail)).key("subject").value(p.subject);
            json.key("text").value(p.text).end_object();
        }
        session.print(json.end_array().text());
    } else {
        Table table({"REPORT", "TO", "TELLS", "SUBJECT"});
        for (const casework::MailPreview& p : mails) {
            table.add({session.reference(p.mail.report), p.address, kinds_of(registry, p.mail), p.subject});
        }
        if (!mails.empty()) session.print(table.text(session.color()));
    }
    session.say(fmt::format("This was a dry run: {} mails would be sent.", mails.size()));
    return Exit::done;
}

std::string to_json(const casework::MailSummary& sum) {
    JsonWriter json;
    json.begin_object().key("on").value(sum.on).key("started").value(sum.started).key("told").value(sum.told);
    json.key("sent").value(sum.sent).key("deferred").value(sum.deferred).key("failed").value(sum.failed);
    json.key("dropped").value(sum.dropped).key("waiting").value(sum.waiting).key("unsure").value(sum.unsure);
    json.key("warnings").begin_array();
    for (const std::string& warning : sum.warnings) json.value(warning);
    json.end_array().end_object();
    return json.take();
}

Exit send(Session& session, bool dry_run) {
    if (dry_run) return preview(session);
    const WorkspaceLock lock(session.workspace(), "mail send");
    store::Register registry = session.open_register(store::Access::write);
    const auto sum =
        casework::send_mails(registry, session.workspace(), session.config(), session.progress(), session.now());
    if (session.json()) session.print(to_json(sum));
    if (!sum.on) session.say("No mail is made: [mail] method is \"none\".");
    if (sum.started) session.say("Mailing has started: from now on reporters are told of what happens.");
    if (sum.on) {
        session.say(fmt::format("{} sent, {} put off, {} failed, {} dropped, {} wait", sum.sent, sum.deferred,
                                sum.failed, sum.dropped, sum.waiting));
    }
    for (const std::string& warning : sum.warnings) session.progress().warn(warning);
    return sum.warnings.empty() ? Exit::done : Exit::needs_attention;
}

struct ListOptions {
    std::string state;
    std::string report;
    bool unsure = false;
    bool open = false;
};

Exit list(Session& session, const ListOptions& options) {
    store::MailFilter filter;
    filter.open = options.open;
    if (options.unsure) filter.state = store::MailState::unsure;
    if (!options.state.empty()) {
        filter.state = store::mail_state_from(options.state);
        if (!filter.state) {
            throw Error(ErrorKind::usage, fmt::format("--state {}: one of planned, sending, sent, deferred, failed, "
                                                      "unsure, dropped",
                                                      options.state));
        }
    }
    if (!options.report.empty()) filter.report = session.report_id(options.report);
    store::Register registry = session.open_register(store::Access::read);
    const auto mails = store::list_mails(registry, filter);
    if (session.json()) {
        JsonWriter json;
        json.begin_array();
        for (const store::Mail& m : mails) {
            json.begin_object().key("id").value(m.id).key("report").value(m.report);
            json.key("reference").value(session.reference(m.report)).key("state").value(to_string(m.state));
            json.key("kinds").value(kinds_of(registry, m)).key("planned_at").value(format_iso(m.planned_at));
            json.key("changed_at").value(format_iso(m.changed_at)).key("attempts").value(m.attempts);
            json.key("answer").value(m.answer).end_object();
        }
        session.print(json.end_array().text());
    } else if (mails.empty()) {
        session.say("No mails.");
    } else {
        const TimeZone& zone = session.config().time_zone;
        Table table({"MAIL", "REPORT", "STATE", "SINCE", "TRIES", "TELLS", "ANSWER"});
        for (const store::Mail& m : mails) {
            table.add({std::to_string(m.id), session.reference(m.report), std::string(to_string(m.state)),
                       format_local(m.changed_at, zone), std::to_string(m.attempts), kinds_of(registry, m), m.answer});
        }
        session.print(table.text(session.color()));
    }
    const bool any_unsure = std::ranges::find(mails, store::MailState::unsure, &store::Mail::state) != mails.end();
    return any_unsure ? Exit::needs_attention : Exit::done;
}

struct RetryOptions {
    std::vector<std::string> ids;
    bool unsure = false;
    bool dry_run = false;
};

std::vector<store::Mail> chosen_mails(store::Register& registry, const RetryOptions& options) {
    std::vector<store::Mail> chosen;
    for (const std::string& text : options.ids) {
        std::int64_t id = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
        const auto mail = error == std::errc{} && end == text.data() + text.size() ? store::find_mail(registry, id)
                                                                                   : std::optional<store::Mail>();
        if (!mail) throw Error(ErrorKind::input, fmt::format("there is no mail {}; `ombud mail list`", text));
        chosen.push_back(*mail);
    }
    if (!options.ids.empty()) return chosen;
    if (options.unsure) return store::list_mails(registry, {store::MailState::unsure, {}, false});
    return store::list_mails(registry, {store::MailState::deferred, {}, false});
}

Exit retry(Session& session, const RetryOptions& options) {
    const WorkspaceLock lock(session.workspace(), "mail retry");
    store::Register registry = session.open_register(store::Access::write);
    store::Transaction transaction(registry);
    const std::string actor = Session::actor();
    const store::Change change{session.now(), actor, ""};
    const auto mails = chosen_mails(registry, options);
    for (const store::Mail& mail : mails) {
        const bool may = mail.state == store::MailState::deferred || mail.state == store::MailState::failed ||
                         mail.state == store::MailState::unsure;
        if (!may) {
            throw Error(ErrorKind::conflict,
                        fmt::format("mail {} is {}: it cannot be sent again", mail.id, to_string(mail.state)));
        }
        if (mail.state == store::MailState::unsure && !options.unsure) {
            throw Error(ErrorKind::conflict,
                        fmt::format("mail {} may have been sent; --unsure sends it all the same", mail.id));
        }
        store::plan_again(registry, mail, change);
    }
    std::vector<std::int64_t> ids;
    for (const store::Mail& mail : mails) ids.push_back(mail.id);
    const Exit code = session.finish(transaction, options.dry_run, "mails", ids);
    session.say(fmt::format("{} mails {} with the next sending.", mails.size(), options.dry_run ? "would go" : "go"));
    return code;
}

struct OptOutOptions {
    std::vector<std::string> addresses;
    bool undo = false;
    bool dry_run = false;
};

Exit opt_out(Session& session, const OptOutOptions& options) {
    store::Register registry = session.open_register(store::Access::write);
    if (options.addresses.empty()) {
        const auto count = store::count_opt_outs(registry);
        session.print(session.json() ? fmt::format(R"({{"opted_out": {}}})", count)
                                     : fmt::format("{} addresses get no mail.", count));
        return Exit::done;
    }
    const std::string key = options.dry_run ? existing_reference_key(session.workspace()).value_or("trial")
                                            : reference_key(session.workspace());
    const std::string actor = Session::actor();
    const store::Change change{session.now(), actor, ""};
    store::Transaction transaction(registry);
    std::size_t changes = 0;
    for (const std::string& address : options.addresses) {
        if (!is_mail_address(trim(address))) throw Error(ErrorKind::usage, fmt::format("'{}' is no address", address));
        const std::string digest = address_digest(key, address);
        const auto reporter = store::reporter_with(registry, address);
        const bool changed = options.undo ? store::withdraw_opt_out(registry, digest, reporter, change)
                                          : store::opt_out(registry, digest, reporter, change);
        if (!changed) session.say(fmt::format("{}: nothing to change", address));
        changes += changed ? 1 : 0;
    }
    const Exit code = session.finish(transaction, options.dry_run);
    if (session.json()) session.print(fmt::format(R"({{"changed": {}, "dry_run": {}}})", changes, options.dry_run));
    return code;
}

}  // namespace

void add_mail(Command& root) {
    Command mail = root.add("mail", "Mails to reporters: send, list, try again, opt out");
    auto dry_run = std::make_shared<bool>(false);
    mail.add("send", "Send what reporters are to be told; the night does so, too")
        .flag("--dry-run", *dry_run, "List what would be sent; change nothing")
        .examples(
            "  ombud mail send --dry-run\n  */15 7-18 * * 1-5  ombud -C /srv/lindenbrueck -q mail send  (crontab)")
        .action([dry_run](Session& session) { return send(session, *dry_run); });
    auto listed = std::make_shared<ListOptions>();
    mail.add("list", "List what was sent, waits or failed")
        .option("--state", listed->state, "planned, sending, sent, deferred, failed, unsure or dropped")
        .option("--report", listed->report, "Only about this report")
        .flag("--open", listed->open, "Only what was neither sent nor dropped")
        .flag("--unsure", listed->unsure, "Only those of which nobody knows whether they were sent")
        .examples("  ombud mail list --open\n  ombud mail list --report OMB-12")
        .action([listed](Session& session) { return list(session, *listed); });
    auto retried = std::make_shared<RetryOptions>();
    mail.add("retry", "Let mails that were put off, failed or are unsure go with the next sending")
        .positional("mail", retried->ids, "Numbers of mails; without: all that were put off", false)
        .flag("--unsure", retried->unsure, "Also those that may have been sent already; without numbers: all of them")
        .flag("--dry-run", retried->dry_run, "Check, change nothing")
        .examples("  ombud mail retry\n  ombud mail retry 17\n  ombud mail retry --unsure")
        .action([retried](Session& session) { return retry(session, *retried); });
    auto opted = std::make_shared<OptOutOptions>();
    mail.add("opt-out", "Send no more mails to an address")
        .positional("address", opted->addresses, "Addresses; without: how many there are", false)
        .flag("--undo", opted->undo, "Send mails to it again")
        .flag("--dry-run", opted->dry_run, "Check, change nothing")
        .examples("  ombud mail opt-out kaethe@example.org\n  ombud mail opt-out --undo kaethe@example.org")
        .action([opted](Session& session) { return opt_out(session, *opted); });
}

}  // namespace ombud::cli
