#pragma once

#include "core/report.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace ombud::statistics {

/// What the statistics say, in one language.
struct Words {
    std::string_view code;  ///< "de"
    std::string_view title, period, from_the_beginning, until, public_edition, internal_edition;
    std::string_view no_department, no_category, no_area;
    std::string_view key_figures, by_month, by_week, by_department, by_category, by_group, by_area, by_channel,
        by_status, crossed, hot_spots, notes;
    std::string_view group, median, p90, share, hidden, hidden_long, no_hot_spots, reports, street, place, categories,
        number, map_description, bars_description, lines_description, legend, nothing, fewer, dimension_and, total,
        days, hours, minutes;
    std::array<std::string_view, 3> channels;
    std::array<std::string_view, all_statuses.size()> statuses;
    char thousands = '.';
    char decimal = ',';

    [[nodiscard]] std::string_view channel(Channel c) const { return channels.at(static_cast<std::size_t>(c)); }
    [[nodiscard]] std::string_view status(Status s) const { return statuses.at(static_cast<std::size_t>(s)); }
};

/// \param language  "en"; anything else is German
[[nodiscard]] const Words& words(std::string_view language) noexcept;

/// "12.345"
[[nodiscard]] std::string number(std::int64_t value, const Words& say);
/// "2,5"
[[nodiscard]] std::string number(double value, int decimals, const Words& say);
/// How long something took, in the unit that people would use: "35 Min.", "7,5 Std.", "12,3 Tage".
[[nodiscard]] std::string duration(double seconds, const Words& say);

}  // namespace ombud::statistics
