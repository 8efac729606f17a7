#pragma once

#include "core/config.hpp"
#include "store/areas.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ombud::route {

/// What can be wrong with rules that load.
enum class Fault {
    dead,          ///< every report that the rule fits is taken by earlier rules
    gap,           ///< reports of a category, or of one in some districts, that nothing takes: they go to triage
    overlap,       ///< two rules with different departments fit some of the same reports, and neither is an exception
                   ///< of the other: their order decides
    unknown_area,  ///< a rule names a district that the register does not have
    area_overlap,  ///< two districts cover the same ground
};
[[nodiscard]] std::string_view to_string(Fault) noexcept;

struct Finding {
    Fault fault = Fault::dead;
    std::optional<std::size_t> rule;   ///< index into Config::rules
    std::optional<std::size_t> other;  ///< the rule that is in its way
    std::string message;               ///< a sentence for people, with file and line of the rules
};

/// Looks at the rules by going through every combination of category, district, channel and kind of reporter; words are
/// compared as patterns. `areas` are the districts of the register; without any, districts are taken to be those that
/// the rules name and all the rest.
[[nodiscard]] std::vector<Finding> check_rules(const Config& config, const std::vector<std::string>& areas);

/// A sentence for each pair of districts that overlap.
[[nodiscard]] std::vector<Finding> check_areas(const std::vector<store::AreaOverlap>& overlaps);

}  // namespace ombud::route
