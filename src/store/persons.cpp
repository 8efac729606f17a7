#include "store/persons.hpp"

#include "core/text.hpp"
#include "store/connection.hpp"

#include <algorithm>

namespace ombud::store {

std::vector<std::int64_t> reporters_with_contact(Register& registry, std::string_view email, std::string_view phone) {
    const std::string address = fold(trim(email));
    const std::string digits = phone_digits(phone);
    Query rows = registry.connection().query("SELECT id, email, phone FROM reporter ORDER BY id");
    std::vector<std::int64_t> found;
    while (rows.next()) {
        const bool same_address = !address.empty() && !rows.bytes(1).empty() && fold(trim(rows.bytes(1))) == address;
        const bool same_number = !digits.empty() && phone_digits(rows.bytes(2)) == digits;
        if (same_address || same_number) found.push_back(rows.integer(0));
    }
    return found;
}

std::vector<ReportId> all_reports_of(Register& registry, std::int64_t reporter) {
    Query rows = registry.connection().query("SELECT id FROM report WHERE reporter = ?1 ORDER BY id");
    rows.bind(reporter);
    std::vector<ReportId> found;
    while (rows.next()) found.push_back(rows.integer(0));
    return found;
}

std::vector<ReportId> reports_that_name(Register& registry, const ContactWords& words) {
    std::vector<ReportId> found;
    if (words.empty()) return found;
    for (const std::string_view sql :
         {std::string_view("SELECT id, title || char(10) || text FROM report"),
          std::string_view("SELECT report, text FROM note"),
          std::string_view("SELECT report, filename FROM attachment"),
          std::string_view("SELECT report, why FROM follow_up"),
          std::string_view("SELECT report, title || char(10) || text || char(10) || why FROM release")}) {
        Query rows = registry.connection().query(sql);
        while (rows.next()) {
            if (words.stand_in(rows.bytes(1))) found.push_back(rows.integer(0));
        }
    }
    std::ranges::sort(found);
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

std::vector<Event> find_events(Register& registry, const EventFilter& filter) {
    std::vector<Event> events;
    const auto read = [&](Query& rows) {
        while (rows.next()) {
            Event event{rows.integer(0), rows.instant(1), std::nullopt, rows.text(3),
                        rows.text(4),    rows.text(5),    rows.text(6)};
            if (!rows.is_null(2)) event.report = rows.integer(2);
            if (filter.since && event.at < *filter.since) continue;
            if (!filter.action.empty() && event.action != filter.action) continue;
            events.push_back(std::move(event));
        }
    };
    if (!filter.reports) {
        Query rows =
            registry.connection().query("SELECT id, at, report, actor, action, reason, detail FROM event ORDER BY id");
        read(rows);
        return events;
    }
    for (const ReportId report : *filter.reports) {
        Query rows = registry.connection().query(
            "SELECT id, at, report, actor, action, reason, detail FROM event WHERE report = ?1 ORDER BY id");
        rows.bind(report);
        read(rows);
    }
    std::ranges::sort(events, {}, &Event::id);
    return events;
}

void log_access(Register& registry, std::optional<ReportId> report, const Change& change, std::string_view detail) {
    log_event(registry.connection(), report, "seen", change, detail);
}

void log_person_erased(Register& registry, const Change& change, std::string_view detail) {
    log_event(registry.connection(), std::nullopt, "person erased", change, detail);
}

}  // namespace ombud::store
