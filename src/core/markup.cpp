#include "core/markup.hpp"

namespace ombud {

void append_markup(std::string& out, char c) {
    switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        default:
            out += c;
    }
}

std::string escaped_markup(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        if (c == '\'') {
            out += "&#39;";
        } else {
            append_markup(out, c);
        }
    }
    return out;
}

}  // namespace ombud
