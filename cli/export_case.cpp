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
    if (session.json()) {
        JsonWriter json;
        json.begin_object().key("file").value(file.string()).key("id").value(id);
        json.key("with_contacts").value(options.with_contacts).end_object();
        session.print(json.text());
    } else {
        session.say(fmt::format("{} in {}. It holds words of citizens: it is not public.", session.reference(id),
                                file.string()));
    }
    return Exit::done;
}

}  // namespace

void add_export_case(Command& exports) {
    auto options = std::make_shared<CaseOptions>();
    exports.add("case", "Write one report with notes and history as a page for the record; not public")
        .positional("id", options->id, "Number or reference of the report", true)
        .option("-o,--output", options->output, "The file; .html or .pdf")
        .flag("--with-contacts", options->with_contacts, "With name, address and number of the reporter")
        .examples("  ombud export case 12 -o OMB-12.html\n  ombud export case 12 -o OMB-12.pdf --with-contacts")
        .action([options](Session& session) { return export_case(session, *options); });
}

}  // namespace ombud::cli
