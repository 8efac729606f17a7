#include "dedupe/comparison.hpp"

#include "core/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <tuple>

namespace ombud::dedupe {

namespace {

constexpr double seconds_a_day = 86'400;

double days_apart(const Report& a, const Report& b) {
    return std::abs(static_cast<double>((a.received_at - b.received_at).count())) / seconds_a_day;
}

/// The text as it is compared: a repeated report often differs in a blank or a capital only.
std::string comparable(const Report& report) {
    std::string words;
    for (const char c : fold(report.text.empty() ? report.title : report.text)) {
        if (c != ' ' && c != '\n' && c != '\t') words += c;
    }
    return words;
}

std::string span_in_words(double days) {
    if (days < 1) return "same day";
    const long whole = std::lround(days);
    return fmt::format("{} day{}", whole, whole == 1 ? "" : "s");
}

}  // namespace

bool may_be_same(const Report& report, const Report& earlier, const DuplicateRule& rule) {
    if (report.id == earlier.id || is_closed(earlier.status)) return false;
    // Order of arrival, by id where the clock says the same, so that two reports never point at each other.
    if (std::tie(earlier.received_at, earlier.id) > std::tie(report.received_at, report.id)) return false;
    if (report.category.empty() || report.category != earlier.category) return false;
    if (days_apart(report, earlier) > static_cast<double>(rule.window.count())) return false;
    return !report.position || !earlier.position || distance_m(*report.position, *earlier.position) <= rule.radius_m;
}

Comparison compare(const Report& report, const Report& earlier, const DuplicateRule& rule) {
    Comparison c;
    if (report.position && earlier.position) c.metres = distance_m(*report.position, *earlier.position);
    c.days = days_apart(report, earlier);
    const std::string words = comparable(report);
    c.same_text = !words.empty() && words == comparable(earlier);
    // Nearness counts twice as much as time: of two potholes reported today the nearer one is meant.
    const double near = c.metres < 0 ? 0 : 1 - c.metres / std::max(1.0, rule.radius_m);
    const double recent = 1 - c.days / std::max(1.0, static_cast<double>(rule.window.count()));
    c.score = c.same_text ? 1 : std::clamp((2 * near + recent) / 3, 0.0, 0.99);
    return c;
}

std::string Comparison::reasons() const {
    std::string text = metres < 0 ? std::string("no position to compare") : fmt::format("{:.0f} m", metres);
    text += ", " + span_in_words(days) + ", same category";
    if (same_text) text += ", same text";
    return text;
}

}  // namespace ombud::dedupe
