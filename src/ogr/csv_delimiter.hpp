#pragma once

// Inside src/ogr only.

#include <string_view>

namespace ombud::ogr {

/// The delimiter of a CSV file, of `;` `,` tab and `|`: the one that stands as often in the other rows as in the
/// header, and of those the most frequent. Delimiters and line breaks inside quotation marks do not count, so that
/// neither an address in quotes nor a decimal comma misleads. `,` where none of them occurs. \param sample  the
/// beginning of the file, UTF-8 \param whole   the sample is the whole file; otherwise its last row may be cut off and
/// does not count
[[nodiscard]] char find_delimiter(std::string_view sample, bool whole) noexcept;

}  // namespace ombud::ogr
