#include "casework/mail_values.hpp"

#include "casework/deadline.hpp"
#include "core/text.hpp"
#include "store/forwardings.hpp"
#include "store/reporters.hpp"
#include "store/reports.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace ombud::casework {

namespace {

/// In the order of Status.
constexpr std::array<std::string_view, 8> german{"Eingegangen",   "Zugewiesen",    "In Bearbeitung",
                                                 "Weitergegeben", "Erledigt",      "Ohne Lösung beendet",
                                                 "Abgelehnt",     "Schon gemeldet"};
constexpr std::array<std::string_view, 8> english{"Received",  "Assigned",       "In progress",
                                                  "Passed on", "Done",           "Closed without a solution",
                                                  "Rejected",  "Reported before"};
constexpr std::array<std::string_view, 12> months{"January",   "February", "March",    "April",
                                                  "May",       "June",     "July",     "August",
                                                  "September", "October",  "November", "December"};

std::string day_in_words(std::chrono::year_month_day day, bool in_german) {
    const auto d = static_cast<unsigned>(day.day());
    const auto m = static_cast<unsigned>(day.month());
    const auto y = static_cast<int>(day.year());
    return in_german ? fmt::format("{}.{}.{}", d, m, y) : fmt::format("{} {} {}", d, months.at(m - 1), y);
}

std::chrono::year_month_day local_day(Instant instant, const TimeZone& zone) {
    const LocalTime local = zone.to_local(instant);
    return std::chrono::year(local.year) / std::chrono::month(static_cast<unsigned>(local.month)) /
           std::chrono::day(static_cast<unsigned>(local.day));
}

std::string link_of(const Config& config, ReportId report) {
    std::string link = config.mail.link;
    if (const std::size_t at = link.find("{id}"); at != std::string::npos) link.replace(at, 4, std::to_string(report));
    return link;
}

/// Who has the report now, where it was handed on.
std::string recipient_of(store::Register& registry, const Report& report) {
    if (report.status != Status::forwarded) return {};
    const auto forwardings = store::forwardings_of(registry, report.id);
    const auto last =
        std::find_if(forwardings.rbegin(), forwardings.rend(), [](const store::Forwarding& f) { return !f.undone_at; });
    return last == forwardings.rend() ? std::string() : last->recipient;
}

}  // namespace

std::string in_one_line(std::string_view text, std::size_t longest) {
    std::string line;
    bool blank = false;
    for (const char c : clean_text(text)) {
        if (c == ' ' || c == '\n' || c == '\t') {
            blank = !line.empty();
            continue;
        }
        if (blank) line += ' ';
        blank = false;
        line += c;
    }
    return std::string(cut(line, longest));
}

TemplateValues values_of_report(store::Register& registry, const Config& config, const Report& report) {
    const bool in_german = config.language == "de";
    const Report acting =
        report.duplicate_of ? store::find_report(registry, *report.duplicate_of).value_or(report) : report;
    const auto name_of = [&](Status status) {
        return (in_german ? german : english).at(static_cast<std::size_t>(status));
    };
    const auto reference = [&](ReportId id) { return fmt::format("{}-{}", config.reference_prefix, id); };
    const Category* const category = config.category(acting.category);
    const bool in_charge = !acting.department.empty() && acting.department != triage_department;
    const Department* const department = in_charge ? config.department(acting.department) : nullptr;
    const auto due = due_day(acting, config);
    std::string street = report.place.street + " " + report.place.house_number;
    if (trim(street).empty()) street = report.located_street;

    TemplateValues values;
    values["reference"] = reference(report.id);
    values["title"] = report.title;
    values["status"] = name_of(acting.status);
    values["department"] = department == nullptr ? "" : department->name;
    values["category"] = category == nullptr ? "" : in_german ? category->name_de : category->name_en;
    values["street"] = street;
    values["received"] = day_in_words(local_day(report.received_at, config.time_zone), in_german);
    values["due"] = due && !is_closed(acting.status) ? day_in_words(*due, in_german) : "";
    values["municipality"] = config.municipality;
    values["name"] = report.reporter == 0 ? "" : store::find_reporter(registry, report.reporter).name;
    values["link"] = link_of(config, report.id);
    values["recipient"] = recipient_of(registry, acting);
    values["original"] = report.duplicate_of ? reference(*report.duplicate_of) : "";
    for (auto& [name, value] : values) value = in_one_line(value);
    // Titles go with retention, or hold nothing that can be seen; one report must not stop all mails.
    if (values["title"].empty()) values["title"] = values["category"];
    if (values["title"].empty()) values["title"] = values["reference"];
    values["answer"] = values["question"] = "";
    return values;
}

}  // namespace ombud::casework
