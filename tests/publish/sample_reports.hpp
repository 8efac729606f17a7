#pragma once

// Reports that the tests of src/publish export.

#include "publish/public_report.hpp"
#include "store/releases.hpp"

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

namespace ombud::publish::test {

[[nodiscard]] inline Instant day(int year, unsigned month, unsigned day_of_month) {
    return std::chrono::sys_days{std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day_of_month)};
}

[[nodiscard]] inline PublicReport pothole() {
    PublicReport report;
    report.id = 123;
    report.reference = "OMB-123";
    report.title = public_title("Schlagloch", "Grüne Straße");
    report.category = "roads/pothole";
    report.category_name_de = "Schlagloch";
    report.category_name_en = "Pothole";
    report.group_name = "Straßen";
    report.department_name = "Tiefbauamt";
    report.status = Status::in_progress;
    report.received_at = day(2026, 3, 1) + std::chrono::hours(8);
    report.changed_at = day(2026, 3, 2) + std::chrono::hours(9);
    report.street = "Grüne Straße";
    report.area = "Hamm-Mitte";
    report.position = Position{7.71302653052765, 51.6689222977484};  // E 411000 N 5725000 in EPSG:25832
    report.accuracy_m = 5;
    report.photos = {"a.jpg", "b.jpg"};
    return report;
}

[[nodiscard]] inline PublicReport lamp_without_position() {
    PublicReport report;
    report.id = 124;
    report.reference = "OMB-124";
    report.title = "Lamp \"out\"\n\\ é";
    report.category = "lights";
    report.status = Status::solved;
    report.received_at = day(2026, 3, 3);
    report.changed_at = day(2026, 3, 5);
    report.closed_at = day(2026, 3, 5);
    return report;
}

/// Lets a report of a register be public, with no words of anybody.
inline void release(store::Register& registry, ReportId report) {
    store::set_release(registry, report, {.state = store::ReleaseState::released}, {day(2026, 11, 24), "desk:a", ""},
                       "{}");
}

/// Hands out `reports` one by one.
[[nodiscard]] inline NextReport all_of(std::vector<PublicReport> reports) {
    return [reports = std::move(reports), i = std::size_t{0}](PublicReport& report) mutable {
        if (i == reports.size()) return false;
        report = reports[i++];
        return true;
    };
}

}  // namespace ombud::publish::test
