#include "locate/import_places.hpp"

#include "core/error.hpp"
#include "locate/gazetteer.hpp"
#include "locate/locate.hpp"
#include "locate/sample_addresses.hpp"
#include "store/areas.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace {

using namespace ombud;
using namespace ombud::locate;
using namespace ombud::locate::test;
using store::test::day;
using store::test::pothole;
using store::test::SampleRegister;

/// Keeps what a person would have been told.
class Listener final : public Progress {
  public:
    void begin(std::string_view /*step*/, std::size_t /*total*/) override {}
    void advance(std::size_t /*units*/) override {}
    void end() override {}
    void warn(std::string_view message) override { warnings.emplace_back(message); }

    std::vector<std::string> warnings;
};

std::string refusal(SampleRegister& town, const std::filesystem::path& file, const AddressColumns& columns = {},
                    int epsg = 4326) {
    SilentProgress progress;
    try {
        (void)import_addresses(town.registry, file, columns, epsg, progress);
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::input);
        CHECK_THAT(error.what(), Catch::Contains(file.string()));
        return error.what();
    }
    FAIL("the file was imported");
    return {};
}

std::string district(const std::string& properties, double west, double east) {
    const auto corner = [](double lon, double lat) {
        return "[" + std::to_string(lon) + "," + std::to_string(lat) + "]";
    };
    return R"({"type":"Feature","properties":)" + properties + R"(,"geometry":{"type":"Polygon","coordinates":[[)" +
           corner(west, 51.6) + "," + corner(east, 51.6) + "," + corner(east, 51.7) + "," + corner(west, 51.7) + "," +
           corner(west, 51.6) + "]]}}";
}

std::string collection(const std::vector<std::string>& features) {
    std::string text;
    for (const std::string& feature : features) text += (text.empty() ? "" : ",\n") + feature;
    return R"({"type":"FeatureCollection","features":[)" + text + "]}";
}

}  // namespace

TEST_CASE("An address register is imported from CSV by its usual column names") {
    SampleRegister town;
    Listener progress;
    const auto file = town.folder.file("addresses.csv",
                                       "Straße;Hausnr;PLZ;Ort;Breite;Laenge\n"
                                       "Werler Straße;12;59065;Hamm;51,67;7,82\n"
                                       "Werler Straße;12 a;59065;Hamm;51.671;7.821\n");
    // "Straße" folds to "strasse".
    CHECK(import_addresses(town.registry, file, {}, 4326, progress) == 2);
    CHECK(progress.warnings.empty());
    CHECK(store::count_addresses(town.registry) == 2);
    const Gazetteer gazetteer(town.registry);
    CHECK(gazetteer.find("Werler Str.", "12", "59065")->position == Position{7.82, 51.67});
    CHECK(gazetteer.find("Werler Str.", "12A", "")->position == Position{7.821, 51.671});
    CHECK(store::houses_of_street(town.registry, "werlerstrasse").at(1).city == "Hamm");
}

TEST_CASE("A new address register takes the place of the old one") {
    SampleRegister town;
    add_sample_addresses(town.registry);
    SilentProgress progress;
    const auto file = town.folder.file("a.csv", "street,number,lon,lat\nNeuer Weg,1,7.8,51.6\n");
    CHECK(import_addresses(town.registry, file, {}, 4326, progress) == 1);
    CHECK(store::count_addresses(town.registry) == 1);
    CHECK(import_addresses(town.registry, file, {}, 4326, progress) == 1);
    CHECK(store::count_addresses(town.registry) == 1);
}

TEST_CASE("Columns with names of their own are named by the caller") {
    SampleRegister town;
    SilentProgress progress;
    const auto file = town.folder.file("a.csv", "s;n;p;c;o;a\nMarkt;3;59065;Hamm;7.83;51.68\n");
    CHECK(import_addresses(town.registry, file, {"s", "N", "p", "c", "o", "a"}, 4326, progress) == 1);
    const store::Address address = store::find_addresses(town.registry, "markt", "3").at(0);
    CHECK(address.street == "Markt");
    CHECK(address.postcode == "59065");
    CHECK(address.position == Position{7.83, 51.68});
}

TEST_CASE("Coordinates of another CRS are taken to EPSG:4326") {
    SampleRegister town;
    SilentProgress progress;
    const auto file = town.folder.file("utm.csv", "street;number;rechtswert;hochwert\nMarkt;3;411000;5725000\n");
    CHECK(import_addresses(town.registry, file, {}, 25832, progress) == 1);
    const Position found = store::find_addresses(town.registry, "markt", "3").at(0).position;
    CHECK(found.lon == Approx(7.71302653052765).margin(1e-7));  // as PROJ's cs2cs gives it
    CHECK(found.lat == Approx(51.6689222977484).margin(1e-7));
}

TEST_CASE("Addresses with a geometry need no columns for it") {
    SampleRegister town;
    SilentProgress progress;
    const auto file = town.folder.file(
        "a.geojson", collection({R"({"type":"Feature","properties":{"addr:street":"Markt","addr:housenumber":"3"},)"
                                 R"("geometry":{"type":"Point","coordinates":[7.83,51.68]}})"}));
    CHECK(import_addresses(town.registry, file, {}, 4326, progress) == 1);
    CHECK(store::find_addresses(town.registry, "markt", "3").at(0).position == Position{7.83, 51.68});
}

