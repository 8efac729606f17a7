#include "casework/mail_values.hpp"
#include "casework/template_files.hpp"
#include "cli/command_line.hpp"
#include "cli/session.hpp"
#include "cli/table.hpp"
#include "core/json_writer.hpp"
#include "store/reports.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <memory>

namespace ombud::cli {

namespace {

/// The variables of a template, each once; those that may be missing in brackets.
std::vector<std::string> variables_of(const casework::NamedTemplate& t) {
    std::vector<std::string> names;
    for (const casework::Template* part : {&t.text.subject, &t.text.body}) {
        for (const casework::UsedVariable& used : part->variables()) {
            if (std::ranges::find(names, used.name) == names.end()) names.push_back(used.name);
        }
    }
    return names;
}

Exit list(Session& session) {
    const auto templates = casework::all_templates(session.workspace(), session.config());
    if (session.json()) {
        JsonWriter json;
        json.begin_array();
        for (const casework::NamedTemplate& t : templates) {
            const casework::MailTemplate* const mail = casework::mail_template(t.name);
            json.begin_object().key("name").value(t.name).key("file").value(t.file.string()).key("own").value(t.own);
            json.key("use").value(mail == nullptr ? "answer" : "mail").key("variables").begin_array();
            for (const std::string& name : variables_of(t)) json.value(name);
            json.end_array().end_object();
        }
        session.print(json.end_array().text());
        return Exit::done;
    }
    Table table({"NAME", "FROM", "FOR", "VARIABLES"});
    for (const casework::NamedTemplate& t : templates) {
        const casework::MailTemplate* const mail = casework::mail_template(t.name);
        table.add({t.name, t.own ? "own" : "ombud", std::string(mail == nullptr ? "ombud answer" : mail->meaning),
                   fmt::format("{}", fmt::join(variables_of(t), ", "))});
    }
    session.print(table.text(session.color()));
    return Exit::done;
}

Exit check(Session& session) {
    const auto faults = casework::faults_of_templates(session.workspace(), session.config());
    if (session.json()) {
        JsonWriter json;
        json.begin_array();
        for (const std::string& fault : faults) json.value(fault);
        session.print(json.end_array().text());
    } else {
        for (const std::string& fault : faults) session.print(fault);
        if (faults.empty()) session.say("All templates are in order.");
    }
    return faults.empty() ? Exit::done : Exit::usage;
}

struct ShowOptions {
    std::string name;
    std::string report;
    std::vector<std::string> set;
};

/// As the file has it, or filled in for a report.
Exit show(Session& session, const ShowOptions& options) {
    const auto chosen = casework::find_template(session.workspace(), session.config(), options.name);
    if (options.report.empty()) {
        if (session.json()) {
            JsonWriter json;
            json.begin_object().key("name").value(chosen.name).key("file").value(chosen.file.string());
            session.print(json.key("source").value(chosen.text.source).end_object().text());
        } else {
            session.print(fmt::format("{}\n", chosen.file.string()) + chosen.text.source);
        }
        return Exit::done;
    }
    store::Register registry = session.open_register(store::Access::read);
    const std::int64_t id = session.report_id(options.report);
    const auto report = store::find_report(registry, id);
    if (!report) throw Error(ErrorKind::input, fmt::format("there is no report {}", id));
    auto values = casework::values_of_report(registry, session.config(), *report);
    // What the register does not say stands for itself, so that the text can be seen whole.
    for (const std::string& name : variables_of(chosen)) {
        if (!values.contains(name) || name == "answer" || name == "question") values[name] = fmt::format("[{}]", name);
    }
    for (const std::string& pair : options.set) {
        const std::size_t equals = pair.find('=');
        if (equals == std::string::npos) throw Error(ErrorKind::usage, fmt::format("--set {}: write name=value", pair));
        values[pair.substr(0, equals)] = pair.substr(equals + 1);
    }
    const std::string subject = chosen.text.subject.render(values);
    const std::string body = chosen.text.body.render(values);
    if (session.json()) {
        JsonWriter json;
        json.begin_object().key("name").value(chosen.name).key("subject").value(subject).key("text").value(body);
        session.print(json.end_object().text());
    } else {
        session.print((subject.empty() ? "" : "Subject: " + subject + "\n\n") + body);
    }
    return Exit::done;
}

}  // namespace

void add_template(Command& root) {
    Command templates = root.add("template", "The texts of mails to reporters");
    templates.add("list", "List them, with their variables").examples("  ombud template list").action(list);
    templates.add("check", "Check them; a fault stops all mails").examples("  ombud template check").action(check);
    auto options = std::make_shared<ShowOptions>();
    templates.add("show", "Show one, or what it says about a report")
        .positional("name", options->name, "Its name", true)
        .option("--report", options->report, "Fill it in for this report")
        .option("--set", options->set, "A variable of an answer's text: name=value")
        .examples("  ombud template show receipt --report 12")
        .action([options](Session& session) { return show(session, *options); });
}

}  // namespace ombud::cli
