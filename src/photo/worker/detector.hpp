#pragma once

#include "core/photo_model.hpp"
#include "photo/photo.hpp"

#include <opencv2/core/mat.hpp>
#include <opencv2/core/types.hpp>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace ombud::photo {

/// Something that must not be recognisable, in pixels of the picture that was searched; may stick out of it.
struct Finding {
    cv::Rect2d area;
    BoxKind kind = BoxKind::face;
    double score = 0;      ///< comparable only within one detector
    std::string detector;  ///< unlike that of any other detector; stands with each box
    /// Another network found the same and its box stands beside this one: what one leaves out, the other has, so that
    /// both together need less of a margin.
    bool agreed = false;
};

/// What a search is for.
enum class Purpose {
    cover,  ///< find everything there may be
    check,  ///< in a picture that was covered, find what was clearly overlooked: at higher thresholds, and as a whole
            ///< only
};

struct Search {
    Purpose purpose = Purpose::cover;
    // What to look for; a set may find other things, too.
    bool persons = true;  ///< persons and faces
    bool plates = true;
};

/// Everything that is done to find what must not be recognisable: one implementation a technique.
class DetectorSet {
  public:
    DetectorSet() = default;
    DetectorSet(const DetectorSet&) = delete;
    DetectorSet& operator=(const DetectorSet&) = delete;
    virtual ~DetectorSet() = default;

    /// \param bgr  8 bits, blue green red, upright, of any size above zero. Scaling to what the technique needs is the
    ///             set's own affair; the findings are in pixels of `bgr`.
    [[nodiscard]] virtual std::vector<Finding> find(const cv::Mat& bgr, const Search& search) = 0;

    /// All names and versions. Another text whenever the set would find other things (a new model, another threshold):
    /// a copy made with another set is made again. Holds a checksum of each model, where there are model files.
    [[nodiscard]] virtual const std::string& description() const noexcept = 0;

    /// Why nothing that this set finds clean may be published without a person's look; empty where it may.
    [[nodiscard]] virtual const std::string& weakness() const noexcept = 0;
};

/// What Debian ships: Haar cascades for faces and plates, HOG for persons. Not good enough to publish by (a third of
/// the plates and nearly all persons escape), so all that it is for is to prepare copies for a person to look at.
/// Throws Error(system) that names the file where a cascade is missing.
[[nodiscard]] std::unique_ptr<DetectorSet> debian_detectors(const std::filesystem::path& cascades);

/// How hard to look.
enum class Effort {
    usual,
    thorough,  ///< also in many small parts of the picture, and at lower thresholds; takes several times as long
};

/// Neural networks in the folder that scripts/models makes. Throws Error(system) that names the file where one is
/// missing or damaged.
[[nodiscard]] std::unique_ptr<DetectorSet> neural_detectors(const std::filesystem::path& models, Effort effort);

/// A town's own networks in declared forms, beside `others` or, where that is empty, instead of them. Larger pictures
/// are also searched in four parts. Where they look for faces, persons and plates, what they find clean may be
/// published; else it depends on the others. \param runtime_folder  where ONNX Runtime may be, as for `onnx_runtime`;
/// may be empty Throws Error(system) that names the file where one is damaged or does not answer as its declared type
/// does.
[[nodiscard]] std::unique_ptr<DetectorSet> own_detectors(const std::vector<PhotoModel>& models,
                                                         const std::filesystem::path& runtime_folder,
                                                         std::unique_ptr<DetectorSet> others);

/// `count` x `count` parts that cover a picture and overlap by a fifth of their side.
[[nodiscard]] std::vector<cv::Rect> parts_of(cv::Size picture, int count);

/// 64 bits of a file's content (FNV-1a: Fowler, Noll, Vo) in hexadecimal: tells one model file from another, no more.
[[nodiscard]] std::string checksum(const std::filesystem::path& file);

}  // namespace ombud::photo
