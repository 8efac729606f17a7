#pragma once

// Inside src/publish/redaction only.

#include <string_view>

namespace ombud::publish::redaction {

/// The words of German as a Bloom filter, see word_filter.hpp. Made at build time of Debian's wngerman (igerman98,
/// GPL-2+), which has 356,000 forms: those of common words, of well-known places and of the most common names.
extern const std::string_view german_filter;

/// Whether a folded word is in the dictionary, as it is.
[[nodiscard]] bool in_dictionary(std::string_view folded) noexcept;

/// Whether a folded word is one, or is put together of such: "hundekotbeutelspender". Of what is not, most are names,
/// the rest misspelt words, brands and villages. A few rare surnames are put together like words: "rautenkranz".
[[nodiscard]] bool is_german(std::string_view folded);

}  // namespace ombud::publish::redaction
