#include "store/releases.hpp"

#include "core/error.hpp"
#include "store/connection.hpp"
#include "store/may_be_public.hpp"

#include <fmt/format.h>

namespace ombud::store {

namespace {

ReleaseState state_from(std::string_view name) {
    if (name == "released") return ReleaseState::released;
    return name == "withheld" ? ReleaseState::withheld : ReleaseState::waiting;
}

std::vector<ReportId> ids(Query& rows) {
    std::vector<ReportId> found;
    while (rows.next()) found.push_back(rows.integer(0));
    return found;
}

std::string_view action_of(ReleaseState state) {
    switch (state) {
        case ReleaseState::released:
            return "released";
        case ReleaseState::withheld:
            return "withheld";
        case ReleaseState::waiting:
            break;
    }
    return "waits for release";
}

}  // namespace

std::string_view to_string(ReleaseState state) noexcept {
    switch (state) {
        case ReleaseState::released:
            return "released";
        case ReleaseState::withheld:
            return "withheld";
        case ReleaseState::waiting:
            break;
    }
    return "waiting";
}

std::optional<Release> find_release(Register& registry, ReportId report) {
    Query row = registry.connection().query(
        "SELECT state, automatic, title, text, covers, against_wish, why, at, actor FROM release WHERE report = ?1");
    if (!row.bind(report).next()) return std::nullopt;
    return Release{state_from(row.text(0)), row.integer(1) != 0, row.text(2),    row.text(3), row.text(4),
                   row.integer(5) != 0,     row.text(6),         row.instant(7), row.text(8)};
}

void set_release(Register& registry, ReportId report, const Release& release, const Change& change,
                 std::string_view detail) {
    Transaction transaction(registry);
    Connection& connection = registry.connection();
    const bool due = release.state == ReleaseState::waiting && release.automatic;
    if (connection.query("UPDATE report SET release_due = ?2 WHERE id = ?1").bind(report, due).run() == 0) {
        throw Error(ErrorKind::input, fmt::format("there is no report {}", report));
    }
    const auto before = find_release(registry, report);
    const bool same = before && before->state == release.state && before->automatic == release.automatic &&
                      before->title == release.title && before->text == release.text &&
                      before->covers == release.covers && before->against_wish == release.against_wish &&
                      before->why == release.why;
    if (!same) {
        connection
            .query(
                "INSERT INTO release (report, state, automatic, title, text, covers, why, at, actor, against_wish) "
                "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT (report) DO UPDATE SET state = ?2, "
                "automatic = ?3, title = ?4, text = ?5, covers = ?6, why = ?7, at = ?8, actor = ?9, "
                "against_wish = ?10")
            .bind(report, to_string(release.state), release.automatic, release.title, release.text, release.covers,
                  release.why, change.at, change.actor, release.against_wish)
            .run();
        log_event(connection, report, action_of(release.state), change, detail);
    }
    transaction.commit();
}

bool reopen_release(Register& registry, ReportId report, const Change& change) {
    const auto release = find_release(registry, report);
    if (!release || release->state != ReleaseState::released) return false;
    set_release(registry, report, {.why = "the report has changed"}, change, R"({"reasons":["changed"]})");
    return true;
}

std::vector<ReportId> reports_due_for_release(Register& registry) {
    registry.connection()
        .query("UPDATE report AS r SET release_due = 0 WHERE r.release_due = 1 AND NOT (" OMBUD_MAY_BE_PUBLIC ")")
        .run();
    Query rows = registry.connection().query(
        "SELECT r.id FROM report r WHERE r.release_due = 1 AND " OMBUD_MAY_BE_PUBLIC " ORDER BY r.id");
    return ids(rows);
}

void mark_release_seen(Register& registry, ReportId report) {
    registry.connection().query("UPDATE report SET release_due = 0 WHERE id = ?1").bind(report).run();
}

std::vector<ReportId> reports_waiting_for_release(Register& registry) {
    Query rows = registry.connection().query(
        "SELECT r.id FROM release e CROSS JOIN report r ON r.id = e.report "
        "WHERE e.state = 'waiting' AND " OMBUD_MAY_BE_PUBLIC " ORDER BY e.report");
    return ids(rows);
}

std::int64_t count_waiting_for_release(Register& registry) {
    Query row = registry.connection().query(
        "SELECT count(*) FROM release e CROSS JOIN report r ON r.id = e.report "
        "WHERE e.state = 'waiting' AND " OMBUD_MAY_BE_PUBLIC);
    return row.next() ? row.integer(0) : 0;
}

}  // namespace ombud::store
