#pragma once

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
    double score = 0;  ///< comparable only within one detector
};

/// Finds what must not be recognisable. One implementation a technique, so that better ones can take the place of
/// those that a distribution ships.
class Detector {
  public:
    Detector() = default;
    Detector(const Detector&) = delete;
    Detector& operator=(const Detector&) = delete;
    virtual ~Detector() = default;

    /// \param bgr  8 bits, blue green red, upright, of any size above zero. Scaling to what the technique needs is the
    ///             detector's own affair; the findings are in pixels of `bgr`.
    [[nodiscard]] virtual std::vector<Finding> find(const cv::Mat& bgr) = 0;

    /// Unlike that of any other detector; stands with each box.
    [[nodiscard]] virtual const std::string& name() const noexcept = 0;

    /// Another one whenever the detector would find other things (a new model, another threshold): a copy made with
    /// another version is made again. Holds a checksum of the model, where there is a model file.
    [[nodiscard]] virtual const std::string& version() const noexcept = 0;
};

using Detectors = std::vector<std::unique_ptr<Detector>>;

/// The detectors that work with what Debian ships: Haar cascades for faces and plates, HOG for persons.
/// Throws Error(system) that names the file where a cascade is missing.
[[nodiscard]] Detectors debian_detectors(const std::filesystem::path& cascades);

/// All names and versions, comma-separated, and the version of OpenCV.
[[nodiscard]] std::string describe(const Detectors&);

}  // namespace ombud::photo
