#include "photo/worker/plate_text.hpp"

#include <algorithm>
#include <cctype>
#include <string_view>

namespace ombud::photo {

namespace {

/// Below, half of what is read on blurred plates is wrong, and rims and grilles are read as letters.
constexpr double readable = 0.70;

struct Counts {
    std::size_t digits = 0;
    std::size_t capitals = 0;
    std::size_t small = 0;
    std::size_t unknown = 0;  ///< letters of another script
    std::size_t separators = 0;

    [[nodiscard]] std::size_t characters() const noexcept { return digits + capitals + small + unknown; }
};

Counts count(std::string_view text) {
    constexpr std::string_view separators = ":-./";
    Counts counts;
    for (const char c : text) {
        const auto letter = static_cast<unsigned char>(c);
        if (std::isdigit(letter) != 0) {
            ++counts.digits;
        } else if (std::isupper(letter) != 0) {
            ++counts.capitals;
        } else if (std::islower(letter) != 0) {
            ++counts.small;
        } else if (c == '?') {
            ++counts.unknown;
        } else if (separators.find(c) != std::string_view::npos) {
            ++counts.separators;
        }
    }
    return counts;
}

}  // namespace

PlateText plate_text(const Reading& reading) {
    constexpr std::size_t fewest = 4;
    constexpr std::size_t most = 9;
    const Counts counts = count(reading.text);
    const std::size_t characters = counts.characters();
    if (reading.confidence < readable || characters < 2) return PlateText::unreadable;
    if (characters > most || counts.small > std::max<std::size_t>(1, characters / 4)) return PlateText::other;
    if (characters < fewest) return counts.small == 0 ? PlateText::piece : PlateText::other;
    if (counts.digits == 0) return characters < most ? PlateText::letters : PlateText::other;
    if (counts.capitals > 0) return PlateText::number;
    if (counts.separators >= 2) return PlateText::other;
    return counts.separators == 0 && characters > fewest ? PlateText::number : PlateText::digits;
}

Reading joined(const Reading& left, const Reading& right) {
    return {left.text + right.text, std::min(left.confidence, right.confidence)};
}

std::size_t characters_of(const Reading& reading) {
    return count(reading.text).characters();
}

}  // namespace ombud::photo
