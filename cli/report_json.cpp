#include "cli/report_json.hpp"

#include "casework/deadline.hpp"
#include "cli/session.hpp"

namespace ombud::cli {

namespace {

void text_or_null(JsonWriter& json, std::string_view key, std::string_view text) {
    json.key(key);
    text.empty() ? json.null() : json.value(text);
}

void position_or_null(JsonWriter& json, const Report& report) {
    json.key("lon");
    report.position ? json.value(report.position->lon, 7) : json.null();
    json.key("lat");
    report.position ? json.value(report.position->lat, 7) : json.null();
    json.key("accuracy_m");
    report.position ? json.value(report.accuracy_m, 1) : json.null();
    text_or_null(json, "location_source", report.location_source ? to_string(*report.location_source) : "");
}

}  // namespace

void begin_report(JsonWriter& json, const Report& report, std::string_view reference) {
    json.begin_object().key("id").value(report.id).key("reference").value(reference);
    json.key("status").value(to_string(report.status));
    text_or_null(json, "category", report.category);
    text_or_null(json, "department", report.department);
    json.key("channel").value(to_string(report.channel)).key("source").value(report.source);
    json.key("received_at")
        .value(format_iso(report.received_at))
        .key("changed_at")
        .value(format_iso(report.changed_at));
    text_or_null(json, "closed_at", report.closed_at ? format_iso(*report.closed_at) : "");
    json.key("title").value(report.title).key("text").value(report.text);
    text_or_null(json, "street", report.place.street);
    text_or_null(json, "house_number", report.place.house_number);
    text_or_null(json, "postcode", report.place.postcode);
    text_or_null(json, "city", report.place.city);
    text_or_null(json, "located_street", report.located_street);
    text_or_null(json, "area", report.area);
    position_or_null(json, report);
    json.key("outside").value(report.outside);
    json.key("duplicate_of");
    report.duplicate_of ? json.value(*report.duplicate_of) : json.null();
    json.key("expired").value(report.expired);
}

void due_or_null(JsonWriter& json, const Report& report, Session& session) {
    const auto due = casework::due_day(report, session.config());
    text_or_null(json, "due", due ? format_date(*due) : "");
    json.key("overdue").value(casework::is_overdue(report, session.config(), session.now()));
}

}  // namespace ombud::cli
