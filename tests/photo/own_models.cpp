#include "core/error.hpp"
#include "core/file.hpp"
#include "photo/model_argument.hpp"
#include "photo/workbench.hpp"
#include "photo/worker_client.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <string>

namespace {

using namespace ombud;
using namespace ombud::photo;

/// A network that finds red cells of an eighth of the picture, in one of the forms; values of 0 to 255.
PhotoModel tiny_model(const TemporaryFolder& folder, const std::string& form, PhotoModelType type, PhotoTarget target) {
    PhotoModel model = usual_model(type);
    model.file = folder / (form + ".onnx");
    shell(fmt::format("/usr/bin/python3 '{}' {} '{}' {}",
                      (std::filesystem::path(__FILE__).parent_path() / "tiny_model.py").string(), form,
                      model.file.string(), model.rgb ? "--rgb" : ""));
    model.width_px = model.height_px = 64;
    model.mean = {};
    model.scale = 1;
    model.classes = {{0, target}};
    return model;
}

/// Grey with a red square that the 64 x 64 pixels of a tiny network show as two by two cells.
std::string red_square(const TemporaryFolder& folder) {
    drawing::Canvas canvas(640, 640, {120, 120, 120});
    canvas.rectangle(160, 320, 160, 160, {250, 10, 10});
    return read_file(save(canvas, folder / "red.png"));
}

bool covers_point(const Box& box, int x, int y) {
    return box.x <= x && box.y <= y && box.x + box.width > x && box.y + box.height > y;
}

PhotoSettings only(const PhotoModel& model) {
    PhotoSettings settings;
    settings.shipped_models = false;
    settings.models = {model};
    return settings;
}

}  // namespace

TEST_CASE("a town's own network is used, whichever of the forms it has") {
    struct Form {
        std::string name;
        PhotoModelType type;
        PhotoTarget target;
        BoxKind kind;
    };
    const auto form = GENERATE(Form{"yunet", PhotoModelType::yunet, PhotoTarget::face, BoxKind::face},
                               Form{"yunet2022", PhotoModelType::yunet, PhotoTarget::face, BoxKind::face},
                               Form{"yolox", PhotoModelType::yolox, PhotoTarget::person, BoxKind::person},
                               Form{"yolov8", PhotoModelType::yolov8, PhotoTarget::plate, BoxKind::plate},
                               Form{"ssd", PhotoModelType::ssd, PhotoTarget::plate, BoxKind::plate},
                               Form{"detection_output", PhotoModelType::ssd, PhotoTarget::person, BoxKind::person});
    // With ONNX Runtime where it is, and with OpenCV.
    const bool with_opencv = GENERATE(true, false);
    if (!with_opencv && !models_path()) return;
    const TemporaryFolder folder;
    WorkerOptions options;
    if (with_opencv) options.models = "";
    INFO(form.name << (with_opencv ? ", OpenCV" : ", ONNX Runtime"));
    Worker worker{only(tiny_model(folder, form.name, form.type, form.target)), options};
    const Anonymised result = worker.anonymise(red_square(folder));
    for (const int x : {200, 280}) {
        for (const int y : {360, 440}) {
            CHECK(std::ranges::any_of(result.boxes, [&](const Box& box) {
                return box.kind == form.kind && box.detector == form.name && covers_point(box, x, y);
            }));
        }
    }
    CHECK(std::ranges::none_of(result.boxes, [](const Box& box) { return covers_point(box, 560, 80); }));
    CHECK_THAT(worker.detectors(), Catch::Contains(form.name + " "));
}

TEST_CASE("own networks that do not look for everything publish nothing by themselves, those that do may") {
    const TemporaryFolder folder;
    PhotoModel model = tiny_model(folder, "yolov8", PhotoModelType::yolov8, PhotoTarget::plate);
    WorkerOptions without;
    without.models = "";
    const std::string photo = read_file(save(street(5), folder / "street.png"));
    {
        Worker worker{only(model), without};
        const Anonymised result = worker.anonymise(photo);
        CHECK(result.needs_review);
        CHECK_THAT(result.review_reason, Catch::Contains("no network finds a face, no network finds a person"));
    }
    model.classes = {{0, PhotoTarget::plate}, {1, PhotoTarget::person}, {2, PhotoTarget::face}};
    Worker worker{only(model), without};
    CHECK_FALSE(worker.anonymise(photo).needs_review);
}

TEST_CASE("own networks are used beside the shipped ones unless these are switched off") {
    const TemporaryFolder folder;
    PhotoSettings settings;
    settings.models = {tiny_model(folder, "yolov8", PhotoModelType::yolov8, PhotoTarget::plate)};
    Worker both{settings};
    Worker shipped{PhotoSettings{}};
    CHECK_THAT(both.detectors(), Catch::Contains(shipped.detectors()) && Catch::Contains("yolov8"));
    CHECK(both.detectors() != shipped.detectors());
}

TEST_CASE("a network that is damaged or of another type is refused by name before the first photo") {
    const TemporaryFolder folder;
    PhotoModel model = tiny_model(folder, "yolov8", PhotoModelType::yolov8, PhotoTarget::plate);
    SECTION("another type") {
        model.type = PhotoModelType::yolox;
        Worker worker{only(model)};
        CHECK_THROWS_WITH(worker.detectors(), Catch::Contains("yolov8.onnx does not speak as type yolox does") &&
                                                  Catch::Contains("got output0 1 x 5 x 64"));
    }
    SECTION("another size") {
        model.width_px = 96;
        Worker worker{only(model)};
        CHECK_THROWS_WITH(worker.detectors(), Catch::Contains("yolov8.onnx"));
    }
    SECTION("damaged") {
        write_file(model.file, "this is no network");
        Worker worker{only(model)};
        CHECK_THROWS_WITH(worker.detectors(), Catch::Contains("cannot use the model") || Catch::Contains("cannot use"));
    }
}

TEST_CASE("a network's description survives the command line of the worker") {
    PhotoModel model = usual_model(PhotoModelType::ssd);
    model.file = "/srv/models/of the, town;:.onnx";
    model.classes = {{0, PhotoTarget::person}, {17, PhotoTarget::plate}};
    model.threshold = 0.35;
    const PhotoModel back = model_from_argument(to_argument(model));
    CHECK(back.file == model.file);
    CHECK(back.type == model.type);
    CHECK(back.threshold == model.threshold);
    CHECK(back.scale == model.scale);
    CHECK(back.mean == model.mean);
    REQUIRE(back.classes.size() == 2);
    CHECK(back.classes[1].number == 17);
    CHECK(back.classes[1].target == PhotoTarget::plate);
    CHECK_THROWS_AS(model_from_argument("yolov8,1"), Error);
}
