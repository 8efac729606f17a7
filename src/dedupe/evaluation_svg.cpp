#include "dedupe/evaluation.hpp"

#include <fmt/format.h>

#include <string_view>

namespace ombud::dedupe {

namespace {

constexpr double side = 320;
constexpr double margin = 56;

struct Point {
    double x;
    double y;
};

Point at(double offset, double x, double y) {
    return {offset + margin + x * side, margin + (1 - y) * side};
}

/// Axes from 0 to 1 with a grid of tenths at every second line.
std::string axes(double offset, std::string_view title, std::string_view x_name, std::string_view y_name) {
    std::string svg;
    for (int i = 0; i <= 10; i += 2) {
        const double value = i / 10.;
        const Point left = at(offset, 0, value);
        const Point right = at(offset, 1, value);
        const Point bottom = at(offset, value, 0);
        const Point top = at(offset, value, 1);
        svg += fmt::format("<path d='M{:.1f} {:.1f}H{:.1f}M{:.1f} {:.1f}V{:.1f}' stroke='#ccc' fill='none'/>\n", left.x,
                           left.y, right.x, bottom.x, bottom.y, top.y);
        svg +=
            fmt::format("<text x='{:.1f}' y='{:.1f}' text-anchor='end'>{:.1f}</text>\n", left.x - 6, left.y + 4, value);
        svg += fmt::format("<text x='{:.1f}' y='{:.1f}' text-anchor='middle'>{:.1f}</text>\n", bottom.x, bottom.y + 18,
                           value);
    }
    const Point middle = at(offset, 0.5, 0);
    svg += fmt::format("<text x='{:.1f}' y='{:.1f}' text-anchor='middle'>{}</text>\n", middle.x, middle.y + 38, x_name);
    svg += fmt::format("<text x='{:.1f}' y='{:.1f}' text-anchor='middle' font-weight='bold'>{}: {}</text>\n", middle.x,
                       margin - 20, title, y_name);
    return svg;
}

std::string dot(Point p, std::string_view tip) {
    return fmt::format("<circle cx='{:.1f}' cy='{:.1f}' r='4' fill='#0a5'><title>{}</title></circle>\n", p.x, p.y, tip);
}

std::string line(const std::vector<Point>& points) {
    std::string d;
    for (const Point& p : points) d += fmt::format("{}{:.1f} {:.1f}", d.empty() ? "M" : "L", p.x, p.y);
    return fmt::format("<path d='{}' stroke='#0a5' stroke-width='2' fill='none'/>\n", d);
}

}  // namespace

std::string to_svg(const Evaluation& evaluation) {
    const double second = side + 2 * margin;
    std::string svg = fmt::format(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {:.0f} {:.0f}' font-family='sans-serif' font-size='12'>\n"
        "<rect width='100%' height='100%' fill='white'/>\n",
        2 * second, side + 2 * margin);
    svg += axes(0, "Precision and recall", "recall", "precision");
    std::vector<Point> curve;
    std::string dots;
    for (const PairQuality& q : evaluation.curve) {
        if (q.predicted == 0) continue;
        curve.push_back(at(0, q.recall(), q.precision()));
        dots += dot(curve.back(), fmt::format("from {:.2f}: precision {:.3f}, recall {:.3f}", q.threshold,
                                              q.precision(), q.recall()));
    }
    svg += line(curve) + dots;
    svg += axes(second, "Calibration", "stated probability", "share that was right");
    const Point low = at(second, 0, 0);
    const Point high = at(second, 1, 1);
    svg += fmt::format("<path d='M{:.1f} {:.1f}L{:.1f} {:.1f}' stroke='#888' stroke-dasharray='4'/>\n", low.x, low.y,
                       high.x, high.y);
    std::vector<Point> bins;
    dots.clear();
    for (const CalibrationBin& bin : evaluation.calibration) {
        if (bin.candidates == 0) continue;
        bins.push_back(at(second, bin.stated, bin.observed));
        dots += dot(bins.back(), fmt::format("{} candidates: stated {:.3f}, right {:.3f}", bin.candidates, bin.stated,
                                             bin.observed));
    }
    return svg + line(bins) + dots + "</svg>\n";
}

}  // namespace ombud::dedupe
