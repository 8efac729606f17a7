#include "core/error.hpp"
#include "photo/worker/detector.hpp"
#include "photo/worker/faces.hpp"
#include "photo/worker/network.hpp"
#include "photo/worker/objects.hpp"
#include "photo/worker/plates.hpp"
#include "photo/worker/text_boxes.hpp"
#include "photo/worker/text_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace ombud::photo {

namespace fs = std::filesystem;

namespace {

/// Counts up with every change to a threshold or to how the picture is cut up.
constexpr int settings_version = 3;

// The thresholds and sizes come from measurements; see tests/bench/photos.md.
constexpr PersonThresholds nanodet_persons{0.28, 0.20};
constexpr PersonThresholds centernet_persons{0.22, 0.12};
/// Where there is no other network to agree with, it must be believed on less.
constexpr PersonThresholds nanodet_alone{0.20, 0.20, 0.5};
constexpr ObjectThresholds nanodet_whole{nanodet_persons.agreed, 0.12};
constexpr ObjectThresholds nanodet_part{0.40, trust_in_large_pictures.looked_at};
constexpr ObjectThresholds centernet_whole{centernet_persons.agreed, 0.30};
constexpr ObjectThresholds nanodet_check{0.45, 0.30};
constexpr int face_search_side = 1632;
constexpr double face_threshold = 0.40;
constexpr double face_check_threshold = 0.60;
/// Larger pictures are searched for objects in parts, too, since the networks see 416 pixels of them.
constexpr int largest_in_one_piece = 1400;

/// Larger pictures are searched for text in parts, too.
constexpr int largest_text_in_one_piece = 2000;

cv::Rect2d moved(const cv::Rect2d& area, cv::Point by) {
    return {area.x + by.x, area.y + by.y, area.width, area.height};
}

class NeuralDetectors final : public DetectorSet {
  public:
    NeuralDetectors(const fs::path& models, Effort effort)
        : effort_(effort),
          runtime_(fastest(models)),
          nanodet_(*runtime_, used(models / "nanodet.onnx")),
          text_(*runtime_, models) {
        if (fs::exists(models / "centernet.onnx")) centernet_.emplace(*runtime_, used(models / "centernet.onnx"));
        if (fs::exists(models / "faceboxes.onnx")) {
            faceboxes_.emplace(*runtime_, used(models / "faceboxes.onnx"));
        }
        if (!faceboxes_ || effort == Effort::thorough) ssd_.emplace(*runtime_, used(models / "ssd-face.onnx"));
        used(models / "ppocr-det-640x640.onnx");
        // OpenCV 4.6 cannot run the reader.
        if (runtime_->name().starts_with("ONNX Runtime")) {
            reader_.emplace(*runtime_, used(models / "ppocr-rec.onnx"), models / "ppocr-letters.txt");
        } else {
            weakness_ =
                "built without ONNX Runtime, number plates outside vehicles are not found: run scripts/models, then build";
        }
        description_ += fmt::format("{}settings {}, {}", effort == Effort::thorough ? "thorough, " : "",
                                    settings_version, runtime_->name());
    }

    std::vector<Finding> find(const cv::Mat& bgr, const Search& search) override {
        std::vector<Finding> findings;
        std::vector<Object> vehicles;
        if (search.purpose == Purpose::check) {
            add_objects(nanodet_.find(bgr, nanodet_check), {}, "nanodet", findings, vehicles);
            if (search.persons) add_faces(bgr, {}, face_check_threshold, findings);
        } else {
            find_objects(bgr, findings, vehicles);
            find_faces(bgr, findings);
        }
        if (search.plates) find_plates(bgr, without_repetitions(std::move(vehicles), 0.6), search.purpose, findings);
        return findings;
    }

    const std::string& description() const noexcept override { return description_; }
    const std::string& weakness() const noexcept override { return weakness_; }

  private:
    static std::unique_ptr<Runtime> fastest(const fs::path& models) {
        if (auto runtime = onnx_runtime(models)) return runtime;
        return opencv_runtime();
    }

    /// Writes the model down in the description.
    const fs::path& used(const fs::path& file) {
        if (!fs::exists(file)) {
            throw Error(ErrorKind::system, fmt::format("the model {} is missing", file.string()));
        }
        description_ += fmt::format("{} {}, ", file.stem().string(), checksum(file));
        return last_used_ = file;
    }

    static void add_objects(const std::vector<Object>& objects, cv::Point offset, const char* detector,
                            std::vector<Finding>& findings, std::vector<Object>& vehicles) {
        for (const Object& object : objects) {
            const cv::Rect2d area = moved(object.area, offset);
            if (object.kind == ObjectKind::person) {
                findings.push_back({area, BoxKind::person, object.score, detector, object.agreed});
            } else {
                vehicles.push_back({area, object.kind, object.score});
            }
        }
    }

