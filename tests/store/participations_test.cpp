#include "store/participations.hpp"

#include "store/sample_register.hpp"
#include "store/sqlite_view.hpp"

#include <catch2/catch.hpp>

using namespace ombud;
using namespace ombud::store;
using namespace ombud::store::test;

TEST_CASE("A participation delivered again is changed where it differs, and never doubled") {
    SampleRegister town;
    Participation one{.source = "portal", .external_id = "7", .kind = "plan", .title = "B-Plan 7"};
    CHECK(put_participation(town.registry, one, by_desk()) == Delivery::added);
    CHECK(put_participation(town.registry, one, by_desk()) == Delivery::known);
    one.title = "B-Plan 7, second draft";
    one.ends_at = by_desk().at;
    CHECK(put_participation(town.registry, one, by_desk()) == Delivery::changed);
    one.source = "other";
    CHECK(put_participation(town.registry, one, by_desk()) == Delivery::added);
    const auto all = list_participations(town.registry);
    REQUIRE(all.size() == 2);
    CHECK(all[0].title == "B-Plan 7, second draft");
    CHECK(all[0].ends_at == by_desk().at);
    CHECK_FALSE(all[0].begins_at.has_value());
    SqliteView view(town.folder / "register.sqlite");
    CHECK(view.ask("SELECT group_concat(action, ', ') FROM event WHERE action LIKE 'participation%'") ==
          "participation added, participation changed, participation added");
}

TEST_CASE("A removed participation is gone, and the log says who removed it") {
    SampleRegister town;
    put_participation(town.registry, {.source = "portal", .external_id = "7", .kind = "plan", .title = "B-Plan 7"},
                      by_desk());
    CHECK(remove_participation(town.registry, 1, by_desk()));
    CHECK_FALSE(remove_participation(town.registry, 1, by_desk()));
    CHECK(list_participations(town.registry).empty());
    SqliteView view(town.folder / "register.sqlite");
    CHECK(view.ask("SELECT count(*) FROM event WHERE action = 'participation removed'") == "1");
}

TEST_CASE("The register refuses a link that a browser would run") {
    SampleRegister town;
    CHECK_THROWS(put_participation(
        town.registry, {.source = "p", .external_id = "1", .kind = "plan", .title = "x", .url = "javascript:alert(1)"},
        by_desk()));
    CHECK(list_participations(town.registry).empty());
}
