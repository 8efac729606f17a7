#include "night/town.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <chrono>
#include <fstream>
#include <random>
#include <regex>
#include <sstream>

using town::mentions;
using town::Said;
using town::shell;
using town::Town;

namespace {

/// The contact data of everybody in the samples, one a line.
std::vector<std::string> contact_data() {
    std::ifstream in(OMBUD_SOURCE_DIR "/samples/contacts.txt");
    std::vector<std::string> data;
    for (std::string line; std::getline(in, line);) {
        if (!line.empty() && line.front() != '#') data.push_back(line);
    }
    return data;
}

const Town& the_town() {
    static const Town town;
    return town;
}

/// What its first night said.
const Said& the_night() {
    static const Said night = the_town().ombud({"--format", "json", "nightly"});
    return night;
}

}  // namespace

// One test case, so that the night runs once for all of them.
TEST_CASE("After a night the register and the public folder are as the samples want them") {
    SECTION("A night takes in the sample town as its README says, and says that something waits for a person") {
        const Said& night = the_night();
        INFO(night.err);
        CHECK(night.code == 3);
        CHECK(mentions(night.out, R"("read":58,"new":49,"comments":2,"updates":1,"known":2,"quarantined":4)"));
        CHECK(mentions(night.out, R"("needs_attention":true)"));
        const std::regex order(R"(.*import.*locate.*dedupe.*assign.*anonymise.*expire.*export.*\n?)");
        CHECK(std::regex_match(night.out, order));
        CHECK(the_town().query("SELECT count(*) FROM run WHERE outcome = 'attention'") == "1\n");
    }
    SECTION("No contact datum of any reporter is in what is public") {
        const Town& town = the_town();
        REQUIRE(the_night().code == 3);
        REQUIRE(shell("cd " + town.root().string() + "/public && unzip -qo reports.shp.zip -d unzipped").code == 0);
        const auto data = contact_data();
        REQUIRE(data.size() > 100);
        std::size_t looked_at = 0;
        for (const auto& [path, bytes] : town.files()) {
            if (!path.starts_with("public/")) continue;
            ++looked_at;
            for (const std::string& datum : data) {
                INFO(path << " holds " << datum);
                CHECK_FALSE(mentions(bytes, datum));
            }
        }
        CHECK(looked_at >= 5);
    }
    SECTION("GIS tools open both exports and count the same reports") {
        const Town& town = the_town();
        REQUIRE(the_night().code == 3);
        const std::string folder = (town.root() / "public").string();
        const Said geojson = shell("ogrinfo -so -al " + folder + "/reports.geojson");
        const Said shapefile = shell("ogrinfo -so -al " + folder + "/reports.shp.zip");
        CHECK(geojson.code == 0);
        CHECK(shapefile.code == 0);
        std::smatch one;
        std::smatch other;
        const std::regex count("Feature Count: ([0-9]+)");
        REQUIRE(std::regex_search(geojson.out, one, count));
        REQUIRE(std::regex_search(shapefile.out, other, count));
        CHECK(one[1] == other[1]);
        CHECK(one[1] != "0");
        CHECK(mentions(shapefile.out, R"(ID["EPSG",25832])"));
        CHECK(town.ombud({"export", "reports", "-o", folder + "/again.geojson"}).code == 0);
        CHECK(shell("cmp " + folder + "/again.geojson " + folder + "/reports.geojson").code == 0);
    }
    SECTION("Solved reports leave the public view after the days of their category and stay in the register") {
        const Town& town = the_town();
        REQUIRE(the_night().code == 3);
        const std::string expired = town.query("SELECT count(*) FROM report WHERE expired_at IS NOT NULL");
        CHECK(expired != "0\n");
        const std::string geojson = town.files().at("public/reports.geojson");
        std::istringstream ids(town.query("SELECT id FROM report WHERE expired_at IS NOT NULL"));
        for (std::string id; std::getline(ids, id);) CHECK_FALSE(mentions(geojson, "\"LIN-" + id + "\""));
        CHECK(town.query("SELECT count(*) FROM report") == "49\n");
    }
    SECTION("Duplicates point at their original and are not shown twice") {
        const Town& town = the_town();
        REQUIRE(the_night().code == 3);
        CHECK(town.query("SELECT count(*) FROM report WHERE status = 'duplicate'") == "2\n");
        CHECK(town.query("SELECT count(*) FROM report d JOIN report o ON o.id = d.duplicate_of "
                         "WHERE d.status = 'duplicate' AND o.duplicate_of IS NULL") == "2\n");
        CHECK(town.query("SELECT count(*) FROM report r JOIN duplicate_suggestion s ON s.report = r.id") == "1\n");
    }
}

