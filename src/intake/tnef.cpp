#include "intake/tnef.hpp"

#include "core/text.hpp"

#include <cstdint>
#include <optional>

namespace ombud::intake {

namespace {

// Attributes of MS-OXTNEF 2.1.3.3 and a property of MS-OXPROPS.
constexpr std::uint32_t signature = 0x223E9F78;
constexpr std::uint32_t attribute_body = 0x0002800C;
constexpr std::uint32_t attribute_attachment_start = 0x00069002;
constexpr std::uint32_t attribute_attachment_data = 0x0006800F;
constexpr std::uint32_t attribute_attachment_title = 0x00018010;
constexpr std::size_t most_attachments = 1000;

/// Takes little-endian numbers and bytes off the front, never beyond the end.
class Bytes {
  public:
    explicit Bytes(std::string_view bytes) : rest_(bytes) {}

    std::optional<std::uint32_t> number(std::size_t length) {
        if (rest_.size() < length) return std::nullopt;
        std::uint32_t value = 0;
        for (std::size_t i = length; i > 0; --i) value = (value << 8U) | static_cast<unsigned char>(rest_[i - 1]);
        rest_.remove_prefix(length);
        return value;
    }
    std::optional<std::string_view> take(std::size_t length) {
        if (rest_.size() < length) return std::nullopt;
        const std::string_view taken = rest_.substr(0, length);
        rest_.remove_prefix(length);
        return taken;
    }

  private:
    std::string_view rest_;
};

std::string text_of(std::string_view bytes) {
    bytes = bytes.substr(0, bytes.find('\0'));
    return is_utf8(bytes) ? std::string(bytes) : from_windows_1252(bytes);
}

}  // namespace

Tnef parse_tnef(std::string_view bytes) {
    Tnef result;
    Bytes input(bytes);
    if (input.number(4) != signature || !input.number(2)) return result;
    for (;;) {
        const auto level = input.number(1);
        const auto attribute = input.number(4);
        const auto length = input.number(4);
        if (!level || !attribute || !length) return result;
        const auto data = input.take(*length);
        if (!data || !input.number(2)) return result;
        if (*attribute == attribute_body) result.text = text_of(*data);
        if (*attribute == attribute_attachment_start && result.attachments.size() < most_attachments) {
            result.attachments.emplace_back();
        }
        if (result.attachments.empty()) continue;
        if (*attribute == attribute_attachment_title) result.attachments.back().filename = text_of(*data);
        if (*attribute == attribute_attachment_data) result.attachments.back().bytes = *data;
    }
}

}  // namespace ombud::intake
