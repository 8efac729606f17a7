#pragma once

#include "photo/worker/network.hpp"

#include <opencv2/core/types.hpp>

#include <memory>
#include <vector>

namespace ombud::photo {

/// A line of text, as it lies in the picture.
struct TextBox {
    cv::RotatedRect outline;  ///< pixels of the picture that was searched; may stick out of it
    double score = 0;         ///< 0 to 1

    /// Long by short side, at least 1.
    [[nodiscard]] double aspect() const;
};

/// PP-OCRv4 text detection (Liao 2020, "Real-time Scene Text Detection with Differentiable Binarization"), in the
/// shapes that its files were made for: photos at 960 pixels, crops at 640.
class TextDetector {
  public:
    /// \param folder  holds `ppocr-det-<width>x<height>.onnx` for each shape
    TextDetector(const Runtime& runtime, const std::filesystem::path& folder);

    /// \param at_crop_size  search at 640 pixels rather than 960
    [[nodiscard]] std::vector<TextBox> find(const cv::Mat& bgr, bool at_crop_size);

  private:
    struct Shape {
        cv::Size size;
        std::unique_ptr<Network> network;
    };
    std::vector<Shape> shapes_;
};

}  // namespace ombud::photo