TEST_CASE("Rows without street, number or position are left out and counted in a warning") {
    SampleRegister town;
    Listener progress;
    const auto file = town.folder.file("a.csv",
                                       "street;number;lon;lat\n"
                                       "Markt;3;7.83;51.68\n"
                                       ";4;7.83;51.68\n"
                                       "Markt;;7.83;51.68\n"
                                       "Markt;5;;51.68\n"
                                       "Markt;6;7.83;north\n"
                                       "Markt;7;411000;5725000\n"
                                       "Markt;8;7.84;51.68\n");
    CHECK(import_addresses(town.registry, file, {}, 4326, progress) == 2);
    REQUIRE(progress.warnings.size() == 1);
    CHECK_THAT(progress.warnings[0], Catch::Contains(file.string()) && Catch::Contains("5 rows"));
}

TEST_CASE("An address file without a needed column is refused and the old register stays") {
    SampleRegister town;
    add_sample_addresses(town.registry);
    const auto before = store::count_addresses(town.registry);
    const auto no_street = town.folder.file("s.csv", "weg;number;lon;lat\nMarkt;3;7.8;51.6\n");
    CHECK_THAT(refusal(town, no_street),
               Catch::Contains("street") && Catch::Contains("--street") && Catch::Contains("weg, number, lon, lat"));
    const auto no_number = town.folder.file("n.csv", "street;nr;lon;lat\nMarkt;3;7.8;51.6\n");
    CHECK_THAT(refusal(town, no_number), Catch::Contains("house number") && Catch::Contains("--house-number"));
    CHECK_THAT(refusal(town, no_number, {"street", "no such", "", "", "", ""}),
               Catch::Contains("'no such'") && Catch::Contains("nr"));
    const auto empty = town.folder.file("e.csv", "street;number;lon;lat\n;;;\n");
    CHECK_THAT(refusal(town, empty), Catch::Contains("old register was kept"));
    CHECK(store::count_addresses(town.registry) == before);
}

TEST_CASE("An address file without positions is told which column is missing") {
    SampleRegister town;
    const auto file = town.folder.file("p.csv", "street;number;ostwert;nordwert\nMarkt;3;7.8;51.6\n");
    CHECK_THAT(refusal(town, file), Catch::Contains("ostwert"));
}

TEST_CASE("An address file that breaks off leaves the old register as it was") {
    SampleRegister town;
    add_sample_addresses(town.registry);
    const auto before = store::count_addresses(town.registry);
    SilentProgress progress;
    const auto file =
        town.folder.file("a.csv", "street;number;lon;lat\nMarkt;3;7.83;51.68\n" + std::string(5'000'000, 'x'));
    CHECK_THROWS_AS(import_addresses(town.registry, file, {}, 4326, progress), Error);
    CHECK_THROWS_AS(import_addresses(town.registry, town.folder / "missing.csv", {}, 4326, progress), Error);
    CHECK(store::count_addresses(town.registry) == before);
}

TEST_CASE("Districts are imported from GeoJSON and say where reports are") {
    SampleRegister town;
    SilentProgress progress;
    const auto file =
        town.folder.file("districts.geojson", collection({district(R"({"no":1,"name":"West"})", 7.75, 7.8125),
                                                          district(R"({"no":2,"name":"Ost"})", 7.8125, 7.875)}));
    CHECK(import_areas(town.registry, file, "district", "", progress) == 2);
    CHECK(store::area_names(town.registry, "district") == std::vector<std::string>{"Ost", "West"});
    IncomingReport report = pothole("1");
    report.place.position = Position{7.78, 51.65};
    const ReportId id = town.take(report);
    (void)locate::run(town.registry, town.config, progress, day(1));
    CHECK(town.report(id).area == "West");
    CHECK(import_areas(town.registry, file, "district", "NAME", progress) == 2);  // once more changes nothing
    CHECK(store::area_names(town.registry, "district").size() == 2);
}

TEST_CASE(
    "Areas without a column that looks like a name are refused with the columns there are, and named by a chosen one") {
    SampleRegister town;
    SilentProgress progress;
    const auto file =
        town.folder.file("wards.geojson", collection({district(R"({"no":1,"bezirk":"Mitte"})", 7.75, 7.8125)}));
    CHECK(import_areas(town.registry, file, "district", "bezirk", progress) == 1);
    CHECK(store::area_names(town.registry, "district") == std::vector<std::string>{"Mitte"});
    CHECK_THROWS_WITH(import_areas(town.registry, file, "ward", "", progress), Catch::Contains("bezirk"));
}

TEST_CASE("A file of areas with one that is no good is refused as a whole") {
    SampleRegister town;
    SilentProgress progress;
    const std::string good = district(R"({"name":"West"})", 7.75, 7.8125);
    const auto nameless = town.folder.file("n.geojson", collection({good, district(R"({"name":""})", 7.8125, 7.875)}));
    const auto bow_tie = town.folder.file(
        "b.geojson", collection({good, R"({"type":"Feature","properties":{"name":"Ost"},"geometry":{"type":"Polygon",)"
                                       R"("coordinates":[[[7,51],[7.1,51.1],[7.1,51],[7,51.1],[7,51]]]}})"}));
    for (const auto& file : {nameless, bow_tie}) {
        INFO(file);
        try {
            (void)import_areas(town.registry, file, "district", "", progress);
            FAIL("it was imported");
        } catch (const Error& error) {
            CHECK(error.kind() == ErrorKind::input);
        }
        CHECK(store::area_names(town.registry, "district").empty());
    }
}
