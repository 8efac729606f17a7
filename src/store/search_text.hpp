#pragma once

#include <string>
#include <string_view>

namespace ombud::store {

/// What FTS5 is asked for the words of a person: all of them. A word that ends in * is the beginning of one; other
/// characters are no operators. Empty where there is no word in it.
[[nodiscard]] std::string search_expression(std::string_view words);

}  // namespace ombud::store
