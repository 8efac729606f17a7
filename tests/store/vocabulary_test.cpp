#include "store/sample_register.hpp"
#include "store/sqlite_view.hpp"

#include <catch2/catch.hpp>

#include <string>

namespace {

using namespace ombud;
using namespace ombud::store;
using namespace ombud::store::test;

void drop_category(Config& config, std::string_view id) {
    std::erase_if(config.categories, [&](const Category& category) { return category.id == id; });
}

}  // namespace

TEST_CASE("Departments and categories of the configuration stand in the register") {
    SampleRegister town;
    SqliteView view(town.folder / "register.sqlite");
    CHECK(view.ask("SELECT id, name, email, active FROM department ORDER BY id") ==
          "lighting|Stadtwerke|l@town.example|1\nroads|Tiefbauamt|r@town.example|1\ntriage|Bürgerservice|t@town."
          "example|1");
    CHECK(view.ask("SELECT id, name_de, department, is_public, public_days, active FROM category WHERE id LIKE 'l%' "
                   "ORDER BY id") == "lighting/lamp|Laterne|lighting|1|14|1\nlost|Fundsache|triage|1|30|1");
    CHECK(view.ask("SELECT is_public FROM category WHERE id = 'noise'") == "0");
}

TEST_CASE("A configuration that says the same again writes nothing") {
    SampleRegister town;
    SqliteView view(town.folder / "register.sqlite");
    const std::string version = view.ask("PRAGMA data_version");
    const auto rows = town.number("SELECT total_changes()");
    update_vocabulary(town.registry, town.config);
    CHECK(town.number("SELECT total_changes()") == rows);
    CHECK(view.ask("PRAGMA data_version") == version);
}

TEST_CASE("What the configuration changes is changed in the register") {
    SampleRegister town;
    town.config.categories[0].name_de = "Straßenschaden";
    town.config.categories[0].public_after_solution = std::chrono::days(7);
    town.config.departments[1].email = "new@town.example";
    update_vocabulary(town.registry, town.config);
    SqliteView view(town.folder / "register.sqlite");
    CHECK(view.ask("SELECT name_de, public_days FROM category WHERE id = 'roads/pothole'") == "Straßenschaden|7");
    CHECK(view.ask("SELECT email FROM department WHERE id = 'roads'") == "new@town.example");
}

TEST_CASE("A category that the configuration gave up stays for old reports and comes back with it") {
    SampleRegister town;
    const ReportId id = town.take(pothole("1"));
    Config smaller = town.config;
    drop_category(smaller, "roads/pothole");
    drop_category(smaller, "lighting/lamp");
    std::erase_if(smaller.departments, [](const Department& department) { return department.id == "lighting"; });
    update_vocabulary(town.registry, smaller);
    SqliteView view(town.folder / "register.sqlite");
    CHECK(view.ask("SELECT id FROM category WHERE NOT active ORDER BY id") == "lighting/lamp\nroads/pothole");
    CHECK(view.ask("SELECT id FROM department WHERE NOT active") == "lighting");
    CHECK(town.report(id).category == "roads/pothole");
    CHECK(view.ask("PRAGMA foreign_key_check").empty());
    update_vocabulary(town.registry, town.config);
    CHECK(view.ask("SELECT count(*) FROM category WHERE NOT active") == "0");
    CHECK(view.ask("SELECT count(*) FROM department WHERE NOT active") == "0");
    CHECK(town.count("category") == 4);
}
