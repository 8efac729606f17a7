#pragma once

#include "intake/delivered.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace ombud::intake {

/// Whether the bytes start as JPEG, PNG, WebP, TIFF or HEIC do. Names and media types are not asked: they lie.
[[nodiscard]] bool is_photo(std::string_view bytes) noexcept;

/// Takes a file in: as a photo where its bytes are one, else as an attachment. So do the functions below.
/// Throws Error(input) where there are more files than a report has.
void add_file(Delivered& delivered, std::string_view filename, std::string bytes);

/// Takes a file in as an attachment, whatever it is.
void add_attachment(Delivered& delivered, std::string_view filename, std::string bytes);

/// Adds a photo or a file that a payload holds as base64, with or without "data:image/jpeg;base64," in front.
/// Throws Error(input) where it cannot be decoded.
void add_encoded_file(Delivered& delivered, std::string_view filename, std::string_view data);

/// Adds a photo or a file that a payload or sheet names: a file in `folder` or below it. Web addresses are not fetched
/// and only remarked. Throws Error(input) where there is no such file, it lies outside of `folder`, symbolic links
/// followed, or it is larger than `longest_item`. \param folder  where the payload lies; empty: nowhere (standard
/// input)
void add_named_file(Delivered& delivered, std::string_view filename, const std::filesystem::path& folder);

}  // namespace ombud::intake
