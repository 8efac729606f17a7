#include "casework/answer.hpp"

#include "cli/command_line.hpp"
#include "cli/session.hpp"
#include "core/json_writer.hpp"
#include "core/text.hpp"

#include <fmt/format.h>

#include <memory>

namespace ombud::cli {

namespace {

struct AnswerOptions {
    std::vector<std::string> ids;
    std::string text;
    std::string template_name;
    std::vector<std::string> set;
    bool question = false;
    bool with_duplicates = false;
    bool dry_run = false;
};

/// "day=next week" -> day, "next week".
casework::TemplateValues values_of(const std::vector<std::string>& pairs) {
    casework::TemplateValues values;
    for (const std::string& pair : pairs) {
        const std::size_t equals = pair.find('=');
        if (equals == std::string::npos || equals == 0) {
            throw Error(ErrorKind::usage, fmt::format("--set {}: write name=value", pair));
        }
        values[pair.substr(0, equals)] = pair.substr(equals + 1);
    }
    return values;
}

std::string to_json(Session& session, const std::vector<casework::Answered>& answered, bool question) {
    JsonWriter json;
    json.begin_array();
    for (const casework::Answered& a : answered) {
        json.begin_object().key("id").value(a.report).key("reference").value(session.reference(a.report));
        json.key("note").value(a.note).key("kind").value(question ? "question" : "answer");
        json.key("text").value(a.text).end_object();
    }
    return json.end_array().take();
}

Exit answer(Session& session, const AnswerOptions& options) {
    const casework::Answer answer{clean_text(options.text), options.template_name, values_of(options.set),
                                  options.question, options.with_duplicates};
    store::Register registry = session.open_register(store::Access::write);
    store::Transaction transaction(registry);
    const auto answered =
        casework::answer_reports(registry, session.workspace(), session.config(), session.report_ids(options.ids),
                                 answer, Session::person(), session.now());
    if (session.json()) {
        session.print(to_json(session, answered, options.question));
    } else if (options.dry_run) {
        for (const auto& a : answered) session.print(fmt::format("{}\n{}\n", session.reference(a.report), a.text));
    }
    const Exit code = session.finish(transaction, options.dry_run);
    if (!options.dry_run && session.config().mail.method == MailMethod::none) {
        session.say("Written down. No mail goes out: [mail] method is \"none\".");
    }
    return code;
}

}  // namespace

void add_answer(Command& root) {
    auto options = std::make_shared<AnswerOptions>();
    root.add("answer", "Write to those who reported; the mail goes out with the next sending")
        .positional("id", options->ids, "Numbers or references of reports; all are answered or none", true)
        .option("--text", options->text, "What they are told")
        .option("--template", options->template_name, "A text with variables; `ombud template list` names them")
        .option("--set", options->set, "A variable of the template: name=value; may be given several times")
        .flag("--question", options->question, "Ask instead of telling; a question is never published")
        .flag("--with-duplicates", options->with_duplicates, "Those who reported the same get it, too")
        .flag("--dry-run", options->dry_run, "Show the texts, change nothing")
        .examples(
            "  ombud answer 12 --text \"The hole was filled on Monday.\"\n"
            "  ombud answer 12 --template planned --set day=\"week 49\"\n"
            "  ombud answer 15 --question --template place")
        .action([options](Session& session) { return answer(session, *options); });
}

}  // namespace ombud::cli
