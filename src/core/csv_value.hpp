#pragma once

#include <string>
#include <string_view>

namespace ombud {

/// A text as a value of CSV, quoted where RFC 4180 asks for it. What a spreadsheet program would take for a formula
/// (=, +, -, @, tab or carriage return in front) gets an apostrophe before it.
[[nodiscard]] std::string csv_value(std::string_view text);

}  // namespace ombud
