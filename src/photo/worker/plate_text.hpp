#pragma once

#include "photo/worker/text_reader.hpp"

namespace ombud::photo {

/// How likely it is that a line of text is the number of a plate, by what stands in it.
enum class PlateText {
    number,      ///< letters and digits, or digits only, as many as a plate has
    digits,      ///< digits with strokes or colons between them: perhaps a telephone number, a date or a time
    letters,     ///< a single word in capitals: a plate of one's own wish, a make of car, a sign
    piece,       ///< too short for a plate, but perhaps a part of one
    unreadable,  ///< text, but too small or blurred to read
    other,       ///< a name, a sentence, an address
};

/// The rules of Europe and North America: 4 to 9 characters, capitals, at least one digit unless the owner chose them.
/// Confusions of the reader (I and 1, O and 0) do not matter to them.
[[nodiscard]] PlateText plate_text(const Reading& reading);

/// Two pieces that stand side by side, with an emblem or a seal between them, read as one.
[[nodiscard]] Reading joined(const Reading& left, const Reading& right);

/// Letters and digits; spaces, strokes and dots are none.
[[nodiscard]] std::size_t characters_of(const Reading& reading);

}  // namespace ombud::photo
