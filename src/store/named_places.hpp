#pragma once

#include "core/position.hpp"
#include "store/register.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace ombud::store {

/// A street with its line, as map data has it.
struct StreetLine {
    std::string name;
    std::vector<Position> points;  ///< along the line, close enough for nearest approaches
};

/// A point of interest or local nickname.
struct NamedPlace {
    std::string name;
    std::vector<std::string> aliases;
    std::string kind;  ///< free text ("playground"); may be empty
    Position position;
    double reach_m = 0;  ///< how far it extends from there
};

/// An area as far as the gazetteer needs it.
struct NamedArea {
    std::string kind;
    std::string name;
    Position middle;
    double reach_m = 0;  ///< half the diagonal of its box
};

void clear_streets(Register& registry);
void add_street(Register& registry, const StreetLine& street);
[[nodiscard]] std::vector<StreetLine> street_lines(Register& registry);

void clear_places(Register& registry);
void add_place(Register& registry, const NamedPlace& place);
[[nodiscard]] std::vector<NamedPlace> named_places(Register& registry);

[[nodiscard]] std::vector<NamedArea> named_areas(Register& registry);

/// What streets, places, nicknames and areas of the town are called, each once.
[[nodiscard]] std::vector<std::string> all_place_names(Register& registry);

}  // namespace ombud::store
