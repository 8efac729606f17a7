#include "core/error.hpp"
#include "photo/worker/detector.hpp"

#include <fmt/format.h>
#include <opencv2/core.hpp>
#include <opencv2/core/version.hpp>
#include <opencv2/imgproc.hpp>
#include <opencv2/objdetect.hpp>

#include <algorithm>
#include <utility>

namespace ombud::photo {

namespace {

/// How a cascade is run. Sizes and steps are what lets a photo of 12 megapixels pass in about three seconds on one
/// core.
struct CascadeSettings {
    std::string name;
    std::string file;
    BoxKind kind;
    double step;        ///< ratio between the scales that are searched
    int neighbours;     ///< overlapping hits that make a finding
    cv::Size smallest;  ///< in pixels of the searched picture
    int longest_side;   ///< the picture is searched at this size at most, pixels
    bool mirrored;      ///< search the mirror image, too: the cascade knows one profile only
};

/// The factor by which a picture is made smaller so that no side is longer than `longest_side`; never above 1.
double reduction(cv::Size size, int longest_side) {
    return std::min(1.0, static_cast<double>(longest_side) / std::max(size.width, size.height));
}

cv::Mat reduced(const cv::Mat& picture, double factor) {
    if (factor >= 1) return picture;
    cv::Mat smaller;
    const cv::Size size(std::max(1, cvRound(picture.cols * factor)), std::max(1, cvRound(picture.rows * factor)));
    cv::resize(picture, smaller, size, 0, 0, cv::INTER_AREA);
    return smaller;
}

/// Counts up with every change to the settings below.
constexpr int settings_version = 1;

/// One technique of the set.
class Detector {
  public:
    Detector() = default;
    Detector(const Detector&) = delete;
    Detector& operator=(const Detector&) = delete;
    virtual ~Detector() = default;

    [[nodiscard]] virtual std::vector<Finding> find(const cv::Mat& bgr) = 0;
    [[nodiscard]] virtual const std::string& name() const noexcept = 0;
    [[nodiscard]] virtual const std::string& version() const noexcept = 0;
};

class CascadeDetector final : public Detector {
  public:
    CascadeDetector(const std::filesystem::path& folder, CascadeSettings settings) : settings_(std::move(settings)) {
        const std::string file = (folder / settings_.file).string();
        bool loaded = false;
        try {
            loaded = std::filesystem::exists(file) && cascade_.load(file);
        } catch (const cv::Exception& problem) {
            throw Error(ErrorKind::system, fmt::format("cannot use the cascade {}: {}", file, problem.what()));
        }
        if (!loaded) {
            throw Error(ErrorKind::system,
                        fmt::format("the cascade {} is missing or damaged; install the package opencv-data", file));
        }
        version_ = fmt::format("{}.{}", settings_version, checksum(file));
    }

    std::vector<Finding> find(const cv::Mat& bgr) override {
        const double factor = reduction(bgr.size(), settings_.longest_side);
        cv::Mat grey;
        cv::cvtColor(reduced(bgr, factor), grey, cv::COLOR_BGR2GRAY);
        cv::equalizeHist(grey, grey);
        std::vector<Finding> findings;
        search(grey, factor, false, findings);
        if (settings_.mirrored) {
            cv::flip(grey, grey, 1);
            search(grey, factor, true, findings);
        }
        return findings;
    }

    const std::string& name() const noexcept override { return settings_.name; }
    const std::string& version() const noexcept override { return version_; }

  private:
    void search(const cv::Mat& grey, double factor, bool mirrored, std::vector<Finding>& findings) {
        const cv::Size window = cascade_.getOriginalWindowSize();
        if (grey.cols < window.width || grey.rows < window.height) return;
        std::vector<cv::Rect> found;
        std::vector<int> hits;
        cascade_.detectMultiScale(grey, found, hits, settings_.step, settings_.neighbours, 0, settings_.smallest);
        for (std::size_t i = 0; i < found.size(); ++i) {
            cv::Rect2d area(found[i]);
            if (mirrored) area.x = grey.cols - area.x - area.width;
            findings.push_back({cv::Rect2d(area.x / factor, area.y / factor, area.width / factor, area.height / factor),
                                settings_.kind, static_cast<double>(hits[i]), settings_.name});
        }
    }

