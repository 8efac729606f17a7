#include "publish/site/markup.hpp"

#include "core/text.hpp"

namespace ombud::publish::site {

std::string markup(std::string_view text) {
    const std::string clean = clean_text(text);
    std::string out;
    out.reserve(clean.size());
    for (std::size_t i = 0; i < clean.size(); ++i) {
        const std::string_view rest = std::string_view(clean).substr(i);
        if (rest.starts_with("\xEF\xBF\xBE") || rest.starts_with("\xEF\xBF\xBF")) {  // U+FFFE and U+FFFF
            i += 2;
            continue;
        }
        switch (clean[i]) {
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
            case '\'':
                out += "&#39;";
                break;
            default:
                out += clean[i];
        }
    }
    return out;
}

}  // namespace ombud::publish::site
