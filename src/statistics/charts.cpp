#include "statistics/charts.hpp"

#include "core/markup.hpp"
#include "core/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace ombud::statistics {

namespace {

constexpr double chart_width = 760;

/// A round step that gives four to eight lines up to `most`.
std::int64_t step_for(std::int64_t most) {
    constexpr std::array<std::int64_t, 3> steps{1, 2, 5};
    for (std::int64_t power = 1;; power *= 10) {
        for (const std::int64_t step : steps) {
            if (most <= 6 * step * power) return step * power;
        }
    }
}

std::string shortened(const std::string& text, std::size_t bytes) {
    if (text.size() <= bytes) return text;
    return std::string(cut(text, bytes)) + "…";
}

/// The points of the lines: circle, square, triangle.
std::string marker(std::size_t form, double x, double y) {
    switch (form) {
        case 0:
            return fmt::format(R"(<circle cx="{:.1f}" cy="{:.1f}" r="3"/>)", x, y);
        case 1:
            return fmt::format(R"(<rect x="{:.1f}" y="{:.1f}" width="6" height="6"/>)", x - 3, y - 3);
        default:
            return fmt::format(R"(<path d="M{:.1f} {:.1f}l3.6 6.4h-7.2z"/>)", x, y - 4);
    }
}

/// Where the lines are drawn.
struct Plot {
    double left = 62;
    double right = 650;
    double top = 16;
    double bottom = 250;
    std::size_t points = 1;
    std::int64_t most = 1;

    [[nodiscard]] double x(std::size_t i) const {
        if (points < 2) return (left + right) / 2;
        return left + (right - left) * static_cast<double>(i) / static_cast<double>(points - 1);
    }
    [[nodiscard]] double y(std::int64_t value) const {
        return bottom - (bottom - top) * static_cast<double>(value) / static_cast<double>(most);
    }
};

std::string grid(const Plot& plot, std::int64_t step, const std::vector<std::string>& months, const Words& say) {
    std::string svg;
    for (std::int64_t value = 0; value <= plot.most; value += step) {
        svg += fmt::format(
            R"(<line class="grid" x1="{:.1f}" x2="{:.1f}" y1="{:.1f}" y2="{:.1f}"/><text x="{:.1f}" y="{:.1f}" text-anchor="end">{}</text>)",
            plot.left, plot.right, plot.y(value), plot.y(value), plot.left - 8, plot.y(value) + 4, number(value, say));
    }
    // As many labels as fit; with years of months, only the Januaries.
    constexpr std::size_t labels = 9;
    const bool years = months.size() > 2 * labels;
    const std::size_t every = std::max<std::size_t>(1, (months.size() + labels - 1) / labels);
    for (std::size_t i = 0; i < months.size(); ++i) {
        const bool shown = years ? months[i].ends_with("-01") : i % every == 0;
        if (!shown) continue;
        svg += fmt::format(
            R"(<line class="tick" x1="{0:.1f}" x2="{0:.1f}" y1="{1:.1f}" y2="{2:.1f}"/><text x="{0:.1f}" y="{3:.1f}" text-anchor="middle">{4}</text>)",
            plot.x(i), plot.bottom, plot.bottom + 5, plot.bottom + 20, years ? months[i].substr(0, 4) : months[i]);
    }
    return svg;
}

/// A line with gaps where values are hidden.
std::string path_of(const Line& line, const Plot& plot) {
    std::string path;
    bool pen_down = false;
    for (std::size_t i = 0; i < line.values.size(); ++i) {
        if (!line.values[i]) {
            pen_down = false;
            continue;
        }
        path += fmt::format("{}{:.1f} {:.1f}", pen_down ? 'L' : 'M', plot.x(i), plot.y(*line.values[i]));
        pen_down = true;
    }
    return path;
}

/// The labels at the ends of the lines, moved apart where they would overlap.
std::string end_labels(const std::vector<Line>& lines, const Plot& plot) {
    struct Placed {
        double y = 0;
        std::size_t line = 0;
    };
    constexpr double line_height = 16;
    std::vector<Placed> placed;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto shown = std::ranges::find_if(lines[i].values.rbegin(), lines[i].values.rend(),
                                                [](const auto& value) { return value.has_value(); });
        if (shown != lines[i].values.rend()) placed.push_back({plot.y(**shown), i});
    }
    std::ranges::sort(placed, {}, &Placed::y);
    for (std::size_t i = 1; i < placed.size(); ++i) {
        placed[i].y = std::max(placed[i].y, placed[i - 1].y + line_height);
    }
    const double too_low = placed.empty() ? 0 : std::max(0.0, placed.back().y - plot.bottom);
    std::string svg;
    for (const Placed& label : placed) {
        const double y = label.y - too_low;
        svg += fmt::format(R"(<g class="line{0}">{1}<text x="{2:.1f}" y="{3:.1f}">{4}</text></g>)", label.line,
                           marker(label.line, plot.right + 14, y), plot.right + 22, y + 4,
                           escaped_markup(lines[label.line].label));
    }
    return svg;
}

}  // namespace

