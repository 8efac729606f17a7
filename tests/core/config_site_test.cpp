#include "core/config.hpp"
#include "core/error.hpp"
#include "core/temp_folder.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using namespace ombud;

Config read(const std::string& tables) {
    const test::TempFolder folder;
    const std::string town = R"([municipality]
name = "Hamm"
[[department]]
id = "roads"
name = "Tiefbauamt"
[[category]]
id = "pothole"
name = "Schlagloch"
department = "roads"
)";
    return load_config(folder.file("ombud.toml", town + tables));
}

}  // namespace

TEST_CASE("A map page needs no settings, and speaks the municipality's language first") {
    const Config config = read("");
    CHECK_FALSE(config.site.nightly);
    CHECK(config.site.languages == std::vector<std::string>{"de", "en"});
    CHECK(config.site.basemap.empty());
}

TEST_CASE("The address of the map page and of the Open311 files end in a slash") {
    const Config config =
        read("[site]\nurl = \"https://town.example/map\"\n[open311]\nbase_url = \"https://town.example/o\"\n");
    CHECK(config.site.url == "https://town.example/map/");
    CHECK(config.open311.base_url == "https://town.example/o/");
}

TEST_CASE("Settings of the map page that would break it, or could carry a script, are refused") {
    const std::vector<std::pair<std::string, std::string>> cases{
        {"imprint = \"javascript:alert(1)\"", "imprint: write https://"},
        {"privacy = \"//elsewhere.example\"", "privacy: write https://"},
        {"report_form = \"data:text/html,x\"", "report_form: write https://"},
        {"url = \"ftp://town.example\"", "url must begin with https://"},
        {"colour = \"red\"", "write it as \"#1b4f72\""},
        {"colour = \"#ffcc00\"", "take a darker colour"},
        {"languages = [\"fr\"]", "\"de\", \"en\" or both"},
        {"basemap = \"https://tiles.example/map.png\"", "{z}, {x} and {y}"},
        {"basemap = \"https://tiles.example/{z}/{x}/{y}.png\"", "attribution is missing"},
        {"basemap = \"https://tiles.example/;script-src *{z}{x}{y}\"\nattribution = \"x\"", "begins with https://"},
        {"base_map = \"x\"", "base_map"},
    };
    for (const auto& [line, about] : cases) {
        INFO(line);
        CHECK_THROWS_WITH(read("[site]\n" + line + "\n"), Catch::Contains(about));
    }
}

TEST_CASE("Settings of the statistics keep small groups from being shown") {
    CHECK(read("").report.smallest_group == 5);
    CHECK(read("[report]\nsmallest_group = 10\n").report.smallest_group == 10);
    CHECK_THROWS_WITH(read("[report]\nsmallest_group = 1\n"), Catch::Contains("smallest_group"));
}
