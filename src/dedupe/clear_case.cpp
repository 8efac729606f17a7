#include "dedupe/clear_case.hpp"

#include "core/text.hpp"
#include "dedupe/fingerprint.hpp"

#include <chrono>
#include <string>

namespace ombud::dedupe {

namespace {

/// The text as it is compared: a repeated report often differs in a blank or a capital only.
std::string comparable(const Report& report) {
    std::string words;
    for (const char c : fold(report.text.empty() ? report.title : report.text)) {
        if (c != ' ' && c != '\n' && c != '\t') words += c;
    }
    return words;
}

}  // namespace

bool may_be_same(const Report& report, const Report& earlier, const DuplicateRule& rule) {
    if (report.id == earlier.id || is_closed(earlier.status)) return false;
    if (!arrived_before(earlier, report)) return false;
    if (report.category.empty() || report.category != earlier.category) return false;
    if (report.received_at - earlier.received_at > rule.window) return false;
    return !report.position || !earlier.position || distance_m(*report.position, *earlier.position) <= rule.radius_m;
}

bool same_text(const Report& a, const Report& b) {
    const std::string words = comparable(a);
    return !words.empty() && words == comparable(b);
}

}  // namespace ombud::dedupe
