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
    double score = 0;     ///< 0 to 1
    bool agreed = false;  ///< another network found the same in the same place, see `believed_persons`
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

/// The persons among what two networks found in the same picture.
///
/// Each is believed from `alone` on. A person that fills much of the picture is seen well, so a large box must score
/// more; where both networks see it in the same place, less is enough, and the object says that they agreed. Measured
/// in tests/bench/photos.md: as many persons as with low thresholds alone, for little more than half of the area that
/// is covered without need.
struct PersonThresholds {
    double alone = 0.25;      ///< of a box of at most a twentieth of the picture
    double agreed = 0.20;     ///< where the other network finds the same
    double more_a_share = 2;  ///< so much more for each share of the picture beyond that twentieth
};
[[nodiscard]] std::vector<Object> believed_persons(const std::vector<Object>& found, const PersonThresholds& thresholds,
                                                   const std::vector<Object>& others, double others_agreed,
                                                   cv::Size picture);

/// Of boxes that overlap by more than `overlap` (intersection over union) only the best one.
[[nodiscard]] std::vector<Object> without_repetitions(std::vector<Object> objects, double overlap);

}  // namespace ombud::photo
