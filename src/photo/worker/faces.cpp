#include "photo/worker/faces.hpp"

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace ombud::photo {

namespace {

double sigmoid(double value) {
    return 1 / (1 + std::exp(-value));
}

/// An anchor with the four numbers (ty, tx, th, tw) of the network, as SSD encodes boxes. \param anchor  centre and
/// size
cv::Rect2d decoded(const cv::Rect2d& anchor, const std::array<double, 4>& code) {
    const double x = anchor.x + code[1] / 10 * anchor.width;
    const double y = anchor.y + code[0] / 10 * anchor.height;
    const double width = anchor.width * std::exp(std::min(code[3] / 5, 5.0));
    const double height = anchor.height * std::exp(std::min(code[2] / 5, 5.0));
    return {x - width / 2, y - height / 2, width, height};
}

/// Numbers of one anchor in one cell: channels lie `step` apart.
std::array<double, 4> code_of(const float* boxes, std::size_t anchor, std::size_t step, std::size_t cell) {
    std::array<double, 4> code{};
    for (std::size_t i = 0; i < 4; ++i) code[i] = static_cast<double>(boxes[(anchor * 4 + i) * step + cell]);
    return code;
}

/// What FaceBoxes looks at in the cells of a grid: squares of `side` pixels, `dense` x `dense` of them a cell.
struct Squares {
    int side;
    int dense;
};

/// The square `index` of a cell, centre and size in pixels, cut to the picture as in training.
cv::Rect2d square_in(const Squares& squares, std::size_t index, cv::Point2d centre, cv::Size size) {
    const auto dense = static_cast<std::size_t>(squares.dense);
    const double pitch = static_cast<double>(squares.side) / squares.dense;
    const double first = pitch / 2 - squares.side / 2.0;
    const std::size_t across = index / dense;
    const double x = centre.x + first + pitch * static_cast<double>(across);
    const double y = centre.y + first + pitch * static_cast<double>(index % dense);
    const double half = squares.side / 2.0;
    const double left = std::clamp(x - half, 0.0, static_cast<double>(size.width));
    const double top = std::clamp(y - half, 0.0, static_cast<double>(size.height));
    const double right = std::clamp(x + half, 0.0, static_cast<double>(size.width));
    const double bottom = std::clamp(y + half, 0.0, static_cast<double>(size.height));
    return {(left + right) / 2, (top + bottom) / 2, right - left, bottom - top};
}

void find_on_grid(const cv::Mat& classes, const cv::Mat& boxes, const std::vector<Squares>& kinds, cv::Size size,
                  double threshold, std::vector<Face>& faces) {
    const int rows = classes.size[2];
    const int columns = classes.size[3];
    const auto step = static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns);
    const double cell_size = static_cast<double>(size.width) / columns;
    const auto* scores = classes.ptr<float>();
    const double lowest = std::log(threshold / (1 - threshold));
    std::size_t anchor = 0;
    for (const Squares& squares : kinds) {
        const auto count = static_cast<std::size_t>(squares.dense) * static_cast<std::size_t>(squares.dense);
        for (std::size_t index = 0; index < count; ++index, ++anchor) {
            const float* none = scores + anchor * 2 * step;
            for (std::size_t cell = 0; cell < step; ++cell) {
                const double score = static_cast<double>(none[step + cell] - none[cell]);
                if (score < lowest) continue;
                const std::size_t column = cell % static_cast<std::size_t>(columns);
                const std::size_t row = cell / static_cast<std::size_t>(columns);
                const cv::Point2d centre((static_cast<double>(column) + 0.5) * cell_size,
                                         (static_cast<double>(row) + 0.5) * cell_size);
                const cv::Rect2d square = square_in(squares, index, centre, size);
                faces.push_back({decoded(square, code_of(boxes.ptr<float>(), anchor, step, cell)), sigmoid(score)});
            }
        }
    }
}

int up_to_multiple(int value, int of) {
    return (value + of - 1) / of * of;
}

}  // namespace

std::vector<Face> without_repetitions(std::vector<Face> faces, double overlap) {
    std::stable_sort(faces.begin(), faces.end(), [](const Face& a, const Face& b) { return a.score > b.score; });
    std::vector<Face> kept;
    for (const Face& face : faces) {
        const bool repeated = std::any_of(kept.begin(), kept.end(), [&](const Face& other) {
            const double common = (other.area & face.area).area();
            return common > overlap * (other.area.area() + face.area.area() - common);
        });
        if (!repeated) kept.push_back(face);
    }
    return kept;
}

FaceBoxes::FaceBoxes(const Runtime& runtime, const std::filesystem::path& file)
    : network_(runtime.load(file, {"class32", "box32", "class64", "box64", "class128", "box128"})) {}

