#include "store/report_filter.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>

namespace ombud::store {

namespace {

/// In the order of the enumeration.
constexpr std::array<std::string_view, 5> orders{"newest", "oldest", "changed", "unchanged", "nearest"};

template <typename Number>
bool read_number(std::string_view text, Number& number) noexcept {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size();
}

}  // namespace

std::string_view to_string(ReportOrder order) noexcept {
    return orders[static_cast<std::size_t>(order)];
}

std::optional<ReportOrder> report_order_from(std::string_view name) noexcept {
    for (std::size_t i = 0; i < orders.size(); ++i) {
        if (orders[i] == name) return static_cast<ReportOrder>(i);
    }
    return std::nullopt;
}

std::string to_string(const ReportCursor& cursor) {
    return fmt::format("{}.{}.{}", to_string(cursor.order), cursor.key, cursor.id);
}

std::optional<ReportCursor> report_cursor_from(std::string_view text) noexcept {
    const std::size_t first = text.find('.');
    const std::size_t last = text.rfind('.');
    if (first == std::string_view::npos || first == last) return std::nullopt;
    const auto order = report_order_from(text.substr(0, first));
    if (!order) return std::nullopt;
    ReportCursor cursor{*order, 0, 0};
    if (!read_number(text.substr(first + 1, last - first - 1), cursor.key)) return std::nullopt;
    if (!read_number(text.substr(last + 1), cursor.id)) return std::nullopt;
    return cursor;
}

bool ReportFilter::is_empty() const noexcept {
    return statuses.empty() && departments.empty() && categories.empty() && channels.empty() && areas.empty() &&
           text.empty() && !box && !near && reporter.empty() && !since && !until && !late && !untouched_since &&
           !without_photo && !waiting_for_release && !after && limit == 0;
}

ReportCursor cursor_of(const Report& report, const ReportFilter& filter) {
    ReportCursor cursor{filter.order, 0, report.id};
    switch (filter.order) {
        case ReportOrder::newest:
        case ReportOrder::oldest:
            cursor.key = report.received_at.time_since_epoch().count();
            break;
        case ReportOrder::changed:
        case ReportOrder::unchanged:
            cursor.key = report.changed_at.time_since_epoch().count();
            break;
        case ReportOrder::nearest:
            if (filter.near && report.position) {
                cursor.key = static_cast<std::int64_t>(1000 * distance_m(*report.position, filter.near->centre));
            }
            break;
    }
    return cursor;
}

}  // namespace ombud::store
