#include "store/participations.hpp"

#include "cli/command_line.hpp"
#include "cli/participations.hpp"
#include "cli/session.hpp"
#include "cli/table.hpp"
#include "core/json_writer.hpp"
#include "core/participation_mapping.hpp"
#include "intake/participations.hpp"
#include "publish/participations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <memory>
#include <optional>

namespace ombud::cli {

namespace {

struct ImportChoice {
    std::vector<std::string> files;
    std::string mapping;
    std::string source;
    std::string kind;
    std::string url;
    bool complete = false;
    bool dry_run = false;
};

std::string to_json(const intake::ParticipationSummary& sum) {
    JsonWriter json;
    json.begin_object().key("read").value(sum.read).key("new").value(sum.added).key("updates").value(sum.changed);
    json.key("known").value(sum.known).key("quarantined").value(sum.quarantined).key("removed").value(sum.removed);
    json.end_object();
    return json.take();
}

Exit import_lists(Session& session, const ImportChoice& choice) {
    if (!choice.url.empty() && !choice.url.starts_with("https://") && !choice.url.starts_with("http://")) {
        throw Error(ErrorKind::usage, "--url must begin with https:// or http://");
    }
    const WorkspaceLock lock(session.workspace(), "import participations");
    std::string source = choice.source;
    if (source.empty())
        source = choice.mapping.empty() ? "list" : std::filesystem::path(choice.mapping).stem().string();
    const intake::ParticipationImport import{
        source, participation_mapping(choice.mapping), choice.kind, choice.url, choice.complete, choice.dry_run};
    store::Register registry = session.open_register(store::Access::write);
    std::optional<store::Transaction> trial;  // never committed
    if (choice.dry_run) trial.emplace(registry);
    const std::vector<std::filesystem::path> files(choice.files.begin(), choice.files.end());
    const auto sum =
        intake::import_participations(registry, session.workspace(), session.config(), import, files, session.now());
    if (session.json()) {
        session.print(to_json(sum));
    } else if (!session.quiet()) {
        session.print(fmt::format("{}{} read: {} new, {} updates, {} known, {} quarantined, {} removed",
                                  choice.dry_run ? "dry run: " : "", sum.read, sum.added, sum.changed, sum.known,
                                  sum.quarantined, sum.removed));
    }
    if (sum.kept_missing) session.say("Nothing was removed, since some entries could not be read.");
    return sum.quarantined > 0 ? Exit::needs_attention : Exit::done;
}

std::string day(const std::optional<Instant>& at, const TimeZone& zone, std::chrono::seconds shift = {}) {
    return at ? format_local(*at - shift, zone).substr(0, 10) : std::string("-");
}

void write_one(JsonWriter& json, const store::Participation& one, bool running) {
    json.begin_object().key("id").value(one.id).key("source").value(one.source);
    json.key("external_id").value(one.external_id).key("kind").value(one.kind).key("title").value(one.title);
    json.key("url").value(one.url).key("begins_at");
    one.begins_at ? json.value(format_iso(*one.begins_at)) : json.null();
    json.key("ends_at");
    one.ends_at ? json.value(format_iso(*one.ends_at)) : json.null();
    json.key("running").value(running).key("geometry");
    one.geometry.empty() ? json.null() : json.raw(one.geometry);
    json.end_object();
}

Exit list(Session& session, bool all) {
    store::Register registry = session.open_register(store::Access::read);
    const auto running = publish::running_participations(registry, session.now());
    const auto shown = all ? store::list_participations(registry) : running;
    const auto runs = [&](const store::Participation& one) {
        return std::ranges::any_of(running, [&](const auto& other) { return other.id == one.id; });
    };
    if (session.json()) {
        JsonWriter json;
        json.begin_array();
        for (const store::Participation& one : shown) write_one(json, one, runs(one));
        session.print(json.end_array().text());
        return Exit::done;
    }
    if (shown.empty()) {
        session.say(all ? "There are no participations." : "No participation runs at present; --all shows all.");
        return Exit::done;
    }
    const TimeZone& zone = session.config().time_zone;
    Table table({"ID", "SOURCE", "KIND", "FROM", "UNTIL", "RUNS", "PLACE", "TITLE"});
    for (const store::Participation& one : shown) {
        table.add({std::to_string(one.id), one.source, one.kind, day(one.begins_at, zone),
                   day(one.ends_at, zone, std::chrono::seconds(1)), runs(one) ? "yes" : "no",
                   one.geometry.empty() ? "no" : "yes", one.title});
    }
    session.print(table.text(session.color()));
    return Exit::done;
}

struct RemoveChoice {
    std::vector<std::string> ids;
    bool dry_run = false;
};

Exit remove(Session& session, const RemoveChoice& choice) {
    store::Register registry = session.open_register(store::Access::write);
    store::Transaction transaction(registry);
    std::vector<std::int64_t> removed;
    for (const std::string& text : choice.ids) {
        std::int64_t id = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
        if (error != std::errc{} || end != text.data() + text.size()) {
            throw Error(ErrorKind::usage,
                        fmt::format("'{}' is no number of a participation; see `ombud participations list`", text));
        }
        if (!store::remove_participation(registry, id, {session.now(), Session::actor(), ""})) {
            throw Error(ErrorKind::input, fmt::format("there is no participation {}; nothing was removed", id));
        }
        removed.push_back(id);
    }
    return session.finish(transaction, choice.dry_run, "participations", removed);
}

}  // namespace

void add_participation_import(Command& parent) {
    auto choice = std::make_shared<ImportChoice>();
    parent.add("participations", "Development plans, surveys and other participations, to show beside the reports")
        .positional("file", choice->files, "Lists: CSV, XLSX, GeoJSON or another layer, JSON", true)
        .option("--mapping", choice->mapping,
                "consul, beteiligung_nrw or a file .toml; else the usual names of columns")
        .option("--source", choice->source, "What they are known by; else the mapping's name, else \"list\"")
        .option("--kind", choice->kind, "Of entries that name none: plan, survey, proposal, …")
        .option("--url", choice->url, "Link of entries that name none; {id} stands for their id")
        .flag("--complete", choice->complete, "Remove what this source had and the lists no longer hold")
        .flag("--dry-run", choice->dry_run, "Count what would happen, change nothing")
        .examples(
            "  ombud import participations beteiligungen.csv --mapping beteiligung_nrw --complete\n"
            "  ombud import participations proposals.csv --mapping consul --url \"https://consul.example.org/proposals/{id}\"")
        .action([choice](Session& session) { return import_lists(session, *choice); });
}

void add_participations(Command& root) {
    Command parent = root.add("participations", "List and remove participations");
    auto all = std::make_shared<bool>(false);
    parent.add("list", "Those that run at present")
        .flag("--all", *all, "Those that are over or have not begun, too")
        .examples("  ombud participations list --all")
        .action([all](Session& session) { return list(session, *all); });
    auto choice = std::make_shared<RemoveChoice>();
    parent.add("remove", "Remove participations; all or none")
        .positional("id", choice->ids, "Numbers that `ombud participations list` shows", true)
        .flag("--dry-run", choice->dry_run, "Check, change nothing")
        .examples("  ombud participations remove 3 4")
        .action([choice](Session& session) { return remove(session, *choice); });
}

}  // namespace ombud::cli
