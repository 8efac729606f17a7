#include "intake/wish.hpp"

#include "store/intake.hpp"
#include "store/publication_wishes.hpp"
#include "town.hpp"

#include <catch2/catch.hpp>

namespace {

using namespace ombud;
using namespace ombud::intake;
using namespace ombud::intake::trial;

TEST_CASE("Yes and no are understood in German and English, as forms and sheets write them") {
    for (const char* yes :
         {"ja", "Ja", "JA", "ja, gern", "yes", "Y", "true", "Wahr", "1", "x", "öffentlich", "public"}) {
        INFO(yes);
        CHECK(yes_or_no(yes) == true);
    }
    for (const char* no : {"nein", "Nein danke", "no", "N", "false", "falsch", "0", "nicht öffentlich", "private",
                           "keine Veröffentlichung", "intern"}) {
        INFO(no);
        CHECK(yes_or_no(no) == false);
    }
    for (const char* neither : {"", "vielleicht", "siehe Mail", "öffentlich: nein", "12"}) {
        INFO(neither);
        CHECK_FALSE(yes_or_no(neither).has_value());
    }
}

TEST_CASE("A mapping says which column holds whether a report may be public, and a new delivery changes it") {
    Town town;
    town.source.mapping.fields["public"] = {"Veröffentlichen"};
    const auto wish = [&] { return store::publication_wish(town.registry, town.report().id); };
    const auto deliver = [&](const std::string& member) {
        return town.import(Channel::web,
                           town.input("a.ndjson", R"({"external_id":"1","text":"Ein Loch")" + member + "}\n"));
    };
    CHECK(deliver("") == Summary{.read = 1, .created = 1});
    CHECK_FALSE(wish().has_value());
    CHECK(deliver(R"(, "Veröffentlichen": "ja")") == Summary{.read = 1, .updates = 1});
    CHECK(wish() == true);
    CHECK(deliver(R"(, "Veröffentlichen": false)") == Summary{.read = 1, .updates = 1});
    CHECK(wish() == false);
    CHECK(deliver(R"(, "Veröffentlichen": false)") == Summary{.read = 1, .known = 1});
}

TEST_CASE("A wish that nobody understands counts as a no, and values and constants of the mapping say what is meant") {
    Town town;
    town.source.mapping.fields["public"] = {"release"};
    town.source.mapping.values["public"]["stufe 3"] = "yes";
    town.source.mapping.constants["public"] = "no";
    const auto of = [&](const char* id) {
        const auto known = store::find_known(town.registry, town.source.name, id, "");
        return store::publication_wish(town.registry, known.value().report);
    };
    town.import(Channel::web, town.input("a.ndjson",
                                         "{\"external_id\":\"1\",\"text\":\"eins\",\"release\":\"vielleicht\"}\n"
                                         "{\"external_id\":\"2\",\"text\":\"zwei\",\"release\":\"Stufe 3\"}\n"
                                         "{\"external_id\":\"3\",\"text\":\"drei\"}\n"));
    CHECK(of("1") == false);
    CHECK(of("2") == true);
    CHECK(of("3") == false);
}

}  // namespace
