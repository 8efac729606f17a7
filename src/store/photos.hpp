#pragma once

#include "core/report.hpp"
#include "store/register.hpp"

#include <optional>
#include <string>
#include <vector>

namespace ombud::store {

enum class PhotoState {
    fresh,       ///< not anonymised yet
    published,   ///< a clean copy is in photos/public
    review,      ///< did not come clean; waits for a person
    unreadable,  ///< no photo, damaged, or too much for the worker
};

struct Photo {
    PhotoId id = 0;
    ReportId report = 0;
    std::string sha256;    ///< names the original
    std::string filename;  ///< as the sender called it
    PhotoState state = PhotoState::fresh;
    std::string reason;                     ///< why it is unreadable or waits for review
    std::optional<Position> exif_position;  ///< as private as the original
    std::string fingerprint;                ///< perceptual hash, 16 hexadecimal digits, or empty
    std::string public_file;                ///< name in photos/public, or empty
    bool rejected = false;                  ///< in state `review`: a person said that it is not to be published
};

/// Adds a photo to a report; false when the report has it already.
bool add_photo(Register& registry, ReportId report, std::string_view sha256, std::string_view filename);

[[nodiscard]] std::vector<Photo> photos_of(Register& registry, ReportId report);
[[nodiscard]] std::vector<Photo> uninspected_photos(Register& registry);
[[nodiscard]] std::vector<Photo> photos_to_anonymise(Register& registry);
/// Those in state `review`, rejected ones too.
[[nodiscard]] std::vector<Photo> photos_to_review(Register& registry);
/// Those that could not be read, and whose original is still there. Oldest first.
[[nodiscard]] std::vector<Photo> unreadable_photos(Register& registry);
/// All that hang on a report with these bytes.
[[nodiscard]] std::vector<Photo> photos_with(Register& registry, std::string_view sha256);
/// Other photos with the same bytes as a photo of `report`.
[[nodiscard]] std::vector<Photo> same_photos(Register& registry, ReportId report);

/// What the worker saw in a photo before anything was done to it.
struct PhotoInspection {
    int width = 0;
    int height = 0;
    std::optional<Position> exif_position;
    std::string fingerprint;
};
void set_inspection(Register& registry, PhotoId photo, const PhotoInspection& inspection);

/// What became of a photo, with its event.
void set_published(Register& registry, const Photo& photo, std::string_view public_file, int masks,
                   const Change& change);
void set_waiting_for_review(Register& registry, const Photo& photo, int masks, const Change& change);
/// In state `review`, but nobody is asked to look any more.
void set_rejected(Register& registry, const Photo& photo, int masks, const Change& change);
void set_unreadable(Register& registry, const Photo& photo, const Change& change);

}  // namespace ombud::store
