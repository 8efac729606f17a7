#include "core/config.hpp"

#include "core/error.hpp"
#include "core/temp_folder.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <string>
#include <vector>

namespace {

using namespace ombud;
using test::TempFolder;
using Texts = std::vector<std::string>;

constexpr const char* town = R"([municipality]
name = "Hamm"
[[department]]
id = "roads"
name = "Tiefbauamt"
email = "roads@hamm.example"
[[category]]
id = "roads/pothole"
name = { de = "Schlagloch", en = "Pothole" }
department = "roads"
)";  // ten lines

Config load(const TempFolder& folder, const std::string& toml) {
    return load_config(folder.file("ombud.toml", toml));
}

}  // namespace

TEST_CASE("The least configuration is a name, the rest has defaults") {
    const TempFolder folder;
    const Config config = load(folder, "[municipality]\nname = \"Hamm\"\n");
    CHECK(config.municipality == "Hamm");
    CHECK(config.language == "de");
    CHECK(config.time_zone.name() == "Europe/Berlin");
    CHECK(config.reference_prefix == "OMB");
    CHECK_FALSE(config.bounds);
    CHECK(config.photos.longest_side_px == 1600);
    CHECK(config.exports.shapefile_epsg == 25832);
    REQUIRE(config.department("triage") != nullptr);
    CHECK(config.categories.empty());
    CHECK(config.sources.empty());
}

TEST_CASE("Everything that a configuration says is read") {
    const TempFolder folder;
    const Config config = load(folder, R"(
[municipality]
name = "Hamm"
language = "en"
time_zone = "Europe/Vienna"
reference_prefix = "HAM"
own_addresses = ["a@hamm.example", "b@hamm.example"]
bounds = [7, 51.5, 8.0, 52]
[[department]]
id = "triage"
name = "Bürgerservice"
email = "service@hamm.example"
[[department]]
id = "roads"
name = "Tiefbauamt"
[[category]]
id = "roads/pothole"
name = { de = "Schlagloch", en = "Pothole" }
department = "roads"
public = false
public_days = 7
duplicates = { radius_m = 20.5, days = 10 }
keywords = ["schlagloch", "pothole"]
[[category]]
id = "other"
name = "Sonstiges"
department = "triage"
[photos]
longest_side_px = 800
jpeg_quality = 70
margin = 0.3
megapixel_limit = 50
seconds_limit = 20
memory_limit_mb = 1024
[export]
shapefile_epsg = 25833
)");
    CHECK(config.language == "en");
    CHECK(config.time_zone.name() == "Europe/Vienna");
    CHECK(config.reference_prefix == "HAM");
    CHECK(config.own_addresses == Texts{"a@hamm.example", "b@hamm.example"});
    REQUIRE(config.bounds);
    CHECK(config.bounds->west == 7);
    CHECK(config.bounds->north == 52);
    REQUIRE(config.departments.size() == 2);
    CHECK(config.department("triage")->name == "Bürgerservice");
    CHECK(config.department("roads")->email.empty());
    const Category& pothole = *config.category("roads/pothole");
    CHECK(pothole.name_de == "Schlagloch");
    CHECK(pothole.name_en == "Pothole");
    CHECK_FALSE(pothole.is_public);
    CHECK(pothole.public_after_solution == std::chrono::days(7));
    CHECK(pothole.duplicates.radius_m == 20.5);
    CHECK(pothole.duplicates.window == std::chrono::days(10));
    CHECK(pothole.keywords == Texts{"schlagloch", "pothole"});
    const Category& other = *config.category("other");
    CHECK(other.name_en == "Sonstiges");
    CHECK(other.is_public);
    CHECK(other.public_after_solution == std::chrono::days(30));
    CHECK(other.duplicates.radius_m == 250);
    CHECK(config.photos.longest_side_px == 800);
    CHECK(config.photos.jpeg_quality == 70);
    CHECK(config.photos.margin == 0.3);
    CHECK(config.photos.megapixel_limit == 50);
    CHECK(config.photos.time_limit == std::chrono::seconds(20));
    CHECK(config.photos.memory_limit_mb == 1024);
    CHECK(config.exports.shapefile_epsg == 25833);
    CHECK(config.category("missing") == nullptr);
    CHECK(config.department("missing") == nullptr);
}

TEST_CASE("The samples that come with Ombud load") {
    for (const char* sample : {"samples/ombud.toml", "share/ombud.toml"}) {
        const std::filesystem::path file = std::filesystem::path(OMBUD_SOURCE_DIR) / sample;
        if (!std::filesystem::exists(file)) continue;
        INFO(file);
        CHECK_NOTHROW(load_config(file));
    }
}

TEST_CASE("A source is read with its mapping, its path from the folder of the file") {
    const TempFolder folder;
    const Config config = load(folder, town + std::string(R"(
[[source]]
name = "phone"
channel = "phone"
path = "input/../input/phone"
mapping = "log"
[mapping.log]
dates = ["%d.%m.%Y %H:%M"]
crs = "EPSG:25832"
[mapping.log.fields]
received_at = ["Datum", "Uhrzeit"]
text = "Meldung"
[mapping.log.constants]
city = "Hamm"
[mapping.log.values.category]
"SCHLAGLÖCHER" = "roads/pothole"
)"));
    const Source& source = config.source("phone");
    CHECK(source.channel == Channel::phone);
    CHECK(source.path == folder / "input/phone");
    CHECK(source.mapping.epsg == 25832);
    CHECK(source.mapping.date_formats == Texts{"%d.%m.%Y %H:%M"});
    CHECK(source.mapping.fields.at("received_at") == Texts{"Datum", "Uhrzeit"});
    CHECK(source.mapping.fields.at("text") == Texts{"Meldung"});
    CHECK(source.mapping.constants.at("city") == "Hamm");
    REQUIRE(source.mapping.values.at("category").size() == 1);
    CHECK(source.mapping.values.at("category").begin()->second == "roads/pothole");
    // Compared without case: however the key is folded, it is not the capitals.
    CHECK(source.mapping.values.at("category").begin()->first != "SCHLAGLÖCHER");
}

TEST_CASE("A source without a mapping has the fields of the manual") {
    const TempFolder folder;
    const Config config =
        load(folder, town + std::string("[[source]]\nname = \"a\"\nchannel = \"web\"\npath = \"/srv/a\"\n"));
    CHECK(config.source("a").path == "/srv/a");
    CHECK(config.source("a").mapping.fields.at("received_at") == Texts{"received_at"});
    const Source plain = plain_source(Channel::phone);
    CHECK(plain.name == "phone");
    CHECK(plain.mapping.fields.at("external_id") == Texts{"external_id"});
    CHECK(plain.mapping.epsg == 4326);
}

TEST_CASE("An unknown source is an error that lists those there are") {
    const TempFolder folder;
    const Config config =
        load(folder, town + std::string("[[source]]\nname = \"mailbox\"\nchannel = \"email\"\npath = \"a\"\n"));
    try {
        (void)config.source("fax");
        FAIL("nothing was thrown");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::usage);
        CHECK_THAT(error.what(), Catch::Contains("fax") && Catch::Contains("mailbox"));
    }
}
