#include "core/config.hpp"
#include "core/error.hpp"
#include "core/file.hpp"
#include "core/temp_folder.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace ombud;
using test::TempFolder;

/// A configuration of thirteen lines to which faulty ones are added.
const std::string town = R"([municipality]
name = "Hamm"
[[department]]
id = "roads"
name = "Tiefbauamt"
[[category]]
id = "pothole"
name = "Schlagloch"
department = "roads"
[[source]]
name = "phone"
channel = "phone"
path = "input"
)";

/// What is said about a faulty configuration; empty: it was accepted.
std::string complaint(const std::string& toml) {
    const TempFolder folder;
    const auto file = folder.file("ombud.toml", toml);
    try {
        (void)load_config(file);
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::config);
        CHECK(exit_code(error.kind()) == Exit::usage);
        const std::string message = error.what();
        CHECK_THAT(message, Catch::StartsWith(file.string() + ":"));
        return message.substr(file.string().size());
    }
    return {};
}

struct Faulty {
    std::string toml;
    std::string_view line;
    std::string_view about;
};

void check(const std::vector<Faulty>& cases) {
    for (const Faulty& faulty : cases) {
        INFO(faulty.toml);
        const std::string message = complaint(faulty.toml);
        CHECK_THAT(message, Catch::StartsWith(":" + std::string(faulty.line) + ":"));
        CHECK_THAT(message, Catch::Contains(std::string(faulty.about)));
    }
}

}  // namespace

TEST_CASE("A misspelt key is refused wherever it stands") {
    check({{town + "[munincipality]\nname = \"x\"\n", "14", "munincipality"},
           {"[municipality]\nname = \"Hamm\"\nlangauge = \"de\"\n", "3", "langauge"},
           {town + "[[department]]\nid = \"a\"\nname = \"A\"\nmail = \"a@b\"\n", "17", "mail"},
           {town + "[[category]]\nid = \"a\"\nname = \"A\"\ndepartment = \"roads\"\nkeyword = [\"a\"]\n", "18",
            "keyword"},
           {town + "[[category]]\nid = \"a\"\nname = \"A\"\ndepartment = \"roads\"\nduplicates = { radius = 5 }\n",
            "18", "radius"},
           {town + "[[category]]\nid = \"a\"\nname = { de = \"A\", fr = \"A\" }\ndepartment = \"roads\"\n", "16", "fr"},
           {town + "[[source]]\nname = \"a\"\nchannel = \"web\"\npath = \"b\"\nmaping = \"c\"\n", "18", "maping"},
           {town + "[photos]\nquality = 5\n", "15", "quality"},
           {town + "[export]\nepsg = 5\n", "15", "epsg"}});
}

TEST_CASE("The message about a misspelt key lists those that are known") {
    CHECK_THAT(complaint(town + "[photos]\nquality = 5\n"), Catch::Contains("jpeg_quality"));
}

TEST_CASE("What is missing is named with the place where it belongs") {
    check({{"", "1", "municipality"},
           {"[municipality]\n", "1", "name"},
           {"[municipality]\nname = \"\"\n", "1", "name"},
           {town + "[[department]]\nid = \"a\"\n", "14", "name"},
           {town + "[[category]]\nid = \"a\"\nname = \"A\"\n", "14", "department"},
           {town + "[[category]]\nname = \"A\"\ndepartment = \"roads\"\n", "14", "id"},
           {town + "[[source]]\nname = \"a\"\nchannel = \"web\"\n", "14", "path"}});
}

TEST_CASE("Ids that are there twice are refused") {
    check({{town + "[[department]]\nid = \"roads\"\nname = \"A\"\n", "14", "roads"},
           {town + "[[category]]\nid = \"pothole\"\nname = \"A\"\ndepartment = \"roads\"\n", "14", "pothole"},
           {town + "[[source]]\nname = \"phone\"\nchannel = \"web\"\npath = \"b\"\n", "14", "phone"}});
}

TEST_CASE("What refers to nothing is refused") {
    check({{town + "[[category]]\nid = \"a\"\nname = \"A\"\ndepartment = \"rods\"\n", "17", "rods"},
           {town + "[[source]]\nname = \"a\"\nchannel = \"web\"\npath = \"b\"\nmapping = \"log\"\n", "18", "log"}});
}

