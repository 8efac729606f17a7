#include "statistics/dimension.hpp"

#include "core/error.hpp"
#include "core/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace ombud::statistics {

namespace {

constexpr std::array<std::string_view, all_dimensions.size()> names{"department", "category", "group", "area",
                                                                    "channel",    "month",    "week",  "status"};

}  // namespace

std::string_view to_string(Dimension dimension) noexcept {
    return names.at(static_cast<std::size_t>(dimension));
}

std::optional<Dimension> dimension_from(std::string_view name) noexcept {
    const auto found = std::ranges::find(names, name);
    if (found == names.end()) return std::nullopt;
    return all_dimensions.at(static_cast<std::size_t>(found - names.begin()));
}

Grouping read_grouping(std::string_view text) {
    constexpr std::size_t most = 3;
    Grouping grouping;
    for (const std::string_view name : split(text, ',')) {
        const auto dimension = dimension_from(name);
        if (!dimension) {
            throw Error(ErrorKind::usage,
                        fmt::format("--by {}: nothing is counted by '{}'; use {}", text, name, fmt::join(names, ", ")));
        }
        if (std::ranges::find(grouping, *dimension) != grouping.end()) {
            throw Error(ErrorKind::usage, fmt::format("--by {}: {} is there twice", text, name));
        }
        grouping.push_back(*dimension);
    }
    if (grouping.empty() || grouping.size() > most) {
        throw Error(ErrorKind::usage, fmt::format("--by {}: name one to three of {}", text, fmt::join(names, ", ")));
    }
    if (std::ranges::count_if(grouping, is_time) > 1) {
        throw Error(ErrorKind::usage, fmt::format("--by {}: month and week do not go together", text));
    }
    return grouping;
}

}  // namespace ombud::statistics
