#pragma once

#include "locate/text_locator.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace ombud::locate {

/// A text and where it is; without a position it names no place.
struct GoldText {
    std::string text;
    std::optional<Position> position;
};

/// Reads a CSV file with the columns text, lat and lon (EPSG:4326; both empty: no place).
/// Error(input) names file and line where a column is missing or a coordinate is none.
[[nodiscard]] std::vector<GoldText> read_gold(const std::filesystem::path& file);

/// From how far away a position is wrong.
inline constexpr double right_within_m = 100;

/// How well texts are located. Shares are of all texts and add up to 1.
struct Evaluation {
    std::size_t texts = 0;
    double right = 0;   ///< within 100 m of the place meant; or no position where no place is meant
    double wrong = 0;   ///< farther off; or a position where no place is meant
    double missed = 0;  ///< no position although a place is meant
    /// How many of those wrong or missed say an address that the register has in several places, the one meant among
    /// them: who knows nothing else than the text cannot tell.
    std::size_t ambiguous = 0;
    double median_m = 0;  ///< error of those that have both positions, right or wrong
    double p95_m = 0;
    double texts_per_s = 0;  ///< of one core, reading of the file and of the gazetteer left out
};

[[nodiscard]] Evaluation evaluate(const Gazetteer& gazetteer, const Thresholds& thresholds,
                                  const std::vector<GoldText>& gold);

}  // namespace ombud::locate
