#include "intake/import.hpp"

#include "cli/command_line.hpp"
#include "cli/import_places.hpp"
#include "cli/participations.hpp"
#include "cli/session.hpp"
#include "cli/table.hpp"
#include "core/json_writer.hpp"
#include "core/shipped_mappings.hpp"
#include "core/text.hpp"
#include "intake/inspect.hpp"
#include "intake/mail_source.hpp"
#include "route/category_import.hpp"
#include "store/vocabulary.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>

namespace ombud::cli {

namespace {

struct ReportOptions {
    std::vector<std::string> paths;
    std::string source;
    std::string mapping;
    std::string inspect;
    bool dry_run = false;
    bool mta = false;
    std::string password_file;
    std::string password_command;
    std::string ca_file;
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

void use_mapping(Source& source, const Config& config, const std::string& name) {
    auto mapping = config.mapping(name);
    if (!mapping) {
        std::vector<std::string> names;
        for (const auto& [own, ignored] : config.mappings) names.push_back(own);
        for (const NamedMapping& shipped : shipped_mappings()) names.push_back(shipped.name);
        throw Error(ErrorKind::usage,
                    fmt::format("no mapping is named '{}'; there are: {}", name, fmt::join(names, ", ")));
    }
    source.mapping = std::move(*mapping);
    source.mapping_name = name;
    source.mapping_is_sure = true;
}

/// What `path` names instead of the source's own place: files, or an IMAP folder.
void use_paths(Source& source, const Config& config, const ReportOptions& options) {
    if (options.paths.empty()) return;
    source.move_to.clear();
    source.mailbox.reset();
    if (std::ranges::none_of(options.paths, is_imap_url)) return;
    if (source.channel != Channel::email)
        throw Error(ErrorKind::usage, "an IMAP folder holds mails: ombud import email");
    if (options.paths.size() > 1) throw Error(ErrorKind::usage, "name one IMAP folder at a time");
    ImapMailbox mailbox = parse_imap_url(options.paths.front());
    for (const Source& known : config.sources) {
        if (!known.mailbox || known.mailbox->url() != mailbox.url()) continue;
        mailbox = *known.mailbox;
        if (options.source.empty() || options.source == known.name) source = known;
    }
    if (!options.password_file.empty()) mailbox.password_file = std::filesystem::absolute(options.password_file);
    if (!options.password_command.empty()) {
        mailbox.password_file.clear();
        mailbox.password_command = options.password_command;
    }
    if (!options.ca_file.empty()) mailbox.ca_file = std::filesystem::absolute(options.ca_file);
    if (mailbox.password_file.empty() && mailbox.password_command.empty()) {
        throw Error(ErrorKind::usage,
                    fmt::format("no [[source]] has the path {}; say --password-file or --password-command",
                                options.paths.front()));
    }
    source.mailbox = std::move(mailbox);
}

std::string to_json(const intake::Summary& sum) {
    JsonWriter json;
    json.begin_object().key("read").value(sum.read).key("new").value(sum.created).key("comments").value(sum.comments);
    json.key("updates").value(sum.updates).key("known").value(sum.known).key("quarantined").value(sum.quarantined);
    json.key("set_aside").value(sum.set_aside).end_object();
    return json.take();
}

Exit import_reports(Session& session, Channel channel, const ReportOptions& options) {
    const WorkspaceLock lock(session.workspace(), fmt::format("import {}", to_string(channel)));
    Source source = chosen_source(session.config(), options.source, channel);
    use_paths(source, session.config(), options);
    if (!options.mapping.empty()) use_mapping(source, session.config(), options.mapping);
    std::vector<std::filesystem::path> paths(options.paths.begin(), options.paths.end());
    if (paths.empty() && source.path.empty() && !source.mailbox) {
        throw Error(ErrorKind::usage,
                    fmt::format("ombud.toml has no [[source]] for {}; name the files to import", to_string(channel)));
    }
    store::Register registry = session.open_register(store::Access::write);
    intake::MailSource mails(session.workspace(), source);
    mails.fetch(registry, options.dry_run);
    if (!mails.has_mails() && !mails.failure().empty()) throw Error(ErrorKind::system, mails.failure());
    if (source.mailbox) paths = mails.paths();
    std::optional<store::Transaction> trial;  // never committed
    if (options.dry_run) trial.emplace(registry);
    store::update_vocabulary(registry, session.config());
    intake::Summary sum;
    if (mails.has_mails()) {
        sum = intake::import_source(
            registry, session.workspace(), session.config(), source, paths, session.progress(), session.now(),
            {.dry_run = options.dry_run, .tell = [&](std::string_view text) { session.say(text); }});
    }
    mails.note(registry, session.now());
    const std::string not_moved = mails.finish();
    for (const std::string& warning : {mails.failure(), not_moved}) {
        if (!warning.empty()) session.progress().warn(warning);
    }
    if (session.json()) {
        session.print(to_json(sum));
    } else if (!session.quiet()) {
        session.print(fmt::format("{}{} read: {} new, {} comments, {} updates, {} known, {} quarantined",
                                  options.dry_run ? "dry run: " : "", sum.read, sum.created, sum.comments, sum.updates,
                                  sum.known, sum.quarantined));
    }
    if (sum.set_aside > 0) session.progress().warn(intake::told_of_large_attachments(sum.set_aside));
    const bool all_went_well =
        sum.quarantined == 0 && sum.set_aside == 0 && mails.failure().empty() && not_moved.empty();
    return all_went_well ? Exit::done : Exit::needs_attention;
}

Exit inspect(const Session& session, const std::string& file) {
    const intake::Inspection seen = intake::inspect_table(file);
    constexpr std::size_t samples = 3;
    if (session.json()) {
        JsonWriter json;
        json.begin_object().key("format").value(seen.format).key("mapping").value(seen.known_as);
        json.key("columns").begin_array();
        for (std::size_t i = 0; i < seen.columns.size(); ++i) {
            json.begin_object()
                .key("number")
                .value(i + 1)
                .key("name")
                .value(seen.columns[i])
                .key("samples")
                .begin_array();
            for (std::size_t row = 0; row < std::min(samples, seen.rows.size()); ++row) json.value(seen.rows[row][i]);
            json.end_array().end_object();
        }
        session.print(json.end_array().key("proposal").value(seen.proposal).end_object().text());
        return Exit::done;
    }
    session.print(fmt::format("{}: {}", file, seen.format));
    Table table({"#", "COLUMN", "SAMPLES"});
    for (std::size_t i = 0; i < seen.columns.size(); ++i) {
        std::string shown;
        for (std::size_t row = 0; row < std::min(samples, seen.rows.size()); ++row) {
            const std::string_view value = trim(seen.rows[row][i]);
            if (!value.empty()) shown += fmt::format("{}{}", shown.empty() ? "" : " · ", cut(value, 40));
        }
        table.add({std::to_string(i + 1), seen.columns[i], shown});
    }
    session.print(table.text(session.color()));
    if (!seen.known_as.empty())
        session.print(fmt::format("Fits the mapping that comes with Ombud: {}\n", seen.known_as));
    session.print("# Proposal for ombud.toml\n" + seen.proposal);
    return Exit::done;
}

/// A mail server takes every status but 0 and 75 for a refusal and sends the mail back. The workspace may be locked by
/// a night and the disk may be full: both pass. A mail in quarantine is in good hands.
Exit import_for_mta(Session& session, const ReportOptions& options) {
    try {
        static_cast<void>(import_reports(session, Channel::email, options));
        return Exit::done;
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::locked && error.kind() != ErrorKind::system) throw;
        session.say(fmt::format("ombud: {}", error.what()));
        return Exit::try_again;
    }
}

void add_channel(Command& parent, Channel channel, std::string_view summary, const std::string& examples) {
    auto options = std::make_shared<ReportOptions>();
    Command command = parent.add(to_string(channel), summary);
    command
        .positional("path", options->paths, "Files or folders instead of the source's own path; - is standard input",
                    false)
        .option("--source", options->source, "The [[source]] whose mapping is used; else the first of this channel")
        .flag("--dry-run", options->dry_run, "Count what would happen, change nothing");
    if (channel != Channel::email) {
        command.option("--mapping", options->mapping, "A [mapping.…] of ombud.toml, or one that comes with Ombud");
        command.option("--inspect", options->inspect, "Show what a table holds and propose a mapping; import nothing");
    }
    if (channel == Channel::email) {
        command.option("--mapping", options->mapping, "Of form mails: a [mapping.…] of ombud.toml");
        command.option("--password-file", options->password_file,
                       "Of an IMAP folder that no [[source]] has: its first line");
        command.option("--password-command", options->password_command, "Likewise: the first line that this prints");
        command.option("--ca-file", options->ca_file, "Certificates trusted instead of the system's");
        command.flag("--mta", options->mta, "For mail servers: end with status 75 where a later try may work");
    }
    command.examples(examples).action([options, channel](Session& session) {
        if (options->mta) return import_for_mta(session, *options);
        if (!options->inspect.empty()) return inspect(session, options->inspect);
        return import_reports(session, channel, *options);
    });
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
    add_channel(parent, Channel::email, "Mails: Maildir, mbox, .eml, IMAP folder, or one from standard input",
                "  ombud import email ~/Maildir\n  ombud import email - < message.eml\n"
                "  ombud import email imaps://desk@mail.example.org/INBOX --password-file ~/.imap-password");
    add_channel(parent, Channel::phone, "Phone logs: CSV, XLSX, ODS",
                "  ombud import phone log.csv --source phone\n  ombud import phone --inspect log.xlsx");
    add_channel(
        parent, Channel::web, "Web forms: JSON, NDJSON, GeoJSON, XML, CSV, form-encoded",
        "  ombud import web export.ndjson\n  ombud import web requests.xml --mapping open311\n  ombud import web -");

    auto categories = std::make_shared<CategoryOptions>();
    parent.add("categories", "Print categories as tables for ombud.toml")
        .positional("file", categories->file, "Open311 services as .json, or CSV", true)
        .option("--department", categories->department, "The department where the file names none (triage)")
        .examples("  ombud import categories services.json >> ombud.toml")
        .action([categories](Session& session) { return import_categories(session, *categories); });
    add_place_imports(parent);
    add_participation_import(parent);
}

}  // namespace ombud::cli