std::vector<Face> FaceBoxes::find(const cv::Mat& bgr, int longest_side, double threshold) {
    static const PixelFormat format{true, {0, 0, 0}, {1, 1, 1}};
    static const std::vector<std::vector<Squares>> kinds{{{32, 4}, {64, 2}, {128, 1}}, {{256, 1}}, {{512, 1}}};
    constexpr int multiple = 128;
    const double factor = std::min(2.0, static_cast<double>(longest_side) / std::max(bgr.cols, bgr.rows));
    const cv::Size scaled(std::max(1, cvRound(bgr.cols * factor)), std::max(1, cvRound(bgr.rows * factor)));
    cv::Mat picture(up_to_multiple(scaled.height, multiple), up_to_multiple(scaled.width, multiple), CV_8UC3,
                    cv::Scalar(0));
    cv::resize(bgr, picture(cv::Rect(cv::Point(), scaled)), scaled, 0, 0,
               factor < 1 ? cv::INTER_AREA : cv::INTER_LINEAR);
    const std::vector<cv::Mat> outputs = network_->run(to_blob(picture, format));
    std::vector<Face> faces;
    for (std::size_t level = 0; level < kinds.size(); ++level) {
        find_on_grid(outputs[level * 2], outputs[level * 2 + 1], kinds[level], picture.size(), threshold, faces);
    }
    for (Face& face : faces) {
        face.area = {face.area.x / factor, face.area.y / factor, face.area.width / factor, face.area.height / factor};
    }
    return without_repetitions(std::move(faces), 0.3);
}

namespace {

constexpr int ssd_side = 512;
constexpr std::array<int, 6> ssd_grids{32, 16, 8, 4, 2, 1};

/// The anchors of one grid of an SSD, centre and size as shares of the picture (section 2.2 of the paper, with the
/// reduced set in the finest grid that TensorFlow's implementation has).
void add_anchors(std::size_t level, std::vector<cv::Rect2d>& anchors) {
    constexpr std::array<double, 7> scales{0.2, 0.35, 0.5, 0.65, 0.8, 0.95, 1.0};
    std::vector<cv::Size2d> sizes;
    const auto add = [&](double scale, double ratio) {
        sizes.emplace_back(scale * std::sqrt(ratio), scale / std::sqrt(ratio));
    };
    if (level == 0) {
        add(0.1, 1);
    } else {
        add(scales[level], 1);
        add(std::sqrt(scales[level] * scales[level + 1]), 1);
    }
    add(scales[level], 2);
    add(scales[level], 0.5);
    if (level > 0) {
        add(scales[level], 3);
        add(scales[level], 1.0 / 3);
    }
    const int cells = ssd_grids[level];
    for (const cv::Size2d& size : sizes) {
        for (int y = 0; y < cells; ++y) {
            for (int x = 0; x < cells; ++x)
                anchors.emplace_back((x + 0.5) / cells, (y + 0.5) / cells, size.width, size.height);
        }
    }
}

std::vector<std::string> ssd_outputs() {
    std::vector<std::string> names;
    for (std::size_t level = 0; level < ssd_grids.size(); ++level) {
        names.push_back("class" + std::to_string(level));
        names.push_back("box" + std::to_string(level));
    }
    return names;
}

}  // namespace

SsdFaces::SsdFaces(const Runtime& runtime, const std::filesystem::path& file)
    : network_(runtime.load(file, ssd_outputs())) {
    for (std::size_t level = 0; level < ssd_grids.size(); ++level) add_anchors(level, anchors_);
}

std::vector<Face> SsdFaces::find(const cv::Mat& bgr, double threshold) {
    static const PixelFormat format{true, {127.5, 127.5, 127.5}, {1 / 127.5, 1 / 127.5, 1 / 127.5}};
    const Fitted fitted = fit(bgr, {ssd_side, ssd_side});
    const std::vector<cv::Mat> outputs = network_->run(to_blob(fitted.picture, format));
    const double lowest = std::log(threshold / (1 - threshold));
    const double factor = ssd_side / fitted.factor;
    std::vector<Face> faces;
    std::size_t first = 0;
    for (std::size_t level = 0; level < ssd_grids.size(); ++level) {
        const auto cells = static_cast<std::size_t>(ssd_grids[level]);
        const std::size_t step = cells * cells;
        const std::size_t kinds = level == 0 ? 3 : 6;
        const auto* scores = outputs[level * 2].ptr<float>();
        for (std::size_t kind = 0; kind < kinds; ++kind) {
            for (std::size_t cell = 0; cell < step; ++cell) {
                const double score = static_cast<double>(scores[(kind * 3 + 1) * step + cell]);
                if (score < lowest) continue;
                const cv::Rect2d box = decoded(anchors_[first + kind * step + cell],
                                               code_of(outputs[level * 2 + 1].ptr<float>(), kind, step, cell));
                faces.push_back(
                    {{box.x * factor, box.y * factor, box.width * factor, box.height * factor}, sigmoid(score)});
            }
        }
        first += kinds * step;
    }
    return without_repetitions(std::move(faces), 0.3);
}

}  // namespace ombud::photo
