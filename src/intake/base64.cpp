#include "intake/base64.hpp"

#include <array>
#include <cstdint>

namespace ombud::intake {

namespace {

constexpr std::uint8_t no_digit = 0xFF;
constexpr std::uint8_t white = 0xFE;
constexpr std::uint8_t padding = 0xFD;

constexpr std::array<std::uint8_t, 256> digit_values() {
    std::array<std::uint8_t, 256> values{};
    values.fill(no_digit);
    constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (std::size_t i = 0; i < digits.size(); ++i) {
        values[static_cast<unsigned char>(digits[i])] = static_cast<std::uint8_t>(i);
    }
    values['-'] = 62;  // the URL alphabet
    values['_'] = 63;
    values[' '] = values['\t'] = values['\r'] = values['\n'] = white;
    values['='] = padding;
    return values;
}

constexpr auto value_of = digit_values();

}  // namespace

std::optional<std::string> decode_base64(std::string_view text) {
    std::string bytes;
    bytes.reserve(text.size() / 4 * 3 + 3);
    std::uint32_t group = 0;
    unsigned digits = 0;
    unsigned padded = 0;
    for (const char c : text) {
        const std::uint8_t value = value_of[static_cast<unsigned char>(c)];
        if (value == white) continue;
        if (value == padding) {
            ++padded;
            continue;
        }
        if (value == no_digit || padded > 0) return std::nullopt;
        group = (group << 6U) | value;
        if (++digits == 4) {
            bytes += static_cast<char>(group >> 16U);
            bytes += static_cast<char>(group >> 8U);
            bytes += static_cast<char>(group);
            digits = 0;
            group = 0;
        }
    }
    if (digits == 1 || padded > 2) return std::nullopt;
    if (digits == 2) bytes += static_cast<char>(group >> 4U);
    if (digits == 3) {
        bytes += static_cast<char>(group >> 10U);
        bytes += static_cast<char>(group >> 2U);
    }
    return bytes;
}

}  // namespace ombud::intake
