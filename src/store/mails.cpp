#include "store/mails.hpp"

#include "core/error.hpp"
#include "core/json_writer.hpp"
#include "store/connection.hpp"

#include <algorithm>
#include <array>

namespace ombud::store {

namespace {

using namespace std::string_view_literals;

constexpr std::array states{"planned"sv, "sending"sv, "sent"sv, "deferred"sv, "failed"sv, "unsure"sv, "dropped"sv};

#define OMBUD_MAIL_COLUMNS \
    "m.id, m.report, m.reporter, m.first_event, m.state, m.planned_at, m.tried_at, m.changed_at, m.attempts, m.answer"

Mail mail_in(const Query& row) {
    Mail mail;
    mail.id = row.integer(0);
    mail.report = row.integer(1);
    mail.reporter = row.integer(2);
    mail.first_event = row.integer(3);
    mail.state = mail_state_from(row.text(4)).value();
    mail.planned_at = row.instant(5);
    if (!row.is_null(6)) mail.tried_at = row.instant(6);
    mail.changed_at = row.instant(7);
    mail.attempts = row.integer(8);
    mail.answer = row.text(9);
    return mail;
}

std::vector<Mail> all(Query& rows) {
    std::vector<Mail> mails;
    while (rows.next()) mails.push_back(mail_in(rows));
    return mails;
}

std::string_view action_of(MailState state) noexcept {
    if (state == MailState::sent) return "mailed";
    if (state == MailState::failed) return "mail failed";
    if (state == MailState::dropped) return "mail dropped";
    return state == MailState::unsure ? "mail unsure" : "";
}

std::string detail_of(Register& registry, const Mail& mail, std::string_view answer) {
    JsonWriter json;
    json.begin_object().key("mail").value(mail.id).key("kinds").begin_array();
    std::vector<MailKind> kinds;
    for (const MailedEvent& told : events_of_mail(registry, mail.id)) {
        if (std::ranges::find(kinds, told.kind) == kinds.end()) kinds.push_back(told.kind);
    }
    for (const MailKind kind : kinds) json.value(to_string(kind));
    json.end_array();
    if (!answer.empty()) json.key("answer").value(answer);
    json.end_object();
    return json.take();
}

}  // namespace

std::string_view to_string(MailState state) noexcept {
    return states[static_cast<std::size_t>(state)];
}

std::optional<MailState> mail_state_from(std::string_view name) noexcept {
    const auto found = std::ranges::find(states, name);
    if (found == states.end()) return std::nullopt;
    return static_cast<MailState>(found - states.begin());
}

std::optional<std::int64_t> mailing_progress(Register& registry) {
    Query row = registry.connection().query("SELECT last_event FROM mail_progress");
    if (!row.next()) return std::nullopt;
    return row.integer(0);
}

std::int64_t start_mailing(Register& registry, std::optional<Instant> since, const Change& change) {
    Transaction transaction(registry);
    Connection& connection = registry.connection();
    std::int64_t last = last_event(registry);
    if (since) {
        Query row = connection.query("SELECT coalesce(min(id) - 1, ?2) FROM event WHERE at >= ?1");
        if (row.bind(*since, last).next()) last = row.integer(0);
    }
    connection.query("INSERT INTO mail_progress (only_row, last_event) VALUES (1, ?1)").bind(last).run();
    JsonWriter json;
    json.begin_object().key("after_event").value(last).end_object();
    log_event(connection, std::nullopt, "mailing started", change, json.text());
    transaction.commit();
    return last;
}

bool stop_mailing(Register& registry, const Change& change) {
    Transaction transaction(registry);
    Connection& connection = registry.connection();
    const int gone = connection.query("DELETE FROM mail_progress").run();
    if (gone > 0) log_event(connection, std::nullopt, "mailing stopped", change, "{}");
    transaction.commit();
    return gone > 0;
}

void set_mailing_progress(Register& registry, std::int64_t last_event) {
    registry.connection().query("UPDATE mail_progress SET last_event = ?1").bind(last_event).run();
}

std::vector<Event> news_after(Register& registry, std::int64_t last) {
    Query rows = registry.connection().query(
        "SELECT id, at, report, actor, action, reason, detail FROM event WHERE id > ?1 AND report IS NOT NULL AND action "
        "IN ('received', 'released', 'status', 'linked', 'unlinked', 'answered', 'asked') ORDER BY id");
    rows.bind(last);
    std::vector<Event> events;
    while (rows.next()) {
        events.push_back({rows.integer(0), rows.instant(1), rows.integer(2), rows.text(3), rows.text(4), rows.text(5),
                          rows.text(6)});
    }
    return events;
}

std::int64_t last_event(Register& registry) {
    Query row = registry.connection().query("SELECT max(id) FROM event");
    return row.next() ? row.integer(0) : 0;
}

bool plan_mail(Register& registry, ReportId report, std::int64_t reporter, std::int64_t event, MailKind kind,
               Instant now) {
    Transaction transaction(registry);
    Connection& connection = registry.connection();
    {
        Query known = connection.query("SELECT 1 FROM mail_event WHERE event = ?1 AND reporter = ?2");
        if (known.bind(event, reporter).next()) return false;
    }
    std::int64_t mail = 0;
    {
        Query waiting = connection.query(
            "SELECT id FROM mail WHERE report = ?1 AND reporter = ?2 AND state = 'planned' AND attempts = 0 LIMIT 1");
        if (waiting.bind(report, reporter).next()) mail = waiting.integer(0);
    }
    if (mail == 0) {
        connection
            .query(
                "INSERT INTO mail (report, reporter, first_event, state, planned_at, changed_at) "
                "VALUES (?1, ?2, ?3, 'planned', ?4, ?4)")
            .bind(report, reporter, event, now)
            .run();
        mail = connection.last_id();
    }
    connection.query("INSERT INTO mail_event (event, reporter, mail, kind) VALUES (?1, ?2, ?3, ?4)")
        .bind(event, reporter, mail, to_string(kind))
        .run();
    transaction.commit();
    return true;
}

bool was_planned(Register& registry, ReportId report, std::int64_t reporter, MailKind kind) {
    Query row = registry.connection().query(
        "SELECT 1 FROM mail m JOIN mail_event e ON e.mail = m.id WHERE m.report = ?1 AND m.reporter = ?2 AND "
        "e.kind = ?3 LIMIT 1");
    return row.bind(report, reporter, to_string(kind)).next();
}

std::vector<Mail> list_mails(Register& registry, const MailFilter& filter) {
    Query rows = registry.connection().query("SELECT " OMBUD_MAIL_COLUMNS
                                             " FROM mail m WHERE (?1 IS NULL OR m.state = ?1) AND "
                                             "(?2 IS NULL OR m.report = ?2) AND (?3 = 0 OR m.state NOT IN ('sent', "
                                             "'dropped')) ORDER BY m.id");
    const auto state = filter.state ? std::optional(to_string(*filter.state)) : std::nullopt;
    return all(rows.bind(state, filter.report, filter.open));
}

std::optional<Mail> find_mail(Register& registry, std::int64_t mail) {
    Query row = registry.connection().query("SELECT " OMBUD_MAIL_COLUMNS " FROM mail m WHERE m.id = ?1");
    if (!row.bind(mail).next()) return std::nullopt;
    return mail_in(row);
}

std::vector<MailedEvent> events_of_mail(Register& registry, std::int64_t mail) {
    Query rows = registry.connection().query(
        "SELECT k.kind, e.id, e.at, e.report, e.actor, e.action, e.reason, e.detail FROM mail_event k "
        "JOIN event e ON e.id = k.event WHERE k.mail = ?1 ORDER BY e.id");
    rows.bind(mail);
    std::vector<MailedEvent> events;
    while (rows.next()) {
        events.push_back({mail_kind_from(rows.text(0)).value(),
                          {rows.integer(1), rows.instant(2), rows.integer(3), rows.text(4), rows.text(5), rows.text(6),
                           rows.text(7)}});
    }
    return events;
}

std::vector<Mail> mails_to_send(Register& registry, Instant retry_before) {
    Query rows = registry.connection().query("SELECT " OMBUD_MAIL_COLUMNS
                                             " FROM mail m WHERE m.state = 'planned' OR (m.state = 'deferred' AND "
                                             "m.changed_at <= ?1) ORDER BY m.id");
    return all(rows.bind(retry_before));
}

std::size_t mails_sent_since(Register& registry, Instant since) {
    Query row = registry.connection().query("SELECT count(*) FROM mail WHERE state = 'sent' AND changed_at >= ?1");
    return row.bind(since).next() ? static_cast<std::size_t>(row.integer(0)) : 0;
}

void mark_sending(Register& registry, std::int64_t mail, std::string_view way, Instant now) {
    Transaction transaction(registry);
    registry.connection()
        .query(
            "UPDATE mail SET state = 'sending', attempts = attempts + 1, tried_at = coalesce(tried_at, ?2), "
            "changed_at = ?2, answer = ?3 WHERE id = ?1")
        .bind(mail, now, way)
        .run();
    transaction.commit();
}

void settle_mail(Register& registry, const Mail& mail, MailState state, std::string_view answer, const Change& change) {
    Transaction transaction(registry);
    // An attempt that never came to the point of sending is counted here.
    registry.connection()
        .query(
            "UPDATE mail SET attempts = attempts + CASE WHEN state = 'sending' OR ?2 = 'dropped' THEN 0 ELSE 1 END, "
            "state = ?2, answer = ?3, changed_at = ?4, tried_at = coalesce(tried_at, ?4) WHERE id = ?1")
        .bind(mail.id, to_string(state), answer, change.at)
        .run();
    if (const std::string_view action = action_of(state); !action.empty()) {
        log_event(registry.connection(), mail.report, action, change, detail_of(registry, mail, answer));
    }
    transaction.commit();
}

void plan_again(Register& registry, const Mail& mail, const Change& change) {
    Transaction transaction(registry);
    // The days until it is given up count from anew, and it is dated anew; the Message-ID stays. Nothing is added to
    // it.
    registry.connection()
        .query(
            "UPDATE mail SET state = 'planned', attempts = max(attempts, 1), tried_at = NULL, changed_at = ?2 "
            "WHERE id = ?1")
        .bind(mail.id, change.at)
        .run();
    log_event(registry.connection(), mail.report, "mail planned again", change, detail_of(registry, mail, mail.answer));
    transaction.commit();
}

std::optional<std::string> original_message_id(Register& registry, ReportId report) {
    // A comment is delivered by the same source; only the report's own mail is named by its first event.
    Query row = registry.connection().query(
        "SELECT i.external_id FROM event e JOIN report r ON r.id = e.report JOIN intake i ON i.report = r.id AND "
        "i.source = r.source WHERE e.report = ?1 AND e.action = 'received' AND r.channel = 'email' AND "
        "i.external_id LIKE '%@%' AND instr(e.detail, '<' || i.external_id || '>') > 0 LIMIT 1");
    if (!row.bind(report).next()) return std::nullopt;
    return row.text(0);
}

}  // namespace ombud::store
