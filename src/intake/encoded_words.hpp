#pragma once

#include <string>
#include <string_view>

namespace ombud::intake {

/// Joins neighbouring base64 words of one charset in a header (RFC 2047, 6.2: the white space between them is no text).
///
/// "=?utf-8?B?ZGk=?= =?utf-8?B?IMOcYg==?=" becomes "=?utf-8?B?ZGkgw5xi?=". GMime 3.2.13 decodes such a run as one
/// stream and stops at the padding of its first word, so the rest of a subject would be lost. What is not such a run is
/// left as it is.
[[nodiscard]] std::string join_encoded_words(std::string_view header);

}  // namespace ombud::intake
