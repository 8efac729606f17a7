#pragma once

// What the tests of src/store and of the rooms above it share: a real register of an invented town.

#include "core/config.hpp"
#include "core/temp_folder.hpp"
#include "store/connection.hpp"
#include "store/duplicates.hpp"
#include "store/events.hpp"
#include "store/intake.hpp"
#include "store/register.hpp"
#include "store/releases.hpp"
#include "store/report_changes.hpp"
#include "store/reports.hpp"
#include "store/vocabulary.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ombud::store::test {

/// Noon of the n-th day after 1 March 2026, UTC.
[[nodiscard]] inline Instant day(int n, int hour = 12) {
    return std::chrono::sys_days{std::chrono::year{2026} / 3 / 1} + std::chrono::days(n) + std::chrono::hours(hour);
}

/// A change by `desk:meier` on the given day.
[[nodiscard]] inline Change by_desk(int n = 0) {
    return {day(n), "desk:meier", "because"};
}

/// Three departments and four categories: potholes (50 m, 84 days, public for 30 days), lamps (40 m, 56 days, public
/// for 14 days), noise (never public) and lost property (triage).
[[nodiscard]] inline Config sample_config() {
    Config config;
    config.municipality = "Lindenbrück";
    config.bounds = Bounds{7.76, 51.62, 7.94, 51.74};
    config.departments = {{"triage", "Bürgerservice", "t@town.example"},
                          {"roads", "Tiefbauamt", "r@town.example"},
                          {"lighting", "Stadtwerke", "l@town.example"}};
    const auto add = [&](const char* id, const char* de, const char* department, bool is_public, int days,
                         DuplicateRule rule, std::vector<std::string> keywords) {
        Category category;
        category.id = id;
        category.name_de = category.name_en = de;
        category.department = department;
        category.is_public = is_public;
        category.public_after_solution = std::chrono::days(days);
        category.duplicates = rule;
        category.keywords = std::move(keywords);
        config.categories.push_back(std::move(category));
    };
    add("roads/pothole", "Schlagloch", "roads", true, 30, {50, std::chrono::days(84)},
        {"schlagloch", "loch in der straße"});
    add("lighting/lamp", "Laterne", "lighting", true, 14, {40, std::chrono::days(56)}, {"laterne", "straßenlaterne"});
    add("noise", "Lärm", "roads", false, 30, {50, std::chrono::days(14)}, {"lärm"});
    add("lost", "Fundsache", "triage", true, 30, {50, std::chrono::days(14)}, {"verloren"});
    return config;
}

/// A position in the town, so many metres east and north of the market.
[[nodiscard]] inline Position metres_from_market(double east, double north) {
    constexpr double metres_a_degree = 111'195.08;
    return {7.82 + east / (metres_a_degree * 0.62), 51.68 + north / metres_a_degree};  // cos(51.68 degrees) is 0.6200
}

/// A web report of a pothole on the market, received on day 0 without reporter, position and photo.
[[nodiscard]] inline IncomingReport pothole(std::string external_id) {
    IncomingReport report;
    report.channel = Channel::web;
    report.source = "form";
    report.external_id = std::move(external_id);
    report.origin = "form.json:1";
    report.received_at = day(0);
    report.title = "Schlagloch";
    report.text = "Ein tiefes Schlagloch vor der Bäckerei";
    report.category = "roads/pothole";
    return report;
}

/// Releases a report by a person with these words, so that it is public.
inline void release(Register& registry, ReportId report, std::string text = {}) {
    set_release(registry, report, {.state = ReleaseState::released, .automatic = false, .text = std::move(text)},
                by_desk(), "{}");
}

/// A register in a folder of its own with the vocabulary of `config`.
class SampleRegister {
  public:
    explicit SampleRegister(Config chosen = sample_config())
        : config(std::move(chosen)), registry(Register::create(folder / "register.sqlite")) {
        update_vocabulary(registry, config);
    }

    /// Admits a report; what was delivered counts as new content each time unless `content` says otherwise.
    Admission deliver(const IncomingReport& report, std::string_view content = {},
                      const std::vector<StoredPhoto>& photos = {}) {
        const std::string hash = content.empty() ? "content " + std::to_string(++delivered_) : std::string(content);
        return admit(registry, report, photos, hash, {report.received_at, "intake", ""});
    }
    ReportId take(const IncomingReport& report, const std::vector<StoredPhoto>& photos = {}) {
        return deliver(report, {}, photos).report;
    }

    [[nodiscard]] Report report(ReportId id) { return find_report(registry, id).value(); }

    /// The first column of the first row, as a number.
    [[nodiscard]] std::int64_t number(const std::string& sql) {
        Query row = registry.connection().query(sql);
        return row.next() ? row.integer(0) : -1;
    }
    [[nodiscard]] std::int64_t count(const std::string& table) { return number("SELECT count(*) FROM " + table); }

    /// What was done to a report, by the names of its events.
    [[nodiscard]] std::vector<std::string> actions(ReportId id) {
        std::vector<std::string> names;
        for (const Event& event : events_of(registry, id)) names.push_back(event.action);
        return names;
    }

    ombud::test::TempFolder folder;
    Config config;
    Register registry;

  private:
    int delivered_ = 0;
};

}  // namespace ombud::store::test
