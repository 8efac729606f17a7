#include "store/forwardings.hpp"

#include "core/calendar.hpp"
#include "core/error.hpp"
#include "core/json_writer.hpp"
#include "core/status.hpp"
#include "store/connection.hpp"
#include "store/report_changes.hpp"
#include "store/reports.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ombud::store {

namespace {

#define OMBUD_FORWARDING_COLUMNS \
    "f.id, f.report, f.at, f.person, f.recipient, f.reference, f.follow_up, f.status_before, f.undone_at"

std::vector<Forwarding> all(Query& rows) {
    std::vector<Forwarding> found;
    while (rows.next()) {
        Forwarding f;
        f.id = rows.integer(0);
        f.report = rows.integer(1);
        f.at = rows.instant(2);
        f.person = rows.text(3);
        f.recipient = rows.text(4);
        f.reference = rows.text(5);
        f.follow_up = parse_date(rows.text(6));
        f.status_before = status_from(rows.text(7)).value();
        if (!rows.is_null(8)) f.undone_at = rows.instant(8);
        found.push_back(std::move(f));
    }
    return found;
}

std::string detail(const Forwarding& forwarding) {
    JsonWriter json;
    json.begin_object().key("to").value(forwarding.recipient).key("reference").value(forwarding.reference);
    json.key("follow_up");
    forwarding.follow_up ? json.value(format_date(*forwarding.follow_up)) : json.null();
    json.end_object();
    return json.take();
}

}  // namespace

void forward(Register& registry, const Forwarding& forwarding, const Change& change) {
    Transaction transaction(registry);
    Connection& connection = registry.connection();
    const auto report = find_report(registry, forwarding.report);
    if (!report) throw Error(ErrorKind::input, fmt::format("there is no report {}", forwarding.report));
    const std::string day = forwarding.follow_up ? format_date(*forwarding.follow_up) : std::string();
    connection
        .query(
            "INSERT INTO forwarding (report, at, person, recipient, reference, follow_up, status_before) "
            "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")
        .bind(report->id, change.at, forwarding.person, forwarding.recipient, forwarding.reference,
              day.empty() ? std::nullopt : std::optional<std::string_view>(day), to_string(report->status))
        .run();
    log_event(connection, report->id, "forwarded", change, detail(forwarding));
    if (report->status != Status::forwarded) change_status(registry, report->id, Status::forwarded, change);
    transaction.commit();
}

void undo_forwarding(Register& registry, ReportId id, const Change& change) {
    Transaction transaction(registry);
    Connection& connection = registry.connection();
    const auto report = find_report(registry, id);
    if (!report) throw Error(ErrorKind::input, fmt::format("there is no report {}", id));
    std::vector<Forwarding> held = forwardings_of(registry, id);
    std::erase_if(held, [](const Forwarding& f) { return f.undone_at.has_value(); });
    if (held.empty()) {
        throw Error(ErrorKind::conflict,
                    fmt::format("report {} was not forwarded, so there is nothing to take back", id));
    }
    const Forwarding& last = held.back();
    connection.query("UPDATE forwarding SET undone_at = ?2 WHERE id = ?1").bind(last.id, change.at).run();
    log_event(connection, id, "forwarding undone", change, detail(last));
    if (report->status == Status::forwarded && held.size() == 1) {
        const bool back = last.status_before != Status::forwarded && may_change(Status::forwarded, last.status_before);
        change_status(registry, id, back ? last.status_before : Status::open, change);
    }
    transaction.commit();
}

std::vector<Forwarding> forwardings_of(Register& registry, ReportId report) {
    Query rows = registry.connection().query("SELECT " OMBUD_FORWARDING_COLUMNS
                                             " FROM forwarding f WHERE f.report = ?1 ORDER BY f.id");
    return all(rows.bind(report));
}

std::vector<Forwarding> forwardings_to_follow_up(Register& registry, std::chrono::year_month_day day) {
    const std::string until = format_date(day);
    Query rows =
        registry.connection().query("SELECT " OMBUD_FORWARDING_COLUMNS
                                    " FROM forwarding f JOIN report r ON r.id = f.report WHERE f.undone_at IS NULL "
                                    "AND r.status = 'forwarded' AND f.follow_up <= ?1 ORDER BY f.follow_up, f.id");
    return all(rows.bind(until));
}

}  // namespace ombud::store
