#include "core/error.hpp"
#include "core/file.hpp"
#include "ogr/test_files.hpp"
#include "statistics/district_map.hpp"
#include "statistics/html.hpp"
#include "statistics/statistics.hpp"
#include "statistics/table.hpp"
#include "store/areas.hpp"
#include "store/sample_register.hpp"

#include <catch2/catch.hpp>

#include <fstream>

namespace {

using namespace ombud;
using namespace ombud::statistics;
using ogr::test::run;
using store::test::day;
using store::test::SampleRegister;

/// Reports of three categories over three months, one with a hostile name.
SampleRegister& town() {
    static SampleRegister sample = [] {
        Config config = store::test::sample_config();
        config.departments[1].name = "=Tief<b>bau</b>\"amt & Söhne";
        return SampleRegister(config);
    }();
    static bool filled = false;
    if (filled) return sample;
    filled = true;
    for (int i = 0; i < 60; ++i) {
        auto report = store::test::pothole("r" + std::to_string(i));
        report.received_at = day(i);
        report.text = "Käthe Geheim, Tel. 0170 1234567";
        report.reporter = {"Käthe Geheim", "kaethe@example.org", ""};
        report.category = i % 20 == 0 ? "noise" : i % 5 == 0 ? "lighting/lamp" : "roads/pothole";
        const ReportId id = sample.take(report);
        store::assign(sample.registry, id, "roads", {day(i, 20), "assign", ""});
        if (i % 2 == 0) store::change_status(sample.registry, id, Status::solved, {day(i + 3), "desk:a", ""});
    }
    return sample;
}

Statistics counted(bool is_public) {
    return collect(town().registry, town().config, {{std::nullopt, day(100)}, usual_tables(), is_public, 5}, day(100));
}

std::string checked_html(const std::string& html) {
    static const ogr::test::TestFolder folder;
    std::ofstream(folder / "r.html", std::ios::binary) << html;
    std::ofstream(folder / "check.py") << R"py(
import sys
from html.parser import HTMLParser
void = {"meta", "br", "hr", "img", "link"}
class Check(HTMLParser):
    stack, ids, refs, svgs, named, tables, heads, scripts, loads = [], [], [], 0, 0, 0, 0, 0, 0
    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag not in void: self.stack.append(tag)
        if "id" in attrs: self.ids.append(attrs["id"])
        self.refs += attrs.get("aria-labelledby", "").split()
        self.svgs += tag == "svg" and attrs.get("role") == "img"
        self.named += tag == "desc"
        self.tables += tag == "table"
        self.heads += tag == "caption"
        self.scripts += tag == "script" or any(name.startswith("on") for name in attrs)
        self.loads += tag != "svg" and any(name in ("src", "href") for name in attrs)
        assert tag != "th" or "scope" in attrs
    def handle_startendtag(self, tag, attrs): self.ids += [v for n, v in attrs if n == "id"]
    def handle_endtag(self, tag): assert self.stack.pop() == tag, tag
c = Check(); c.feed(open(sys.argv[1], encoding="utf-8").read()); c.close()
assert not c.stack and len(c.ids) == len(set(c.ids)) and set(c.refs) <= set(c.ids), (c.stack, c.refs)
assert c.svgs == c.named and c.tables == c.heads and not c.scripts and not c.loads
print(c.svgs, c.tables, end="")
)py";
    return run("/usr/bin/python3 " + (folder / "check.py").string() + " " + (folder / "r.html").string() + " 2>&1");
}

}  // namespace

TEST_CASE("The page is well-formed, loads nothing, runs nothing, and every chart has title, description and table") {
    const std::string html = to_html(counted(false), town().config, {});
    CHECK(checked_html(html) == "7 7");
    CHECK_THAT(html, Catch::Contains("&lt;b&gt;bau&lt;/b&gt;&quot;amt &amp; Söhne"));
    CHECK_THAT(html, !Catch::Contains("<b>bau"));
    CHECK_THAT(html, Catch::Contains("<html lang=\"de\">"));
    Config english = town().config;
    english.language = "en";
    CHECK_THAT(to_html(counted(false), english, {}), Catch::Contains("Closed unsolved") || Catch::Contains("By month"));
}

TEST_CASE("No edition holds personal data, and the public one no internal category") {
    for (const bool is_public : {false, true}) {
        const Statistics s = counted(is_public);
        for (const std::string& text : {to_html(s, town().config, {}), to_json(s), to_csv(s)}) {
            for (const char* const secret : {"Käthe", "kaethe", "0170", "Geheim"}) {
                CHECK_THAT(text, !Catch::Contains(secret));
            }
            CHECK((text.find("Lärm") != std::string::npos || text.find("noise") != std::string::npos) == !is_public);
        }
    }
}

TEST_CASE("The same register gives the same bytes") {
    CHECK(to_html(counted(true), town().config, {}) == to_html(counted(true), town().config, {}));
    CHECK(to_json(counted(true)) == to_json(counted(true)));
}

TEST_CASE("JSON, CSV and XLSX say the same") {
    const ogr::test::TestFolder folder;
    const Statistics s = counted(false);
    for (const char* const name : {"s.json", "s.csv", "s.xlsx"}) {
        write_statistics(folder / name, s, town().registry, town().config);
    }
    const std::string script = R"py(
import csv, json, sys
from osgeo import ogr
base = sys.argv[1]
data = json.load(open(base + ".json", encoding="utf-8"))
rows = list(csv.DictReader(open(base + ".csv", encoding="utf-8", newline="")))
layer = ogr.Open(base + ".xlsx")
sheet = [feature.items() for feature in layer.GetLayer(0)]
flat = [data["total"]] + [row for table in data["tables"] for row in table["rows"]]
assert len(flat) == len(rows) == len(sheet), (len(flat), len(rows), len(sheet))
for a, b, c in zip(flat, rows, sheet):
    for name in ("received", "closed", "open_at_end", "due", "in_time", "reopened", "duplicates", "forwarded"):
        assert a[name] == int(b[name]) == c[name], (name, a[name], b[name], c[name])
assert rows[0]["by"] == "total" and sum(r["by"] == "month" for r in rows) == 3
assert any(r["department"].startswith("'=") for r in rows)
print(data["total"]["received"], end="")
)py";
    std::ofstream(folder / "check.py") << script;
    CHECK(run("/usr/bin/python3 " + (folder / "check.py").string() + " " + (folder / "s").string() + " 2>&1") == "60");
    CHECK_THROWS_AS(write_statistics(folder / "s.doc", s, town().registry, town().config), Error);
}

TEST_CASE("The map draws the districts of the register with their figures") {
    const std::vector<std::vector<std::vector<Position>>> left{
        {{{7.7, 51.6}, {7.8, 51.6}, {7.8, 51.7}, {7.7, 51.7}, {7.7, 51.6}}}};
    const std::vector<std::vector<std::vector<Position>>> right{
        {{{7.8, 51.6}, {7.9, 51.6}, {7.9, 51.7}, {7.8, 51.7}, {7.8, 51.6}}}};
    const std::string svg = district_map(
        {"m", "Karte", "Beschreibung"},
        {{"Mitte", 1, left, 12}, {"Ein sehr langer Name eines Bezirks am Rand", 2, right, std::nullopt}}, words("de"));
    CHECK_THAT(svg, Catch::Contains(">Mitte<") && Catch::Contains(">12<"));
    CHECK_THAT(svg, Catch::Contains("fill-hidden") && Catch::Contains(">2</text>"));
    CHECK_THAT(svg, Catch::Contains("<title id=\"m-title\">Karte</title>"));
    CHECK(polygons_of_wkb("damaged").empty());
}
