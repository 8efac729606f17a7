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

/// How far vehicles are trusted.
struct VehicleTrust {
    double looked_at = 0.30;  ///< score from which on it is looked at closer
    double guessed = 0.30;    ///< score from which on there is a guess at its plate
    bool look_twice = false;  ///< where it shows nothing like a plate, without a rim, which is to say larger
};

/// Vehicles are small in a picture of many megapixels and seen less well, and a mask that is not needed is small, too.
inline constexpr VehicleTrust trust_in_large_pictures{0.14, 0.14, true};

/// Looks for number plates in one picture, as lines of text of the right shape that read like one.
///
/// A line that reads like a plate counts in a vehicle, and in plain sight also outside. In a vehicle where none reads
/// so, the likeliest two of the rest count (words, what is too blurred to read), since a vehicle mostly shows a plate.
class PlateSearch {
  public:
    /// \param reader    nullptr: every line of the right shape in a vehicle counts
    /// \param vehicles  also those that are hardly more than a guess: they only make text in them likelier to be a
    /// plate
    PlateSearch(TextDetector& text, TextReader* reader, const std::vector<Object>& vehicles, const VehicleTrust& trust)
        : text_(text), reader_(reader), vehicles_(vehicles), trust_(trust), sure_(vehicles.size(), false) {}

    /// \param closely  at 960 pixels rather than 640, for more than twice the time
    void look_at_whole(const cv::Mat& bgr, bool closely);
    void look_at_part(const cv::Mat& bgr, const cv::Rect& part);
    /// Looks closer at each vehicle that is trusted enough and shows no plate yet.
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

    void look_at_vehicle(const cv::Mat& bgr, std::size_t vehicle, double rim);
    [[nodiscard]] std::vector<const Line*> guesses_at(std::size_t vehicle) const;
    void consider(const cv::Mat& bgr, const cv::Rect& part, bool at_crop_size);
    void join_pieces(std::vector<Line>& lines) const;
    void take_plates(const std::vector<Line>& lines, cv::Size picture);
    [[nodiscard]] std::vector<std::size_t> vehicles_around(const TextBox& box) const;
    [[nodiscard]] double likeness(const Line& line, const Object& vehicle) const;

    TextDetector& text_;
    TextReader* reader_;
    const std::vector<Object>& vehicles_;
    VehicleTrust trust_;
    std::vector<bool> sure_;  ///< of each vehicle: its plate was read
    std::vector<Line> lines_;
    std::vector<Plate> found_;
};

}  // namespace ombud::photo
