#include "photo/public_copy.hpp"

#include "core/digest.hpp"
#include "core/error.hpp"
#include "core/file.hpp"
#include "core/progress.hpp"
#include "photo/sidecar.hpp"
#include "photo/workbench.hpp"
#include "photo/worker_pool.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

namespace {

using namespace ombud;
using namespace ombud::photo;
namespace fs = std::filesystem;

fs::path photo_with_plate(const TemporaryFolder& folder) {
    drawing::Canvas canvas = street(3);
    canvas.plate(120, 150, 160);
    return save(canvas, folder / "original.jpg");
}

/// OpenCV's cascades, but for plates one that takes every sharp edge from bright to dark for one, those of the fill
/// too.
fs::path restless_cascades(const TemporaryFolder& folder) {
    const fs::path cascades = folder / "cascades";
    fs::create_directories(cascades);
    for (const char* file : {"haarcascade_frontalface_alt2.xml", "haarcascade_profileface.xml",
                             "haarcascade_licence_plate_rus_16stages.xml"}) {
        fs::create_symlink(fs::path("/usr/share/opencv4/haarcascades") / file, cascades / file);
    }
    write_file(cascades / "haarcascade_russian_plate_number.xml", R"(<?xml version="1.0"?>
<opencv_storage><cascade type_id="opencv-cascade-classifier"><stageType>BOOST</stageType><featureType>HAAR</featureType>
<height>12</height><width>40</width><stageParams><maxWeakCount>1</maxWeakCount></stageParams>
<featureParams><maxCatCount>0</maxCatCount></featureParams><stageNum>1</stageNum>
<stages><_><maxWeakCount>1</maxWeakCount><stageThreshold>0.5</stageThreshold><weakClassifiers><_>
<internalNodes>0 -1 0 0.95</internalNodes><leafValues>0. 1.</leafValues></_></weakClassifiers></_></stages>
<features><_><rects><_>0 0 40 12 -1.</_><_>0 0 20 12 2.</_></rects></_></features></cascade></opencv_storage>)");
    return cascades;
}

}  // namespace

TEST_CASE("the public copy is named by the original's hash and its sidecar says what was covered") {
    const TemporaryFolder folder;
    const fs::path original = photo_with_plate(folder);
    plant_metadata(original);
    const PhotoSettings settings;
    Worker worker(settings);
    const auto file = anonymise_to(worker, original, folder / "public", settings);
    const bool published = models_path().has_value();  // without the networks every photo waits for a person
    CHECK(file.jpeg == folder / (published ? "public" : "review") / (sha256_hex(read_file(original)) + ".jpg"));
    CHECK(file.needs_review == !published);
    CHECK_FALSE(file.reused);

    const std::string json = read_file(file.sidecar);
    const auto sidecar = sidecar_from(json);
    REQUIRE(sidecar);
    CHECK(sidecar->boxes == file.boxes);
    CHECK(sidecar->jpeg_sha256 == sha256_hex(read_file(file.jpeg)));
    CHECK(sidecar->detectors == worker.detectors());
    for (const char* secret : {"51.67", "7.816", "2026", "PLANTED", "original.jpg"})
        CHECK(json.find(secret) == std::string::npos);
    CHECK(to_json(*sidecar) == json);
}

