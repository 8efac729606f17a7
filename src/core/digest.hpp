#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>

namespace ombud {

/// SHA-256 as 64 lower-case hexadecimal digits.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

using Digest = std::array<unsigned char, 32>;

/// SHA-256 of these bytes, one part after the other. For many short texts: nothing is allocated or looked up.
[[nodiscard]] Digest sha256(std::span<const std::string_view> parts);

/// The bytes of a digest; valid as long as it is.
[[nodiscard]] inline std::string_view bytes_of(const Digest& digest) noexcept {
    return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

/// Bytes as lower-case hexadecimal digits.
[[nodiscard]] std::string hex(std::string_view bytes);

}  // namespace ombud
