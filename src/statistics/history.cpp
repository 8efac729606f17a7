#include "statistics/history.hpp"

#include "store/figure_rows.hpp"

#include <algorithm>
#include <unordered_map>

namespace ombud::statistics {

namespace {

std::uint32_t seconds_of(Instant at) {
    return static_cast<std::uint32_t>(std::max<std::int64_t>(1, at.time_since_epoch().count()));
}

Instant instant_of(std::uint32_t seconds) {
    return Instant(std::chrono::seconds(seconds));
}

/// Those of one report in a list that is sorted by report.
template <typename Item>
std::span<const Item> of_report(const std::vector<Item>& items, ReportId report) {
    return {std::ranges::lower_bound(items, report, {}, &Item::report),
            std::ranges::upper_bound(items, report, {}, &Item::report)};
}

/// What is known of a report that is with a third party while the log is read.
struct Away {
    Instant from{};
    std::optional<Instant> undone_at{};  ///< a forwarding was taken back then
};

/// An automatic step says nothing to anybody, and a duplicate's status is that of its original.
bool shows_something(Status from, Status to) {
    return !(from == Status::received && to == Status::open) && from != Status::duplicate && to != Status::duplicate;
}

}  // namespace

History::Moments& History::moments(ReportId report) {
    const auto index = static_cast<std::size_t>(report);
    if (index >= moments_.size()) moments_.resize(index + 1);  // written while this is read
    return moments_[index];
}

History::History(store::Register& registry) : moments_(static_cast<std::size_t>(store::newest_report(registry)) + 1) {
    std::unordered_map<ReportId, Away> away;
    store::HistoryRows rows(registry);
    for (store::HistoryRow row; rows.next(row);) {
        using Kind = store::HistoryRow::Kind;
        Moments& report = moments(row.report);
        if (row.kind == Kind::forwarding_undone) {
            const auto found = away.find(row.report);
            if (found != away.end()) found->second.undone_at = row.at;
            continue;
        }
        if (row.kind == Kind::answer) {
            if (report.first_answer == 0) report.first_answer = seconds_of(row.at);
            continue;
        }
        if (report.first_answer == 0 && shows_something(row.from, row.to)) report.first_answer = seconds_of(row.at);
        if (row.from != Status::duplicate && is_closed(row.from) && !is_closed(row.to)) {
            const auto closed =
                report.last_closing == 0 ? std::nullopt : std::optional(instant_of(report.last_closing));
            reopenings_.push_back({row.report, closed, row.at});
        }
        if (is_closed(row.to)) report.last_closing = seconds_of(row.at);
        if (row.to == Status::forwarded) away[row.report] = {row.at, std::nullopt};
        if (row.from == Status::forwarded) {
            const auto found = away.find(row.report);
            if (found == away.end()) continue;
            // Taking it back and the change of status that follows are one transaction.
            if (found->second.undone_at != row.at) handovers_.push_back({row.report, found->second.from, row.at});
            away.erase(found);
        }
    }
    for (const auto& [report, since] : away) handovers_.push_back({report, since.from, std::nullopt});
    const auto in_order = [](const auto& a, const auto& b) { return a.report < b.report; };
    std::ranges::stable_sort(reopenings_, in_order);
    std::ranges::stable_sort(handovers_, [](const Handover& a, const Handover& b) {
        return a.report != b.report ? a.report < b.report : a.from < b.from;
    });
}

std::optional<Instant> History::first_answer(ReportId report) const {
    const auto index = static_cast<std::size_t>(report);
    if (index >= moments_.size() || moments_[index].first_answer == 0) return std::nullopt;
    return instant_of(moments_[index].first_answer);
}

std::span<const Reopening> History::reopenings(ReportId report) const {
    return of_report(reopenings_, report);
}

std::span<const Handover> History::handovers(ReportId report) const {
    return of_report(handovers_, report);
}

}  // namespace ombud::statistics
