#include "intake/delivered.hpp"

#include "core/digest.hpp"

#include <algorithm>

namespace ombud::intake {

std::optional<Field> field_from(std::string_view name) noexcept {
    const auto found = std::ranges::find(field_names, name);
    if (found == field_names.end()) return std::nullopt;
    return static_cast<Field>(found - field_names.begin());
}

std::string content_hash(const Delivered& delivered) {
    // The length stands before each value, so that no two deliveries spell the same bytes.
    std::string canonical;
    canonical.reserve(1024);
    const auto add = [&](std::string_view name, std::string_view value) {
        canonical.append(name).append(1, ' ').append(std::to_string(value.size())).append(1, ' ').append(value);
    };
    for (std::size_t i = 0; i < field_names.size(); ++i) {
        const std::string& value = delivered[static_cast<Field>(i)];
        if (!value.empty()) add(field_names[i], value);
    }
    for (const DeliveredFile& photo : delivered.photos) {
        add("photo", photo.sha256);
        add("filename", photo.filename);
    }
    for (const DeliveredFile& file : delivered.attachments) {
        add("attachment", file.sha256);
        add("filename", file.filename);
    }
    return sha256_hex(canonical);
}

}  // namespace ombud::intake
