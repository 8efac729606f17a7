#include "casework/due.hpp"

#include "casework/deadline.hpp"
#include "core/calendar.hpp"
#include "store/follow_ups.hpp"
#include "store/forwardings.hpp"
#include "store/report_filter.hpp"
#include "store/reports.hpp"
#include "store/written_filter.hpp"

#include <algorithm>

namespace ombud::casework {

namespace {

std::chrono::year_month_day day_of(Instant instant, const TimeZone& zone) {
    const LocalTime local = zone.to_local(instant);
    return std::chrono::year(local.year) / std::chrono::month(static_cast<unsigned>(local.month)) /
           std::chrono::day(static_cast<unsigned>(local.day));
}

/// Gathers what is due, one kind after the other.
class Gathering {
  public:
    Gathering(store::Register& registry, const Config& config, const DueQuestion& question, Instant now)
        : registry_(registry), config_(config), question_(question), now_(now), today_(day_of(now, config.time_zone)) {}

    std::vector<DueItem> take() {
        for (const store::FollowUp& f : store::due_follow_ups(registry_, today_)) {
            add(DueKind::follow_up, f.report, f.due, f.why);
        }
        for (const store::Forwarding& f : store::forwardings_to_follow_up(registry_, today_)) {
            add(DueKind::ask_again, f.report, f.follow_up.value_or(today_), f.recipient);
        }
        add_overdue();
        if (question_.silent_days > 0) add_silent();
        return std::move(items_);
    }

  private:
    void add(DueKind kind, ReportId id, std::chrono::year_month_day day, std::string why) {
        auto report = store::find_report(registry_, id);
        if (!report) return;
        if (!question_.department.empty() && report->department != question_.department) return;
        items_.push_back({kind, *std::move(report), day, std::move(why)});
    }

    [[nodiscard]] store::ReportFilter open_ones() const {
        store::ReportFilter filter;
        if (!question_.department.empty()) filter.departments = {question_.department};
        return filter;
    }

    void add_overdue() {
        store::ReportFilter filter = open_ones();
        filter.late = store::late_by_category(config_, now_);
        const auto first = static_cast<std::ptrdiff_t>(items_.size());
        for (Report& report : store::list_reports(registry_, filter)) {
            const auto day = due_day(report, config_).value_or(today_);
            items_.push_back({DueKind::overdue, std::move(report), day, {}});
        }
        std::ranges::stable_sort(items_.begin() + first, items_.end(), {}, &DueItem::day);
    }

    void add_silent() {
        store::ReportFilter filter = open_ones();
        filter.untouched_since = now_ - std::chrono::days(question_.silent_days);
        const auto first = static_cast<std::ptrdiff_t>(items_.size());
        for (Report& report : store::list_reports(registry_, filter)) {
            const auto last = store::last_event_at(registry_, report.id).value_or(report.received_at);
            items_.push_back({DueKind::silent, std::move(report), day_of(last, config_.time_zone), {}});
        }
        std::ranges::stable_sort(items_.begin() + first, items_.end(), {}, &DueItem::day);
    }

    store::Register& registry_;
    const Config& config_;
    const DueQuestion& question_;
    Instant now_;
    std::chrono::year_month_day today_;
    std::vector<DueItem> items_;
};

}  // namespace

std::string_view to_string(DueKind kind) noexcept {
    switch (kind) {
        case DueKind::follow_up:
            return "follow_up";
        case DueKind::ask_again:
            return "ask_again";
        case DueKind::overdue:
            return "overdue";
        case DueKind::silent:
            break;
    }
    return "silent";
}

std::vector<DueItem> due_items(store::Register& registry, const Config& config, const DueQuestion& question,
                               Instant now) {
    return Gathering(registry, config, question, now).take();
}

}  // namespace ombud::casework
