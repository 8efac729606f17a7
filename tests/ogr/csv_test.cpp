#include "core/error.hpp"
#include "ogr/layer_reader.hpp"
#include "ogr/test_files.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

namespace {

using namespace ombud;
using ogr::test::run;
using ogr::test::TestFolder;

struct Sheet {
    std::vector<std::string> columns;
    std::vector<ogr::Feature> rows;
};

Sheet read(const std::filesystem::path& file, const ogr::ReadOptions& options = {}) {
    const auto layer = ogr::open_layer(file, options);
    Sheet sheet{layer->columns(), {}};
    ogr::Feature row;
    while (layer->next(row)) sheet.rows.push_back(row);
    return sheet;
}

using Texts = std::vector<std::string>;

std::string message_of(const std::filesystem::path& file) {
    try {
        (void)read(file);
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::input);
        return error.what();
    }
    return {};
}

}  // namespace

TEST_CASE("CSV values stay as they stand in the file") {
    const TestFolder folder;
    const Sheet sheet = read(folder.file("a.csv", "id;postcode;lat\n007;01067;51,50\n"));
    CHECK(sheet.columns == Texts{"id", "postcode", "lat"});
    REQUIRE(sheet.rows.size() == 1);
    CHECK(sheet.rows[0].values == Texts{"007", "01067", "51,50"});
    CHECK(sheet.rows[0].row == 1);
    CHECK(sheet.rows[0].line == 2);
    CHECK(sheet.rows[0].problem.empty());
    CHECK(sheet.rows[0].wkb.empty());
    CHECK_FALSE(sheet.rows[0].point);
}

TEST_CASE("The CSV delimiter is found by looking") {
    const TestFolder folder;
    const Texts expected{"1", "Werler Str. 12, Hamm", "x"};
    CHECK(read(folder.file("semicolon.csv", "id;place;text\n1;Werler Str. 12, Hamm;x\n")).rows.at(0).values ==
          expected);
    CHECK(read(folder.file("comma.csv", "id,place,text\n1,\"Werler Str. 12, Hamm\",x\n")).rows.at(0).values ==
          expected);
    CHECK(read(folder.file("tab.tsv", "id\tplace\ttext\n1\tWerler Str. 12, Hamm\tx\n")).rows.at(0).values == expected);

    SECTION("although another one is as frequent in the header") {
        const Sheet sheet =
            read(folder.file("h.csv", "id;address (street, no., town, ZIP);text\n1;Werler Str. 12;x\n"));
        CHECK(sheet.columns == Texts{"id", "address (street, no., town, ZIP)", "text"});
        CHECK(sheet.rows.at(0).values == Texts{"1", "Werler Str. 12", "x"});
    }
    SECTION("although quoted texts are full of others") {
        const Sheet sheet = read(folder.file("q.csv", "id,text\n1,\"a;b;c\"\n2,\"d;e;f\"\n"));
        CHECK(sheet.rows.at(1).values == Texts{"2", "d;e;f"});
    }
    SECTION("and a file can say it as Excel wants it") {
        const Sheet sheet = read(folder.file("s.csv", "sep=;\r\nid;text\r\n1;a,b\r\n"));
        CHECK(sheet.columns == Texts{"id", "text"});
        CHECK(sheet.rows.at(0).line == 3);
    }
    SECTION("unless the caller says it") {
        const Sheet sheet = read(folder.file("c.csv", "id;a,b\n1;2,3\n"), {.delimiter = ','});
        CHECK(sheet.columns == Texts{"id;a", "b"});
    }
}

TEST_CASE("CSV encodings become UTF-8") {
    const TestFolder folder;
    const Texts columns{"Straße", "Text"};
    const Texts values{"Grünstraße", "10 € für Öl – „so“"};
    const auto check = [&](const std::filesystem::path& file) {
        INFO(file);
        const Sheet sheet = read(file);
        CHECK(sheet.columns == columns);
        REQUIRE(sheet.rows.size() == 1);
        CHECK(sheet.rows[0].values == values);
    };
    const std::string utf8 = "Straße;Text\nGrünstraße;10 € für Öl – „so“\n";
    const auto plain = folder.file("utf8.csv", utf8);
    check(plain);
    check(folder.file("mark.csv", "\xEF\xBB\xBF" + utf8));
    const auto converted = [&](const std::string& to) {
        const auto file = folder / (to + ".csv");
        (void)run("iconv -f UTF-8 -t " + to + " " + plain.string() + " > " + file.string());
        return file;
    };
    check(converted("WINDOWS-1252"));
    check(converted("UTF-16"));  // iconv puts the byte order mark
    (void)run("(printf '\\376\\377'; iconv -f UTF-8 -t UTF-16BE " + plain.string() + ") > " +
              (folder / "be.csv").string());
    check(folder / "be.csv");
    (void)run("gzip -k " + converted("WINDOWS-1252").string());
    check(folder / "WINDOWS-1252.csv.gz");
}

TEST_CASE("One Windows-1252 byte far into a CSV file decides for the whole file") {
    const TestFolder folder;
    std::string text = "id;text\n";
    for (int i = 0; i < 60000; ++i) text += std::to_string(i) + ";plain ASCII\n";
    text += "60000;gr\xFCn\n";
    const Sheet sheet = read(folder.file("late.csv", text));
    REQUIRE(sheet.rows.size() == 60001);
    CHECK(sheet.rows.back().values == Texts{"60000", "grün"});
}

