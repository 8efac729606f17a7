#include "core/text.hpp"
#include "intake/imap/client.hpp"

#include <cstdint>
#include <utility>

namespace ombud::intake::imap {

namespace {

/// Code points of UTF-8; what is none becomes U+FFFD.
char32_t next_code_point(std::string_view& text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(0);
    const std::size_t length = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    constexpr char32_t replacement = 0xFFFD;
    if (length == 1 || first < 0xC0 || text.size() < length) {
        text.remove_prefix(1);
        return first < 0x80 ? first : replacement;
    }
    constexpr unsigned char payload[]{0, 0x7F, 0x1F, 0x0F, 0x07};
    char32_t point = first & payload[length];
    for (std::size_t i = 1; i < length; ++i) point = (point << 6U) | (byte(i) & 0x3FU);
    text.remove_prefix(length);
    return point;
}

/// Modified base64: no padding, ',' for '/'.
class Shifted {
  public:
    void add(std::uint16_t unit) {
        bits_ = (bits_ << 16U) | unit;
        for (count_ += 16; count_ >= 6; count_ -= 6) out_ += digit((bits_ >> (count_ - 6)) & 0x3FU);
    }
    [[nodiscard]] std::string take() {
        if (count_ > 0) out_ += digit((bits_ << (6 - count_)) & 0x3FU);
        count_ = 0;
        bits_ = 0;
        return "&" + std::exchange(out_, {}) + "-";
    }
    [[nodiscard]] bool empty() const noexcept { return out_.empty() && count_ == 0; }

  private:
    static char digit(std::uint64_t value) {
        constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,";
        return digits[value];
    }
    std::string out_;
    std::uint64_t bits_ = 0;
    unsigned count_ = 0;
};

}  // namespace

std::string quoted_folder(std::string_view folder) {
    std::string out = "\"";
    Shifted shifted;
    while (!folder.empty()) {
        const char32_t point = next_code_point(folder);
        if (point < 0x20 || point == 0x7F) continue;  // would end the command
        if (point > 0x7E) {
            constexpr char32_t beyond = 0x10000;
            if (point >= beyond) shifted.add(static_cast<std::uint16_t>(0xD800U + ((point - beyond) >> 10U)));
            shifted.add(static_cast<std::uint16_t>(point >= beyond ? 0xDC00U + ((point - beyond) & 0x3FFU) : point));
            continue;
        }
        if (!shifted.empty()) out += shifted.take();
        const char c = static_cast<char>(point);
        if (c == '"' || c == '\\') out += '\\';
        out += c;
        if (c == '&') out += '-';
    }
    if (!shifted.empty()) out += shifted.take();
    return out + '"';
}

}  // namespace ombud::intake::imap
