#pragma once

#include "core/mail_settings.hpp"
#include "core/report.hpp"
#include "store/events.hpp"
#include "store/register.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ombud::store {

// The ledger of mails to reporters. An event is told to a reporter once: (event, reporter) is a key of it. A mail
// gathers what one reporter is told about one report.

/// What became of a mail.
///
///     planned ──> sending ──> sent
///        ^           ├──> deferred ──> sending …   the server puts it off (4xx), or the connection broke in time
///        │           ├──> failed                   refused for good (5xx), or put off too often
///        └───────────┴──> unsure                   nobody knows whether the server took it; a person decides
///     planned, deferred ──> dropped                the address went, failed or opted out meanwhile
enum class MailState { planned, sending, sent, deferred, failed, unsure, dropped };
[[nodiscard]] std::string_view to_string(MailState) noexcept;
[[nodiscard]] std::optional<MailState> mail_state_from(std::string_view) noexcept;

struct Mail {
    std::int64_t id = 0;
    ReportId report = 0;           ///< the reporter's own
    std::int64_t reporter = 0;     ///< row of the reporter table; it may be gone
    std::int64_t first_event = 0;  ///< with `reporter` the key that the Message-ID is made of
    MailState state = MailState::planned;
    Instant planned_at{};
    std::optional<Instant> tried_at;  ///< first, since a person planned it again
    Instant changed_at{};             ///< when it came to `state`
    std::int64_t attempts = 0;
    std::string answer;  ///< codes of the mail server ("550 5.1.1"), or why it did not go; no words of others
};

/// An event in a mail.
struct MailedEvent {
    MailKind kind = MailKind::receipt;
    Event event;
};

/// Up to which event reporters were told; nothing while mailing is off.
[[nodiscard]] std::optional<std::int64_t> mailing_progress(Register& registry);
/// Mailing begins: events before `since`, or all that there are, are told to nobody. Returns the last one left out.
std::int64_t start_mailing(Register& registry, std::optional<Instant> since, const Change& change);
/// Mailing is off: what happens until it starts again is told to nobody. False where it was off.
bool stop_mailing(Register& registry, const Change& change);
void set_mailing_progress(Register& registry, std::int64_t last_event);

/// The events behind `last` that may be news to a reporter, in order.
[[nodiscard]] std::vector<Event> news_after(Register& registry, std::int64_t last);
/// The number of the newest event, 0 without any.
[[nodiscard]] std::int64_t last_event(Register& registry);

/// Puts an event into the mail that waits for this reporter and report and was not tried yet, else into a new one.
/// False where the reporter was told of the event already.
bool plan_mail(Register& registry, ReportId report, std::int64_t reporter, std::int64_t event, MailKind kind,
               Instant now);
/// Whether a mail of this kind about this report was ever planned for the reporter.
[[nodiscard]] bool was_planned(Register& registry, ReportId report, std::int64_t reporter, MailKind kind);

struct MailFilter {
    std::optional<MailState> state;
    std::optional<ReportId> report;
    bool open = false;  ///< only those that are neither sent nor dropped
};
[[nodiscard]] std::vector<Mail> list_mails(Register& registry, const MailFilter& filter);
[[nodiscard]] std::optional<Mail> find_mail(Register& registry, std::int64_t mail);
/// What a mail tells, in order.
[[nodiscard]] std::vector<MailedEvent> events_of_mail(Register& registry, std::int64_t mail);

/// Mails that may go now: planned ones, and deferred ones that were last tried at `retry_before` or earlier; by id.
[[nodiscard]] std::vector<Mail> mails_to_send(Register& registry, Instant retry_before);
/// How many were sent at `since` or later.
[[nodiscard]] std::size_t mails_sent_since(Register& registry, Instant since);

/// From here on the mail may be with the server. Counts as an attempt. \param way  out, kept in `answer` until it is
/// settled: after a crash only the same way knows what became of the mail
void mark_sending(Register& registry, std::int64_t mail, std::string_view way, Instant now);
/// Ends an attempt. Writes an event on the report ("mailed", "mail failed", "mail dropped") for the states that end a
/// mail. \param answer  see Mail
void settle_mail(Register& registry, const Mail& mail, MailState state, std::string_view answer, const Change& change);
/// A mail that failed, was put off or is unsure is planned again, with an event.
void plan_again(Register& registry, const Mail& mail, const Change& change);

/// The Message-ID of the mail that a report came in with, without < >; nothing where it did not come by mail.
[[nodiscard]] std::optional<std::string> original_message_id(Register& registry, ReportId report);

}  // namespace ombud::store
