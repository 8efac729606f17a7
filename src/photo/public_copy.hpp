#pragma once

#include "core/config.hpp"
#include "photo/photo.hpp"
#include "photo/sidecar.hpp"
#include "photo/worker_client.hpp"

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace ombud::photo {

/// The anonymised copy of a photo as a file.
struct AnonymisedFile {
    std::filesystem::path jpeg;
    std::filesystem::path sidecar;  ///< see photo/sidecar.hpp
    int width = 0;                  ///< of the copy, pixels
    int height = 0;                 ///< of the copy, pixels
    std::vector<Box> boxes;         ///< in pixels of the oriented original
    bool needs_review = false;      ///< the copy lies in the review folder: a person must look before it is published
    std::string review_reason;      ///< in words; empty where no review is needed
    bool reused = false;            ///< made by an earlier run with the same settings and detectors
};

/// Where copies wait that the detectors did not find clean: `review` beside the public folder, so that nothing
/// unreviewed ever lies in the public one. A person who finds a copy harmless moves the .jpg and the .json over; from
/// then on it is reused from there.
[[nodiscard]] std::filesystem::path review_folder(const std::filesystem::path& public_dir);

/// What decides how a copy looks, as a hash: the settings, the detectors and their versions. Limits do not count.
[[nodiscard]] std::string settings_fingerprint(const PhotoSettings&, std::string_view detectors);

/// Makes `<SHA-256 of the original>.jpg` and its sidecar in `public_dir` or in the review folder. A copy from an
/// earlier run with the same fingerprint, whole and unchanged, is taken as it is, so an interrupted night goes on where
/// it stopped. A copy made with other settings is replaced.
///
/// Throws what `Worker::anonymise` throws, and Error(system) where files cannot be read or written. Two calls for the
/// same content must not run at the same time.
[[nodiscard]] AnonymisedFile anonymise_to(Worker& worker, const std::filesystem::path& original,
                                          const std::filesystem::path& public_dir, const PhotoSettings& settings);

/// The sidecar of the copy of an original, in the public or the review folder. Nothing where there is no whole copy.
[[nodiscard]] std::optional<Sidecar> copy_of(const std::filesystem::path& public_dir, const std::string& sha256);

/// Moves the copy from the review folder into the public one; where something was drawn, makes it again first, with
/// that covered as well. A person has looked, so it needs no review any more. Throws as `anonymise_to` does.
[[nodiscard]] AnonymisedFile release(Worker& worker, const std::filesystem::path& original,
                                     const std::filesystem::path& public_dir, const PhotoSettings& settings,
                                     std::span<const Box> drawn);

/// Moves the copy from the public folder into the review folder; it may be there already. Throws Error(system).
[[nodiscard]] AnonymisedFile withdraw(const std::filesystem::path& public_dir, const std::string& sha256);

}  // namespace ombud::photo
