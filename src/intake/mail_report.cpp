#include "intake/mail_report.hpp"

#include "core/text.hpp"
#include "intake/delivery_status.hpp"
#include "intake/mail_text.hpp"
#include "intake/photo_input.hpp"
#include "intake/reply_text.hpp"
#include "intake/report_maker.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace ombud::intake {

namespace {

using namespace std::string_view_literals;

/// Dates before the first e-mail are a clock that was never set.
constexpr Instant first_mail{std::chrono::sys_days{std::chrono::year{1971} / 1 / 1}};

Instant received_at(const Mail& mail, Instant now) {
    for (const auto& date : {mail.date, mail.received}) {
        if (date && *date >= first_mail && !is_in_future(*date, now)) return *date;
    }
    return now;
}

/// In-Reply-To names what is answered, References the thread from its start: the nearest is the last.
std::vector<std::string> nearest_first(const Mail& mail) {
    std::vector<std::string> ids = mail.in_reply_to;
    for (auto id = mail.references.rbegin(); id != mail.references.rend(); ++id) {
        if (std::ranges::find(ids, *id) == ids.end()) ids.push_back(*id);
    }
    for (std::string& id : ids) id = clean_text(id);
    return ids;
}

const MailAddress* own_address(const Mail& mail, const Config& config) {
    const auto is_own = [&](const MailAddress& from) {
        return std::ranges::any_of(config.own_addresses,
                                   [&](const std::string& own) { return fold(own) == fold(from.address); });
    };
    const auto found = std::ranges::find_if(mail.from, is_own);
    return found == mail.from.end() ? nullptr : &*found;
}

bool is_encrypted(const Mail& mail) {
    return mail.body.type == "multipart/encrypted" || mail.body.type == "application/pkcs7-mime" ||
           mail.body.type == "application/x-pkcs7-mime";
}

/// Control characters of a subject are folding that was done wrong.
std::string subject_line(const Mail& mail) {
    return one_line(mail.subject, longest_text);
}

void set_mail_texts(IncomingReport& report, const Mail& mail, const Config& config) {
    const std::string body = clean_text(body_text(mail));
    if (body.size() > longest_text) {
        throw Error(ErrorKind::input,
                    fmt::format("a text of {} bytes is no report (the limit is {}); ask the sender for a short one",
                                body.size(), longest_text));
    }
    report.text = written_text(body);
    // Forwarded without a word, or a signature that looks like one: better too much than nothing.
    if (report.text.empty()) report.text = trim(body);

    std::string title = subject_line(mail);
    if (title.empty()) title = title_from(report.text);
    if (title.empty() && !photo_parts(mail).empty())
        title = config.language == "de" ? "(ohne Betreff)" : "(no subject)";
    if (title.empty() || (report.text.empty() && is_encrypted(mail))) {
        throw Error(ErrorKind::input, is_encrypted(mail)
                                          ? "the mail is encrypted; ask the sender for a plain one"
                                          : "the mail has neither subject nor text nor photo; ask the sender");
    }
    set_title(report, std::move(title));
}

}  // namespace

std::string_view why_automatic(const Mail& mail) {
    const std::string submitted = fold(trim(mail.auto_submitted));
    if (!submitted.empty() && !submitted.starts_with("no")) return "Auto-Submitted";
    constexpr std::array precedences{"bulk"sv, "junk"sv, "list"sv, "auto_reply"sv};
    if (std::ranges::find(precedences, fold(trim(mail.precedence))) != precedences.end()) return "Precedence";
    if (!mail.x_autoreply.empty() && fold(trim(mail.x_autoreply)) != "no") return "X-Autoreply";
    if (!mail.x_autorespond.empty()) return "X-Autorespond";
    if (mail.body.type == "multipart/report") return "a delivery report";
    if (trim(mail.return_path) == "<>") return "an empty Return-Path";
    const std::string subject = fold(trim(mail.subject));
    constexpr std::array subjects{"abwesenheitsnotiz"sv, "automatische antwort"sv,
                                  "out of office"sv,     "automatic reply"sv,
                                  "abwesend:"sv,         "autoreply"sv,
                                  "auto-reply"sv};
    if (std::ranges::any_of(subjects, [&](std::string_view start) { return subject.starts_with(start); }))
        return "its subject";
    return {};
}

