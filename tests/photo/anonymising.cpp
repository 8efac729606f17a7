#include "core/file.hpp"
#include "photo/workbench.hpp"
#include "photo/worker_client.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

namespace {

using namespace ombud;
using namespace ombud::photo;

struct Area {
    int x, y, width, height;
};

bool covers(const Box& box, const Area& area) {
    return box.x <= area.x && box.y <= area.y && box.x + box.width >= area.x + area.width &&
           box.y + box.height >= area.y + area.height;
}

bool is_covered(const Anonymised& result, BoxKind kind, const Area& area) {
    return std::any_of(result.boxes.begin(), result.boxes.end(),
                       [&](const Box& box) { return box.kind == kind && covers(box, area); });
}

/// How far apart the darkest and the brightest value in a part of a JPEG are, 0 to 255.
int contrast(const std::string& jpeg, const Area& area) {
    const TemporaryFolder folder;
    write_file(folder / "a.jpg", jpeg);
    const std::string cropped = (folder / "a.pgm").string();
    shell(fmt::format("convert '{}' -crop {}x{}+{}+{} +repage -colorspace Gray -depth 8 '{}'",
                      (folder / "a.jpg").string(), area.width, area.height, area.x, area.y, cropped));
    const std::string pgm = read_file(cropped);
    const auto pixels = static_cast<std::size_t>(area.width) * static_cast<std::size_t>(area.height);
    REQUIRE(pgm.size() > pixels);
    const auto [low, high] = std::minmax_element(
        pgm.end() - static_cast<std::ptrdiff_t>(pixels), pgm.end(),
        [](char a, char b) { return static_cast<unsigned char>(a) < static_cast<unsigned char>(b); });
    return static_cast<unsigned char>(*high) - static_cast<unsigned char>(*low);
}

}  // namespace

TEST_CASE("faces and number plates are covered with one solid colour") {
    const TemporaryFolder folder;
    drawing::Canvas canvas = street(3, 900, 600);
    canvas.face(220, 260, 150);
    canvas.rectangle(500, 250, 350, 250, {40, 60, 110});
    canvas.plate(590, 400, 180);
    Worker worker{PhotoSettings{}};
    const Anonymised result = worker.anonymise(read_file(save(canvas, folder / "a.png")));

    const Area eyes{180, 235, 80, 30};
    const Area characters{600, 408, 160, 24};
    CHECK(is_covered(result, BoxKind::face, eyes));
    CHECK(is_covered(result, BoxKind::plate, characters));
    CHECK(contrast(result.jpeg, eyes) <= 4);
    CHECK(contrast(result.jpeg, characters) <= 4);
    CHECK(result.needs_review == !models_path().has_value());  // without the networks every photo waits for a person
    for (const Box& box : result.boxes) CHECK_FALSE(box.detector.empty());
}

TEST_CASE("what was covered is not found again") {
    const TemporaryFolder folder;
    drawing::Canvas canvas = street(3);
    canvas.face(240, 180, 120);
    Worker worker{PhotoSettings{}};
    const Anonymised first = worker.anonymise(read_file(save(canvas, folder / "a.jpg")));
    REQUIRE_FALSE(first.boxes.empty());
    CHECK(worker.anonymise(first.jpeg).boxes.empty());
}

TEST_CASE("a street without people is published as it is") {
    const TemporaryFolder folder;
    Worker worker{PhotoSettings{}};
    const Anonymised result = worker.anonymise(read_file(save(street(4), folder / "a.jpg")));
    CHECK(result.boxes.empty());
    CHECK(result.needs_review == !models_path().has_value());
}

TEST_CASE("without the networks every photo waits for a person, and says why") {
    const TemporaryFolder folder;
    WorkerOptions cascades_only;
    cascades_only.models = "";
    Worker worker{PhotoSettings{}, cascades_only};
    const Anonymised result = worker.anonymise(read_file(save(street(4), folder / "a.jpg")));
    CHECK(result.needs_review);
    CHECK(result.review_reason.find("scripts/models") != std::string::npos);
}