TEST_CASE("A second night right after the first changes nothing in register and files") {
    const Town town;
    REQUIRE(town.ombud({"-q", "nightly"}).code == 3);
    const std::string before = town.register_contents();
    const auto files = town.files();
    const Said second = town.ombud({"nightly"});
    CHECK(second.code == 0);
    CHECK(mentions(second.out, "58 read, 58 known"));
    CHECK(town.register_contents() == before);
    CHECK(town.files() == files);
}

TEST_CASE("A night under cron with -q says only what waits for a person, and nothing when nothing does") {
    const Town town;
    const Said night = town.ombud({"-q", "nightly"});
    CHECK(night.out.empty());
    // Where the networks are not installed, a second line says that the photos wait.
    CHECK(night.err.starts_with("ombud: warning: 4 could not be read: `ombud quarantine list`\n"));
    const Said second = town.ombud({"-q", "nightly"});
    CHECK(second.out.empty());
    CHECK(second.err.empty());
}

TEST_CASE("A run ends at once with exit code 4 while another holds the workspace") {
    const Town town;
    const std::string lock = (town.root() / ".lock").string();
    const std::string ombud = OMBUD_BINARY_DIR "/cli/ombud -C " + town.root().string();
    const Said said =
        shell("flock " + lock + " sh -c '" + ombud + " nightly; echo $?; " + ombud + " import web; echo $?'");
    CHECK(said.out == "4\n4\n");
    CHECK(mentions(said.err, "another run holds"));
}

TEST_CASE("A dry run says what the night would do and changes nothing") {
    const Town town;
    const std::string before = town.register_contents();
    const auto files = town.files();
    const Said dry = town.ombud({"--format", "json", "nightly", "--dry-run"});
    CHECK(mentions(dry.out, R"("read":58,"new":49)"));
    CHECK(mentions(dry.out, R"("linked":2)"));
    // One has its place in a photo only; photos are not kept in a dry run, so its words would send it to triage.
    CHECK(mentions(dry.out, R"("assigned":48,"triage":1)"));
    CHECK(mentions(dry.out, R"("dry_run":true)"));
    CHECK(town.register_contents() == before);
    CHECK(town.files() == files);
    CHECK(town.query("SELECT count(*) FROM run") == "0\n");
}

TEST_CASE("A step that fails stops the night, leaves the register as it was and says how to go on") {
    const Town town;
    const std::string empty = town.register_contents();
    std::filesystem::rename(town.root() / "input" / "web", town.root() / "input" / "elsewhere");
    const Said night = town.ombud({"nightly"});
    CHECK(night.code == 1);
    CHECK(mentions(night.err, "import failed"));
    CHECK(mentions(night.err, "input/web"));
    CHECK(mentions(night.err, "run `ombud nightly` again"));
    // The vocabulary is the configuration's and was there since init.
    CHECK(town.register_contents() == empty);
    CHECK(town.query("SELECT outcome FROM run") == "failed\n");

    std::filesystem::rename(town.root() / "input" / "elsewhere", town.root() / "input" / "web");
    CHECK(town.ombud({"-q", "nightly"}).code == 3);
    CHECK(town.query("SELECT count(*) FROM report") == "49\n");
}

TEST_CASE("A night killed at any of ten moments and run again ends as an undisturbed night") {
    const Town calm;
    const auto start = std::chrono::steady_clock::now();
    REQUIRE(calm.ombud({"-q", "nightly"}).code == 3);
    double length = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    const std::string wanted = calm.register_contents();
    const auto wanted_files = calm.files();

    std::mt19937 random(20261124);
    int killed = 0;
    for (int attempt = 0; killed < 10 && attempt < 40; ++attempt) {
        const Town town;
        const double moment = (killed + std::uniform_real_distribution<double>(0, 1)(random)) / 10 * length;
        INFO("killed after " << moment << " of " << length << " s");
        if (!town.kill_nightly_after(moment)) {
            length *= 0.85;  // the machine is less busy than it was: this night was through already
            continue;
        }
        ++killed;
        const int code = town.ombud({"-q", "nightly"}).code;
        CHECK((code == 3 || code == 0));
        CHECK(town.register_contents() == wanted);
        CHECK(town.files() == wanted_files);
    }
    CHECK(killed == 10);
}
