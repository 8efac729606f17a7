#pragma once

#include <string>
#include <string_view>

namespace ombud {

/// Appends a text as a value of CSV, quoted where RFC 4180 asks for it or a semicolon would part it in German offices.
/// What a spreadsheet program would take for a formula (=, +, -, @, tab or line break in front) gets an apostrophe
/// before it, their own sign for text.
void append_csv_value(std::string& out, std::string_view text);

[[nodiscard]] std::string csv_value(std::string_view text);

}  // namespace ombud
