#include "publish/site/site.hpp"

#include "cli/command_line.hpp"
#include "cli/session.hpp"
#include "core/json_writer.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <string>

namespace ombud::cli {

namespace {

Exit site(Session& session, const std::string& output) {
    const std::filesystem::path folder =
        output.empty() ? session.workspace().public_files() / "site" : std::filesystem::path(output);
    store::Register registry = session.open_register(store::Access::read);
    const publish::SiteSummary sum =
        publish::write_site(registry, session.workspace(), session.config(), folder, session.progress(), session.now());
    if (session.json()) {
        JsonWriter json;
        json.begin_object().key("folder").value(folder.string()).key("reports").value(sum.reports);
        json.key("photos").value(sum.photos).key("files").value(sum.files).end_object();
        session.print(json.text());
    } else if (!session.quiet()) {
        session.print(
            fmt::format("{} reports, {} photos, {} files in {}", sum.reports, sum.photos, sum.files, folder.string()));
    }
    return Exit::done;
}

}  // namespace

void add_site(Command& root) {
    auto output = std::make_shared<std::string>();
    root.add("site", "Write the map page: static files for any web server")
        .option("-o,--output", *output, "The folder; public/site of the workspace unless said")
        .examples("  ombud site -o /var/www/meldungen\n  ombud site && python3 -m http.server -d public/site")
        .action([output](Session& session) { return site(session, *output); });
}

}  // namespace ombud::cli
