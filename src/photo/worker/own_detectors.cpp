#include "core/error.hpp"
#include "photo/worker/detector.hpp"
#include "photo/worker/network.hpp"
#include "photo/worker/own_boxes.hpp"

#include <fmt/format.h>
#include <opencv2/core.hpp>
#include <opencv2/objdetect/face.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace ombud::photo {

namespace {

/// Counts up with every change to how these networks are used.
constexpr int settings_version = 1;
/// Boxes that overlap by more are one.
constexpr double overlap_limit = 0.5;
/// Larger pictures are searched in parts, too.
constexpr int largest_in_one_piece = 1400;

BoxKind kind_of(PhotoTarget target) {
    switch (target) {
        case PhotoTarget::person:
            return BoxKind::person;
        case PhotoTarget::plate:
            return BoxKind::plate;
        case PhotoTarget::face:
            break;
    }
    return BoxKind::face;
}

/// A network of a town's own, asked for boxes in one picture.
class OwnNetwork {
  public:
    OwnNetwork(const Runtime& runtime, PhotoModel model) : model_(std::move(model)) {
        auto network = runtime.load(model_.file, {});
        const auto& names = network->outputs();
        // The file of 2022 has its anchors in OpenCV's code.
        if (model_.type == PhotoModelType::yunet && std::ranges::find(names, "loc") != names.end()) {
            yunet_2022_ = cv::FaceDetectorYN::create(model_.file.string(), "", {model_.width_px, model_.height_px},
                                                     static_cast<float>(model_.threshold));
        } else {
            network_ = std::move(network);
        }
        // A network that does not fit its description is to be found out now, not with the first photo.
        static_cast<void>(find(cv::Mat(64, 64, CV_8UC3, cv::Scalar(90, 90, 90)), model_.threshold));
    }

    [[nodiscard]] const PhotoModel& model() const noexcept { return model_; }

    /// \return in pixels of `bgr`
    [[nodiscard]] std::vector<OwnBox> find(const cv::Mat& bgr, double threshold) {
        const Fitted fitted = fit(bgr, {model_.width_px, model_.height_px});
        std::vector<OwnBox> boxes = yunet_2022_ ? faces(fitted.picture) : boxes_of(model_, ask(fitted.picture));
        std::erase_if(boxes, [&](const OwnBox& box) { return box.score < threshold; });
        for (OwnBox& box : boxes) {
            box.area = {box.area.x / fitted.factor, box.area.y / fitted.factor, box.area.width / fitted.factor,
                        box.area.height / fitted.factor};
        }
        return boxes;
    }

  private:
    std::vector<NamedOutput> ask(const cv::Mat& picture) {
        const PixelFormat format{
            model_.rgb, {model_.mean[0], model_.mean[1], model_.mean[2]}, {model_.scale, model_.scale, model_.scale}};
        std::vector<NamedOutput> outputs;
        std::vector<cv::Mat> values;
        try {
            values = network_->run(to_blob(picture, format));
        } catch (const Error&) {
            throw;
        } catch (const std::exception& problem) {  // each runtime has its own kind
            throw Error(ErrorKind::system,
                        fmt::format("{} does not take a picture of {} x {} pixels: {}; see size_px in "
                                    "[[photos.model]]",
                                    model_.file.string(), model_.width_px, model_.height_px, problem.what()));
        }
        for (std::size_t i = 0; i < values.size(); ++i) outputs.push_back({network_->outputs().at(i), values[i]});
        return outputs;
    }

    std::vector<OwnBox> faces(const cv::Mat& picture) {
        cv::Mat found;
        yunet_2022_->detect(picture, found);
        std::vector<OwnBox> boxes;
        for (int row = 0; row < found.rows; ++row) {
            const auto* values = found.ptr<float>(row);  // box, five landmarks, score
            boxes.push_back({cv::Rect2d(cv::Rect2f(values[0], values[1], values[2], values[3])), 0,
                             static_cast<double>(values[14])});
        }
        return boxes;
    }

