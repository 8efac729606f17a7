#include "casework/due.hpp"

#include "cli/command_line.hpp"
#include "cli/session.hpp"
#include "cli/table.hpp"
#include "core/calendar.hpp"
#include "core/json_writer.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <memory>

namespace ombud::cli {

namespace {

struct DueOptions {
    std::string department;
    std::optional<std::string> silent;
};

casework::DueQuestion question_of(Session& session, const DueOptions& options) {
    const Config& config = session.config();
    casework::DueQuestion question{options.department, config.due.silent_days};
    if (!options.department.empty() && config.department(options.department) == nullptr) {
        std::vector<std::string_view> ids;
        for (const Department& department : config.departments) ids.push_back(department.id);
        throw Error(ErrorKind::usage, fmt::format("there is no department '{}'; there are: {}", options.department,
                                                  fmt::join(ids, ", ")));
    }
    if (options.silent) {
        const std::string& text = *options.silent;
        const bool digits = text.find_first_not_of("0123456789") == std::string::npos;
        if (text.empty() || text.size() > 4 || !digits) {
            throw Error(ErrorKind::usage, fmt::format("--silent {}: write a number of days", text));
        }
        question.silent_days = std::stoi(text);
    }
    return question;
}

Exit due(Session& session, const DueOptions& options) {
    const auto question = question_of(session, options);
    store::Register registry = session.open_register(store::Access::read);
    const auto items = casework::due_items(registry, session.config(), question, session.now());
    if (session.json()) {
        JsonWriter json;
        json.begin_array();
        for (const casework::DueItem& item : items) {
            json.begin_object().key("kind").value(to_string(item.kind)).key("id").value(item.report.id);
            json.key("reference").value(session.reference(item.report.id)).key("day").value(format_date(item.day));
            json.key("why").value(item.why).key("status").value(to_string(item.report.status));
            json.key("department").value(item.report.department).key("title").value(item.report.title).end_object();
        }
        session.print(json.end_array().text());
    } else if (items.empty()) {
        session.say("Nothing is due.");
    } else {
        Table table({"ID", "WHAT", "DAY", "STATUS", "DEPARTMENT", "TITLE", "WHY"});
        for (const casework::DueItem& item : items) {
            table.add({session.reference(item.report.id), std::string(to_string(item.kind)), format_date(item.day),
                       std::string(to_string(item.report.status)), item.report.department, item.report.title,
                       item.why});
        }
        session.print(table.text(session.color()));
    }
    return Exit::done;
}

}  // namespace

void add_due(Command& root) {
    auto options = std::make_shared<DueOptions>();
    root.add("due", "List what is to be looked at: follow-ups, whom to ask again, what is overdue or silent")
        .option("--department", options->department, "Only of this department")
        .option("--silent", options->silent, "Also open reports to which nothing happened for so many days")
        .examples("  ombud due --department roads\n  ombud due --silent 30")
        .action([options](Session& session) { return due(session, *options); });
}

}  // namespace ombud::cli
