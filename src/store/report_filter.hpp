#pragma once

#include "core/report.hpp"
#include "store/register.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ombud::store {

/// In which order reports are listed; those that are equal by it, by id.
enum class ReportOrder {
    newest,     ///< by time received, the latest first
    oldest,     ///< by time received, the earliest first
    changed,    ///< by time of the last change, the latest first
    unchanged,  ///< by time of the last change, the earliest first
    nearest,    ///< by distance; only with `ReportFilter::near`
};
[[nodiscard]] std::string_view to_string(ReportOrder) noexcept;
[[nodiscard]] std::optional<ReportOrder> report_order_from(std::string_view) noexcept;

/// A place in an ordered list: what follows it is the next page, whatever came in or went meanwhile.
struct ReportCursor {
    ReportOrder order = ReportOrder::newest;
    std::int64_t key = 0;  ///< seconds since 1970, or millimetres
    ReportId id = 0;

    friend bool operator==(const ReportCursor&, const ReportCursor&) = default;
};
/// "newest.1764412345.123"
[[nodiscard]] std::string to_string(const ReportCursor& cursor);
[[nodiscard]] std::optional<ReportCursor> report_cursor_from(std::string_view text) noexcept;

/// A circle on the ground.
struct Circle {
    Position centre;
    double radius_m = 0;
};

/// Reports of a category that are late if they were received before an instant.
struct LateBefore {
    std::string category;
    Instant received_before{};
};

/// Which reports are meant. What is not set does not matter; of a list one value has to fit.
struct ReportFilter {
    std::vector<Status> statuses;
    std::vector<std::string> departments;
    std::vector<std::string> categories;  ///< a category, or a group: "roads" means all of roads/…
    std::vector<Channel> channels;
    std::vector<std::string> areas;  ///< names of areas of any kind
    std::string text;                ///< words that title or text have, all of them; see store/search_text.hpp
    std::optional<Bounds> box;
    std::optional<Circle> near;
    std::string reporter;                         ///< mail address or phone number
    std::optional<Instant> since;                 ///< received at or after
    std::optional<Instant> until;                 ///< received before
    std::optional<std::vector<LateBefore>> late;  ///< only open ones that are late by one of these; none: nothing fits
    std::optional<Instant> untouched_since;       ///< only open ones without an event since
    bool without_photo = false;
    bool waiting_for_release = false;  ///< and could be public otherwise
    ReportOrder order = ReportOrder::newest;
    std::optional<ReportCursor> after;  ///< only what follows it; \pre of the same order
    std::size_t limit = 0;              ///< 0: all

    /// Whether the filter lets every report through.
    [[nodiscard]] bool is_empty() const noexcept;
};

/// How a search goes about it, see report_search.cpp; tests make it small.
struct SearchEffort {
    std::int64_t few = 4000;      ///< so many reports are looked at in a few milliseconds
    std::int64_t walk = 25'000;   ///< so many of the newest are walked through
    std::int64_t many = 150'000;  ///< a condition that fits more is no way to fewer
};

/// The reports that fit, in order.
[[nodiscard]] std::vector<Report> list_reports(Register& registry, const ReportFilter& filter,
                                               const SearchEffort& effort = {});

/// Their ids, in order.
[[nodiscard]] std::vector<ReportId> list_report_ids(Register& registry, const ReportFilter& filter,
                                                    const SearchEffort& effort = {});

/// Where a report stands in the list of this filter.
[[nodiscard]] ReportCursor cursor_of(const Report& report, const ReportFilter& filter);

}  // namespace ombud::store
