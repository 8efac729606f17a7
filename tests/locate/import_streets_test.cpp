#include "core/error.hpp"
#include "locate/gazetteer.hpp"
#include "locate/import_places.hpp"
#include "locate/sample_addresses.hpp"
#include "locate/text_locator.hpp"
#include "store/named_places.hpp"

#include <catch2/catch.hpp>

#include <string>

namespace {

using namespace ombud;
using namespace ombud::locate;
using namespace ombud::locate::test;
using store::test::SampleRegister;

std::string line(const std::string& name, const std::string& coordinates) {
    return R"({"type":"Feature","properties":{"name":")" + name +
           R"("},"geometry":{"type":"LineString","coordinates":)" + coordinates + "}}";
}

constexpr const char* two_streets = R"([[7.800,51.640],[7.810,51.640]])";
constexpr const char* across = R"([[7.805,51.635],[7.805,51.645]])";

std::string collection(const std::string& features) {
    return R"({"type":"FeatureCollection","features":[)" + features + "]}";
}

}  // namespace

TEST_CASE("Streets are imported as lines, and found without any address") {
    SampleRegister town;
    SilentProgress progress;
    const auto file = town.folder.file("streets.geojson",
                                       collection(line("Lange Gasse", two_streets) + "," + line("Querallee", across)));
    CHECK(import_streets(town.registry, file, "", progress) == 2);
    CHECK(import_streets(town.registry, file, "NAME", progress) == 2);  // replaces, and does not add
    CHECK(town.count("street") == 2);
    CHECK(town.count("gazetteer") == 1);
    const Gazetteer gazetteer(town.registry);
    TextLocator locator(gazetteer);
    const Finding crossing = locator.find("Ecke Lange Gasse/Querallee");
    REQUIRE(crossing.place() != nullptr);
    CHECK(distance_m(crossing.place()->position, {7.805, 51.640}) < 25);
    const Finding street = locator.find("In der Querallee");
    REQUIRE_FALSE(street.candidates.empty());
    CHECK(street.candidates.front().source == LocationSource::street);
}

TEST_CASE("A line and the addresses of the same street are one street") {
    SampleRegister town;
    add_sample_addresses(town.registry);
    SilentProgress progress;
    const auto file = town.folder.file("streets.geojson", collection(line("Werler Str.", two_streets)));
    CHECK(import_streets(town.registry, file, "", progress) == 1);
    const Gazetteer gazetteer(town.registry);
    CHECK(gazetteer.find("Werler Straße", "12", "")->position == werler_12);
    CHECK(gazetteer.official_name("werler str") == "Werler Straße");
}

TEST_CASE("A file without a named line leaves the streets as they were") {
    SampleRegister town;
    SilentProgress progress;
    const auto good = town.folder.file("good.geojson", collection(line("Lange Gasse", two_streets)));
    CHECK(import_streets(town.registry, good, "", progress) == 1);
    const auto nameless = town.folder.file("nameless.geojson", collection(line("", two_streets)));
    CHECK_THROWS_AS(import_streets(town.registry, nameless, "", progress), Error);
    CHECK(town.count("street") == 1);
}

TEST_CASE("Places are imported with their nicknames, those with ordinary names are left out") {
    SampleRegister town;
    SilentProgress progress;
    const auto file = town.folder.file("places.csv",
                                       "name;spitznamen;art;lon;lat\n"
                                       "Maximare;Spaßbad;pool;7.83;51.69\n"
                                       "Spielplatz;;playground;7.84;51.69\n"
                                       ";namenlos;pool;7.84;51.69\n"
                                       "Kurhaus Süd;;hall;7.85;51.65\n");
    CHECK(import_places(town.registry, file, {}, 4326, progress) == 2);
    CHECK(store::named_places(town.registry).at(1).aliases == std::vector<std::string>{"Spaßbad"});
    const Gazetteer gazetteer(town.registry);
    TextLocator locator(gazetteer);
    REQUIRE(locator.find("Am Spaßbad brennt Licht").place() != nullptr);
    CHECK(locator.find("Am Spaßbad brennt Licht").place()->position == Position{7.83, 51.69});
    CHECK(locator.find("Auf dem Spielplatz brennt Licht").place() == nullptr);
}

TEST_CASE("An OSM extract gives streets, places and addresses") {
    SampleRegister town;
    SilentProgress progress;
    const auto file = town.folder.file("town.osm", R"(<?xml version="1.0"?><osm version="0.6">
<node id="1" lat="51.640" lon="7.800" version="1"/><node id="2" lat="51.640" lon="7.810" version="1"/>
<node id="3" lat="51.650" lon="7.820" version="1"><tag k="name" v="Maximare"/><tag k="leisure" v="water_park"/><tag k="alt_name" v="Spaßbad"/></node>
<node id="4" lat="51.651" lon="7.821" version="1"><tag k="addr:street" v="Lange Gasse"/><tag k="addr:housenumber" v="3"/></node>
<way id="5" version="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="residential"/><tag k="name" v="Lange Gasse"/></way>
<way id="6" version="1"><nd ref="1"/><nd ref="3"/><tag k="waterway" v="river"/><tag k="name" v="Lippe"/></way>
</osm>)");
    CHECK(import_streets(town.registry, file, "", progress) == 1);
    CHECK(import_places(town.registry, file, {}, 4326, progress) == 1);
    CHECK(import_addresses(town.registry, file, {}, 4326, progress) == 1);
    const Gazetteer gazetteer(town.registry);
    CHECK(gazetteer.find("Lange Gasse", "3", "")->position.lon == Approx(7.821).margin(1e-6));
    TextLocator locator(gazetteer);
    CHECK(locator.find("Das Spaßbad ist zu").place() != nullptr);
}
