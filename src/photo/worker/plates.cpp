#include "photo/worker/plates.hpp"

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <span>
#include <utility>

namespace ombud::photo {

namespace {

// Shapes of plates, from square ones of motorcycles to long European ones, as text without its rim.
constexpr double lowest_aspect = 1.3;
constexpr double highest_aspect = 7;
constexpr double steepest = 25;        // degrees from level
constexpr double least_height = 4;     // pixels of the picture; lower text cannot be read by anybody
constexpr double least_contrast = 15;  // standard deviation of the brightness; of lines that cannot be read

// Text is the plate of a vehicle where it lies in its box and is at most so long and high as shares of it. The box of a
// vehicle that the picture cuts off is small.
constexpr double longest_in_vehicle = 0.7;
constexpr double highest_in_vehicle = 0.3;

// How many vehicles are looked at closer, at most; how many of them that score less than a certain one.
constexpr std::size_t most_vehicles = 24;
constexpr double certain_vehicle = 0.30;
constexpr std::size_t most_in_doubt = 6;
/// Pixels of a vehicle's longer side, below which a closer look shows more.
constexpr double closer_below = 640;
constexpr std::size_t guesses = 2;

/// Lines outside any vehicle that are read, in a picture full of text.
constexpr std::size_t most_lines_outside = 24;

double length_of(const TextBox& box) {
    return static_cast<double>(std::max(box.outline.size.width, box.outline.size.height));
}

double height_of(const TextBox& box) {
    return static_cast<double>(std::min(box.outline.size.width, box.outline.size.height));
}

/// How far a line of text is from level, in degrees, 0 to 90.
double slope(const cv::RotatedRect& outline) {
    double angle = static_cast<double>(outline.angle);
    if (outline.size.width < outline.size.height) angle -= 90;
    return std::abs(std::remainder(angle, 180.0));
}

double contrast_of(const cv::Mat& bgr, const TextBox& box) {
    const cv::Rect pixels = box.outline.boundingRect() & cv::Rect(cv::Point(), bgr.size());
    if (pixels.area() <= 0) return 0;
    cv::Mat grey;
    cv::cvtColor(bgr(pixels), grey, cv::COLOR_BGR2GRAY);
    cv::Scalar mean;
    cv::Scalar deviation;
    cv::meanStdDev(grey, mean, deviation);
    return deviation[0];
}

/// Text that reads like a plate, without a vehicle around it, must be in plain sight: level, sharp, not filling the
/// picture.
bool in_plain_sight(const TextBox& box, const Reading& reading, double contrast, cv::Size picture) {
    constexpr double sharp = 0.85;
    constexpr double most_height = 0.22;  // of the picture's longer side
    return reading.confidence >= sharp && characters_of(reading) >= 5 && box.aspect() >= 1.8 &&
           slope(box.outline) <= 15 && contrast >= 20 &&
           height_of(box) <= most_height * std::max(picture.width, picture.height);
}

/// The plate around its number. European plates are little more than their number. In North America they are half as
/// high as wide and hold up to seven characters, so that a number of five is much narrower than its plate.
cv::Rect2d plate_around(const TextBox& box, const Reading& reading) {
    constexpr double european = 3.7;  // aspect from which on the text is the plate
    constexpr double american = 3.2;
    constexpr double beside = 0.06;
    constexpr double height_share = 0.45;
    constexpr std::size_t full_number = 7;
    const cv::Rect2d line(box.outline.boundingRect2f());
    if (box.aspect() >= european) return line;
    double width = line.width * (1 + 2 * beside);
    const std::size_t characters = characters_of(reading);
    if (box.aspect() < american && characters >= 4 && characters < full_number) {
        width = std::max(width, line.width * static_cast<double>(full_number) / static_cast<double>(characters));
    }
    const double height = std::max(line.height, width * height_share);
    return {line.x - (width - line.width) / 2, line.y - (height - line.height) / 2, width, height};
}

/// Whether `right` goes on where `left` ends: same height, same line, a gap no wider than an emblem.
bool continues(const TextBox& left, const TextBox& right) {
    const double ratio = height_of(left) / std::max(1.0, height_of(right));
    if (ratio < 0.6 || ratio > 1 / 0.6) return false;
    const cv::Rect2f a = left.outline.boundingRect2f();
    const cv::Rect2f b = right.outline.boundingRect2f();
    if (b.x + b.width / 2 <= a.x + a.width / 2) return false;
    const double gap = static_cast<double>(b.x - a.x - a.width) / std::max(height_of(left), height_of(right));
    const double common = static_cast<double>(std::min(a.br().y, b.br().y) - std::max(a.y, b.y));
    return gap >= -0.6 && gap <= 1.2 && common >= 0.5 * static_cast<double>(std::min(a.height, b.height));
}

bool may_be_guessed(PlateText kind, const TextBox& box, const Reading& reading) {
    switch (kind) {
        case PlateText::digits:
            return true;
        case PlateText::letters:
            return box.aspect() >= 1.8 && box.aspect() <= 6;
        case PlateText::piece:
            return box.aspect() <= 4;
        case PlateText::unreadable:
            return box.aspect() >= 1.7 && box.aspect() <= 6 && characters_of(reading) >= 3 &&
                   reading.confidence >= 0.35;
        case PlateText::number:
        case PlateText::other:
            return false;
    }
    return false;
}

}  // namespace

std::vector<std::size_t> PlateSearch::vehicles_around(const TextBox& box) const {
    constexpr double rim = 0.05;
    const cv::Point2d centre(box.outline.center);
    std::vector<std::size_t> around;
    for (std::size_t i = 0; i < vehicles_.size(); ++i) {
        const cv::Rect2d& area = vehicles_[i].area;
        const cv::Rect2d grown(area.x - area.width * rim, area.y - area.height * rim, area.width * (1 + 2 * rim),
                               area.height * (1 + 2 * rim));
        if (length_of(box) <= area.width * longest_in_vehicle && height_of(box) <= area.height * highest_in_vehicle &&
            grown.contains(centre)) {
            around.push_back(i);
        }
    }
    return around;
}

void PlateSearch::join_pieces(std::vector<Line>& lines) const {
    const std::size_t pieces = lines.size();
    for (std::size_t i = 0; i < pieces; ++i) {
        for (std::size_t j = 0; j < pieces; ++j) {
            const Line& left = lines[i];
            const Line& right = lines[j];
            const std::size_t a = characters_of(left.reading);
            const std::size_t b = characters_of(right.reading);
            if (i == j || a == 0 || b == 0 || a > 4 || b > 4 || !continues(left.box, right.box)) continue;
            Line line;
            const cv::Rect2f area = left.box.outline.boundingRect2f() | right.box.outline.boundingRect2f();
            line.box.outline = cv::RotatedRect((area.tl() + area.br()) / 2, area.size(), 0);
            line.box.score = std::min(left.box.score, right.box.score);
            line.reading = joined(left.reading, right.reading);
            line.kind = plate_text(line.reading);
            line.contrast = std::max(left.contrast, right.contrast);
            line.vehicles = vehicles_around(line.box);
            if (line.kind == PlateText::number && line.box.aspect() <= highest_aspect) lines.push_back(std::move(line));
        }
    }
}

void PlateSearch::take_plates(const std::vector<Line>& lines, cv::Size picture) {
    for (const Line& line : lines) {
        const bool read = line.kind == PlateText::number;
        const bool counts = line.vehicles.empty()
                                ? read && in_plain_sight(line.box, line.reading, line.contrast, picture)
                                : read || !reader_;
        if (!counts) continue;
        found_.push_back({plate_around(line.box, line.reading), line.box.score, false});
        if (!read) continue;
        // What is read in letters of less than eight pixels deserves another look.
        if (height_of(line.box) < 8) continue;
        for (const std::size_t vehicle : line.vehicles) sure_[vehicle] = true;
    }
}

void PlateSearch::consider(const cv::Mat& bgr, const cv::Rect& part, bool at_crop_size) {
    const cv::Mat pixels = bgr(part);
    std::vector<Line> lines;
    std::size_t outside = 0;
    for (TextBox& text : text_.find(pixels, at_crop_size)) {
        if (text.aspect() < lowest_aspect || text.aspect() > highest_aspect || slope(text.outline) > steepest ||
            height_of(text) < least_height) {
            continue;
        }
        Line line;
        line.contrast = contrast_of(pixels, text);
        TextBox at_place = text;
        at_place.outline.center += cv::Point2f(part.tl());
        line.vehicles = vehicles_around(at_place);
        if (line.vehicles.empty() && (!reader_ || ++outside > most_lines_outside)) continue;
        if (reader_) {
            line.reading = reader_->read(pixels, text);
            line.kind = plate_text(line.reading);
        }
        line.box = at_place;
        lines.push_back(std::move(line));
    }
    join_pieces(lines);
    take_plates(lines, bgr.size());
    std::move(lines.begin(), lines.end(), std::back_inserter(lines_));
}

void PlateSearch::look_at_whole(const cv::Mat& bgr, bool closely) {
    consider(bgr, cv::Rect(cv::Point(), bgr.size()), !closely);
}

void PlateSearch::look_at_part(const cv::Mat& bgr, const cv::Rect& part) {
    consider(bgr, part, false);
}

void PlateSearch::look_at_vehicle(const cv::Mat& bgr, std::size_t vehicle, double rim) {
    const cv::Rect2d& area = vehicles_[vehicle].area;
    const cv::Rect crop =
        cv::Rect(cv::Point(cvFloor(area.x - area.width * rim), cvFloor(area.y - area.height * rim)),
                 cv::Point(cvCeil(area.x + area.width * (1 + rim)), cvCeil(area.y + area.height * (1 + rim)))) &
        cv::Rect(cv::Point(), bgr.size());
    if (crop.area() > 0) consider(bgr, crop, true);
}

void PlateSearch::look_at_vehicles(const cv::Mat& bgr) {
    constexpr double rim = 0.08;
    std::size_t looked = 0;
    std::size_t looked_in_doubt = 0;
    for (std::size_t i = 0; i < vehicles_.size() && looked < most_vehicles; ++i) {
        const Object& vehicle = vehicles_[i];
        if (vehicle.score < trust_.looked_at || sure_[i]) continue;
        // What is large was seen as well in the whole.
        const bool small = std::max(vehicle.area.width, vehicle.area.height) < closer_below;
        if (vehicle.score < certain_vehicle && (!small || ++looked_in_doubt > most_in_doubt)) continue;
        ++looked;
        look_at_vehicle(bgr, i, rim);
        if (trust_.look_twice && small && !sure_[i] && guesses_at(i).empty()) look_at_vehicle(bgr, i, 0);
    }
}

double PlateSearch::likeness(const Line& line, const Object& vehicle) const {
    const double kind = line.kind == PlateText::digits    ? 0.8
                        : line.kind == PlateText::letters ? 0.7
                        : line.kind == PlateText::piece   ? 0.4
                                                          : 0.2;
    const cv::Rect2d& area = vehicle.area;
    const double off_centre =
        std::abs(static_cast<double>(line.box.outline.center.x) - area.x - area.width / 2) / area.width;
    const bool low = static_cast<double>(line.box.outline.center.y) > area.y + area.height * 0.35;
    return kind + line.reading.confidence / 2 - off_centre + (low ? 0.3 : 0);
}

std::vector<const PlateSearch::Line*> PlateSearch::guesses_at(std::size_t vehicle) const {
    std::vector<const Line*> candidates;
    for (const Line& line : lines_) {
        const bool inside = std::find(line.vehicles.begin(), line.vehicles.end(), vehicle) != line.vehicles.end();
        if (inside && line.contrast >= least_contrast && may_be_guessed(line.kind, line.box, line.reading)) {
            candidates.push_back(&line);
        }
    }
    std::sort(candidates.begin(), candidates.end(), [&](const Line* a, const Line* b) {
        return likeness(*a, vehicles_[vehicle]) > likeness(*b, vehicles_[vehicle]);
    });
    return candidates;
}

void PlateSearch::guess_in_vehicles() {
    if (!reader_) return;
    for (std::size_t i = 0; i < vehicles_.size(); ++i) {
        if (sure_[i] || vehicles_[i].score < trust_.guessed) continue;
        const std::vector<const Line*> candidates = guesses_at(i);
        for (const Line* line : std::span(candidates).first(std::min(candidates.size(), guesses))) {
            // Where it is not known what it is, its rim is not known either.
            constexpr double rim = 0.06;
            cv::Rect2d area = plate_around(line->box, line->reading);
            area = {area.x - area.width * rim, area.y - area.height * rim, area.width * (1 + 2 * rim),
                    area.height * (1 + 2 * rim)};
            found_.push_back({area, line->box.score * line->reading.confidence, true});
        }
    }
}

}  // namespace ombud::photo