TEST_CASE("Values of the wrong kind or out of range are refused") {
    const std::string category = town + "[[category]]\nid = \"a\"\nname = \"A\"\ndepartment = \"roads\"\n";
    check({{"[municipality]\nname = 5\n", "2", "name"},
           {"[municipality]\nname = \"Hamm\"\ntime_zone = \"Europe/Hamm\"\n", "3", "Europe/Hamm"},
           {"[municipality]\nname = \"Hamm\"\ntime_zone = 1\n", "3", "time zone"},
           {"[municipality]\nname = \"Hamm\"\nown_addresses = [1]\n", "3", "text"},
           {"[municipality]\nname = \"Hamm\"\nbounds = [1, 2, 3]\n", "3", "bounds"},
           {"[municipality]\nname = \"Hamm\"\nbounds = [8, 51, 7, 52]\n", "3", "west < east"},
           {"[municipality]\nname = \"Hamm\"\nbounds = [7, 51, 8, 92]\n", "3", "bounds"},
           {"[municipality]\nname = \"Hamm\"\nbounds = [7, 51, 8, \"52\"]\n", "3", "bounds"},
           {category + "public = \"yes\"\n", "18", "true or false"},
           {category + "public_days = -1\n", "18", "public_days"},
           {category + "duplicates = { radius_m = 5001 }\n", "18", "radius_m"},
           {category + "duplicates = { radius_m = nan }\n", "18", "radius_m"},
           {category + "duplicates = { days = \"many\" }\n", "18", "days"},
           {category + "duplicates = 5\n", "18", "duplicates"},
           {category + "keywords = 7\n", "18", "text"},
           {town + "[photos]\njpeg_quality = 101\n", "15", "jpeg_quality"},
           {town + "[export]\nshapefile_epsg = 0\n", "15", "shapefile_epsg"},
           {town + "[[source]]\nname = \"a\"\nchannel = \"fax\"\npath = \"b\"\n", "16", "email, phone or web"}});
    CHECK_THAT(complaint("department = \"roads\"\n" + town.substr(0, 28)), Catch::Contains("[[department]]"));
}

TEST_CASE("A language that Ombud does not speak is refused") {
    CHECK_FALSE(complaint("[municipality]\nname = \"Hamm\"\nlanguage = \"fr\"\n").empty());
}

TEST_CASE("A file that is no TOML is named with its line") {
    check({{"[municipality]\nname = Hamm\n", "2", ""},
           {"[municipality]\nname = \"Hamm\"\nname = \"Unna\"\n", "3", "name"}});
}

TEST_CASE("A missing configuration is an error that names the file") {
    const TempFolder folder;
    try {
        (void)load_config(folder / "ombud.toml");
        FAIL("nothing was thrown");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::config);
        CHECK_THAT(error.what(), Catch::Contains((folder / "ombud.toml").string()));
    }
}

namespace {

/// The town's configuration with another source and its mapping, which begins on line 19.
std::string mapped(const std::string& mapping) {
    return town + "[[source]]\nname = \"a\"\nchannel = \"web\"\npath = \"b\"\nmapping = \"m\"\n" + mapping;
}

}  // namespace

TEST_CASE("A faulty mapping is refused with its line") {
    check({{mapped("[mapping.m]\ncsr = \"EPSG:4326\"\n"), "20", "csr"},
           {mapped("[mapping.m.fields]\ntxet = \"a\"\n"), "20", "txet"},
           {mapped("[mapping.m.fields]\ntext = 5\n"), "20", "text"},
           {mapped("[mapping.m.constants]\ntown = \"a\"\n"), "20", "town"},
           {mapped("[mapping.m.values.catgory]\na = \"pothole\"\n"), "19", "catgory"},
           {mapped("[mapping.m.values]\ncategory = \"pothole\"\n"), "20", "values"},
           {mapped("[mapping.m.values.category]\na = 5\n"), "20", "text"}});
    CHECK_THAT(complaint(mapped("[mapping.m.fields]\ntxet = \"a\"\n")), Catch::Contains("received_at"));
}

TEST_CASE("A CRS that is no EPSG code is refused") {
    for (const std::string crs :
         {"\"WGS84\"", "\"EPSG:\"", "\"EPSG:25832x\"", "\"EPSG:-1\"", "\"EPSG:0\"", "25832", "\"\""}) {
        INFO(crs);
        const std::string message = complaint(mapped("[mapping.m]\ncrs = " + crs + "\n"));
        CHECK_THAT(message, Catch::StartsWith(":20:"));
        CHECK_THAT(message, Catch::Contains("EPSG:25832"));
    }
}

TEST_CASE("A constant that is no text is refused, not dropped") {
    CHECK_THAT(complaint(mapped("[mapping.m.constants]\npostcode = 59065\n")), Catch::StartsWith(":20:"));
}

