#include "locate/evaluate.hpp"

#include "core/error.hpp"
#include "locate/sample_addresses.hpp"

#include <catch2/catch.hpp>

namespace {

using namespace ombud;
using namespace ombud::locate;
using namespace ombud::locate::test;
using store::test::SampleRegister;

}  // namespace

TEST_CASE("Texts with known places are counted as right, wrong and missed, out of all texts") {
    SampleRegister town;
    add_sample_addresses(town.registry);
    const auto file = town.folder.file("gold.csv",
                                       "text,lat,lon\n"
                                       "Loch vor Werler Str. 12,51.67,7.82\n"  // right
                                       "\"Müll, Markt 3\",51.70,7.83\n"        // two kilometres off: wrong
                                       "Am Markt gestern,,\n"                  // no place, none found: right
                                       "Werler Str. 12a,,\n"                   // no place meant, one found: wrong
                                       "Nirgendweg 5,51.67,7.82\n");           // missed
    const auto gold = read_gold(file);
    REQUIRE(gold.size() == 5);
    CHECK_FALSE(gold[2].position);
    const Gazetteer gazetteer(town.registry);
    const Evaluation e = evaluate(gazetteer, {}, gold);
    CHECK(e.right == Approx(0.4));
    CHECK(e.wrong == Approx(0.4));
    CHECK(e.missed == Approx(0.2));
    CHECK(e.median_m == Approx(0).margin(0.1));
    CHECK(e.p95_m == Approx(distance_m({7.83, 51.70}, markt_3)).margin(1));
}

TEST_CASE("Texts of an address that the register has in several places are told from other errors") {
    SampleRegister town;
    add_house(town.registry, "Hafenstr.", "1", {7.8000, 51.66});
    add_house(town.registry, "Hafenstr.", "1", {7.8040, 51.66});
    add_house(town.registry, "Hafenstr.", "1", {7.8041, 51.66});
    const auto file = town.folder.file("gold.csv",
                                       "text,lat,lon\n"
                                       "Hafenstr. 1,51.66,7.8041\n"   // right
                                       "Hafenstr. 1,51.66,7.8000\n"   // the other place of this address
                                       "Hafenstr. 1,51.70,7.8000\n"   // none of them
                                       "Nirgendweg 1,51.66,7.80\n");  // missed
    const Evaluation e = evaluate(Gazetteer(town.registry), {}, read_gold(file));
    CHECK(e.right == Approx(0.25));
    CHECK(e.wrong == Approx(0.5));
    CHECK(e.ambiguous == 1);
}

TEST_CASE("A gold file without its columns or with a coordinate that is none is refused with its line") {
    SampleRegister town;
    CHECK_THROWS_WITH(read_gold(town.folder.file("a.csv", "text,lat\nx,1\n")), Catch::Contains("'lon'"));
    CHECK_THROWS_WITH(read_gold(town.folder.file("b.csv", "text,lat,lon\nx,1,1\ny,north,7\n")),
                      Catch::Contains(":3:") && Catch::Contains("north"));
}

TEST_CASE("An empty gold file is no reason to fail") {
    SampleRegister town;
    const Gazetteer gazetteer(town.registry);
    CHECK(evaluate(gazetteer, {}, {}).texts == 0);
}
