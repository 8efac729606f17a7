#pragma once

#include "core/config.hpp"
#include "core/progress.hpp"
#include "photo/photo.hpp"
#include "photo/worker_client.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace ombud::photo {

/// A photo, and where its anonymised copy goes.
struct FolderEntry {
    std::filesystem::path file;
    std::filesystem::path name;  ///< of the copy, below the output folder
};

/// The photo itself, or the photos in a folder and below it, by the endings of their names, sorted. Hidden files and
/// the output folder are left out. A copy is named like its original, with .jpg behind it where it was no JPEG.
///
/// Throws Error(input) where there is no such file or no photo in the folder, and Error(usage) where the copies would
/// come to lie over the originals or over one another.
[[nodiscard]] std::vector<FolderEntry> photos_in(const std::filesystem::path& file_or_folder,
                                                 const std::filesystem::path& output);

/// What became of one photo of a folder.
struct FolderResult {
    std::filesystem::path file;
    std::filesystem::path copy;  ///< empty where there is none
    std::string reason;          ///< why a person must look, or why there is no copy; empty where all is well
    int width = 0;               ///< of the upright original, pixels
    int height = 0;
    std::vector<Box> boxes;  ///< in pixels of the upright original
};

/// Anonymises photos into `output`, on all cores. Copies that a person must look at go to `review` below it. Copies of
/// an earlier run are replaced; where a photo cannot be read any more, its copy is removed. One result for each photo,
/// in their order. Throws Error(system) where files cannot be read or written, or where there is no worker.
[[nodiscard]] std::vector<FolderResult> anonymise_folder(const std::vector<FolderEntry>& photos,
                                                         const std::filesystem::path& output,
                                                         const PhotoSettings& settings, const WorkerOptions& options,
                                                         Progress& progress);

/// The results as JSON: an array of objects with file, copy, reason, width, height and boxes.
[[nodiscard]] std::string to_json(const std::vector<FolderResult>& results);

}  // namespace ombud::photo