    void find_objects(const cv::Mat& bgr, std::vector<Finding>& findings, std::vector<Object>& vehicles) {
        const std::vector<Object> by_nanodet = nanodet_.find(bgr, nanodet_whole);
        std::vector<Object> by_centernet;
        if (centernet_) by_centernet = centernet_->find(bgr, centernet_whole);
        const auto add = [&](const std::vector<Object>& found, const PersonThresholds& thresholds,
                             const std::vector<Object>& others, double others_agreed, const char* detector) {
            add_objects(believed_persons(found, thresholds, others, others_agreed, bgr.size()), {}, detector, findings,
                        vehicles);
            for (const Object& object : found) {
                if (object.kind == ObjectKind::vehicle) vehicles.push_back(object);
            }
        };
        add(by_nanodet, centernet_ ? nanodet_persons : nanodet_alone, by_centernet, centernet_persons.agreed,
            "nanodet");
        add(by_centernet, centernet_persons, by_nanodet, nanodet_persons.agreed, "centernet");
        std::vector<int> divisions;
        if (std::max(bgr.cols, bgr.rows) > largest_in_one_piece) divisions.push_back(2);
        if (effort_ == Effort::thorough) divisions = {2, 3};
        for (const int division : divisions) {
            for (const cv::Rect& part : parts_of(bgr.size(), division)) {
                add_objects(nanodet_.find(bgr(part), nanodet_part), part.tl(), "nanodet", findings, vehicles);
            }
        }
    }

    void add_faces(const cv::Mat& bgr, cv::Point offset, double threshold, std::vector<Finding>& findings) {
        const auto add = [&](const std::vector<Face>& faces, const char* detector) {
            for (const Face& face : faces) {
                findings.push_back({moved(face.area, offset), BoxKind::face, face.score, detector, false});
            }
        };
        if (faceboxes_) add(faceboxes_->find(bgr, face_search_side, threshold), "faceboxes");
        if (ssd_) add(ssd_->find(bgr, threshold), "ssd-face");
    }

    void find_faces(const cv::Mat& bgr, std::vector<Finding>& findings) {
        add_faces(bgr, {}, face_threshold, findings);
        const bool large = std::max(bgr.cols, bgr.rows) > largest_in_one_piece;
        // The SSD sees 512 pixels of a picture only, so where it is alone, parts are what it needs.
        if (!large || (effort_ == Effort::usual && faceboxes_)) return;
        for (const cv::Rect& part : parts_of(bgr.size(), 2)) add_faces(bgr(part), part.tl(), face_threshold, findings);
    }

    void find_plates(const cv::Mat& bgr, const std::vector<Object>& vehicles, Purpose purpose,
                     std::vector<Finding>& findings) {
        const int longest = std::max(bgr.cols, bgr.rows);
        const bool large = longest > largest_text_in_one_piece;
        PlateSearch search(text_, reader_ ? &*reader_ : nullptr, vehicles,
                           large ? trust_in_large_pictures : VehicleTrust{});
        // What a picture is searched for in parts, too, shows enough of what is large.
        search.look_at_whole(bgr, effort_ == Effort::thorough || (purpose == Purpose::cover && !large));
        if (purpose == Purpose::cover) {
            search.look_at_vehicles(bgr);
            if (effort_ == Effort::thorough || large) {
                const int parts = effort_ == Effort::thorough ? std::clamp(longest / 960 + 1, 2, 5) : 2;
                for (const cv::Rect& part : parts_of(bgr.size(), parts)) search.look_at_part(bgr, part);
            }
            search.guess_in_vehicles();
        }
        for (const Plate& plate : search.found()) {
            findings.push_back(
                {plate.area, BoxKind::plate, plate.score, plate.guessed ? "ppocr-guess" : "ppocr", false});
        }
    }

    Effort effort_;
    std::string description_;
    std::string weakness_;
    fs::path last_used_;
    std::unique_ptr<Runtime> runtime_;
    NanoDet nanodet_;
    TextDetector text_;
    std::optional<TextReader> reader_;
    std::optional<CenterNet> centernet_;
    std::optional<FaceBoxes> faceboxes_;
    std::optional<SsdFaces> ssd_;
};

}  // namespace

std::unique_ptr<DetectorSet> neural_detectors(const fs::path& models, Effort effort) {
    return std::make_unique<NeuralDetectors>(models, effort);
}

}  // namespace ombud::photo
