#include "route/category_import.hpp"

#include "core/error.hpp"
#include "core/temp_folder.hpp"

#include <catch2/catch.hpp>

#include <string>

namespace {

using namespace ombud;

std::string imported(const std::string& name, const std::string& content) {
    const test::TempFolder folder;
    SilentProgress progress;
    return route::to_toml(route::read_categories(folder.file(name, content), "triage", progress));
}

}  // namespace

TEST_CASE("Open311 services become categories that the configuration accepts") {
    const std::string toml = imported("services.json", R"([
        {"service_code": "4711", "service_name": "Schlagloch \"tief\"", "description": "Löcher\nin der Fahrbahn",
         "metadata": false, "type": "realtime", "keywords": "loch, fahrbahn", "group": "Straßen & Wege"},
        {"service_code": 12, "service_name": "Laterne", "group": null}])");
    CHECK_THAT(toml,
               Catch::StartsWith("[[category]]\nid = \"strassen-wege/4711\"\nname = { de = \"Schlagloch "
                                 "\\\"tief\\\"\", en = \"Schlagloch \\\"tief\\\"\" }\ndepartment = \"triage\"\n"));
    const test::TempFolder folder;
    const Config config = load_config(folder.file("ombud.toml", "[municipality]\nname = \"Hamm\"\n" + toml));
    REQUIRE(config.categories.size() == 2);
    CHECK(config.categories[0].description == "Löcher\nin der Fahrbahn");
    CHECK(config.categories[0].keywords == std::vector<std::string>{"loch", "fahrbahn"});
    CHECK(config.categories[1].id == "12");
    CHECK(config.categories[1].name_de == "Laterne");
}

TEST_CASE("A table of categories is read by its column names") {
    const std::string toml = imported("categories.csv",
                                      "Group;Name;name_en;department;expected_days;public_days;public\n"
                                      "Müll;Wilder Müll;Dumped rubbish;waste;5;14;ja\nLärm;Baulärm;;;;;nein\n");
    CHECK(toml ==
          "[[category]]\nid = \"muell/wilder-muell\"\nname = { de = \"Wilder Müll\", en = \"Dumped rubbish\" }\n"
          "department = \"waste\"\npublic = true\npublic_days = 14\nexpected_days = 5\n\n"
          "[[category]]\nid = \"laerm/baulaerm\"\nname = { de = \"Baulärm\", en = \"Baulärm\" }\n"
          "department = \"triage\"\npublic = false\npublic_days = 30\n\n");
}

TEST_CASE("Categories that cannot be used are refused with file and row") {
    using Catch::Contains;
    CHECK_THROWS_WITH(imported("a.csv", "name,expected_days\nA,soon\n"), Contains("category 1") && Contains("'soon'"));
    CHECK_THROWS_WITH(imported("a.csv", "name,id\nA,x\nB,x\n"), Contains("category 2") && Contains("twice"));
    CHECK_THROWS_WITH(imported("a.csv", "name,group\n,roads\n"), Contains("no name"));
    CHECK_THROWS_AS(imported("a.csv", "name\n"), Error);
    CHECK_THROWS_AS(imported("a.json", "{}"), Error);
    CHECK_THROWS_AS(imported("a.json", "[1]"), Error);
    CHECK_THROWS_AS(imported("a.json", "[{\"service_code\": \"1\""), Error);
}
