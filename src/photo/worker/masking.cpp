#include "photo/worker/masking.hpp"

#include "photo/worker/codecs.hpp"
#include "photo/worker/decode.hpp"
#include "photo/worker/fingerprint.hpp"

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace ombud::photo {

namespace {

constexpr int rounds = 2;

/// Mid grey. Not black: against most pictures it makes the weakest edges, which detectors take for features.
const cv::Scalar fill(128, 128, 128);

/// A finding of which so much is filled already shows nothing any more; detectors do respond to the fill's own outline.
constexpr double covered_share = 0.5;

Inspection inspection_of(const Picture& picture) {
    Inspection inspection;
    inspection.format = picture.format;
    inspection.width = picture.bgr.cols;
    inspection.height = picture.bgr.rows;
    inspection.position = picture.position;
    inspection.captured_at = picture.captured_at;
    inspection.fingerprint = fingerprint_of(picture.bgr);
    return inspection;
}

/// How far a box is grown on its sides, as shares of its width and height.
struct Growth {
    double across = 0;
    double up = 0;
    double down = 0;
};

Growth growth(const Finding& finding, double margin) {
    switch (finding.kind) {
        case BoxKind::face:
            return {margin, margin, margin};
        case BoxKind::person:
            return {finding.agreed ? 0 : margin / 4, margin / 4, 0};
        case BoxKind::plate:
            return {margin / 3, margin * 0.53, margin * 0.53};
    }
    return {margin, margin, margin};
}

/// Of a person the part where the face must be.
Finding head_of(Finding person) {
    person.kind = BoxKind::face;
    person.area.height = std::min(person.area.height, std::max(person.area.height / 3, person.area.width * 0.6));
    return person;
}

/// A picture with what is filled in it.
class Canvas {
  public:
    Canvas(cv::Mat picture, double margin)
        : picture_(std::move(picture)), filled_(picture_.size(), CV_8U, cv::Scalar(0)), margin_(margin) {}

    /// The pixels to fill for a finding: grown, whole, inside the picture. May be empty.
    [[nodiscard]] cv::Rect grown(const Finding& finding) const {
        const Growth share = growth(finding, margin_);
        const cv::Rect2d& area = finding.area;
        const double dx = area.width * share.across;
        const cv::Point top_left(cvFloor(area.x - dx), cvFloor(area.y - area.height * share.up));
        const cv::Point bottom_right(cvCeil(area.x + area.width + dx), cvCeil(area.y + area.height * (1 + share.down)));
        return cv::Rect(top_left, bottom_right) & cv::Rect(cv::Point(), picture_.size());
    }

    [[nodiscard]] bool shows(const cv::Rect2d& area) const {
        const cv::Rect pixels = cv::Rect(area) & cv::Rect(cv::Point(), picture_.size());
        if (pixels.area() <= 0) return false;
        return cv::countNonZero(filled_(pixels)) < covered_share * pixels.area();
    }

    void fill_in(const cv::Rect& pixels) {
        picture_(pixels).setTo(fill);
        filled_(pixels).setTo(cv::Scalar(1));
    }

    [[nodiscard]] const cv::Mat& picture() const noexcept { return picture_; }

  private:
    cv::Mat picture_;
    cv::Mat filled_;
    double margin_;
};

/// What there is to hide in a picture, in pixels of one that is `factor` times as large.
std::vector<Finding> search(DetectorSet& detectors, const cv::Mat& picture, const Search& wanted, double factor,
                            bool whole_persons) {
    std::vector<Finding> findings = detectors.find(picture, wanted);
    for (Finding& finding : findings) {
        if (!whole_persons && finding.kind == BoxKind::person) finding = head_of(std::move(finding));
        finding.area = {finding.area.x * factor, finding.area.y * factor, finding.area.width * factor,
                        finding.area.height * factor};
    }
    return findings;
}

/// Fills what is found and not filled yet. Returns how much that was.
std::size_t cover(Canvas& canvas, const std::vector<Finding>& findings, std::vector<Box>& boxes) {
    // All are looked at before the first is filled: two detectors that agree both get their box.
    std::vector<std::pair<cv::Rect, Box>> found;
    for (const Finding& finding : findings) {
        const cv::Rect pixels = canvas.grown(finding);
        if (pixels.area() <= 0 || !canvas.shows(finding.area)) continue;
        Box box;
        box.x = pixels.x;
        box.y = pixels.y;
        box.width = pixels.width;
        box.height = pixels.height;
        box.kind = finding.kind;
        box.score = finding.score;
        box.detector = finding.detector;
        found.emplace_back(pixels, std::move(box));
    }
    for (auto& [pixels, box] : found) {
        canvas.fill_in(pixels);
        boxes.push_back(std::move(box));
    }
    return found.size();
}

/// Fills what a person has drawn, outwards to whole pixels of the published size. \param factor  as in `search`
std::size_t cover_marks(Canvas& canvas, std::span<const Box> marks, double factor, std::vector<Box>& boxes) {
    std::size_t covered = 0;
    for (Box mark : marks) {
        const cv::Point top_left(cvFloor(mark.x * factor), cvFloor(mark.y * factor));
        const cv::Point bottom_right(cvCeil((mark.x + mark.width) * factor), cvCeil((mark.y + mark.height) * factor));
        const cv::Rect pixels = cv::Rect(top_left, bottom_right) & cv::Rect(cv::Point(), canvas.picture().size());
        if (pixels.area() <= 0) continue;
        canvas.fill_in(pixels);
        mark.x = pixels.x;
        mark.y = pixels.y;
        mark.width = pixels.width;
        mark.height = pixels.height;
        mark.score = 1;
        mark.detector = "desk";
        boxes.push_back(std::move(mark));
        ++covered;
    }
    return covered;
}

/// From pixels of the published size to pixels of the original, outwards.
void to_original(Box& box, cv::Size published, cv::Size original) {
    const double fx = static_cast<double>(original.width) / published.width;
    const double fy = static_cast<double>(original.height) / published.height;
    const int left = std::clamp(cvFloor(box.x * fx), 0, original.width - 1);
    const int top = std::clamp(cvFloor(box.y * fy), 0, original.height - 1);
    box.width = std::clamp(cvCeil((box.x + box.width) * fx), left + 1, original.width) - left;
    box.height = std::clamp(cvCeil((box.y + box.height) * fy), top + 1, original.height) - top;
    box.x = left;
    box.y = top;
}

cv::Mat to_published_size(const cv::Mat& original, int longest_side) {
    const double factor = static_cast<double>(longest_side) / std::max(original.cols, original.rows);
    if (factor >= 1) return original;
    const cv::Size size(std::max(1, cvRound(original.cols * factor)), std::max(1, cvRound(original.rows * factor)));
    cv::Mat smaller;
    cv::resize(original, smaller, size, 0, 0, cv::INTER_AREA);
    return smaller;
}

}  // namespace

Inspection inspect(std::string_view bytes, double megapixel_limit) {
    return inspection_of(decode(bytes, megapixel_limit));
}

Anonymised anonymise(std::string_view bytes, const MaskingSettings& settings, DetectorSet& detectors,
                     std::span<const Box> marks) {
    Picture picture = decode(bytes, settings.megapixel_limit);
    Anonymised result;
    result.original = inspection_of(picture);
    const cv::Size original_size = picture.bgr.size();
    Canvas canvas(to_published_size(picture.bgr, settings.longest_side_px), settings.margin);
    const cv::Size published_size = canvas.picture().size();
    const double factor = static_cast<double>(published_size.width) / original_size.width;
    std::size_t covered =
        cover(canvas, search(detectors, picture.bgr, Search{}, factor, settings.whole_persons), result.boxes);
    covered += cover_marks(canvas, marks, factor, result.boxes);
    picture.bgr.release();
    result.jpeg = encode_jpeg(canvas.picture(), settings.jpeg_quality);

    // What of a kind was not there at all in the closer search is not there now.
    const auto has = [&](auto... kinds) {
        return std::any_of(result.boxes.begin(), result.boxes.end(),
                           [&](const Box& box) { return ((box.kind == kinds) || ...); });
    };
    const Search check{Purpose::check, settings.search_again || has(BoxKind::person, BoxKind::face),
                       settings.search_again || has(BoxKind::plate)};
    bool clean = covered == 0 && !settings.search_again;
    for (int round = 0; round <= rounds && !clean; ++round) {
        const cv::Mat seen = decode_jpeg(result.jpeg, settings.megapixel_limit);
        const std::vector<Finding> findings = search(detectors, seen, check, 1, settings.whole_persons);
        if (round == rounds) {
            clean = std::none_of(findings.begin(), findings.end(),
                                 [&](const Finding& finding) { return canvas.shows(finding.area); });
            break;
        }
        clean = cover(canvas, findings, result.boxes) == 0;
        if (!clean) result.jpeg = encode_jpeg(canvas.picture(), settings.jpeg_quality);
    }
    if (!clean) result.review_reason = "the detectors still find something after covering";
    if (!detectors.weakness().empty()) result.review_reason = detectors.weakness();
    result.needs_review = !result.review_reason.empty();

    result.width = published_size.width;
    result.height = published_size.height;
    for (Box& box : result.boxes) to_original(box, published_size, original_size);
    return result;
}

}  // namespace ombud::photo
