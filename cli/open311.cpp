#include "publish/open311.hpp"

#include "cli/command_line.hpp"
#include "cli/session.hpp"
#include "core/json_writer.hpp"
#include "publish/public_view.hpp"

#include <fmt/format.h>

#include <memory>

namespace ombud::cli {

namespace {

struct Open311Choice {
    std::string output;
    std::string base_url;
};

Exit open311(Session& session, const Open311Choice& choice) {
    if (choice.output.empty()) throw Error(ErrorKind::usage, "name the folder with -o");
    if (!choice.base_url.empty() && !choice.base_url.starts_with("https://") &&
        !choice.base_url.starts_with("http://")) {
        throw Error(ErrorKind::usage, "--base-url must begin with https:// or http://");
    }
    store::Register registry = session.open_register(store::Access::read);
    const auto written = publish::write_open311(choice.output, publish::public_view(registry, session.config()),
                                                session.config(), {choice.base_url});
    if (session.json()) {
        JsonWriter json;
        json.begin_object().key("folder").value(choice.output).key("requests").value(written.requests);
        json.key("pages").value(written.pages).key("services").value(written.services);
        json.key("removed").value(written.removed).end_object();
        session.print(json.text());
    } else {
        session.say(fmt::format("{} requests on {} pages, {} services in {}; {} files removed", written.requests,
                                written.pages, written.services, choice.output, written.removed));
    }
    return Exit::done;
}

}  // namespace

void add_open311(Command& root) {
    auto choice = std::make_shared<Open311Choice>();
    root.add("open311", "Write the public view as an Open311 endpoint of static files")
        .option("-o,--output", choice->output, "The folder; what is no longer public is removed from it")
        .option("--base-url", choice->base_url, "Where the folder will be served; else that of the configuration")
        .examples("  ombud open311 -o /var/www/open311 --base-url https://www.example.org/open311/")
        .action([choice](Session& session) { return open311(session, *choice); });
}

}  // namespace ombud::cli
