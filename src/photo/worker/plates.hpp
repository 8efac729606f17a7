#pragma once

#include "photo/worker/objects.hpp"
#include "photo/worker/plate_text.hpp"
#include "photo/worker/text_boxes.hpp"
#include "photo/worker/text_reader.hpp"

#include <opencv2/core/types.hpp>

#include <cstddef>
#include <vector>

namespace ombud::photo {

struct Plate {
    cv::Rect2d area;       ///< pixels of the picture that was searched; may stick out of it
    double score = 0;      ///< 0 to 1
    bool guessed = false;  ///< it does not read like a plate, but is the likeliest text of a vehicle
};

/// Looks for number plates in one picture, as lines of text of the right shape that read like one.
///
/// A line that reads like a plate counts in a vehicle, and in plain sight also outside. In a vehicle where none reads
/// so, the likeliest two of the rest count (words, what is too blurred to read), since a vehicle mostly shows a plate.
class PlateSearch {
  public:
    /// \param reader    nullptr: every line of the right shape in a vehicle counts
    /// \param vehicles  also those that are hardly more than a guess: they only make text in them likelier to be a
    /// plate
    PlateSearch(TextDetector& text, TextReader* reader, const std::vector<Object>& vehicles)
        : text_(text), reader_(reader), vehicles_(vehicles), sure_(vehicles.size(), false) {}

    /// \param closely  at 960 pixels rather than 640, for more than twice the time
    void look_at_whole(const cv::Mat& bgr, bool closely);
    void look_at_part(const cv::Mat& bgr, const cv::Rect& part);
    /// Looks closer at each vehicle that is more than a guess and shows no plate yet.
    void look_at_vehicles(const cv::Mat& bgr);
    /// Takes the likeliest lines in vehicles that show no plate yet. Call it last, and only to cover, not to check.
    void guess_in_vehicles();

    [[nodiscard]] const std::vector<Plate>& found() const noexcept { return found_; }

  private:
    /// A line of text that might be a plate.
    struct Line {
        TextBox box;  ///< pixels of the whole picture
        Reading reading;
        PlateText kind = PlateText::unreadable;
        double contrast = 0;                ///< standard deviation of the brightness
        std::vector<std::size_t> vehicles;  ///< the vehicles that it may be the plate of
    };

    void consider(const cv::Mat& bgr, const cv::Rect& part, bool at_crop_size);
    void join_pieces(std::vector<Line>& lines) const;
    void take_plates(const std::vector<Line>& lines, cv::Size picture);
    [[nodiscard]] std::vector<std::size_t> vehicles_around(const TextBox& box) const;
    [[nodiscard]] double likeness(const Line& line, const Object& vehicle) const;

    TextDetector& text_;
    TextReader* reader_;
    const std::vector<Object>& vehicles_;
    std::vector<bool> sure_;  ///< of each vehicle: its plate was read
    std::vector<Line> lines_;
    std::vector<Plate> found_;
};

}  // namespace ombud::photo
