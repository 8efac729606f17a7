#include "photo/worker/objects.hpp"

#include <opencv2/core.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace ombud::photo {

namespace {

constexpr int nanodet_side = 416;
constexpr int centernet_side = 512;
constexpr int coco_classes = 80;

/// COCO's numbers of what matters, with the kind that they are to us.
constexpr std::array<std::pair<int, ObjectKind>, 6> coco_kinds{{{0, ObjectKind::person},
                                                                {2, ObjectKind::vehicle},    // car
                                                                {3, ObjectKind::vehicle},    // motorcycle
                                                                {5, ObjectKind::vehicle},    // bus
                                                                {6, ObjectKind::vehicle},    // train
                                                                {7, ObjectKind::vehicle}}};  // truck

double threshold_of(ObjectKind kind, const ObjectThresholds& thresholds) {
    return kind == ObjectKind::person ? thresholds.person : thresholds.vehicle;
}

double logit(double probability) {
    return std::log(probability / (1 - probability));
}

double sigmoid(double value) {
    return 1 / (1 + std::exp(-value));
}

/// The picture squeezed or fitted into a square, and how its pixels lie in the original.
cv::Rect2d scaled(const cv::Rect2d& area, double factor) {
    return {area.x / factor, area.y / factor, area.width / factor, area.height / factor};
}

/// NanoDet tells a distance as a distribution over 0 to 10 strides (Li 2020, "Generalized Focal Loss").
double expected_distance(const float* logits, std::size_t step) {
    constexpr int bins = 11;
    float highest = logits[0];
    for (std::size_t i = 1; i < bins; ++i) highest = std::max(highest, logits[i * step]);
    double sum = 0;
    double weighted = 0;
    for (std::size_t i = 0; i < bins; ++i) {
        const double weight = std::exp(static_cast<double>(logits[i * step] - highest));
        sum += weight;
        weighted += weight * static_cast<double>(i);
    }
    return weighted / sum;
}

}  // namespace

std::vector<Object> believed_persons(const std::vector<Object>& found, const PersonThresholds& thresholds,
                                     const std::vector<Object>& others, double others_agreed, cv::Size picture) {
    constexpr double large_share = 0.05;  // of the picture, from which on a box must score more
    constexpr double enough = 0.45;       // for a box of any size
    constexpr double same_place = 0.6;    // intersection over union
    const double pixels = static_cast<double>(picture.width) * picture.height;
    std::vector<Object> persons;
    for (const Object& object : found) {
        if (object.kind != ObjectKind::person) continue;
        const double share = std::max(0.0, object.area.area() / pixels - large_share);
        const bool alone = object.score >= std::min(enough, thresholds.alone + thresholds.more_a_share * share);
        const bool agreed =
            object.score >= thresholds.agreed && std::any_of(others.begin(), others.end(), [&](const Object& other) {
                if (other.kind != ObjectKind::person || other.score < others_agreed) return false;
                const double common = (other.area & object.area).area();
                return common > same_place * (other.area.area() + object.area.area() - common);
            });
        if (!alone && !agreed) continue;
        persons.push_back(object);
        persons.back().agreed = agreed;
    }
    return persons;
}

std::vector<Object> without_repetitions(std::vector<Object> objects, double overlap) {
    std::stable_sort(objects.begin(), objects.end(),
                     [](const Object& a, const Object& b) { return a.score > b.score; });
    std::vector<Object> kept;
    for (const Object& object : objects) {
        const bool repeated = std::any_of(kept.begin(), kept.end(), [&](const Object& other) {
            if (other.kind != object.kind) return false;
            const double common = (other.area & object.area).area();
            return common > overlap * (other.area.area() + object.area.area() - common);
        });
        if (!repeated) kept.push_back(object);
    }
    return kept;
}

NanoDet::NanoDet(const Runtime& runtime, const std::filesystem::path& file)
    : network_(runtime.load(file, {"stride8", "stride16", "stride32"})) {}

