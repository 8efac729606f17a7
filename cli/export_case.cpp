#include "casework/attachment_files.hpp"
#include "casework/case_record.hpp"
#include "cli/command_line.hpp"
#include "cli/session.hpp"
#include "core/json_writer.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <memory>

namespace ombud::cli {

namespace {

struct CaseOptions {
    std::string id;
    std::string output;
    std::string attachments;
    bool with_contacts = false;
};

Exit export_case(Session& session, const CaseOptions& options) {
    if (options.output.empty()) throw Error(ErrorKind::usage, "name the file with -o");
    const std::int64_t id = session.report_id(options.id);
    store::Register registry = session.open_register(store::Access::read);
    const casework::CaseRecord record = casework::load_case(registry, id);
    const std::filesystem::path file = options.output;
    casework::write_case(
        file, casework::case_page(record, session.workspace(), session.config(), session.now(), options.with_contacts));
    std::size_t copied = 0;
    if (!options.attachments.empty()) {
        copied = casework::copy_attachments(session.workspace(), record.attachments, options.attachments);
    }
    if (session.json()) {
        JsonWriter json;
        json.begin_object().key("file").value(file.string()).key("id").value(id);
        json.key("with_contacts").value(options.with_contacts);
        json.key("attachments").value(copied).end_object();
        session.print(json.text());
    } else {
        session.say(fmt::format("{} in {}. It holds words of citizens: it is not public.", session.reference(id),
                                file.string()));
        if (copied > 0) session.say(fmt::format("{} files in {}", copied, options.attachments));
    }
    return Exit::done;
}

}  // namespace

void add_export_case(Command& exports) {
    auto options = std::make_shared<CaseOptions>();
    exports.add("case", "Write one report with notes and history as a page for the record; not public")
        .positional("id", options->id, "Number or reference of the report", true)
        .option("-o,--output", options->output, "The file; .html or .pdf")
        .option("--attachments", options->attachments, "Copy the files of the report into this folder")
        .flag("--with-contacts", options->with_contacts, "With name, address and number of the reporter")
        .examples(
            "  ombud export case 12 -o OMB-12.html\n  ombud export case 12 -o OMB-12.pdf --with-contacts\n"
            "  ombud export case 12 -o OMB-12.pdf --attachments OMB-12-files")
        .action([options](Session& session) { return export_case(session, *options); });
}

}  // namespace ombud::cli
