#include "core/csv_value.hpp"

namespace ombud {

std::string csv_value(std::string_view text) {
    constexpr std::string_view formula_begins = "=+-@\t\r";
    std::string value;
    if (!text.empty() && formula_begins.find(text.front()) != std::string_view::npos) value += '\'';
    value += text;
    if (value.find_first_of(",\"\n\r") == std::string::npos) return value;
    std::string quoted = "\"";
    for (const char c : value) {
        if (c == '"') quoted += c;
        quoted += c;
    }
    return quoted + '"';
}

}  // namespace ombud
