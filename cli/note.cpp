#include "casework/note.hpp"

#include "cli/command_line.hpp"
#include "cli/session.hpp"
#include "core/file.hpp"
#include "core/json_writer.hpp"
#include "core/text.hpp"

#include <fmt/format.h>

#include <iostream>
#include <iterator>
#include <memory>

namespace ombud::cli {

namespace {

struct NoteOptions {
    std::string id;
    std::string text;
    std::string file;
    std::vector<std::string> attachments;
    bool dry_run = false;
};

std::string words_of(const NoteOptions& options) {
    if (options.text.empty() == options.file.empty()) {
        throw Error(ErrorKind::usage, "give the words of the note, or --file with them");
    }
    if (options.file.empty()) return clean_text(options.text);
    if (options.file != "-") return clean_text(read_file(options.file));
    return clean_text(std::string(std::istreambuf_iterator<char>(std::cin), {}));
}

Exit note(Session& session, const NoteOptions& options) {
    const std::string text = words_of(options);
    const std::vector<std::filesystem::path> files(options.attachments.begin(), options.attachments.end());
    const std::string person = Session::actor();
    const std::int64_t report = session.report_id(options.id);
    store::Register registry = session.open_register(store::Access::write);
    store::Transaction transaction(registry);
    const std::int64_t number = casework::write_note(registry, session.workspace(), report, text, files,
                                                     {session.now(), person, ""}, !options.dry_run);
    if (session.json()) {
        JsonWriter json;
        json.begin_object().key("id").value(report).key("reference").value(session.reference(report));
        json.key("note").value(number).key("attachments").value(files.size());
        json.key("dry_run").value(options.dry_run).end_object();
        session.print(json.text());
    }
    return session.finish(transaction, options.dry_run);
}

}  // namespace

void add_note(Command& root) {
    auto options = std::make_shared<NoteOptions>();
    root.add("note", "Write an internal note to a report, with files if need be; never public")
        .positional("id", options->id, "Number or reference of the report", true)
        .positional("text", options->text, "The note", false)
        .option("--file", options->file, "Take the note from this file; - is standard input")
        .option("--attach", options->attachments, "Keep this file with the note; may be given several times")
        .flag("--dry-run", options->dry_run, "Check, change nothing")
        .examples(
            "  ombud note 12 \"Spoke with Ms Lind: crew comes on Monday\"\n"
            "  ombud note 12 \"Offer of the company\" --attach offer.pdf\n"
            "  ombud note OMB-12 --file call.txt")
        .action([options](Session& session) { return note(session, *options); });
}

}  // namespace ombud::cli
