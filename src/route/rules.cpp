#include "route/rules.hpp"

#include "core/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ombud::route {

namespace {

/// An empty condition always holds.
template <typename Values, typename Value>
bool holds(const Values& values, const Value& value) {
    return values.empty() || std::ranges::find(values, value) != values.end();
}

bool holds_category(const std::vector<std::string>& names, std::string_view category) {
    const auto is_it = [&](std::string_view name) {
        return category == name || (category.starts_with(name) && category.substr(name.size()).starts_with('/'));
    };
    return names.empty() || std::ranges::any_of(names, is_it);
}

std::string_view domain_of(std::string_view address) {
    const std::size_t at = address.rfind('@');
    return at == std::string_view::npos ? std::string_view() : address.substr(at + 1);
}

}  // namespace

Rules::Rules(const Config& config) : config_(config) {
    for (const RoutingRule& rule : config.rules) {
        texts_.emplace_back(rule.texts.begin(), rule.texts.end());
        read_texts_ = read_texts_ || !rule.texts.empty();
    }
}

bool Rules::fits_but_for_text(std::size_t index, const Facts& facts) const {
    const RoutingRule& rule = config_.rules[index];
    return holds_category(rule.categories, facts.category) && holds(rule.areas, facts.area) &&
           holds(rule.channels, facts.channel) && holds(rule.reporters, facts.reporter);
}

bool Rules::fits(std::size_t index, const Facts& facts) const {
    const auto found = [&](const WordPattern& pattern) { return pattern.matches(facts.words); };
    return fits_but_for_text(index, facts) && (texts_[index].empty() || std::ranges::any_of(texts_[index], found));
}

Decision Rules::decide(const Facts& facts) const {
    for (std::size_t i = 0; i < config_.rules.size(); ++i) {
        if (!fits(i, facts)) continue;
        const RoutingRule& rule = config_.rules[i];
        const std::string why = rule.reason.empty() ? "" : ": " + rule.reason;
        return {rule.department, fmt::format("rule {} ({}){}", i + 1, rule.place, why), i};
    }
    const std::string triage(triage_department);
    if (facts.category.empty()) return {triage, "no category known", std::nullopt};
    const Category* category = config_.category(facts.category);
    if (category == nullptr) return {triage, "the configuration no longer has its category", std::nullopt};
    return {category->department, fmt::format("category {}", category->id), std::nullopt};
}

ReporterKind kind_of(const Reporter& reporter, const Config& config) {
    if (reporter.empty()) return ReporterKind::anonymous;
    const std::string domain = fold(domain_of(reporter.email));
    const auto is_ours = [&](const std::string& own) { return fold(domain_of(own)) == domain; };
    return !domain.empty() && std::ranges::any_of(config.own_addresses, is_ours) ? ReporterKind::staff
                                                                                 : ReporterKind::citizen;
}

Facts facts_of(const Report& report, const Reporter& reporter, const Config& config, const Rules& rules) {
    return {report.category, report.area, report.channel, kind_of(reporter, config),
            rules.read_texts() ? padded_words(report.title + '\n' + report.text) : std::string()};
}

}  // namespace ombud::route
