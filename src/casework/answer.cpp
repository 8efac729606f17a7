#include "casework/answer.hpp"

#include "casework/mail_values.hpp"
#include "casework/template_files.hpp"
#include "core/error.hpp"
#include "core/text.hpp"
#include "store/duplicates.hpp"
#include "store/notes.hpp"
#include "store/reports.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace ombud::casework {

namespace {

void require_known_variables(const NamedTemplate& chosen, const TemplateValues& set) {
    for (const auto& [name, value] : set) {
        if (chosen.text.body.uses(name)) continue;
        throw Error(ErrorKind::usage,
                    fmt::format("--set {}: {} has no variable of that name", name, chosen.file.string()));
    }
}

std::string text_for(store::Register& registry, const Config& config, const Report& report, const Answer& answer,
                     const std::optional<NamedTemplate>& chosen) {
    std::string text = answer.text;
    if (chosen) {
        TemplateValues values = values_of_report(registry, config, report);
        for (const auto& [name, value] : answer.set) values[name] = clean_text(value);
        // Asked for with `if` and not given: it has nothing to say.
        for (const UsedVariable& used : chosen->text.body.variables()) {
            if (used.guarded && !values.contains(used.name)) values[used.name] = "";
        }
        text = chosen->text.body.render(values);
    }
    return std::string(trim(clean_text(text)));
}

/// Every report named, once, and with it those who reported the same where they are to hear of it.
std::vector<ReportId> addressed(store::Register& registry, std::span<const ReportId> reports, bool with_duplicates) {
    std::vector<ReportId> all;
    const auto add = [&](ReportId id) {
        if (std::ranges::find(all, id) == all.end()) all.push_back(id);
    };
    for (const ReportId id : reports) {
        add(id);
        if (!with_duplicates) continue;
        for (const ReportId duplicate : store::duplicates_of(registry, id)) add(duplicate);
    }
    return all;
}

}  // namespace

std::vector<Answered> answer_reports(store::Register& registry, const Workspace& workspace, const Config& config,
                                     std::span<const ReportId> reports, const Answer& answer, std::string_view person,
                                     Instant now) {
    if (answer.text.empty() == answer.template_name.empty()) {
        throw Error(ErrorKind::usage, "give --text or --template, one of them");
    }
    std::optional<NamedTemplate> chosen;
    if (!answer.template_name.empty()) {
        chosen = find_template(workspace, config, answer.template_name);
        if (mail_template(answer.template_name) != nullptr) {
            throw Error(ErrorKind::usage,
                        fmt::format("'{}' is what mails are made of and no text for an answer", answer.template_name));
        }
        require_known_variables(*chosen, answer.set);
    } else if (!answer.set.empty()) {
        throw Error(ErrorKind::usage, "--set goes with --template");
    }
    const std::string actor = fmt::format("desk:{}", person);
    const store::NoteKind kind = answer.question ? store::NoteKind::question : store::NoteKind::answer;
    store::Transaction transaction(registry);
    std::vector<Answered> answered;
    for (const ReportId id : addressed(registry, reports, answer.with_duplicates)) {
        const auto report = store::find_report(registry, id);
        if (!report) throw Error(ErrorKind::input, fmt::format("there is no report {}; nothing was written", id));
        const std::string text = text_for(registry, config, *report, answer, chosen);
        if (text.empty()) throw Error(ErrorKind::input, "the answer is empty; nothing was written");
        const std::int64_t note = store::add_note(registry, id, {now, actor, kind, text}, {now, actor, ""});
        answered.push_back({id, note, text});
    }
    transaction.commit();
    return answered;
}

}  // namespace ombud::casework
