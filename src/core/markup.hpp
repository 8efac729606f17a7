#pragma once

#include <string>
#include <string_view>

namespace ombud {

/// Appends a character of a text as it stands in HTML and XML, there and between double quotes: & < > " by name.
void append_markup(std::string& out, char c);

/// A text the same way, apostrophes by number, so that it may stand between quotes of either kind.
[[nodiscard]] std::string escaped_markup(std::string_view text);

}  // namespace ombud
