#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ombud::statistics {

/// By what reports are counted.
enum class Dimension { department, category, group, area, channel, month, week, status };

inline constexpr std::array all_dimensions{Dimension::department, Dimension::category, Dimension::group,
                                           Dimension::area,       Dimension::channel,  Dimension::month,
                                           Dimension::week,       Dimension::status};

/// "department"
[[nodiscard]] std::string_view to_string(Dimension) noexcept;
[[nodiscard]] std::optional<Dimension> dimension_from(std::string_view) noexcept;

/// Months and weeks: a figure counts where what it counts happened, not where the report stands.
[[nodiscard]] constexpr bool is_time(Dimension dimension) noexcept {
    return dimension == Dimension::month || dimension == Dimension::week;
}

/// The dimensions of one table; several are crossed.
using Grouping = std::vector<Dimension>;

/// Reads "department" or "department,month". Error(usage) for what is unknown, there twice, more than three, or month
/// and week together.
[[nodiscard]] Grouping read_grouping(std::string_view text);

}  // namespace ombud::statistics