    CascadeSettings settings_;
    std::string version_;
    cv::CascadeClassifier cascade_;
};

/// Dalal and Triggs' people detector with OpenCV's built-in weights: whole upright persons of 128 pixels and more.
class PersonDetector final : public Detector {
  public:
    PersonDetector() { hog_.setSVMDetector(cv::HOGDescriptor::getDefaultPeopleDetector()); }

    std::vector<Finding> find(const cv::Mat& bgr) override {
        const double factor = reduction(bgr.size(), longest_side);
        const cv::Mat picture = reduced(bgr, factor);
        std::vector<Finding> findings;
        if (picture.cols < hog_.winSize.width || picture.rows < hog_.winSize.height) return findings;
        std::vector<cv::Rect> found;
        std::vector<double> weights;
        hog_.detectMultiScale(picture, found, weights, threshold, cv::Size(8, 8), cv::Size(16, 16), 1.05, 2.0);
        for (std::size_t i = 0; i < found.size(); ++i) {
            // The window of the detector has a rim of 16 of its 128 pixels around the person.
            cv::Rect2d area(found[i]);
            area.x += area.width / 8;
            area.y += area.height / 16;
            area.width *= 0.75;
            area.height *= 0.875;
            findings.push_back({cv::Rect2d(area.x / factor, area.y / factor, area.width / factor, area.height / factor),
                                BoxKind::person, weights[i], name_});
        }
        return findings;
    }

    const std::string& name() const noexcept override { return name_; }
    const std::string& version() const noexcept override { return version_; }

  private:
    static constexpr int longest_side = 800;
    static constexpr double threshold = 0.3;

    std::string name_ = "hog-people";
    std::string version_ = std::to_string(settings_version);
    cv::HOGDescriptor hog_;
};

class DebianDetectors final : public DetectorSet {
  public:
    explicit DebianDetectors(std::vector<std::unique_ptr<Detector>> detectors) : detectors_(std::move(detectors)) {
        for (const auto& detector : detectors_) description_ += detector->name() + " " + detector->version() + ", ";
        description_ += std::string("OpenCV ") + CV_VERSION;
    }

    std::vector<Finding> find(const cv::Mat& bgr, const Search& /*search*/) override {
        std::vector<Finding> findings;
        for (const auto& detector : detectors_) {
            for (Finding& finding : detector->find(bgr)) findings.push_back(std::move(finding));
        }
        return findings;
    }

    const std::string& description() const noexcept override { return description_; }
    const std::string& weakness() const noexcept override { return weakness_; }

  private:
    std::vector<std::unique_ptr<Detector>> detectors_;
    std::string description_;
    std::string weakness_ = "no models installed: run scripts/models";
};

}  // namespace

std::unique_ptr<DetectorSet> debian_detectors(const std::filesystem::path& cascades) {
    const std::vector<CascadeSettings> settings{
        {"haar-face-alt2", "haarcascade_frontalface_alt2.xml", BoxKind::face, 1.15, 3, {20, 20}, 1280, false},
        {"haar-face-profile", "haarcascade_profileface.xml", BoxKind::face, 1.2, 3, {22, 22}, 880, true},
        {"haar-plate", "haarcascade_russian_plate_number.xml", BoxKind::plate, 1.1, 3, {40, 12}, 1600, false},
        {"haar-plate-16stages",
         "haarcascade_licence_plate_rus_16stages.xml",
         BoxKind::plate,
         1.1,
         3,
         {48, 16},
         1280,
         false},
    };
    std::vector<std::unique_ptr<Detector>> detectors;
    for (const CascadeSettings& setting : settings) {
        detectors.push_back(std::make_unique<CascadeDetector>(cascades, setting));
    }
    detectors.push_back(std::make_unique<PersonDetector>());
    return std::make_unique<DebianDetectors>(std::move(detectors));
}

}  // namespace ombud::photo