std::string svg_begin(const ChartText& text, double width, double height) {
    return fmt::format(
        R"(<svg role="img" aria-labelledby="{0}-title {0}-desc" viewBox="0 0 {1:.0f} {2:.0f}" xmlns="http://www.w3.org/2000/svg"><title id="{0}-title">{3}</title><desc id="{0}-desc">{4}</desc>)",
        text.id, width, height, escaped_markup(text.title), escaped_markup(text.description));
}

std::string bar_chart(const ChartText& text, const std::vector<Bar>& bars, const Words& say) {
    constexpr double left = 220;
    constexpr double right = 680;
    constexpr double height = 24;
    constexpr std::size_t label_bytes = 32;
    std::int64_t most = 1;
    for (const Bar& bar : bars) most = std::max(most, bar.value.value_or(0));
    std::string svg = svg_begin(text, chart_width, height * static_cast<double>(bars.size()) + 8);
    for (std::size_t i = 0; i < bars.size(); ++i) {
        const double y = height * static_cast<double>(i) + 4;
        const std::int64_t value = bars[i].value.value_or(0);
        const double width = (right - left) * static_cast<double>(value) / static_cast<double>(most);
        svg += fmt::format(
            R"(<text x="{:.0f}" y="{:.1f}" text-anchor="end">{}</text><rect class="bar" x="{:.0f}" y="{:.1f}" width="{:.1f}" height="{:.0f}"/><text class="value" x="{:.1f}" y="{:.1f}">{}</text>)",
            left - 8, y + 15, escaped_markup(shortened(bars[i].label, label_bytes)), left, y + 2, width, height - 6,
            left + width + 6, y + 15, bars[i].value ? number(value, say) : std::string(say.hidden));
    }
    return svg + "</svg>";
}

std::string line_chart(const ChartText& text, const std::vector<std::string>& months, const std::vector<Line>& lines,
                       const Words& say) {
    Plot plot;
    plot.points = months.size();
    for (const Line& line : lines) {
        for (const auto& value : line.values) plot.most = std::max(plot.most, value.value_or(0));
    }
    const std::int64_t step = step_for(plot.most);
    plot.most = (plot.most + step - 1) / step * step;
    std::string svg = svg_begin(text, chart_width, 276) + grid(plot, step, months, say);
    constexpr std::size_t most_points = 40;  // more would be a caterpillar
    const std::size_t every = (months.size() + most_points - 1) / most_points;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        svg += fmt::format(R"(<g class="line{}"><path class="stroke" d="{}"/>)", i, path_of(lines[i], plot));
        for (std::size_t k = 0; k < lines[i].values.size(); k += std::max<std::size_t>(1, every)) {
            if (lines[i].values[k]) svg += marker(i, plot.x(k), plot.y(*lines[i].values[k]));
        }
        svg += "</g>";
    }
    return svg + end_labels(lines, plot) + "</svg>";
}

}  // namespace ombud::statistics
