#include "route/rule_check.hpp"

#include "route/rules.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

namespace ombud::route {

namespace {

/// Every combination of what reports may be, without their words.
std::vector<Facts> combinations(const Config& config, const std::vector<std::string>& areas) {
    std::vector<std::string> categories{""};
    for (const Category& category : config.categories) categories.push_back(category.id);
    std::vector<Facts> all;
    for (const std::string& category : categories) {
        for (const std::string& area : areas) {
            for (const Channel channel : {Channel::email, Channel::phone, Channel::web}) {
                for (const ReporterKind reporter : all_reporter_kinds) {
                    all.push_back({category, area, channel, reporter, {}});
                }
            }
        }
    }
    return all;
}

class Checker {
  public:
    Checker(const Config& config, const std::vector<std::string>& areas)
        : config_(config), rules_(config), known_areas_(areas), areas_(areas) {
        areas_.emplace_back();  // a report without position, or outside of all districts
        if (areas.empty()) {
            for (const RoutingRule& rule : config.rules) {
                for (const std::string& area : rule.areas) {
                    if (std::ranges::find(areas_, area) == areas_.end()) areas_.push_back(area);
                }
            }
        }
        facts_ = combinations(config, areas_);
        for (std::size_t rule = 0; rule < config.rules.size(); ++rule) {
            auto& fits = fits_.emplace_back(facts_.size());
            for (std::size_t f = 0; f < facts_.size(); ++f) fits[f] = rules_.fits_but_for_text(rule, facts_[f]);
        }
    }

    std::vector<Finding> run() {
        unknown_areas();
        for (std::size_t rule = 0; rule < config_.rules.size(); ++rule) dead(rule);
        for (std::size_t rule = 0; rule < config_.rules.size(); ++rule) overlaps(rule);
        gaps();
        return std::move(findings_);
    }

  private:
    [[nodiscard]] std::string named(std::size_t rule) const {
        return fmt::format("rule {} ({})", rule + 1, config_.rules[rule].place);
    }

    /// Whether `earlier` takes every text that `later` asks for.
    [[nodiscard]] bool covers_texts(std::size_t earlier, std::size_t later) const {
        const auto& wide = rules_.texts(earlier);
        const auto& narrow = rules_.texts(later);
        if (wide.empty()) return true;
        return !narrow.empty() && std::ranges::all_of(narrow, [&](const WordPattern& pattern) {
            return std::ranges::any_of(wide, [&](const WordPattern& w) { return w.covers(pattern); });
        });
    }

    /// Whether every report that `narrow` fits is one that `wide` fits.
    [[nodiscard]] bool within(std::size_t narrow, std::size_t wide) const {
        for (std::size_t f = 0; f < facts_.size(); ++f) {
            if (fits_[narrow][f] && !fits_[wide][f]) return false;
        }
        return covers_texts(wide, narrow);
    }

    void dead(std::size_t rule) {
        std::optional<std::size_t> first;
        bool reachable = false;
        for (std::size_t f = 0; f < facts_.size() && !reachable; ++f) {
            if (!fits_[rule][f]) continue;
            bool taken = false;
            for (std::size_t earlier = 0; earlier < rule && !taken; ++earlier) {
                taken = fits_[earlier][f] && covers_texts(earlier, rule);
                if (taken && !first) first = earlier;
            }
            reachable = !taken;
        }
        // A rule whose district the register does not have fits nothing; that is said already.
        if (reachable || !first) return;
        dead_.push_back(rule);
        findings_.push_back({Fault::dead, rule, first,
                             fmt::format("{} never decides: earlier rules take all its reports, {} first of them; put "
                                         "it before them or remove it",
                                         named(rule), named(*first))});
    }

