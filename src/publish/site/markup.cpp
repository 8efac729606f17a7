#include "publish/site/markup.hpp"

#include "core/markup.hpp"
#include "core/text.hpp"

namespace ombud::publish::site {

std::string markup(std::string_view text) {
    const std::string clean = clean_text(text);
    std::string allowed;
    allowed.reserve(clean.size());
    for (std::size_t i = 0; i < clean.size(); ++i) {
        const std::string_view rest = std::string_view(clean).substr(i);
        if (rest.starts_with("\xEF\xBF\xBE") || rest.starts_with("\xEF\xBF\xBF")) {  // U+FFFE and U+FFFF
            i += 2;
            continue;
        }
        allowed += clean[i];
    }
    return escaped_markup(allowed);
}

}  // namespace ombud::publish::site
