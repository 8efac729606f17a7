#pragma once

#include "core/config.hpp"
#include "core/progress.hpp"
#include "photo/photo.hpp"
#include "photo/worker_client.hpp"

#include <filesystem>
#include <vector>

namespace ombud::photo {

/// What a person has marked in a photo, in pixels of the upright photo.
struct LabelledBox {
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;
};

struct LabelledPhoto {
    std::filesystem::path file;
    std::vector<LabelledBox> boxes;  ///< may be empty: there is nothing to hide in it
};

/// Reads a table of boxes: tab-separated, with a heading that has the columns image, x, y, width and height in any
/// order (others are ignored). Image files are taken from the folder of the table. A row whose four numbers are empty
/// names a photo without boxes. Throws Error(input) that names file and line.
[[nodiscard]] std::vector<LabelledPhoto> read_labels(const std::filesystem::path& table);

/// How well one photo was covered.
struct CoverageScore {
    std::size_t boxes = 0;      ///< labelled boxes that count
    std::size_t covered = 0;    ///< of these, hidden
    double masked_wrongly = 0;  ///< share of the photo's area
};

/// A labelled face or plate is hidden where masks, of whatever kind, cover at least 70 % of it; a person where they
/// cover at least 90 % of the upper third. Boxes lower than `min_height` pixels do not count, but what is masked in
/// them is not masked wrongly either.
///
/// Masked wrongly is what lies under a mask of this kind and in no labelled box, margins of the masks included.
[[nodiscard]] CoverageScore coverage_of(const LabelledPhoto& labelled, BoxKind kind, double min_height, int width,
                                        int height, const std::vector<Box>& masks);

struct Evaluation {
    std::size_t images = 0;
    std::size_t boxes = 0;
    double recall = 0;            ///< share of the boxes that are hidden; 1 where there are none
    double masked_wrongly = 0;    ///< mean over the photos
    double ms_per_megapixel = 0;  ///< of the originals, all cores together; without the start of the workers
};

/// Anonymises every photo of a table and compares. Throws as `read_labels` does, and Error(input) that names a photo
/// that cannot be read.
[[nodiscard]] Evaluation evaluate(const std::filesystem::path& table, BoxKind kind, double min_height,
                                  const PhotoSettings& settings, const WorkerOptions& options, Progress& progress);

}  // namespace ombud::photo
