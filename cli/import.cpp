#include "intake/import.hpp"

#include "cli/command_line.hpp"
#include "cli/import_places.hpp"
#include "cli/session.hpp"
#include "core/json_writer.hpp"
#include "route/category_import.hpp"
#include "store/vocabulary.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <optional>

namespace ombud::cli {

namespace {

struct ReportOptions {
    std::vector<std::string> paths;
    std::string source;
    bool dry_run = false;
};

/// The source by name, else the first of this channel, else one with the plain mapping of the manual.
Source chosen_source(const Config& config, const std::string& name, Channel channel) {
    if (!name.empty()) {
        const Source& source = config.source(name);
        if (source.channel != channel) {
            throw Error(ErrorKind::usage, fmt::format("source '{}' is for {}, not for {}", name,
                                                      to_string(source.channel), to_string(channel)));
        }
        return source;
    }
    for (const Source& source : config.sources) {
        if (source.channel == channel) return source;
    }
    return plain_source(channel);
}

std::string to_json(const intake::Summary& sum) {
    JsonWriter json;
    json.begin_object().key("read").value(sum.read).key("new").value(sum.created).key("comments").value(sum.comments);
    json.key("updates").value(sum.updates).key("known").value(sum.known).key("quarantined").value(sum.quarantined);
    json.end_object();
    return json.take();
}

Exit import_reports(Session& session, Channel channel, const ReportOptions& options) {
    const WorkspaceLock lock(session.workspace(), fmt::format("import {}", to_string(channel)));
    const Source source = chosen_source(session.config(), options.source, channel);
    const std::vector<std::filesystem::path> paths(options.paths.begin(), options.paths.end());
    if (paths.empty() && source.path.empty()) {
        throw Error(ErrorKind::usage,
                    fmt::format("ombud.toml has no [[source]] for {}; name the files to import", to_string(channel)));
    }
    store::Register registry = session.open_register(store::Access::write);
    std::optional<store::Transaction> trial;  // never committed
    if (options.dry_run) trial.emplace(registry);
    store::update_vocabulary(registry, session.config());
    const intake::Summary sum = intake::import_source(registry, session.workspace(), session.config(), source, paths,
                                                      session.progress(), session.now(), {.dry_run = options.dry_run});
    if (session.json()) {
        session.print(to_json(sum));
    } else if (!session.quiet()) {
        session.print(fmt::format("{}{} read: {} new, {} comments, {} updates, {} known, {} quarantined",
                                  options.dry_run ? "dry run: " : "", sum.read, sum.created, sum.comments, sum.updates,
                                  sum.known, sum.quarantined));
    }
    return sum.quarantined > 0 ? Exit::needs_attention : Exit::done;
}

void add_channel(Command& parent, Channel channel, std::string_view summary, const std::string& examples) {
    auto options = std::make_shared<ReportOptions>();
    parent.add(to_string(channel), summary)
        .positional("path", options->paths, "Files or folders instead of the source's own path; - is standard input",
                    false)
        .option("--source", options->source, "The [[source]] whose mapping is used; else the first of this channel")
        .flag("--dry-run", options->dry_run, "Count what would happen, change nothing")
        .examples(examples)
        .action([options, channel](Session& session) { return import_reports(session, channel, *options); });
}

struct CategoryOptions {
    std::string file;
    std::string department{triage_department};
};

/// Prints, and changes nothing: the configuration is the truth about categories, and a person writes it.
Exit import_categories(Session& session, const CategoryOptions& options) {
    const auto categories = route::read_categories(options.file, options.department, session.progress());
    session.print(route::to_toml(categories));
    session.say(fmt::format("{} categories. Look through them, then put them into ombud.toml.", categories.size()));
    return Exit::done;
}

}  // namespace

void add_import(Command& root) {
    Command parent = root.add("import", "Take in reports, addresses, streets, places or areas");
    add_channel(parent, Channel::email, "Mails: Maildir, mbox, .eml, or one from standard input",
                "  ombud import email ~/Maildir\n  ombud import email - < message.eml");
    add_channel(parent, Channel::phone, "Phone logs: CSV and other tables",
                "  ombud import phone log.csv --source phone");
    add_channel(parent, Channel::web, "Web forms: JSON and NDJSON",
                "  ombud import web export.ndjson\n  ombud import web -");

    auto categories = std::make_shared<CategoryOptions>();
    parent.add("categories", "Print categories as tables for ombud.toml")
        .positional("file", categories->file, "Open311 services as .json, or CSV", true)
        .option("--department", categories->department, "The department where the file names none (triage)")
        .examples("  ombud import categories services.json >> ombud.toml")
        .action([categories](Session& session) { return import_categories(session, *categories); });
    add_place_imports(parent);
}

}  // namespace ombud::cli