TEST_CASE("A date pattern that is not known is refused when the configuration is read") {
    CHECK_THAT(complaint(mapped("[mapping.m]\ndates = [\"%d. %B %Y\"]\n")), Catch::StartsWith(":20:"));
}

TEST_CASE("A mapping to a category or status that does not exist is refused") {
    CHECK_THAT(complaint(mapped("[mapping.m.values.category]\nHole = \"potholle\"\n")), Catch::Contains("potholle"));
    CHECK_THAT(complaint(mapped("[mapping.m.values.status]\nneu = \"new\"\n")), Catch::Contains("new"));
    CHECK_THAT(complaint(mapped("[mapping.m.constants]\ncategory = \"potholle\"\n")), Catch::Contains("potholle"));
}

TEST_CASE("A network of the town's own is refused where its description cannot be right") {
    const TempFolder folder;
    const std::string file = (folder / "a.onnx").string();
    write_file(file, "not read here");
    const std::string model = town + "[[photos.model]]\nfile = \"" + file + "\"\n";
    check({{model + "finds = \"plate\"\n", "14", "type"},
           {model + "type = \"yolov5\"\nfinds = \"plate\"\n", "16", "yunet, yolox, yolov8 or ssd"},
           {model + "type = \"yolov8\"\n", "14", "finds"},
           {model + "type = \"yolov8\"\nfinds = \"car\"\n", "17", "face"},
           {model + "type = \"yolox\"\nclasses = { person = \"person\" }\n", "17", "number of a class"},
           {model + "type = \"yolov8\"\nfinds = \"plate\"\nsize_px = 630.5\n", "18", "size_px"},
           {model + "type = \"yolov8\"\nfinds = \"plate\"\nsize_px = [640]\n", "18", "size_px"},
           {model + "type = \"yolov8\"\nfinds = \"plate\"\nmean = [1, 2]\n", "18", "three numbers"},
           {town + "[[photos.model]]\nfile = \"missing.onnx\"\ntype = \"yolov8\"\nfinds = \"plate\"\n", "15",
            "there is no file"},
           {town + "[photos]\nshipped_models = false\n", "15", "[[photos.model]]"}});
}

TEST_CASE("A network of the town's own is fed as its makers publish it unless the configuration says otherwise") {
    const TempFolder folder;
    write_file(folder / "plates.onnx", "not read here");
    write_file(folder / "ombud.toml",
               town +
                   "[photos]\nshipped_models = false\n[[photos.model]]\nfile = \"plates.onnx\"\ntype = \"yolov8\"\n"
                   "classes = { 0 = \"plate\", 3 = \"person\" }\nsize_px = [960, 544]\nthreshold = 0.3\n");
    const Config config = load_config(folder / "ombud.toml");
    REQUIRE(config.photos.models.size() == 1);
    const PhotoModel& model = config.photos.models[0];
    CHECK(model.file == std::filesystem::absolute(folder / "plates.onnx"));
    CHECK(model.rgb);
    CHECK(model.scale == Approx(1.0 / 255));
    CHECK(model.width_px == 960);
    CHECK(model.height_px == 544);
    REQUIRE(model.classes.size() == 2);
    CHECK(model.classes[1].number == 3);
    CHECK_FALSE(config.photos.shipped_models);
}

TEST_CASE("An IMAP folder wants an address without a password, and a password from elsewhere") {
    const std::string source = town + "[[source]]\nname = \"box\"\nchannel = \"email\"\n";
    const std::string good = source + "path = \"imaps://desk@mail.example/INBOX\"\n";
    CHECK(complaint(good + "password_file = \"p\"\nca_file = \"ca.pem\"\nmove_to = \"Processed\"\ntimeout_s = 5\n")
              .empty());
    check({
        {good, "14", "wants password_file or password_command"},
        {good + "password_file = \"p\"\npassword_command = \"c\"\n", "14", "one of them"},
        {source + "path = \"imaps://desk:secret@mail.example/INBOX\"\n", "17", "holds no password"},
        {source + "path = \"imaps://mail.example/INBOX\"\n", "17", "no user"},
        {source + "path = \"input\"\npassword_file = \"p\"\n", "18", "goes with an IMAP folder"},
        {source + "path = \"input\"\nmove_to = \"../x\"\n", "18", "move_to"},
        {town + "move_to = \"Processed\"\n", "14", "move_to"},
        {town + "[[source]]\nname = \"box\"\nchannel = \"web\"\npath = \"imaps://d@m/I\"\npassword_file = \"p\"\n",
         "17", "channel email"},
    });
}
