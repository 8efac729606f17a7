#pragma once

#include "photo/photo.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ombud::photo {

/// What lies as `<name>.json` beside the public copy `<name>.jpg`: what was covered, by whom, under which settings.
/// It says nothing about the original but the SHA-256 in its name: no position, no time, no fingerprint.
struct Sidecar {
    std::string settings;   ///< fingerprint of everything that decides how the copy looks
    std::string detectors;  ///< names and versions
    std::string jpeg_sha256;
    std::string reviewed_from;  ///< SHA-256 of the copy that a person saw, where this one was made after the look
    int width = 0;              ///< of the copy, pixels
    int height = 0;             ///< of the copy, pixels
    bool needs_review = false;
    std::string review_reason;  ///< in words; empty where no review is needed
    int original_width = 0;     ///< the coordinates of the boxes are in these
    int original_height = 0;
    std::vector<Box> boxes;
};

[[nodiscard]] std::string to_json(const Sidecar&);

/// Nothing where the text is not a sidecar as `to_json` writes it: the copy is then made again.
[[nodiscard]] std::optional<Sidecar> sidecar_from(std::string_view json);

}  // namespace ombud::photo
