#include "core/csv_value.hpp"

namespace ombud {

void append_csv_value(std::string& out, std::string_view text) {
    constexpr std::string_view formula_begins = "=+-@\t\r\n";
    const bool formula = !text.empty() && formula_begins.find(text.front()) != std::string_view::npos;
    const bool quoted = text.find_first_of(",\"\n\r;") != std::string_view::npos;
    if (quoted) out += '"';
    if (formula) out += '\'';
    for (const char c : text) {
        if (c == '"') out += c;
        out += c;
    }
    if (quoted) out += '"';
}

std::string csv_value(std::string_view text) {
    std::string value;
    append_csv_value(value, text);
    return value;
}

}  // namespace ombud
