#include "store/quarantine.hpp"

#include "cli/command_line.hpp"
#include "cli/session.hpp"
#include "cli/table.hpp"
#include "core/file.hpp"
#include "core/json_writer.hpp"
#include "core/text.hpp"
#include "intake/quarantine_retry.hpp"
#include "store/photos.hpp"

#include <fmt/format.h>

#include <charconv>
#include <memory>

namespace ombud::cli {

namespace {

struct Options {
    std::vector<std::string> ids;
    std::string why;
    std::string mapping;
    bool all = false;
    bool raw = false;
    bool dry_run = false;
};

void write_item(JsonWriter& json, const store::Quarantined& item) {
    json.begin_object().key("id").value(item.id).key("at").value(format_iso(item.at));
    json.key("source").value(item.source).key("origin").value(item.origin).key("reason").value(item.reason);
    json.key("file").value(item.file).key("outcome").value(to_string(item.outcome));
    if (item.closed_at) json.key("closed_at").value(format_iso(*item.closed_at));
    if (!item.why.empty()) json.key("why").value(item.why);
    json.end_object();
}

/// Photos stay with their originals, where retention and the rights of persons reach them; here they are only named.
std::string origin_of(Session& session, const store::Photo& photo) {
    return fmt::format("{}: {}", session.reference(photo.report), photo.filename);
}

Exit list_quarantine(Session& session, bool all) {
    store::Register registry = session.open_register(store::Access::read);
    const auto items = store::list_quarantined(registry, all);
    const auto photos = store::unreadable_photos(registry);
    if (session.json()) {
        JsonWriter json;
        json.begin_array();
        for (const store::Quarantined& item : items) write_item(json, item);
        for (const store::Photo& photo : photos) {
            json.begin_object().key("photo").value(photo.id).key("source").value("photo");
            json.key("origin").value(origin_of(session, photo)).key("reason").value(photo.reason);
            json.key("file").value("photos/original/" + photo.sha256).key("outcome").value("open").end_object();
        }
        session.print(json.end_array().text());
        return Exit::done;
    }
    if (items.empty() && photos.empty()) {
        session.say("The quarantine is empty.");
        return Exit::done;
    }
    Table table({"ID", "SOURCE", "ORIGIN", "FILE", all ? "OUTCOME" : "REASON"});
    for (const store::Quarantined& item : items) {
        const std::string outcome = fmt::format("{} {}", to_string(item.outcome), item.why);
        table.add({std::to_string(item.id), item.source, item.origin, item.file, all ? outcome : item.reason});
    }
    for (const store::Photo& photo : photos) {
        const std::string file = "photos/original/" + photo.sha256.substr(0, 16);
        table.add({"", "photo", origin_of(session, photo), file, all ? "open" : photo.reason});
    }
    session.print(table.text(session.color()));
    return Exit::done;
}

store::Quarantined item_of(store::Register& registry, const std::string& text) {
    std::int64_t id = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
    if (error != std::errc{} || end != text.data() + text.size()) {
        throw Error(ErrorKind::usage, fmt::format("'{}' is no number of an item; see `ombud quarantine list`", text));
    }
    auto item = store::find_quarantined(registry, id);
    if (!item) throw Error(ErrorKind::input, fmt::format("there is no item {} in quarantine", id));
    return std::move(*item);
}

/// As much of the kept bytes as a terminal wants, without what would steer it.
std::string shown_content(const std::string& bytes) {
    constexpr std::size_t most = 4000;
    if (bytes.find('\0') != std::string::npos)
        return fmt::format("({} bytes, not text; --raw writes them)", bytes.size());
    std::string text = clean_text(is_utf8(bytes) ? bytes : from_windows_1252(bytes));
    if (text.size() > most) {
        text.resize(cut(text, most).size());
        text += fmt::format("\n… ({} bytes in all; --raw writes them)", bytes.size());
    }
    return text;
}

Exit show_item(Session& session, const Options& options) {
    store::Register registry = session.open_register(store::Access::read);
    for (const std::string& id : options.ids) {
        const store::Quarantined item = item_of(registry, id);
        const auto file = session.workspace().quarantine() / item.file;
        const std::string bytes = read_file(file);
        if (options.raw) {
            session.print(bytes);
        } else if (session.json()) {
            JsonWriter json;
            write_item(json, item);
            session.print(json.text());
        } else {
            session.print(fmt::format("{} {} from {}\n{}: {}\nReason: {}\nFile: {}\n\n{}", item.id,
                                      to_string(item.outcome), item.source, format_iso(item.at), item.origin,
                                      item.reason, file.string(), shown_content(bytes)));
        }
    }
    return Exit::done;
}

Exit retry_items(Session& session, const Options& options) {
    const WorkspaceLock lock(session.workspace(), "quarantine retry");
    store::Register registry = session.open_register(store::Access::write);
    std::vector<std::string> ids = options.ids;
    std::size_t left_out = 0;
    if (ids.empty()) {
        for (const store::Quarantined& item : store::list_quarantined(registry)) {
            if (intake::why_not_retried(item).empty()) {
                ids.push_back(std::to_string(item.id));
            } else {
                ++left_out;
            }
        }
    }
    bool all = true;
    JsonWriter json;
    json.begin_array();
    for (const std::string& id : ids) {
        const store::Quarantined item = item_of(registry, id);
        if (item.outcome != store::QuarantineOutcome::open) {
            throw Error(ErrorKind::conflict, fmt::format("item {} is {}; `ombud quarantine reopen {}` first", id,
                                                         to_string(item.outcome), id));
        }
        const auto result = intake::retry_quarantined(registry, session.workspace(), session.config(), item,
                                                      options.mapping, session.now(), options.dry_run);
        all = all && result.imported;
        json.begin_object().key("id").value(item.id).key("imported").value(result.imported);
        json.key("reason").value(result.reason).end_object();
        if (session.json()) continue;
        session.print(result.imported
                          ? fmt::format("{}{} imported: {} new, {} comments, {} updates, {} known",
                                        options.dry_run ? "dry run: " : "", item.id, result.summary.created,
                                        result.summary.comments, result.summary.updates, result.summary.known)
                          : fmt::format("{} stays: {}", item.id, result.reason));
    }
    if (session.json()) session.print(json.end_array().text());
    if (left_out > 0) {
        session.say(
            fmt::format("{} items were left out: entries of participations and large attachments are put right "
                        "otherwise. `ombud quarantine list` says how",
                        left_out));
    }
    return all ? Exit::done : Exit::needs_attention;
}

Exit set_outcome(Session& session, const Options& options, store::QuarantineOutcome outcome) {
    if (outcome == store::QuarantineOutcome::discarded && trim(options.why).empty()) {
        throw Error(ErrorKind::usage, "--why is missing: say why this is no report");
    }
    const WorkspaceLock lock(session.workspace(), "quarantine");
    store::Register registry = session.open_register(store::Access::write);
    store::Transaction transaction(registry);
    std::vector<std::int64_t> ids;
    for (const std::string& id : options.ids) {
        const store::Quarantined item = item_of(registry, id);
        ids.push_back(item.id);
        if (item.outcome == outcome) continue;
        store::set_quarantine_outcome(registry, item.id, outcome, {session.now(), "desk", options.why});
        if (!session.quiet() && !session.json()) {
            session.print(fmt::format("{}{} is {} now: {}", options.dry_run ? "dry run: " : "", item.id,
                                      to_string(outcome), item.origin));
        }
    }
    return session.finish(transaction, options.dry_run, "items", ids);
}

}  // namespace

void add_quarantine(Command& root) {
    auto options = std::make_shared<Options>();
    Command quarantine = root.add("quarantine", "See what could not be read, and put it right");
    quarantine.add("list", "List what is in quarantine/, with the reasons")
        .flag("--all", options->all, "Also what was imported or discarded since")
        .examples("  ombud quarantine list")
        .action([options](Session& session) { return list_quarantine(session, options->all); });
    quarantine.add("show", "Show an item, why it is there and what it holds")
        .positional("id", options->ids, "Number of the item", true)
        .flag("--raw", options->raw, "Write its bytes and nothing else")
        .examples("  ombud quarantine show 4")
        .action([options](Session& session) { return show_item(session, *options); });
    quarantine.add("retry", "Import items again, with the mapping as it is now")
        .positional("id", options->ids, "Numbers of items; all open ones where none is given", false)
        .option("--mapping", options->mapping, "The mapping to use instead of that of the source")
        .flag("--dry-run", options->dry_run, "Say what would happen, change nothing")
        .examples("  ombud quarantine retry 4\n  ombud quarantine retry --mapping open311 7")
        .action([options](Session& session) { return retry_items(session, *options); });
    quarantine.add("discard", "Close items that are no reports")
        .positional("id", options->ids, "Numbers of items", true)
        .option("--why", options->why, "Why; kept in the history")
        .flag("--dry-run", options->dry_run, "Say what would happen, change nothing")
        .examples("  ombud quarantine discard 4 --why \"newsletter\"")
        .action([options](Session& session) {
            return set_outcome(session, *options, store::QuarantineOutcome::discarded);
        });
    quarantine.add("reopen", "Undo `discard`")
        .positional("id", options->ids, "Numbers of items", true)
        .flag("--dry-run", options->dry_run, "Say what would happen, change nothing")
        .examples("  ombud quarantine reopen 4")
        .action([options](Session& session) { return set_outcome(session, *options, store::QuarantineOutcome::open); });
}

}  // namespace ombud::cli
