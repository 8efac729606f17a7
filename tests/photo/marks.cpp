#include "core/file.hpp"
#include "photo/workbench.hpp"
#include "photo/worker_client.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

namespace {

using namespace ombud;
using namespace ombud::photo;

/// Cascades only, so that the test needs no models.
WorkerOptions without_networks() {
    WorkerOptions options;
    options.models = std::filesystem::path();
    return options;
}

}  // namespace

TEST_CASE("what stands behind a mask leaves no trace in the public picture") {
    const TemporaryFolder folder;
    Worker worker(PhotoSettings{}, without_networks());
    Box mark;
    mark.x = 80;
    mark.y = 100;
    mark.width = 300;
    mark.height = 150;
    mark.kind = BoxKind::plate;
    std::vector<std::string> pictures;
    for (int i = 0; i < 6; ++i) {
        drawing::Canvas canvas = street(7);
        // Another plate each time, in size and place, and once none.
        if (i > 0) canvas.plate(110 + 7 * i, 140 + 3 * i, 120 + 10 * i);
        const Anonymised made = worker.anonymise(read_file(save(canvas, folder / "photo.png")), std::vector{mark});
        pictures.push_back(made.jpeg);
    }
    for (const std::string& picture : pictures) CHECK(picture == pictures.front());
}

TEST_CASE("a place that a person has drawn is covered and named as such") {
    const TemporaryFolder folder;
    const std::string photo = read_file(save(street(2), folder / "photo.png"));
    Worker worker(PhotoSettings{}, without_networks());
    Box mark;
    mark.x = 20;
    mark.y = 30;
    mark.width = 64;
    mark.height = 48;
    mark.kind = BoxKind::face;
    const Anonymised made = worker.anonymise(photo, std::vector{mark});
    const auto drawn =
        std::find_if(made.boxes.begin(), made.boxes.end(), [](const Box& b) { return b.detector == "desk"; });
    REQUIRE(drawn != made.boxes.end());
    CHECK(drawn->x == mark.x);
    CHECK(drawn->y == mark.y);
    CHECK(drawn->width == mark.width);
    CHECK(drawn->height == mark.height);
    CHECK(drawn->kind == BoxKind::face);
    CHECK(made.jpeg != worker.anonymise(photo).jpeg);
}

TEST_CASE("a worker that only inspects refuses to anonymise and needs no detectors") {
    const TemporaryFolder folder;
    const std::string photo = read_file(save(street(2), folder / "photo.png"));
    WorkerOptions options = without_networks();
    options.inspect_only = true;
    options.cascades = folder / "nowhere";
    Worker worker(PhotoSettings{}, options);
    CHECK(worker.inspect(photo).width == 480);
    CHECK_THROWS_WITH(worker.anonymise(photo), Catch::Contains("only inspects"));
}