namespace {

/// The attached mail that a mail is only the envelope of: forwarded without a word, or so called in the subject.
const Mail* forwarded_mail(const Mail& mail) {
    const MailPart* const attached = attached_mail(mail);
    if (attached == nullptr) return nullptr;
    const std::string subject = fold(trim(mail.subject));
    constexpr std::array starts{"fwd:"sv, "fw:"sv, "wg:"sv, "[fwd:"sv, "weitergeleitet:"sv};
    const bool says_so =
        std::ranges::any_of(starts, [&](std::string_view start) { return subject.starts_with(start); });
    return says_so || written_text(clean_text(own_text(mail))).empty() ? attached->message.get() : nullptr;
}

Reporter sender_of(const Mail& mail) {
    if (mail.from.empty()) return {};
    return {one_line(mail.from.front().name), one_line(mail.from.front().address), {}};
}

/// Title, text, sender and photos of the mail, or of the one that it forwards.
void describe(ReadyReport& ready, const Mail& mail, const Mail& meant, const Config& config, Instant now) {
    IncomingReport& report = ready.report;
    report.received_at = received_at(mail, now);
    report.reporter = sender_of(meant);
    set_mail_texts(report, meant, config);
    if (&meant != &mail) {
        const std::string own = written_text(clean_text(own_text(mail)));
        if (!own.empty()) report.text = own + "\n\n" + report.text;
        report.remarks.push_back(fmt::format("forwarded by {}", sender_of(mail).email));
    }
}

/// As the sender named it, else by what it is said to be: "attachment.pdf".
std::string name_of(const MailPart& part) {
    if (!trim(part.filename).empty()) return part.filename;
    const std::string_view subtype =
        std::string_view(part.type).substr(std::min(part.type.find('/'), part.type.size()));
    return subtype.size() < 2 ? "attachment" : fmt::format("attachment.{}", subtype.substr(1));
}

void keep_attachments(ReadyReport& ready, const Mail& mail, const Mail& meant) {
    Delivered delivered;
    const IncomingReport& report = ready.report;
    delivered[Field::title] = report.title;
    delivered[Field::text] = report.text;
    delivered[Field::email] = report.reporter.email;
    delivered[Field::name] = report.reporter.name;
    if (mail.date) delivered[Field::received_at] = format_iso(*mail.date);
    for (const MailPart* part : photo_parts(mail)) add_file(delivered, part->filename, part->bytes);
    // Before the other files: mails without Message-ID are known by this, and were before those were kept.
    ready.content = content_hash(delivered);
    for (const MailPart* part : other_attachments(mail, meant)) add_attachment(delivered, name_of(*part), part->bytes);
    ready.photos = std::move(delivered.photos);
    ready.attachments = std::move(delivered.attachments);
}

/// What List-Unsubscribe of our mails makes: "unsubscribe [OMB-12-k3v9x2mqpt]".
bool unsubscribes(const Mail& mail) {
    return fold(trim(mail.subject)).starts_with("unsubscribe ");
}

/// A reference with a token, in the subject or in an id of a mail of ours; else a bare one in the subject.
std::optional<ClaimedReference> claimed_reference(const Mail& mail, const Config& config) {
    auto found = find_reference(mail.subject, config.reference_prefix);
    if (found && !found->token.empty()) return found;
    for (const auto* const ids : {&mail.in_reply_to, &mail.references}) {
        for (const std::string& id : *ids) {
            auto named = find_reference("<" + id, config.reference_prefix);
            if (named && !named->token.empty()) return named;
        }
    }
    return found;
}

}  // namespace

ReadyReport report_of_mail(std::string_view message, std::string_view origin, const Config& config,
                           const Source& source, Instant now, MailForm* form) {
    if (trim(message).empty()) throw Error(ErrorKind::input, "the file is empty; fetch the mail again or delete it");
    // Some delivery agents put the line of an mbox file before a single mail, too.
    if (message.starts_with("From ")) message.remove_prefix(std::min(message.find('\n'), message.size() - 1) + 1);
    const Mail mail = parse_mail(message);
    if (!mail.has_headers) throw Error(ErrorKind::input, "no mail: it has none of the headers that mails have");

    const std::string_view automatic = why_automatic(mail);
    if (const MailAddress* own = own_address(mail, config)) {
        throw Error(ErrorKind::input,
                    fmt::format("sent from our own address {}{}: a loop; take it in by hand if a person wrote it",
                                own->address, automatic.empty() ? "" : " by a program"));
    }

    ReadyReport ready;
    const Mail* meant = &mail;
    auto filled_in = form == nullptr ? std::nullopt : form->read(clean_text(body_text(mail)), origin);
    if (filled_in) {
        ready = std::move(*filled_in);
        if (ready.report.reporter.empty()) ready.report.reporter = sender_of(mail);
    } else {
        if (const Mail* const inner = forwarded_mail(mail)) meant = inner;
        describe(ready, mail, *meant, config, now);
    }
    IncomingReport& report = ready.report;
    report.channel = source.channel;
    report.source = source.name;
    // A form sends by program what a person wrote.
    report.automatic = !automatic.empty() && !filled_in;
    report.references = nearest_first(mail);
    ready.reference = claimed_reference(mail, config);
    ready.unsubscribes = ready.reference && unsubscribes(mail);
    if (ready.unsubscribes && report.text.empty()) report.text = subject_line(mail);
    ready.failed = failed_addresses(mail);
    keep_attachments(ready, mail, *meant);

    report.external_id = one_line(mail.message_id, 400);
    if (report.external_id.empty()) report.external_id = "sha256:" + ready.content;
    report.origin = fmt::format("{} <{}>", origin, report.external_id);
    if (report.automatic) {
        ready.unless_answer = fmt::format(
            "automatic mail ({}) that answers no known report; nothing to do unless a person wrote it", automatic);
    }
    return ready;
}

}  // namespace ombud::intake
