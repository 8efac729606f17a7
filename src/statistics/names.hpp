#pragma once

#include "core/config.hpp"
#include "core/deadline.hpp"
#include "statistics/dimension.hpp"
#include "statistics/figures.hpp"
#include "store/figure_rows.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ombud::statistics {

/// Small numbers for texts, in the order in which they first came; 0 is the empty text.
class Codes {
  public:
    Codes() { static_cast<void>(code("")); }
    [[nodiscard]] std::uint32_t code(std::string_view text);
    [[nodiscard]] const std::string& text(std::uint32_t code) const { return texts_.at(code); }
    [[nodiscard]] std::size_t size() const noexcept { return texts_.size(); }

  private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
    };
    std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> codes_;
    std::vector<std::string> texts_;
};

/// The values of the dimensions as numbers below 2^21, and their labels.
class Names {
  public:
    Names(const Config& config, std::vector<store::FigureArea> areas);

    /// Number of a report's value. \pre not a time dimension
    [[nodiscard]] std::uint32_t code(Dimension dimension, const store::FigureRow& row);
    /// Number of a local day's month or week: in the order of time, at least 1. Days before 1900 count as 1900.
    [[nodiscard]] static std::uint32_t time_code(Dimension dimension, std::chrono::sys_days day);
    [[nodiscard]] Label label(Dimension dimension, std::uint32_t code) const;

    /// The category's name, or its id where the configuration no longer has it.
    [[nodiscard]] Label category(std::string_view id) const;
    /// Empty without one.
    [[nodiscard]] std::string area(std::int64_t id) const;

  private:
    [[nodiscard]] std::string group_name(std::string_view group) const;

    const Config& config_;
    std::vector<store::FigureArea> areas_;
    Codes texts_;  ///< ids of departments, categories, groups
};

}  // namespace ombud::statistics
