#include "casework/mail_text.hpp"

#include "casework/mail_plan.hpp"
#include "casework/mail_values.hpp"
#include "core/error.hpp"
#include "core/reference_token.hpp"
#include "core/text.hpp"
#include "store/notes.hpp"
#include "store/reports.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace ombud::casework {

namespace {

bool has(const std::vector<store::MailedEvent>& events, MailKind kind) {
    return std::ranges::find(events, kind, &store::MailedEvent::kind) != events.end();
}

std::string_view template_of(Status status) {
    switch (status) {
        case Status::solved:
        case Status::closed_unsolved:
        case Status::rejected:
        case Status::forwarded:
            return to_string(status);
        default:
            return "status";
    }
}

/// Without the blank lines that conditions left behind.
std::string tidy(std::string_view text) {
    std::string out;
    std::size_t breaks = 0;
    for (const char c : trim(text)) {
        breaks = c == '\n' ? breaks + 1 : 0;
        if (breaks <= 2) out += c;
    }
    return out;
}

}  // namespace

MailWriter::MailWriter(store::Register& registry, const Config& config, std::string key,
                       std::vector<NamedTemplate> templates)
    : registry_(registry), config_(config), key_(std::move(key)), templates_(std::move(templates)) {}

const TextTemplate& MailWriter::text(std::string_view name) const {
    const auto found = std::ranges::find(templates_, name, &NamedTemplate::name);
    if (found == templates_.end()) throw Error(ErrorKind::config, fmt::format("there is no template '{}'", name));
    return found->text;
}

MailWriter::Part MailWriter::render(std::string_view name, const TemplateValues& values) const {
    const TextTemplate& chosen = text(name);
    return {chosen.subject.render(values), tidy(chosen.body.render(values))};
}

std::string MailWriter::words_of(const std::vector<store::MailedEvent>& events, MailKind kind) {
    std::string words;
    for (const store::MailedEvent& told : events) {
        if (told.kind != kind) continue;
        const std::string digits = detail_member(told.event.detail, "note");
        std::int64_t id = 0;
        std::from_chars(digits.data(), digits.data() + digits.size(), id);
        const auto note = store::find_note(registry_, id);
        if (!note || note->text.empty()) continue;  // it went with retention
        words += (words.empty() ? "" : "\n\n") + note->text;
    }
    return words;
}

std::string MailWriter::status_template(const std::vector<store::MailedEvent>& events, const Report& report) {
    if (has(events, MailKind::duplicate) && report.duplicate_of) return {};  // that part says how the original stands
    const Report acting =
        report.duplicate_of ? store::find_report(registry_, *report.duplicate_of).value_or(report) : report;
    std::string before;
    for (const store::MailedEvent& told : events) {
        if (told.kind != MailKind::status && told.kind != MailKind::solved) continue;
        if (before.empty()) before = detail_member(told.event.detail, "from");
        if (before.empty()) before = "duplicate";  // it was unlinked
    }
    if (before.empty() || before == to_string(acting.status)) return {};
    const bool just_begun = acting.status == Status::received || acting.status == Status::open;
    if (just_begun && has(events, MailKind::receipt)) return {};  // the receipt says who is in charge
    const MailKind kind = acting.status == Status::solved ? MailKind::solved : MailKind::status;
    return config_.mail.wants(kind) ? std::string(template_of(acting.status)) : std::string();
}

std::vector<MailWriter::Part> MailWriter::parts_of(const std::vector<store::MailedEvent>& events, const Report& report,
                                                   TemplateValues values) {
    std::vector<Part> parts;
    if (has(events, MailKind::receipt)) parts.push_back(render("receipt", values));
    if (has(events, MailKind::duplicate) && report.duplicate_of) parts.push_back(render("duplicate", values));
    values["answer"] = words_of(events, MailKind::answer);
    values["question"] = words_of(events, MailKind::question);
    bool answered = values["answer"].empty();
    if (const std::string status = status_template(events, report); !status.empty()) {
        parts.push_back(render(status, values));
        answered = answered || text(status).body.uses("answer");
    }
    if (has(events, MailKind::released)) parts.push_back(render("released", values));
    if (!answered) parts.push_back(render("answer", values));
    if (!values["question"].empty()) parts.push_back(render("question", values));
    return parts;
}

std::string MailWriter::message_id(const store::Mail& mail) const {
    const std::string& from = config_.mail.from;
    return fmt::format("{}-{}-{}.{}@{}", config_.reference_prefix, mail.report, reference_token(key_, mail.report),
                       mail_digest(key_, mail.first_event, mail.reporter), from.substr(from.find('@') + 1));
}

void MailWriter::set_thread(Letter& letter, const store::Mail& mail) {
    if (auto original = store::original_message_id(registry_, mail.report)) {
        letter.in_reply_to = *original;
        letter.references.push_back(std::move(*original));
    }
    std::optional<store::Mail> last;
    for (const store::Mail& earlier : store::list_mails(registry_, {{}, mail.report, false})) {
        if (earlier.reporter == mail.reporter && earlier.id < mail.id && earlier.state == store::MailState::sent) {
            last = earlier;
        }
    }
    if (!last) return;
    letter.references.push_back(message_id(*last));
    if (letter.in_reply_to.empty()) letter.in_reply_to = letter.references.back();
}

std::optional<Letter> MailWriter::write(const store::Mail& mail, Instant now) {
    const auto report = store::find_report(registry_, mail.report);
    if (!report) return std::nullopt;
    const auto events = store::events_of_mail(registry_, mail.id);
    TemplateValues values = values_of_report(registry_, config_, *report);
    const std::string reference = subject_reference(config_.reference_prefix, key_, report->id);

    const std::vector<Part> parts = parts_of(events, *report, values);
    if (parts.empty()) return std::nullopt;
    std::string changes;
    for (const Part& part : parts) changes += (changes.empty() ? "" : "\n\n") + part.body;
    values.erase("answer");
    values.erase("question");
    values.erase("recipient");
    values.erase("original");
    values["changes"] = changes;
    values["reply_to"] = config_.mail.answers_to();
    values["unsubscribe"] = "unsubscribe " + reference;
    const Part frame = render("mail", values);

    Letter letter;
    letter.from_name = config_.mail.from_name.empty() ? config_.municipality : config_.mail.from_name;
    letter.from = config_.mail.from;
    letter.reply_to = config_.mail.answers_to();
    letter.subject = reference + " " + (parts.size() == 1 ? parts.front().subject : frame.subject);
    letter.message_id = message_id(mail);
    set_thread(letter, mail);
    letter.date = mail.tried_at.value_or(now);
    letter.is_reply = has(events, MailKind::receipt);
    letter.unsubscribe = values["unsubscribe"];
    letter.language = config_.language;
    letter.text = frame.body;
    return letter;
}

}  // namespace ombud::casework