TEST_CASE("a copy of the same settings is taken as it is, any other is made again") {
    const TemporaryFolder folder;
    const fs::path original = photo_with_plate(folder);
    PhotoSettings settings;
    Worker worker(settings);
    const auto first = anonymise_to(worker, original, folder / "public", settings);
    const std::string jpeg = read_file(first.jpeg);

    SECTION("nothing changed: no photo is decoded") {
        const auto again = anonymise_to(worker, original, folder / "public", settings);
        CHECK(again.reused);
        CHECK(again.boxes == first.boxes);
        CHECK(again.width == first.width);
    }
    SECTION("limits changed: they do not change the picture") {
        settings.memory_limit_mb = 1500;
        CHECK(anonymise_to(worker, original, folder / "public", settings).reused);
    }
    SECTION("settings changed") {
        settings.jpeg_quality = 60;
        Worker other(settings);
        const auto again = anonymise_to(other, original, folder / "public", settings);
        CHECK_FALSE(again.reused);
        CHECK(read_file(again.jpeg) != jpeg);
    }
    SECTION("the picture is damaged") {
        write_file(first.jpeg, jpeg.substr(0, 100));
        CHECK_FALSE(anonymise_to(worker, original, folder / "public", settings).reused);
        CHECK(read_file(first.jpeg) == jpeg);
    }
    SECTION("the picture is gone") {
        fs::remove(first.jpeg);
        CHECK_FALSE(anonymise_to(worker, original, folder / "public", settings).reused);
        CHECK(read_file(first.jpeg) == jpeg);
    }
    SECTION("the sidecar is damaged") {
        write_file(first.sidecar, "{\"settings\": 1}");
        CHECK_FALSE(anonymise_to(worker, original, folder / "public", settings).reused);
    }
}

TEST_CASE(
    "a copy that does not come clean waits outside the public folder, and a person's decision to publish it holds") {
    const TemporaryFolder folder;
    drawing::Canvas canvas(320, 240, {200, 200, 200});
    canvas.rectangle(200, 100, 80, 60, {30, 30, 30});
    const fs::path original = save(canvas, folder / "original.png");
    const fs::path public_dir = folder / "photos/public";
    const fs::path review = review_folder(public_dir);
    CHECK(review == folder / "photos/review");
    CHECK(review_folder(folder / "photos/public/") == review);
    fs::create_directories(public_dir);

    const PhotoSettings settings;
    Worker clean(settings);
    const auto public_before = anonymise_to(clean, original, public_dir, settings);
    CHECK(fs::exists(public_before.jpeg));

    WorkerOptions options;
    options.models = "";
    options.cascades = restless_cascades(folder);
    Worker worker(settings, options);
    const auto made = anonymise_to(worker, original, public_dir, settings);
    CHECK_FALSE(made.reused);
    CHECK(made.needs_review);
    CHECK(made.jpeg == review / public_before.jpeg.filename());
    CHECK(sidecar_from(read_file(made.sidecar)).value().needs_review);
    CHECK(fs::is_empty(public_dir));

    const auto waiting = anonymise_to(worker, original, public_dir, settings);
    CHECK(waiting.reused);
    CHECK(waiting.needs_review);
    CHECK(fs::is_empty(public_dir));

    fs::rename(waiting.jpeg, public_dir / waiting.jpeg.filename());
    fs::rename(waiting.sidecar, public_dir / waiting.sidecar.filename());
    const auto published = anonymise_to(worker, original, public_dir, settings);
    CHECK(published.reused);
    CHECK_FALSE(published.needs_review);
    CHECK(published.jpeg == public_dir / waiting.jpeg.filename());
}

TEST_CASE("many originals give one outcome each, in their order, also where one comes twice or cannot be read") {
    const TemporaryFolder folder;
    const fs::path good = photo_with_plate(folder);
    const fs::path bad = folder / "bad.jpg";
    write_file(bad, read_file(good).substr(0, 500));
    SilentProgress progress;
    const std::vector<fs::path> originals{good, bad, good};
    const auto outcomes = anonymise_all(originals, folder / "public", PhotoSettings{}, {}, progress);
    REQUIRE(outcomes.size() == 3);
    CHECK(outcomes[0].file);
    CHECK_FALSE(outcomes[1].file);
    CHECK(outcomes[1].original == bad);
    CHECK(outcomes[1].reason.find("bad.jpg: cannot be read") != std::string::npos);
    REQUIRE(outcomes[2].file);
    CHECK(outcomes[2].file->jpeg == outcomes[0].file->jpeg);
}