    PhotoModel model_;
    std::unique_ptr<Network> network_;
    cv::Ptr<cv::FaceDetectorYN> yunet_2022_;
};

/// Of boxes that overlap much only the best.
std::vector<OwnBox> without_repetitions(std::vector<OwnBox> boxes) {
    std::ranges::stable_sort(boxes, std::ranges::greater{}, &OwnBox::score);
    std::vector<OwnBox> kept;
    for (const OwnBox& box : boxes) {
        const bool repeated = std::ranges::any_of(kept, [&](const OwnBox& other) {
            const double common = (other.area & box.area).area();
            return other.class_number == box.class_number &&
                   common > overlap_limit * (other.area.area() + box.area.area() - common);
        });
        if (!repeated) kept.push_back(box);
    }
    return kept;
}

/// A town's own networks, beside those of another set or instead of them.
class OwnDetectors final : public DetectorSet {
  public:
    OwnDetectors(const std::vector<PhotoModel>& models, const std::filesystem::path& runtime_folder,
                 std::unique_ptr<DetectorSet> others)
        : runtime_(fastest(runtime_folder)), others_(std::move(others)) {
        std::array<bool, 3> found{};
        for (const PhotoModel& model : models) {
            networks_.emplace_back(*runtime_, model);
            std::string classes;
            for (const auto& [number, target] : model.classes) {
                classes += fmt::format("{} {} ", number, to_string(target));
                found.at(static_cast<std::size_t>(target)) = true;
            }
            description_ +=
                fmt::format("{} {} {} {}x{} {} of {}, ", to_string(model.type), model.file.stem().string(),
                            checksum(model.file), model.width_px, model.height_px, model.threshold, classes);
        }
        description_ +=
            fmt::format("own settings {}, {}", settings_version, others_ ? others_->description() : runtime_->name());
        // Where a town's own networks look for everything, the town answers for them.
        if (found[0] && found[1] && found[2]) return;
        if (others_) {
            weakness_ = others_->weakness();
        } else {
            for (const PhotoTarget target : {PhotoTarget::face, PhotoTarget::person, PhotoTarget::plate}) {
                if (found.at(static_cast<std::size_t>(target))) continue;
                weakness_ += fmt::format("{}no network finds a {}", weakness_.empty() ? "" : ", ", to_string(target));
            }
        }
    }

    std::vector<Finding> find(const cv::Mat& bgr, const Search& search) override {
        std::vector<Finding> findings;
        if (others_) findings = others_->find(bgr, search);
        for (OwnNetwork& network : networks_) add(network, bgr, search, findings);
        return findings;
    }

    const std::string& description() const noexcept override { return description_; }
    const std::string& weakness() const noexcept override { return weakness_; }

  private:
    static std::unique_ptr<Runtime> fastest(const std::filesystem::path& folder) {
        if (!folder.empty()) {
            if (auto runtime = onnx_runtime(folder)) return runtime;
        }
        return opencv_runtime();
    }

    static void add(OwnNetwork& network, const cv::Mat& bgr, const Search& search, std::vector<Finding>& findings) {
        const PhotoModel& model = network.model();
        const bool check = search.purpose == Purpose::check;
        // Half of what is missing to certainty more, where only the clearly overlooked matters.
        const double threshold = check ? (1 + model.threshold) / 2 : model.threshold;
        std::vector<OwnBox> boxes = network.find(bgr, threshold);
        if (!check && std::max(bgr.cols, bgr.rows) > largest_in_one_piece) {
            for (const cv::Rect& part : parts_of(bgr.size(), 2)) {
                for (OwnBox& box : network.find(bgr(part), threshold)) {
                    box.area += cv::Point2d(part.tl());
                    boxes.push_back(box);
                }
            }
        }
        for (const OwnBox& box : without_repetitions(std::move(boxes))) {
            const auto found = std::ranges::find(model.classes, box.class_number, &PhotoModelClass::number);
            if (found == model.classes.end()) continue;
            const BoxKind kind = kind_of(found->target);
            if (kind == BoxKind::plate ? search.plates : search.persons) {
                findings.push_back({box.area, kind, box.score, model.file.stem().string()});
            }
        }
    }

    std::unique_ptr<Runtime> runtime_;
    std::unique_ptr<DetectorSet> others_;
    std::vector<OwnNetwork> networks_;
    std::string description_;
    std::string weakness_;
};

}  // namespace

std::unique_ptr<DetectorSet> own_detectors(const std::vector<PhotoModel>& models,
                                           const std::filesystem::path& runtime_folder,
                                           std::unique_ptr<DetectorSet> others) {
    return std::make_unique<OwnDetectors>(models, runtime_folder, std::move(others));
}

}  // namespace ombud::photo
