#include "photo/worker/plates.hpp"

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace ombud::photo {

namespace {

// Shapes of plates, from square ones of motorcycles to long European ones, as text without its rim.
constexpr double lowest_aspect = 1.2;
constexpr double highest_aspect = 9;

// A plate is so long and high at most as shares of the vehicle's box. A German car of 1.8 m has one of 52 cm; the front
// of a motorcycle is little wider than its plate.
constexpr double longest_in_vehicle = 0.5;
constexpr double highest_in_vehicle = 0.2;
constexpr double steepest_in_vehicle = 45;  // degrees

// A vehicle that is certain enough to be looked at closer, and how many are at most.
constexpr double certain_vehicle = 0.30;
constexpr std::size_t most_vehicles = 24;
constexpr int photo_side = 960;  // of what the text detector sees of a photo
constexpr int crop_side = 640;

/// How far a line of text is from level, in degrees, 0 to 90.
double slope(const cv::RotatedRect& outline) {
    double angle = static_cast<double>(outline.angle);
    if (outline.size.width < outline.size.height) angle -= 90;
    angle = std::abs(std::remainder(angle, 180.0));
    return angle;
}

bool stands_alone(const std::vector<TextBox>& texts, const TextBox& text) {
    const double reach = 2.5 * static_cast<double>(std::max(text.outline.size.width, text.outline.size.height));
    return std::none_of(texts.begin(), texts.end(), [&](const TextBox& other) {
        if (&other == &text) return false;
        const cv::Point2f between = other.outline.center - text.outline.center;
        return std::hypot(static_cast<double>(between.x), static_cast<double>(between.y)) < reach;
    });
}

/// Text outside any vehicle: a plate is a single, level, certain line of strong contrast. Signs in many words, posters
/// and house numbers are not.
bool looks_like_plate(const cv::Mat& bgr, const std::vector<TextBox>& texts, const TextBox& text) {
    constexpr double certain = 0.9;
    constexpr double steepest = 20;         // degrees
    constexpr double least_contrast = 30;   // standard deviation of the brightness
    constexpr double least_height = 0.012;  // of the picture's longer side
    constexpr double most_height = 0.10;
    if (text.score < certain || text.aspect() < 1.8 || text.aspect() > 7 || slope(text.outline) > steepest)
        return false;
    const double height = static_cast<double>(std::min(text.outline.size.width, text.outline.size.height));
    const double share = height / std::max(bgr.cols, bgr.rows);
    if (share < least_height || share > most_height || !stands_alone(texts, text)) return false;
    const cv::Rect pixels = text.outline.boundingRect() & cv::Rect(cv::Point(), bgr.size());
    if (pixels.area() <= 0) return false;
    cv::Mat grey;
    cv::cvtColor(bgr(pixels), grey, cv::COLOR_BGR2GRAY);
    cv::Scalar mean;
    cv::Scalar deviation;
    cv::meanStdDev(grey, mean, deviation);
    return deviation[0] >= least_contrast;
}

}  // namespace

bool PlateSearch::fits_a_vehicle(const TextBox& text, cv::Point offset) const {
    const cv::Point2d centre(static_cast<double>(text.outline.center.x) + offset.x,
                             static_cast<double>(text.outline.center.y) + offset.y);
    const double length = static_cast<double>(std::max(text.outline.size.width, text.outline.size.height));
    const double height = static_cast<double>(std::min(text.outline.size.width, text.outline.size.height));
    return std::any_of(vehicles_.begin(), vehicles_.end(), [&](const Object& vehicle) {
        constexpr double rim = 0.05;
        const cv::Rect2d& area = vehicle.area;
        return length <= area.width * longest_in_vehicle && height <= area.height * highest_in_vehicle &&
               cv::Rect2d(area.x - area.width * rim, area.y - area.height * rim, area.width * (1 + 2 * rim),
                          area.height * (1 + 2 * rim))
                   .contains(centre);
    });
}

void PlateSearch::keep_plates(const cv::Mat& bgr, const std::vector<TextBox>& texts, cv::Point offset, bool anywhere) {
    for (const TextBox& text : texts) {
        if (text.aspect() < lowest_aspect || text.aspect() > highest_aspect) continue;
        const bool steep = slope(text.outline) > steepest_in_vehicle && text.aspect() > 2;
        const bool fits = !steep && fits_a_vehicle(text, offset);
        if (!fits && !(anywhere && looks_like_plate(bgr, texts, text))) continue;
        const cv::Rect2d area(text.outline.boundingRect2f());
        found_.push_back({{area.x + offset.x, area.y + offset.y, area.width, area.height}, text.score});
    }
}

void PlateSearch::look_at_whole(const cv::Mat& bgr) {
    keep_plates(bgr, text_.find(bgr, false), {}, true);
}

void PlateSearch::look_at_part(const cv::Mat& bgr, const cv::Rect& part) {
    keep_plates(bgr(part), text_.find(bgr(part), false), part.tl(), true);
}

void PlateSearch::look_at_vehicles(const cv::Mat& bgr) {
    const double seen_before = static_cast<double>(photo_side) / std::max(bgr.cols, bgr.rows);
    std::size_t looked = 0;
    for (const Object& vehicle : vehicles_) {
        if (vehicle.score < certain_vehicle) continue;
        constexpr double rim = 0.08;
        const cv::Rect2d& area = vehicle.area;
        const cv::Rect crop =
            cv::Rect(cv::Point(cvFloor(area.x - area.width * rim), cvFloor(area.y - area.height * rim)),
                     cv::Point(cvCeil(area.x + area.width * (1 + rim)), cvCeil(area.y + area.height * (1 + rim)))) &
            cv::Rect(cv::Point(), bgr.size());
        if (crop.area() <= 0) continue;
        const double seen_now = static_cast<double>(crop_side) / std::max(crop.width, crop.height);
        if (seen_now <= seen_before * 1.05) continue;
        if (++looked > most_vehicles) return;
        keep_plates(bgr(crop), text_.find(bgr(crop), true), crop.tl(), false);
    }
}

}  // namespace ombud::photo
