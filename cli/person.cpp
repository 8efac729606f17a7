#include "casework/person.hpp"

#include "casework/attachment_files.hpp"
#include "cli/command_line.hpp"
#include "cli/session.hpp"
#include "core/file.hpp"
#include "core/json_writer.hpp"
#include "core/text.hpp"
#include "store/persons.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <memory>

namespace ombud::cli {

namespace {

struct PersonOptions {
    std::string email;
    std::string phone;
    std::string output;
    std::string attachments;
    std::string why;
    bool dry_run = false;
};

casework::PersonRecord required_person(Session& session, store::Register& registry, const PersonOptions& options) {
    auto record = casework::find_person(registry, session.workspace(), session.config(), options.email, options.phone);
    if (record.empty()) throw Error(ErrorKind::input, "nothing is held of this person");
    return record;
}

/// Who saw it goes into the log with the numbers of the rows, so that it says nothing once they are erased.
void log_export(store::Register& registry, Session& session, const casework::PersonRecord& record) {
    JsonWriter json;
    json.begin_object().key("what").value("person export").key("reporters").begin_array();
    for (const auto& [id, reporter] : record.reporters) json.value(id);
    json.end_array().end_object();
    const std::string person = Session::actor();
    const std::string detail = json.take();
    store::Transaction transaction(registry);
    store::log_access(registry, std::nullopt, {session.now(), person, ""}, detail);
    for (const casework::PersonReport& one : record.reports) {
        store::log_access(registry, one.report.id, {session.now(), person, ""}, R"({"what":"person export"})");
    }
    transaction.commit();
}

Exit export_person(Session& session, const PersonOptions& options) {
    const bool html = options.output.ends_with(".html");
    if (!options.output.empty() && !html && !options.output.ends_with(".json")) {
        throw Error(ErrorKind::usage, fmt::format("-o {}: the name must end in .html or .json", options.output));
    }
    store::Register registry = session.open_register(store::Access::write);
    const casework::PersonRecord record = required_person(session, registry, options);
    const std::string text = html ? casework::person_html(record, session.config(), session.now())
                                  : casework::person_json(record, session.now()) + '\n';
    log_export(registry, session, record);
    if (!options.attachments.empty()) {
        for (const casework::PersonReport& one : record.reports) {
            const auto folder = std::filesystem::path(options.attachments) / session.reference(one.report.id);
            casework::copy_attachments(session.workspace(), one.attachments, folder);
        }
    }
    if (options.output.empty()) {
        session.print(text);
    } else {
        write_file(options.output, text, 0600);
    }
    return Exit::done;
}

std::string erased_json(const casework::PersonRecord& record, const casework::Leftovers& left, bool dry_run) {
    JsonWriter json;
    json.begin_object().key("dry_run").value(dry_run).key("reporters").value(record.reporters.size()).key("reports");
    json.begin_array();
    for (const casework::PersonReport& one : record.reports) json.value(one.report.id);
    json.end_array().key("named_in_reports").begin_array();
    for (const ReportId id : record.mentions) json.value(id);
    json.end_array().key("quarantine").value(record.quarantine.size());
    json.key("files").value(record.outbox.size() + record.source_mails.size()).key("left").begin_array();
    for (const std::string& line : left) json.value(line);
    return json.end_array().end_object().take();
}

Exit erase(Session& session, const PersonOptions& options) {
    std::optional<WorkspaceLock> lock;
    if (!options.dry_run) lock.emplace(session.workspace(), "person erase");
    store::Register registry = session.open_register(options.dry_run ? store::Access::read : store::Access::write);
    const casework::PersonRecord record = required_person(session, registry, options);
    casework::Leftovers left;
    if (!options.dry_run) {
        const std::string person = Session::actor();
        const std::string why = clean_text(trim(options.why));
        left = casework::erase_person(registry, session.workspace(), session.config(), record,
                                      {session.now(), person, why});
    }
    if (session.json()) {
        session.print(erased_json(record, left, options.dry_run));
    } else {
        session.print(
            fmt::format("{} reporters, {} reports, {} reports that name them, {} items of the quarantine, {} files",
                        record.reporters.size(), record.reports.size(), record.mentions.size(),
                        record.quarantine.size(), record.outbox.size() + record.source_mails.size()));
    }
    if (options.dry_run) session.say("This was a dry run: nothing was changed.");
    for (const std::string& line : left) session.progress().warn(line);
    return left.empty() ? Exit::done : Exit::needs_attention;
}

}  // namespace

void add_person(Command& root) {
    auto options = std::make_shared<PersonOptions>();
    Command person =
        root.add("person", "The rights of a person: show all that is held of them, erase their contact data");
    person.add("export", "All that is held of a person, as JSON or as a page to print")
        .option("--email", options->email, "Mail address, in any case")
        .option("--phone", options->phone, "Phone number, however written")
        .option("-o,--output", options->output, "File ending in .html or .json; else JSON to standard output")
        .option("--attachments", options->attachments, "Copy the files of their reports into this folder")
        .examples(
            "  ombud person export --email erika@example.org -o auskunft.html\n"
            "  ombud person export --email erika@example.org -o auskunft.html --attachments anlagen")
        .action([options](Session& session) { return export_person(session, *options); });
    person.add("erase", "Erase a person's contact data everywhere; their reports stay, anonymous")
        .option("--email", options->email, "Mail address, in any case")
        .option("--phone", options->phone, "Phone number, however written")
        .option("--why", options->why, "For the log: the file number of the request, never the person")
        .flag("--dry-run", options->dry_run, "Show what would be erased; change nothing")
        .examples(
            "  ombud person erase --email erika@example.org --dry-run\n"
            "  ombud person erase --email erika@example.org --phone \"0231 1234567\" --why \"request 12/2026\"")
        .action([options](Session& session) { return erase(session, *options); });
}

}  // namespace ombud::cli
