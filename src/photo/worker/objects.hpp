#pragma once

#include "photo/worker/network.hpp"

#include <opencv2/core/types.hpp>

#include <memory>
#include <vector>

namespace ombud::photo {

/// What the networks that were trained on COCO tell apart, as far as it matters here.
enum class ObjectKind { person, vehicle };

struct Object {
    cv::Rect2d area;  ///< pixels of the picture that was searched; may stick out of it
    ObjectKind kind = ObjectKind::person;
    double score = 0;  ///< 0 to 1
};

/// What an object must score at least.
struct ObjectThresholds {
    double person = 0.25;
    double vehicle = 0.30;
};

/// NanoDet-g (github.com/RangiLyu/nanodet), 416 x 416 pixels.
class NanoDet {
  public:
    NanoDet(const Runtime& runtime, const std::filesystem::path& file);
    [[nodiscard]] std::vector<Object> find(const cv::Mat& bgr, const ObjectThresholds& thresholds);

  private:
    std::unique_ptr<Network> network_;
};

/// CenterNet on MobileNetV3 (Zhou 2019, "Objects as Points"), 512 x 512 pixels.
class CenterNet {
  public:
    CenterNet(const Runtime& runtime, const std::filesystem::path& file);
    [[nodiscard]] std::vector<Object> find(const cv::Mat& bgr, const ObjectThresholds& thresholds);

  private:
    std::unique_ptr<Network> network_;
};

/// Of boxes that overlap by more than `overlap` (intersection over union) only the best one.
[[nodiscard]] std::vector<Object> without_repetitions(std::vector<Object> objects, double overlap);

}  // namespace ombud::photo
