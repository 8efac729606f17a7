#include "town.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace {

namespace fs = std::filesystem;

/// A folder with two photos without anything to hide, and one file that is none.
fs::path folder_of_photos(const town::Town& town) {
    fs::path folder = town.root() / "some";
    fs::create_directories(folder);
    for (const char* name : {"a.png", "b.jpg"}) {
        REQUIRE(
            town::shell(fmt::format("convert -size 320x240 gradient:#667-#998 '{}'", (folder / name).string())).code ==
            0);
    }
    std::ofstream(folder / "broken.jpg") << "this is no photo";
    return folder;
}

}  // namespace

TEST_CASE("anonymize writes a copy of each photo, names what it cannot read and leaves the originals alone") {
    const town::Town town;
    const fs::path folder = folder_of_photos(town);
    const fs::path out = town.root() / "copies";
    const fs::path report = town.root() / "boxes.json";
    const auto said =
        town.ombud({"--format", "json", "anonymize", folder.string(), "-o", out.string(), "--report", report.string()});
    CHECK(said.code == 3);
    CHECK(said.out.find(R"("photos":3)") != std::string::npos);
    CHECK(said.out.find(R"("unreadable":1)") != std::string::npos);
    CHECK(said.err.find("broken.jpg") != std::string::npos);
    CHECK(fs::exists(report));
    for (const char* name : {"a.png.jpg", "b.jpg"})
        CHECK((fs::exists(out / name) || fs::exists(out / "review" / name)));
    CHECK_FALSE(fs::exists(out / "broken.jpg"));
    CHECK(town.ombud({"anonymize", folder.string(), "-o", folder.string()}).code == 2);
}

TEST_CASE("photo evaluate prints its five figures, and says where a table is wrong") {
    const town::Town town;
    const fs::path folder = folder_of_photos(town);
    const fs::path table = folder / "boxes.tsv";
    std::ofstream(table) << "image\tx\ty\twidth\theight\na.png\t10\t20\t60\t15\nb.jpg\t\t\t\t\n";
    const auto said = town.ombud({"--format", "json", "photo", "evaluate", table.string(), "--kind", "plate"});
    CHECK(said.code == 0);
    CHECK(said.out.rfind(R"({"images":2,"boxes":1,"recall":0,"masked_wrongly":0,"ms_per_megapixel":)", 0) == 0);
    std::ofstream(table) << "image\tx\ty\twidth\theight\na.png\tten\t20\t60\t15\n";
    const auto wrong = town.ombud({"photo", "evaluate", table.string(), "--kind", "plate"});
    CHECK(wrong.code == 1);
    CHECK(wrong.err.find("boxes.tsv:2") != std::string::npos);
    CHECK(town.ombud({"photo", "evaluate", table.string(), "--kind", "cat"}).code == 2);
}

TEST_CASE("a photo that breaks off is named by quarantine list with its report, and stays where the originals are") {
    const town::Town town;
    const fs::path folder = folder_of_photos(town);
    fs::resize_file(folder / "b.jpg", fs::file_size(folder / "b.jpg") / 2);
    const fs::path reports = folder / "reports.ndjson";
    std::ofstream(reports) << R"({"id": "q-1", "submitted": "2026-03-01T10:00:00+01:00", "subject": "Laterne",)"
                           << R"( "message": "Die Laterne ist aus.", "photos": ["b.jpg"]})" << '\n';
    REQUIRE(town.ombud({"import", "web", "--source", "form", reports.string()}).code == 0);
    CHECK(town.ombud({"-q", "nightly"}).code == 3);
    const auto list = town.ombud({"--format", "json", "quarantine", "list"});
    CHECK(list.code == 0);
    CHECK(list.out.find(R"("source":"photo")") != std::string::npos);
    CHECK(list.out.find(": b.jpg") != std::string::npos);
    CHECK(town.ombud({"quarantine", "list"}).out.find("b.jpg") != std::string::npos);
    CHECK(town.query("SELECT count(*) FROM photo WHERE state = 'unreadable' AND filename = 'b.jpg'") == "1\n");
}