TEST_CASE("the copy is scaled to the longest side, and boxes stay in pixels of the upright original") {
    const TemporaryFolder folder;
    drawing::Canvas canvas = street(3, 1200, 900);
    canvas.face(500, 400, 300);
    const auto file = save(canvas, folder / "a.jpg", "-rotate 270");
    shell("exiftool -q -n -overwrite_original -Orientation=6 '" + file.string() + "'");
    PhotoSettings settings;
    settings.longest_side_px = 600;
    WorkerOptions cascades_only;
    cascades_only.models = "";  // they find the drawn face; the networks know that it is none
    Worker worker(settings, cascades_only);
    const Anonymised result = worker.anonymise(read_file(file));
    CHECK(result.original.width == 1200);
    CHECK(result.original.height == 900);
    CHECK(result.width == 600);
    CHECK(result.height == 450);
    CHECK(is_covered(result, BoxKind::face, {420, 350, 160, 60}));
    CHECK(contrast(result.jpeg, {210, 175, 80, 30}) <= 4);
}

TEST_CASE("a photo smaller than the longest side keeps its size") {
    const TemporaryFolder folder;
    Worker worker{PhotoSettings{}};
    const auto size = GENERATE(table<int, int>({{1, 1}, {3, 2}, {19, 40}, {300, 2}, {100, 75}}));
    const Anonymised result =
        worker.anonymise(read_file(save(street(2, std::get<0>(size), std::get<1>(size)), folder / "a.png")));
    CHECK(result.width == std::get<0>(size));
    CHECK(result.height == std::get<1>(size));
}

TEST_CASE("nothing of the original's metadata is left in the copy") {
    const TemporaryFolder folder;
    const auto file = save(street(5), folder / "a.jpg");
    plant_metadata(file);
    const std::string original = read_file(file);
    for (const char* planted :
         {"PLANTED-ARTIST", "PLANTED-SERIAL", "PLANTED-XMP", "PLANTED-COMMENT", "PLANTED-TRAILER", "Exif"}) {
        REQUIRE(original.find(planted) != std::string::npos);
    }

    Worker worker{PhotoSettings{}};
    const Anonymised result = worker.anonymise(original);
    for (const char* trace :
         {"PLANTED", "Exif", "GPS", "http://ns.adobe.com", "Photoshop", "ICC_PROFILE", "2026:03:01"}) {
        CAPTURE(trace);
        CHECK(result.jpeg.find(trace) == std::string::npos);
    }
    // Two bytes of end marker, and nothing behind them; one picture, so no thumbnail.
    CHECK(result.jpeg.substr(result.jpeg.size() - 2) == "\xff\xd9");
    CHECK(result.jpeg.find("\xff\xd8\xff", 3) == std::string::npos);

    write_file(folder / "copy.jpg", result.jpeg);
    const std::string groups = shell("exiftool -G0 -s -a -u '" + (folder / "copy.jpg").string() + "'");
    for (const char* group :
         {"[EXIF]", "[XMP]", "[IPTC]", "[Photoshop]", "[ICC_Profile]", "[MakerNotes]", "Comment", "Warning"}) {
        CAPTURE(groups, group);
        CHECK(groups.find(group) == std::string::npos);
    }
}

TEST_CASE("anonymising twice gives the same bytes") {
    const TemporaryFolder folder;
    drawing::Canvas canvas = street(3);
    canvas.plate(100, 150, 160);
    const std::string bytes = read_file(save(canvas, folder / "a.jpg"));
    Worker first{PhotoSettings{}};
    Worker second{PhotoSettings{}};
    const Anonymised a = first.anonymise(bytes);
    const Anonymised b = second.anonymise(bytes);
    CHECK(a.jpeg == b.jpeg);
    CHECK(a.boxes == b.boxes);
}
