#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ombud {

/// Whether the bytes are well-formed UTF-8.
[[nodiscard]] bool is_utf8(std::string_view bytes) noexcept;

/// NFC UTF-8 without NUL and control characters (tab and line feed stay); what is not UTF-8 becomes U+FFFD.
[[nodiscard]] std::string clean_text(std::string_view text);

/// Windows-1252 to UTF-8. Bytes that the code page leaves open become U+FFFD.
[[nodiscard]] std::string from_windows_1252(std::string_view bytes);

/// Lower case, ä ö ü ß as ae oe ue ss, other letters without their marks: for comparing, never for showing.
/// "Straße" and "STRASSE" fold alike, so do "Müller" and "Mueller".
[[nodiscard]] std::string fold(std::string_view text);

/// Without white space at both ends.
[[nodiscard]] std::string_view trim(std::string_view text) noexcept;

/// At most `bytes` bytes, cut at a character border.
[[nodiscard]] std::string_view cut(std::string_view text, std::size_t bytes) noexcept;

/// The pieces between separators, trimmed, empty ones left out.
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);

}  // namespace ombud
