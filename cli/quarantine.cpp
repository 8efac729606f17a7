#include "store/quarantine.hpp"

#include "cli/command_line.hpp"
#include "cli/session.hpp"
#include "cli/table.hpp"
#include "core/json_writer.hpp"

#include <memory>

namespace ombud::cli {

namespace {

Exit list_quarantine(Session& session) {
    store::Register registry = session.open_register(store::Access::read);
    const auto items = store::list_quarantined(registry);
    if (session.json()) {
        JsonWriter json;
        json.begin_array();
        for (const store::Quarantined& item : items) {
            json.begin_object().key("id").value(item.id).key("at").value(format_iso(item.at));
            json.key("source").value(item.source).key("origin").value(item.origin).key("reason").value(item.reason);
            json.key("file").value(item.file).end_object();
        }
        session.print(json.end_array().text());
        return Exit::done;
    }
    if (items.empty()) {
        session.say("The quarantine is empty.");
        return Exit::done;
    }
    Table table({"ID", "SOURCE", "ORIGIN", "FILE", "REASON"});
    for (const store::Quarantined& item : items) {
        table.add({std::to_string(item.id), item.source, item.origin, item.file, item.reason});
    }
    session.print(table.text(session.color()));
    return Exit::done;
}

}  // namespace

void add_quarantine(Command& root) {
    Command quarantine = root.add("quarantine", "See what could not be read");
    quarantine.add("list", "List what is in quarantine/, with the reasons")
        .examples("  ombud quarantine list")
        .action(list_quarantine);
}

}  // namespace ombud::cli