std::vector<Object> NanoDet::find(const cv::Mat& bgr, const ObjectThresholds& thresholds) {
    static const PixelFormat format{false, {103.53, 116.28, 123.675}, {1 / 57.375, 1 / 57.12, 1 / 58.395}};
    const Fitted fitted = fit(bgr, {nanodet_side, nanodet_side});
    const std::vector<cv::Mat> outputs = network_->run(to_blob(fitted.picture, format));
    std::vector<Object> objects;
    double stride = 8;
    for (const cv::Mat& output : outputs) {
        const int cells = output.size[2];
        const auto step = static_cast<std::size_t>(cells) * static_cast<std::size_t>(cells);
        const auto* values = output.ptr<float>();
        for (const auto& [number, kind] : coco_kinds) {
            const double lowest = logit(threshold_of(kind, thresholds));
            const float* scores = values + static_cast<std::size_t>(number) * step;
            for (std::size_t cell = 0; cell < step; ++cell) {
                if (scores[cell] < lowest) continue;
                const std::size_t column = cell % static_cast<std::size_t>(cells);
                const std::size_t row = cell / static_cast<std::size_t>(cells);
                const double x = (static_cast<double>(column) + 0.5) * stride;
                const double y = (static_cast<double>(row) + 0.5) * stride;
                std::array<double, 4> reach{};  // left, top, right, bottom
                for (std::size_t side = 0; side < 4; ++side) {
                    const float* distances = values + (coco_classes + side * 11) * step + cell;
                    reach[side] = expected_distance(distances, step) * stride;
                }
                objects.push_back(
                    {scaled({x - reach[0], y - reach[1], reach[0] + reach[2], reach[1] + reach[3]}, fitted.factor),
                     kind, sigmoid(scores[cell])});
            }
        }
        stride *= 2;
    }
    return without_repetitions(std::move(objects), 0.6);
}

CenterNet::CenterNet(const Runtime& runtime, const std::filesystem::path& file)
    : network_(runtime.load(file, {"heat", "reach"})) {}

std::vector<Object> CenterNet::find(const cv::Mat& bgr, const ObjectThresholds& thresholds) {
    static const PixelFormat format{true, {0, 0, 0}, {1, 1, 1}};
    const Fitted fitted = fit(bgr, {centernet_side, centernet_side});
    const std::vector<cv::Mat> outputs = network_->run(to_blob(fitted.picture, format));
    const int cells = outputs[0].size[2];
    const double stride = static_cast<double>(centernet_side) / cells;
    std::vector<Object> objects;
    for (const auto& [number, kind] : coco_kinds) {
        const auto lowest = static_cast<float>(threshold_of(kind, thresholds));
        const cv::Mat heat(cells, cells, CV_32F, const_cast<float*>(outputs[0].ptr<float>(0, number)));
        for (int y = 0; y < cells; ++y) {
            for (int x = 0; x < cells; ++x) {
                const float score = heat.at<float>(y, x);
                if (score < lowest) continue;
                const cv::Rect around = cv::Rect(x - 1, y - 1, 3, 3) & cv::Rect(0, 0, cells, cells);
                double highest = 0;
                cv::minMaxLoc(heat(around), nullptr, &highest);
                if (score < static_cast<float>(highest)) continue;
                std::array<double, 4> reach{};  // left, top, right, bottom
                for (int side = 0; side < 4; ++side) {
                    reach[static_cast<std::size_t>(side)] =
                        static_cast<double>(outputs[1].ptr<float>(0, side)[y * cells + x]);
                }
                objects.push_back(
                    {scaled({x * stride - reach[0], y * stride - reach[1], reach[0] + reach[2], reach[1] + reach[3]},
                            fitted.factor),
                     kind, static_cast<double>(score)});
            }
        }
    }
    return without_repetitions(std::move(objects), 0.6);
}

}  // namespace ombud::photo
