#include "publish/statistics.hpp"

#include "core/file.hpp"
#include "ogr/test_files.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace {

using namespace ombud;
using ogr::test::run;
using ogr::test::TestFolder;

std::vector<publish::StatisticsRow> rows() {
    return {{"roads", "pothole", Status::solved, 3, 2},
            {"roads", "pothole", Status::open, 2, 2},
            {"parks", "bench, \"broken\"", Status::open, 4, 0},
            {"roads", "pothole", Status::open, 1, 0},
            {"=1+1", "@x", Status::open, 1, 1}};
}

}  // namespace

TEST_CASE("Statistics add up by department, category and status") {
    const TestFolder folder;
    publish::write_statistics_json(folder / "s.json", rows());
    const auto get = [&](const std::string& expression) {
        return run("python3 -c 'import json,sys; d=json.load(open(sys.argv[1])); print(" + expression +
                   ", end=str())' " + (folder / "s.json").string());
    };
    CHECK(get("d[\"total\"], d[\"located\"], d[\"unlocated\"]") == "11 5 6");
    CHECK(get("[(x[\"department\"], x[\"count\"]) for x in d[\"by_department\"]]") ==
          "[('=1+1', 1), ('parks', 4), ('roads', 6)]");
    CHECK(get("[x[\"count\"] for x in d[\"by_category\"]]") == "[1, 4, 6]");
    CHECK(get("[(x[\"status\"], x[\"count\"]) for x in d[\"by_status\"] if x[\"count\"]]") ==
          "[('open', 8), ('solved', 3)]");
    CHECK(get("len(d[\"by_status\"])") == std::to_string(all_statuses.size()));
    CHECK(get("len(d[\"rows\"])") == "4");
}

TEST_CASE("Statistics as CSV are harmless for spreadsheet programs") {
    const TestFolder folder;
    publish::write_statistics_csv(folder / "s.csv", rows());
    CHECK(read_file(folder / "s.csv") ==
          "department,category,status,count,located,unlocated\r\n"
          "'=1+1,'@x,open,1,1,0\r\n"
          "parks,\"bench, \"\"broken\"\"\",open,4,0,4\r\n"
          "roads,pothole,open,3,2,1\r\n"
          "roads,pothole,solved,3,2,1\r\n");
    for (const std::string begin : {"=", "+", "-", "@", "\t", "\r"}) {
        const std::vector<publish::StatisticsRow> row{{begin + "x", "", Status::open, 1, 0}};
        publish::write_statistics_csv(folder / "f.csv", row);
        CHECK_THAT(read_file(folder / "f.csv"), Catch::Contains("'" + begin + "x"));
    }
    publish::write_statistics_csv(folder / "de.csv", rows(), {.separator = ';', .byte_order_mark = true});
    CHECK_THAT(read_file(folder / "de.csv"), Catch::StartsWith("\xEF\xBB\xBF"
                                                               "department;category"));
}

TEST_CASE("Statistics do not depend on the order of the rows") {
    const TestFolder folder;
    auto turned = rows();
    std::reverse(turned.begin(), turned.end());
    publish::write_statistics_json(folder / "a.json", rows());
    publish::write_statistics_json(folder / "b.json", turned);
    CHECK(read_file(folder / "a.json") == read_file(folder / "b.json"));
    publish::write_statistics_csv(folder / "a.csv", rows());
    publish::write_statistics_csv(folder / "b.csv", turned);
    CHECK(read_file(folder / "a.csv") == read_file(folder / "b.csv"));
}

TEST_CASE("Statistics of nothing are valid") {
    const TestFolder folder;
    publish::write_statistics_json(folder / "e.json", {});
    CHECK(run("python3 -c 'import json,sys; print(json.load(open(sys.argv[1]))[\"total\"], end=str())' " +
              (folder / "e.json").string()) == "0");
    publish::write_statistics_csv(folder / "e.csv", {});
    CHECK(read_file(folder / "e.csv") == "department,category,status,count,located,unlocated\r\n");
}