    void overlaps(std::size_t rule) {
        const auto is_dead = [&](std::size_t r) { return std::ranges::find(dead_, r) != dead_.end(); };
        for (std::size_t later = rule + 1; later < config_.rules.size(); ++later) {
            if (config_.rules[rule].department == config_.rules[later].department || is_dead(rule) || is_dead(later)) {
                continue;
            }
            if (within(rule, later)) continue;  // an exception before the general rule, as it is meant to be
            for (std::size_t f = 0; f < facts_.size(); ++f) {
                if (!fits_[rule][f] || !fits_[later][f]) continue;
                findings_.push_back(
                    {Fault::overlap, later, rule,
                     fmt::format("{} and {} both fit reports such as {}; the first sends them to {}, the second would "
                                 "to {}",
                                 named(rule), named(later), described(facts_[f]), config_.rules[rule].department,
                                 config_.rules[later].department)});
                break;
            }
        }
    }

    [[nodiscard]] static std::string described(const Facts& facts) {
        return fmt::format("'{}', {}, by {}, {}", facts.category.empty() ? "no category" : facts.category,
                           facts.area.empty() ? "no district" : "district " + facts.area,
                           ombud::to_string(facts.channel), ombud::to_string(facts.reporter));
    }

    /// Configured categories whose default is triage: what no rule takes whatever its words are.
    void gaps() {
        std::map<std::string, std::vector<std::string>> open;  // category -> districts
        for (std::size_t f = 0; f < facts_.size(); ++f) {
            const Category* category = config_.category(facts_[f].category);
            if (category == nullptr || category->department != triage_department) continue;
            bool taken = false;
            for (std::size_t rule = 0; rule < config_.rules.size() && !taken; ++rule) {
                taken = fits_[rule][f] && rules_.texts(rule).empty();
            }
            auto& districts = open[category->id];
            const std::string area = facts_[f].area.empty() ? "no district" : facts_[f].area;
            if (!taken && std::ranges::find(districts, area) == districts.end()) districts.push_back(area);
        }
        for (const auto& [category, districts] : open) {
            if (districts.empty()) continue;
            const bool everywhere = districts.size() == areas_.size();
            findings_.push_back(
                {Fault::gap,
                 {},
                 {},
                 fmt::format(
                     "reports of {}{} go to triage: no rule takes all of them and the category's own department "
                     "is triage",
                     category, everywhere ? "" : fmt::format(" in {}", fmt::join(districts, ", ")))});
        }
    }

    void unknown_areas() {
        if (known_areas_.empty()) return;
        for (std::size_t rule = 0; rule < config_.rules.size(); ++rule) {
            for (const std::string& area : config_.rules[rule].areas) {
                if (std::ranges::find(known_areas_, area) != known_areas_.end()) continue;
                findings_.push_back(
                    {Fault::unknown_area,
                     rule,
                     {},
                     fmt::format("{} names the district '{}', which the register does not have; it has: "
                                 "{}",
                                 named(rule), area, fmt::join(known_areas_, ", "))});
            }
        }
    }

    const Config& config_;
    Rules rules_;
    const std::vector<std::string>& known_areas_;
    std::vector<std::string> areas_;
    std::vector<Facts> facts_;
    std::vector<std::vector<bool>> fits_;  ///< rule -> combination
    std::vector<std::size_t> dead_;
    std::vector<Finding> findings_;
};

}  // namespace

std::string_view to_string(Fault fault) noexcept {
    switch (fault) {
        case Fault::dead:
            return "dead";
        case Fault::gap:
            return "gap";
        case Fault::overlap:
            return "overlap";
        case Fault::unknown_area:
            return "unknown area";
        case Fault::area_overlap:
            break;
    }
    return "areas overlap";
}

std::vector<Finding> check_rules(const Config& config, const std::vector<std::string>& areas) {
    return Checker(config, areas).run();
}

std::vector<Finding> check_areas(const std::vector<store::AreaOverlap>& overlaps) {
    std::vector<Finding> findings;
    for (const store::AreaOverlap& pair : overlaps) {
        findings.push_back(
            {Fault::area_overlap,
             {},
             {},
             fmt::format("the districts '{}' and '{}' share {:.0f} m²; a report there belongs to the one "
                         "imported first",
                         pair.first, pair.second, pair.square_metres)});
    }
    return findings;
}

}  // namespace ombud::route
