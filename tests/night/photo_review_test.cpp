#include "town.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace {

namespace fs = std::filesystem;

std::string line(std::string text) {
    while (!text.empty() && text.back() == '\n') text.pop_back();
    return text;
}

std::string content(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

/// A file of decisions about one photo, as the page saves it.
fs::path decide(const town::Town& town, const std::string& sha256, const std::string& jpeg_sha256,
                const std::string& verdict, const std::string& drawn = "") {
    const fs::path file = town.root() / "decisions.json";
    std::ofstream(file) << fmt::format(
        R"({{"format": "ombud photo review 1", "photos": [{{"sha256": "{}", "jpeg_sha256": "{}", "verdict": "{}", "drawn": [{}]}}]}})",
        sha256, jpeg_sha256, verdict, drawn);
    return file;
}

/// "jpeg_sha256" in the sidecar of a copy.
std::string hash_of_copy(const fs::path& folder, const std::string& sha256) {
    return line(town::shell(fmt::format("sha256sum '{}' | cut -d' ' -f1", (folder / (sha256 + ".jpg")).string())).out);
}

}  // namespace

TEST_CASE("A person takes a photo back, draws a box, releases and rejects it, and each is an event") {
    const town::Town town;
    REQUIRE(town.ombud({"-q", "nightly"}).code != 1);
    const fs::path in_public = town.root() / "photos" / "public";
    const fs::path in_review = town.root() / "photos" / "review";
    const std::string sha =
        line(town.query("SELECT sha256 FROM photo WHERE state IN ('public', 'review') ORDER BY id LIMIT 1"));
    REQUIRE(sha.size() == 64);
    const bool published = fs::exists(in_public / (sha + ".jpg"));
    const std::string seen = hash_of_copy(published ? in_public : in_review, sha);
    const auto state = [&] {
        return line(town.query(fmt::format("SELECT state || rejected FROM photo WHERE sha256 = '{}' LIMIT 1", sha)));
    };
    const auto apply = [&](const fs::path& file) { return town.ombud({"photo", "apply", file.string()}); };

    CHECK(apply(decide(town, sha, seen, "wait")).code == 0);
    CHECK(state() == "review0");
    CHECK_FALSE(fs::exists(in_public / (sha + ".jpg")));

    const auto page = town.ombud({"photo", "review"});
    CHECK(page.code == 0);
    const std::string html = content(line(page.out));
    CHECK(html.find(sha) != std::string::npos);
    CHECK(html.find("Content-Security-Policy") != std::string::npos);
    CHECK(html.find("http://") == html.find("http://www.w3.org/2000/svg"));
    CHECK(html.find("https://") == std::string::npos);
    CHECK((fs::status(line(page.out)).permissions() & fs::perms::all) ==
          (fs::perms::owner_read | fs::perms::owner_write));

    const fs::path accepting =
        decide(town, sha, seen, "accept", R"({"kind": "plate", "x": 4, "y": 8, "width": 60, "height": 40})");
    const std::string before = town.register_contents();
    CHECK(town.ombud({"photo", "apply", accepting.string(), "--dry-run"}).code == 0);
    CHECK(town.register_contents() == before);
    CHECK(apply(accepting).code == 0);
    CHECK(state() == "public0");
    CHECK(content(in_public / (sha + ".json")).find("\"desk\"") != std::string::npos);
    CHECK_FALSE(fs::exists(in_review / (sha + ".jpg")));

    // The same page decides anew: what was released can be rejected.
    CHECK(apply(decide(town, sha, seen, "reject")).code == 0);
    CHECK(state() == "review1");
    CHECK_FALSE(fs::exists(in_public / (sha + ".jpg")));
    CHECK(content(line(town.ombud({"photo", "review"}).out)).find(sha) == std::string::npos);
    CHECK(content(line(town.ombud({"photo", "review", "--all"}).out)).find(sha) != std::string::npos);
    CHECK(line(town.query("SELECT count(*) FROM event WHERE actor LIKE 'desk:%' AND action = 'photo'")) >= "3");
}

TEST_CASE("Decisions about another copy than the one seen, or in no order at all, change nothing") {
    const town::Town town;
    REQUIRE(town.ombud({"-q", "nightly"}).code != 1);
    const std::string sha =
        line(town.query("SELECT sha256 FROM photo WHERE state IN ('public', 'review') ORDER BY id LIMIT 1"));
    const std::string before = town.register_contents();
    const auto refused = town.ombud({"photo", "apply", decide(town, sha, std::string(64, '0'), "accept").string()});
    CHECK(refused.code != 0);
    CHECK(refused.err.find("not the one that was looked at") != std::string::npos);
    CHECK(town.ombud({"photo", "apply", decide(town, sha, "short", "accept").string()}).code != 0);
    CHECK(town.ombud({"photo", "apply", decide(town, sha, std::string(64, '0'), "perhaps").string()}).code != 0);
    CHECK(town.register_contents() == before);
}
