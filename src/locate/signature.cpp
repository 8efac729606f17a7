#include "core/text.hpp"
#include "locate/text_locator.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace ombud::locate {

namespace {

constexpr std::array<std::string_view, 17> closings{"freundliche gruesse",
                                                    "freundlichen gruessen",
                                                    "viele gruesse",
                                                    "beste gruesse",
                                                    "liebe gruesse",
                                                    "schoene gruesse",
                                                    "herzliche gruesse",
                                                    "mfg",
                                                    "vg",
                                                    "hochachtungsvoll",
                                                    "kind regards",
                                                    "best regards",
                                                    "best wishes",
                                                    "yours sincerely",
                                                    "freundlichem gruss",
                                                    "gruesse",
                                                    "gruss"};

bool closes(std::string_view line) {
    std::string folded = fold(line);
    if (folded == "--") return true;
    if (folded.starts_with("mit ")) folded.erase(0, 4);
    return std::ranges::any_of(closings, [&](std::string_view closing) {
        // "Grussendorf" closes nothing, "Gruß, Anna" does.
        return folded.starts_with(closing) &&
               (folded.size() == closing.size() || folded[closing.size()] < 'a' || folded[closing.size()] > 'z');
    });
}

}  // namespace

std::string_view before_signature(std::string_view text) {
    for (std::size_t line = 0; line < text.size();) {
        const std::size_t end = std::min(text.find('\n', line), text.size());
        const std::string_view words = trim(text.substr(line, end - line));
        constexpr std::string_view beginnings = "mMfFvVbBlLsShHkKyYgG-";
        if (!words.empty() && beginnings.find(words.front()) != std::string_view::npos && line > 0 && closes(words)) {
            return text.substr(0, line);
        }
        line = end + 1;
    }
    return text;
}

}  // namespace ombud::locate
