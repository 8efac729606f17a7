#pragma once

#include <string>
#include <string_view>

namespace ombud {

/// SHA-256 as 64 lower-case hexadecimal digits.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

}  // namespace ombud
