#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ombud::intake {

/// The bytes behind base64 (RFC 4648, also the URL alphabet; white space and missing padding are forgiven).
/// Nothing where other characters stand in it or it ends in the middle of a byte.
[[nodiscard]] std::optional<std::string> decode_base64(std::string_view text);

}  // namespace ombud::intake