TEST_CASE("UTF-8 characters across the pieces in which a CSV file is read stay whole") {
    const TestFolder folder;
    for (std::size_t shift = 0; shift < 4; ++shift) {
        std::string text = "id;text\n" + std::string(shift, 'x') + ";";
        while (text.size() < 600000) text += "€😀ü";
        const Sheet sheet = read(folder.file("pieces.csv", text + "\n"));
        REQUIRE(sheet.rows.size() == 1);
        CHECK(sheet.rows[0].values[1] == text.substr(9 + shift));
    }
}

TEST_CASE("Quoted CSV values keep line breaks, delimiters and doubled marks") {
    const TestFolder folder;
    const Sheet sheet =
        read(folder.file("q.csv", "id,text\r\n1,\"first\nsecond, \"\"third\"\"\"\r\n\r\n2, \"b\" \r\n"));
    REQUIRE(sheet.rows.size() == 2);
    CHECK(sheet.rows[0].values == Texts{"1", "first\nsecond, \"third\""});
    CHECK(sheet.rows[1].values == Texts{"2", "b"});
    CHECK(sheet.rows[1].row == 2);
    CHECK(sheet.rows[1].line == 5);
}

TEST_CASE("Ragged CSV rows are read and told apart from sound ones") {
    const TestFolder folder;
    const Sheet sheet = read(folder.file("r.csv", "a;b;c\n1\n1;2;3;4\n1;2;3;;\n;;\n7;8;9"));
    REQUIRE(sheet.rows.size() == 4);
    CHECK(sheet.rows[0].values == Texts{"1", "", ""});
    CHECK(sheet.rows[0].problem.empty());
    CHECK(sheet.rows[1].values == Texts{"1", "2", "3"});
    CHECK_THAT(sheet.rows[1].problem, Catch::Contains("4 values in 3 columns"));
    CHECK(sheet.rows[2].problem.empty());
    CHECK(sheet.rows[3].values == Texts{"7", "8", "9"});
    CHECK(sheet.rows[3].row == 5);
    CHECK(sheet.rows[3].line == 6);
}

TEST_CASE("A quotation mark that is never closed costs one CSV row and not the rest") {
    const TestFolder folder;
    const auto check = [&](const std::string& text) {
        INFO(text);
        const Sheet sheet = read(folder.file("u.csv", "id;text;status\n1;a;open\n" + text));
        REQUIRE(sheet.rows.size() == 4);
        CHECK(sheet.rows[0].problem.empty());
        CHECK(sheet.rows[1].values == Texts{"2", "\"never closed", "open"});
        CHECK_THAT(sheet.rows[1].problem, Catch::Contains("never closed"));
        CHECK(sheet.rows[2].values == Texts{"3", "c", "open"});
        CHECK(sheet.rows[2].problem.empty());
        CHECK(sheet.rows[3].values == Texts{"4", "d", "open"});
        CHECK(sheet.rows[3].line == 5);
    };
    check("2;\"never closed;open\n3;c;open\n4;d;open\n");
    check("2;\"never closed;open\n3;\"c\";open\n4;\"d\";open\n");
    SECTION("and marks within a text need no doubling") {
        const Sheet sheet = read(folder.file("in.csv", "id;text\n1;\"he said \"no\" to me\"\n2;5\" pipe\n"));
        REQUIRE(sheet.rows.size() == 2);
        CHECK(sheet.rows[0].values[1] == "he said \"no\" to me");
        CHECK(sheet.rows[1].values[1] == "5\" pipe");
    }
}

TEST_CASE("What is no CSV file is refused by name") {
    const TestFolder folder;
    CHECK_THAT(message_of(folder / "missing.csv"), Catch::Contains("missing.csv") && Catch::Contains("No such file"));
    CHECK_THAT(message_of(folder.file("empty.csv", "")), Catch::Contains("empty.csv is empty"));
    CHECK_THAT(message_of(folder.file("binary.csv", std::string("a;b\0\1", 5))), Catch::Contains("not a text file"));
    CHECK_THAT(message_of(folder.file("long.csv", "a;b\n" + std::string(5000000, 'x'))), Catch::Contains("line 2"));
    CHECK_THAT(message_of(folder.path() / "."), Catch::Contains(folder.path().string()));

    (void)folder.file("whole.csv", "a;b\n1;2\n");
    (void)run("cd " + folder.path().string() +
              " && seq 1 200000 > n.csv && gzip -c n.csv | head -c 200000 > cut.csv.gz");
    CHECK_THAT(message_of(folder / "cut.csv.gz"), Catch::Contains("cut.csv.gz"));
}

TEST_CASE("A CSV file of nothing but quotation marks ends with a message, and soon") {
    const TestFolder folder;
    std::string text = "a;b\n";
    for (int i = 0; i < 400000; ++i) text += "\"\"\"x\n";
    CHECK_THAT(message_of(folder.file("hostile.csv", text)), Catch::Contains("never closed"));
}
