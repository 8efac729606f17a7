#pragma once

#include "statistics/words.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ombud::statistics {

/// What a chart is called, for everybody: <title> and <desc> of the SVG, tied to it by aria-labelledby.
struct ChartText {
    std::string id;  ///< unique in the page
    std::string title;
    std::string description;
};

/// The opening <svg> with title and description. \param width, height  of the view box
[[nodiscard]] std::string svg_begin(const ChartText& text, double width, double height);

struct Bar {
    std::string label;
    std::optional<std::int64_t> value;  ///< nothing: hidden
};

/// Horizontal bars, each with its label before and its value behind it, so that nothing has to be read off a scale.
[[nodiscard]] std::string bar_chart(const ChartText& text, const std::vector<Bar>& bars, const Words& say);

struct Line {
    std::string label;
    std::vector<std::optional<std::int64_t>> values;  ///< as many as there are months; a hidden one breaks the line
};

/// Up to three lines that differ by dashes, by the form of their points and by the label at their end, so that they
/// need no colour. \param months  "2026-03", in order
[[nodiscard]] std::string line_chart(const ChartText& text, const std::vector<std::string>& months,
                                     const std::vector<Line>& lines, const Words& say);

}  // namespace ombud::statistics
