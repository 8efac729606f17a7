#pragma once

#include "store/addresses.hpp"
#include "store/register.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ombud::locate {

/// A house or street found in the address register.
struct Place {
    Position position;
    double accuracy_m = 0;
    bool house = false;  ///< false: only the street is known, the position is its middle house
    std::string street;  ///< official name
    std::string words;   ///< the words of the report that it rests on
};

/// How exact an address is: house coordinates lie on the building, what is reported lies before it.
inline constexpr double house_accuracy_m = 20;

/// The streets of one register, in memory.
class Gazetteer {
  public:
    explicit Gazetteer(store::Register& registry);

    /// The house with this number on this street. A postcode, if stated, must fit. Nothing where two streets share a
    /// name and it does not, and nothing for a number or a street that the register does not have: exact matches only.
    [[nodiscard]] std::optional<Place> find(std::string_view street, std::string_view house_number,
                                            std::string_view postcode) const;

    /// The first street of the register that stands in a free text with a house number of the register behind it. What
    /// follows the closing formula of a letter is not read: that is where the writer lives.
    [[nodiscard]] std::optional<Place> find_in_text(std::string_view text) const;

    /// The official name of a street, or nothing.
    [[nodiscard]] std::optional<std::string> official_name(std::string_view street) const;

  private:
    store::Register* registry_;
    std::unordered_map<std::string, std::string> names_;  ///< street key -> official name
    std::size_t most_words_ = 1;                          ///< of the longest street name
};

}  // namespace ombud::locate
