// Whether a report may be public, from the column of a form to the file of the public.

#include "night/town.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <string>

using town::mentions;
using town::Town;

namespace {

std::string sheet(const std::string& first, const std::string& second) {
    return "id;datum;text;art;lat;lon;Veröffentlichen\n"
           "W-1;23.11.2026;Schlagloch wunschmarke1;roads/pothole;51.6811;7.8201;" +
           first +
           "\n"
           "W-2;23.11.2026;Schlagloch wunschmarke2;roads/pothole;51.6851;7.8251;" +
           second + "\n";
}

void deliver(const Town& town, const std::string& text) {
    std::ofstream(town.root() / "input/form/reports.csv", std::ios::trunc | std::ios::binary) << text;
}

/// One night, and all that is public after it.
std::string public_after_night(const Town& town) {
    const int code = town.ombud({"-q", "nightly"}).code;
    REQUIRE((code == 0 || code == 3));
    REQUIRE(town.ombud({"export", "reports", "-o", (town.root() / "public/all.geojson").string()}).code == 0);
    std::string everything;
    for (const auto& [path, bytes] : town.files()) {
        if (path.starts_with("public/")) everything += bytes;
    }
    return everything;
}

}  // namespace

TEST_CASE("What its sender does not want published never is, and a wish withdrawn takes the report off again") {
    const Town town;
    std::filesystem::create_directories(town.root() / "input/form");
    town::configure(town, R"(
[[source]]
name = "asked"
channel = "phone"
path = "input/form"
mapping = "form-with-wish"

[mapping.form-with-wish]
dates = "%d.%m.%Y"

[mapping.form-with-wish.fields]
external_id = "id"
received_at = "datum"
text = "text"
category = "art"
lat = "lat"
lon = "lon"
public = "Veröffentlichen"
)");
    deliver(town, sheet("Ja", "Nein"));
    std::string shown = public_after_night(town);
    CHECK(mentions(shown, "wunschmarke1"));
    CHECK_FALSE(mentions(shown, "wunschmarke2"));
    std::string one = town.query("SELECT report FROM intake WHERE external_id = 'W-1'");
    one.pop_back();
    std::string two = town.query("SELECT report FROM intake WHERE external_id = 'W-2'");
    two.pop_back();
    CHECK(town.ombud({"release", two}).code == 1);
    CHECK(town.ombud({"release", two, "--anyway"}).code == 1);
    CHECK(town.ombud({"release", two, "--against-wish"}).code == 2);
    CHECK(mentions(town.ombud({"show", two}).out, "is not to be public"));

    deliver(town, sheet("Nein", "ja, gern"));
    shown = public_after_night(town);
    CHECK_FALSE(mentions(shown, "wunschmarke1"));
    CHECK(mentions(shown, "wunschmarke2"));
    CHECK(town.ombud({"release", one, "--against-wish", "--why", "the council decided so"}).code == 0);
    shown = public_after_night(town);
    CHECK(mentions(shown, "wunschmarke1"));
}
