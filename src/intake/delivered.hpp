#pragma once

#include "core/report.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ombud::intake {

/// The fields of a report that a source can fill, named in ombud.toml as in `field_names`.
enum class Field : std::size_t {
    external_id,
    received_at,
    title,
    text,
    category,
    name,
    email,
    phone,
    street,
    house_number,
    postcode,
    city,
    lat,
    lon,
    status,
    closed_at,
    photo,
    comment_on,
    wish,  ///< whether its sender wants it public; called "public"
};

inline constexpr std::array<std::string_view, 19> field_names{
    "external_id", "received_at", "title",        "text",       "category", "name", "email",
    "phone",       "street",      "house_number", "postcode",   "city",     "lat",  "lon",
    "status",      "closed_at",   "photo",        "comment_on", "public"};

[[nodiscard]] constexpr std::string_view field_name(Field field) noexcept {
    return field_names[static_cast<std::size_t>(field)];
}
[[nodiscard]] std::optional<Field> field_from(std::string_view name) noexcept;

/// A photo or another file that came with a report, and the digest of its bytes.
struct DeliveredFile {
    std::string filename;  ///< as the sender named it; never used as a path
    std::string bytes;
    std::string sha256;
};

/// What a source delivered for one report: texts as they came, before anything was made of them.
class Delivered {
  public:
    [[nodiscard]] std::string& operator[](Field field) noexcept { return texts_[static_cast<std::size_t>(field)]; }
    [[nodiscard]] const std::string& operator[](Field field) const noexcept {
        return texts_[static_cast<std::size_t>(field)];
    }

    std::vector<DeliveredFile> photos;
    std::vector<DeliveredFile> attachments;  ///< files that are no photos
    std::vector<std::string> remarks;        ///< what was left out and why, a sentence each

  private:
    std::array<std::string, field_names.size()> texts_;
};

/// SHA-256 over everything delivered, in the order of `Field` whatever order the sender chose: the same content gives
/// the same hash.
[[nodiscard]] std::string content_hash(const Delivered& delivered);

}  // namespace ombud::intake
