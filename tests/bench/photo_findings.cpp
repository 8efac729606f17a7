// What each network sees in photos, at thresholds far below those in use: for tests/bench/photos.py, which tries rules
// on it.
//
//     photo_findings MODELS PHOTO...
//
// Prints one JSON object a line and photo. Boxes are [x, y, width, height, score] in pixels of the photo.

#include "core/error.hpp"
#include "core/file.hpp"
#include "core/json_writer.hpp"
#include "photo/worker/decode.hpp"
#include "photo/worker/detector.hpp"
#include "photo/worker/faces.hpp"
#include "photo/worker/network.hpp"
#include "photo/worker/objects.hpp"
#include "photo/worker/plates.hpp"
#include "photo/worker/text_boxes.hpp"
#include "photo/worker/text_reader.hpp"

#include <fmt/format.h>
#include <opencv2/core.hpp>

#include <exception>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace ombud;
using namespace ombud::photo;

constexpr ObjectThresholds lowest{0.08, 0.12};

void write_box(JsonWriter& json, const cv::Rect2d& area, double score) {
    json.begin_array().value(area.x, 1).value(area.y, 1).value(area.width, 1).value(area.height, 1);
    json.value(score, 4).end_array();
}

void write_objects(JsonWriter& json, std::string_view name, const std::vector<Object>& objects, ObjectKind kind) {
    json.key(name).begin_array();
    for (const Object& object : objects) {
        if (object.kind == kind) write_box(json, object.area, object.score);
    }
    json.end_array();
}

/// What the persons in a picture are found by.
class Persons {
  public:
    Persons(const Runtime& runtime, const std::filesystem::path& models)
        : nanodet_(runtime, models / "nanodet.onnx"),
          centernet_(runtime, models / "centernet.onnx"),
          faceboxes_(runtime, models / "faceboxes.onnx") {}

    void write(JsonWriter& json, const cv::Mat& bgr) {
        write_objects(json, "nanodet", nanodet_.find(bgr, lowest), ObjectKind::person);
        write_objects(json, "centernet", centernet_.find(bgr, lowest), ObjectKind::person);
        json.key("faceboxes").begin_array();
        for (const Face& face : faceboxes_.find(bgr, 1632, 0.2)) write_box(json, face.area, face.score);
        json.end_array();
    }

  private:
    NanoDet nanodet_;
    CenterNet centernet_;
    FaceBoxes faceboxes_;
};

void print(const std::string& line) {
    fmt::print("{}\n", line);
    std::fflush(stdout);
}

}  // namespace

int main(int count, char** values) {
    if (count < 3) {
        fmt::print(stderr, "photo_findings MODELS PHOTO...\n");
        return 2;
    }
    try {
        cv::setNumThreads(1);
        const std::filesystem::path models = values[1];
        std::unique_ptr<Runtime> runtime = onnx_runtime(models);
        if (!runtime) runtime = opencv_runtime();
        Persons persons(*runtime, models);
        for (int i = 2; i < count; ++i) {
            const std::filesystem::path file = values[i];
            const Picture picture = decode(read_file(file), 100);
            JsonWriter json;
            json.begin_object().key("image").value(file.filename().string());
            json.key("width").value(picture.bgr.cols).key("height").value(picture.bgr.rows);
            persons.write(json, picture.bgr);
            json.end_object();
            print(json.text());
        }
        return 0;
    } catch (const std::exception& problem) {
        fmt::print(stderr, "photo_findings: {}\n", problem.what());
        return 1;
    }
}
