#include "route/keywords.hpp"

#include "core/word_pattern.hpp"

#include <algorithm>

namespace ombud::route {

Keywords::Keywords(const Config& config) {
    for (const Category& category : config.categories) {
        for (const std::string& keyword : category.keywords) {
            if (std::string padded = padded_words(keyword); padded.size() > 1) {
                rules_.push_back({std::move(padded), keyword, category.id});
            }
        }
    }
    std::ranges::stable_sort(rules_, std::ranges::greater{}, [](const Rule& rule) { return rule.padded.size(); });
}

std::optional<KeywordMatch> Keywords::find(std::string_view text) const {
    const std::string words = padded_words(text);
    const auto rule =
        std::ranges::find_if(rules_, [&](const Rule& r) { return words.find(r.padded) != std::string::npos; });
    if (rule == rules_.end()) return std::nullopt;
    return KeywordMatch{rule->category, rule->keyword};
}

}  // namespace ombud::route
