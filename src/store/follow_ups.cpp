#include "store/follow_ups.hpp"

#include "core/calendar.hpp"
#include "core/error.hpp"
#include "store/connection.hpp"
#include "store/status_rows.hpp"

#include <fmt/format.h>

namespace ombud::store {

namespace {

std::vector<FollowUp> all(Query& rows) {
    std::vector<FollowUp> found;
    while (rows.next()) {
        FollowUp f;
        f.id = rows.integer(0);
        f.report = rows.integer(1);
        f.due = parse_date(rows.text(2)).value_or(std::chrono::year_month_day{});
        f.why = rows.text(3);
        f.person = rows.text(4);
        f.at = rows.instant(5);
        if (!rows.is_null(6)) f.done_at = rows.instant(6);
        found.push_back(std::move(f));
    }
    return found;
}

}  // namespace

void add_follow_up(Register& registry, ReportId report, std::chrono::year_month_day due, std::string_view why,
                   const Change& change) {
    Transaction transaction(registry);
    static_cast<void>(required(registry, report));
    const std::string day = format_date(due);
    registry.connection()
        .query("INSERT INTO follow_up (report, due, why, person, at) VALUES (?1, ?2, ?3, ?4, ?5)")
        .bind(report, day, why, change.actor, change.at)
        .run();
    log_event(registry.connection(), report, "follow-up", change, fmt::format(R"({{"on":"{}"}})", day));
    transaction.commit();
}

int finish_follow_ups(Register& registry, ReportId report, const Change& change) {
    Transaction transaction(registry);
    static_cast<void>(required(registry, report));
    const int done = registry.connection()
                         .query("UPDATE follow_up SET done_at = ?2 WHERE report = ?1 AND done_at IS NULL")
                         .bind(report, change.at)
                         .run();
    if (done == 0) {
        throw Error(ErrorKind::conflict, fmt::format("report {} has no follow-up that is open", report));
    }
    log_event(registry.connection(), report, "followed up", change, "{}");
    transaction.commit();
    return done;
}

std::vector<FollowUp> follow_ups_of(Register& registry, ReportId report) {
    Query rows = registry.connection().query(
        "SELECT id, report, due, why, person, at, done_at FROM follow_up WHERE report = ?1 ORDER BY due, id");
    return all(rows.bind(report));
}

std::vector<FollowUp> due_follow_ups(Register& registry, std::chrono::year_month_day day) {
    const std::string until = format_date(day);
    Query rows = registry.connection().query(
        "SELECT id, report, due, why, person, at, done_at FROM follow_up WHERE done_at IS NULL AND due <= ?1 "
        "ORDER BY due, id");
    return all(rows.bind(until));
}

std::optional<Instant> last_event_at(Register& registry, ReportId report) {
    Query row = registry.connection().query("SELECT max(at) FROM event WHERE report = ?1");
    if (!row.bind(report).next() || row.is_null(0)) return std::nullopt;
    return row.instant(0);
}

bool begin_due_list(Register& registry, std::string_view department, std::chrono::year_month_day day) {
    const std::string on = format_date(day);
    return registry.connection()
               .query("INSERT INTO due_list (department, day, sent) VALUES (?1, ?2, 0) ON CONFLICT DO NOTHING")
               .bind(department, on)
               .run() > 0;
}

void end_due_list(Register& registry, std::string_view department, std::chrono::year_month_day day, bool sent) {
    const std::string on = format_date(day);
    registry.connection()
        .query(sent ? "UPDATE due_list SET sent = 1 WHERE department = ?1 AND day = ?2"
                    : "DELETE FROM due_list WHERE department = ?1 AND day = ?2")
        .bind(department, on)
        .run();
}

}  // namespace ombud::store
