#include "core/error.hpp"
#include "core/file.hpp"
#include "photo/workbench.hpp"
#include "photo/worker_client.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <cmath>
#include <string>

namespace {

using namespace ombud;
using namespace ombud::photo;

/// Dark at the top left, bright elsewhere, and not square: any wrong turn shows in size or fingerprint.
drawing::Canvas lopsided() {
    drawing::Canvas canvas(320, 200, {220, 220, 220});
    canvas.rectangle(0, 0, 130, 60, {10, 10, 10});
    canvas.ellipse(250, 150, 30, 20, {90, 40, 40});
    return canvas;
}

}  // namespace

TEST_CASE("every format that phones and scanners make is read, and the same picture has the same fingerprint") {
    const TemporaryFolder folder;
    Worker worker{PhotoSettings{}};
    const auto jpeg = worker.inspect(read_file(save(lopsided(), folder / "a.jpg")));
    CHECK(jpeg.format == Format::jpeg);
    CHECK(jpeg.fingerprint != 0);

    struct Case {
        const char* file;
        const char* options;
        Format format;
    };
    const auto [file, options, format] = GENERATE(values<Case>({{"progressive.jpg", "-interlace JPEG", Format::jpeg},
                                                                {"grey.jpg", "-colorspace Gray", Format::jpeg},
                                                                {"a.png", "", Format::png},
                                                                {"deep.png", "-depth 16", Format::png},
                                                                {"a.webp", "-quality 90", Format::webp},
                                                                {"a.tiff", "", Format::tiff},
                                                                {"lzw.tiff", "-compress LZW", Format::tiff},
                                                                {"a.heic", "", Format::heif}}));
    CAPTURE(file);
    const auto inspection = worker.inspect(read_file(save(lopsided(), folder / file, options)));
    CHECK(inspection.format == format);
    CHECK(inspection.width == 320);
    CHECK(inspection.height == 200);
    CHECK(distance(inspection.fingerprint, jpeg.fingerprint) <= 6);

    const auto anonymised = worker.anonymise(read_file(folder / file));
    CHECK(anonymised.jpeg.substr(0, 3) == "\xff\xd8\xff");
    CHECK(worker.inspect(anonymised.jpeg).width == 320);
}

TEST_CASE("a photo is turned upright before anything else") {
    const TemporaryFolder folder;
    Worker worker({}, {.inspect_only = true});
    const auto upright = worker.inspect(read_file(save(lopsided(), folder / "upright.png")));

    // The shell's words for: how a camera that was held so would have stored the upright picture.
    const auto [orientation, stored_as] = GENERATE(table<int, std::string>({{1, ""},
                                                                            {2, "-flop"},
                                                                            {3, "-rotate 180"},
                                                                            {4, "-flip"},
                                                                            {5, "-transpose"},
                                                                            {6, "-rotate 270"},
                                                                            {7, "-transverse"},
                                                                            {8, "-rotate 90"}}));
    CAPTURE(orientation);
    const auto file = save(lopsided(), folder / "turned.jpg", stored_as);
    shell(fmt::format("exiftool -q -n -overwrite_original -Orientation={} '{}'", orientation, file.string()));
    const auto inspection = worker.inspect(read_file(file));
    CHECK(inspection.width == 320);
    CHECK(inspection.height == 200);
    CHECK(distance(inspection.fingerprint, upright.fingerprint) <= 6);
}

TEST_CASE("position and capture time are read from EXIF") {
    const TemporaryFolder folder;
    Worker worker({}, {.inspect_only = true});
    const auto file = save(street(), folder / "a.jpg");
    CHECK_FALSE(worker.inspect(read_file(file)).position);
    plant_metadata(file);
    const auto inspection = worker.inspect(read_file(file));
    REQUIRE(inspection.position);
    CHECK(inspection.position->lat == Approx(51.6739).epsilon(1e-6));
    CHECK(inspection.position->lon == Approx(7.8160).epsilon(1e-6));
    CHECK(inspection.captured_at == "2026-03-01T08:15:00");
}

TEST_CASE("a position that cannot be is no position") {
    const TemporaryFolder folder;
    Worker worker({}, {.inspect_only = true});
    const auto file = save(street(), folder / "a.jpg");
    const std::string position = GENERATE("-GPSLatitude=0 -GPSLatitudeRef=N -GPSLongitude=0 -GPSLongitudeRef=E",
                                          "-GPSLatitude=95 -GPSLatitudeRef=N -GPSLongitude=7 -GPSLongitudeRef=E",
                                          "-GPSLatitude=51 -GPSLatitudeRef=N -GPSLongitude=200 -GPSLongitudeRef=E",
                                          "-GPSLatitude=51 -GPSLatitudeRef=N", "-GPSLatitude=51 -GPSLongitude=7");
    shell("exiftool -q -n -overwrite_original " + position + " '" + file.string() + "'");
    CHECK_FALSE(worker.inspect(read_file(file)).position);
}

TEST_CASE("a capture time that was never set is no capture time") {
    const TemporaryFolder folder;
    Worker worker({}, {.inspect_only = true});
    const auto file = save(street(), folder / "a.jpg");
    shell("exiftool -q -n -overwrite_original -DateTimeOriginal='0000:00:00 00:00:00' '" + file.string() + "'");
    CHECK(worker.inspect(read_file(file)).captured_at.empty());
}

TEST_CASE("fingerprints are near for the same photo scaled and recompressed, and far for different photos") {
    const TemporaryFolder folder;
    Worker worker({}, {.inspect_only = true});
    drawing::Canvas first = street(1, 640, 480);
    first.plate(100, 100, 180);
    first.rectangle(400, 200, 120, 200, {30, 30, 60});
    drawing::Canvas second = street(5, 640, 480);
    second.ellipse(200, 300, 120, 60, {20, 20, 20});
    const auto original = worker.inspect(read_file(save(first, folder / "a.png"))).fingerprint;
    const auto smaller =
        worker.inspect(read_file(save(first, folder / "b.jpg", "-resize 50% -quality 60"))).fingerprint;
    const auto other = worker.inspect(read_file(save(second, folder / "c.png"))).fingerprint;
    CHECK(distance(original, smaller) <= 6);
    CHECK(distance(original, other) >= 18);
    CHECK(worker.inspect(read_file(save(drawing::Canvas(64, 64, {9, 9, 9}), folder / "d.png"))).fingerprint == 0);
}
