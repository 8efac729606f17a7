#pragma once

#include "photo/worker/network.hpp"

#include <opencv2/core/types.hpp>

#include <memory>
#include <vector>

namespace ombud::photo {

struct Face {
    cv::Rect2d area;   ///< pixels of the picture that was searched; may stick out of it
    double score = 0;  ///< 0 to 1
};

/// FaceBoxes (Zhang 2017, "FaceBoxes: A CPU Real-time Face Detector with High Accuracy"); takes pictures of any size.
class FaceBoxes {
  public:
    FaceBoxes(const Runtime& runtime, const std::filesystem::path& file);
    /// \param longest_side  the picture is searched at twice its size, but at most so large, in pixels
    [[nodiscard]] std::vector<Face> find(const cv::Mat& bgr, int longest_side, double threshold);

  private:
    std::unique_ptr<Network> network_;
};

/// SSD on MobileNetV1 (Liu 2016, "SSD: Single Shot MultiBox Detector"), 512 x 512 pixels, trained by face-api.
class SsdFaces {
  public:
    SsdFaces(const Runtime& runtime, const std::filesystem::path& file);
    [[nodiscard]] std::vector<Face> find(const cv::Mat& bgr, double threshold);

  private:
    std::unique_ptr<Network> network_;
    std::vector<cv::Rect2d> anchors_;  ///< centre and size, as shares of the picture
};

/// Of boxes that overlap by more than `overlap` (intersection over union) only the best one.
[[nodiscard]] std::vector<Face> without_repetitions(std::vector<Face> faces, double overlap);

}  // namespace ombud::photo
