#pragma once

#include "photo/worker/objects.hpp"
#include "photo/worker/text_boxes.hpp"

#include <opencv2/core/types.hpp>

#include <vector>

namespace ombud::photo {

struct Plate {
    cv::Rect2d area;   ///< pixels of the picture that was searched; may stick out of it
    double score = 0;  ///< 0 to 1
};

/// Looks for number plates as lines of text of the right shape, in vehicles or with the looks of a plate.
class PlateSearch {
  public:
    /// \param vehicles  also those that are hardly more than a guess: they only make text in them likelier to be a
    /// plate
    PlateSearch(TextDetector& text, const std::vector<Object>& vehicles) : text_(text), vehicles_(vehicles) {}

    void look_at_whole(const cv::Mat& bgr);
    void look_at_part(const cv::Mat& bgr, const cv::Rect& part);
    /// Looks closer at each vehicle that is more than a guess, unless it was already seen as large.
    void look_at_vehicles(const cv::Mat& bgr);

    [[nodiscard]] const std::vector<Plate>& found() const noexcept { return found_; }

  private:
    /// \param anywhere  text that has the looks of a plate need not lie in a vehicle
    void keep_plates(const cv::Mat& bgr, const std::vector<TextBox>& texts, cv::Point offset, bool anywhere);
    [[nodiscard]] bool fits_a_vehicle(const TextBox& text, cv::Point offset) const;

    TextDetector& text_;
    const std::vector<Object>& vehicles_;
    std::vector<Plate> found_;
};

}  // namespace ombud::photo
