#pragma once

#include "intake/delivered.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace ombud::intake {

/// Whether the bytes start as JPEG, PNG, WebP, TIFF or HEIC do. Names and media types are not asked: they lie.
[[nodiscard]] bool is_photo(std::string_view bytes) noexcept;

/// Takes the photo in, or leaves a remark where the bytes are none.
void add_photo(Delivered& delivered, std::string_view filename, std::string bytes);

/// Adds a photo that a payload holds as base64, with or without "data:image/jpeg;base64," in front.
/// Throws Error(input) where it cannot be decoded.
void add_encoded_photo(Delivered& delivered, std::string_view filename, std::string_view data);

/// Adds a photo that a payload or sheet names: a file in `folder` or below it. Web addresses are not fetched and only
/// remarked. Throws Error(input) where there is no such file or it lies outside of `folder`, symbolic links followed.
/// \param folder  where the payload lies; empty: nowhere (standard input)
void add_named_photo(Delivered& delivered, std::string_view filename, const std::filesystem::path& folder);

}  // namespace ombud::intake
