#include "intake/json_records.hpp"

#include "core/error.hpp"
#include "intake/json_value.hpp"
#include "town.hpp"

#include <catch2/catch.hpp>

#include <fstream>

namespace {

using namespace ombud;
using namespace ombud::intake;
using namespace ombud::intake::trial;

struct Taken {
    std::vector<std::string> elements;
    std::vector<std::uint64_t> offsets;
    std::size_t cut_off = 0;
    std::string failure;
    std::string pending;
    bool found = false;
    std::uint64_t used = 0;
};

/// Reads a document in pieces of so many bytes; the list is the array at a pointer.
Taken take(std::string_view json, const std::string& pointer, std::size_t piece = 1, JsonRecords::Limits limits = {}) {
    Taken taken;
    JsonRecords records([&](const JsonRecords::List& list) { return list.pointer == pointer; },
                        [&](const JsonRecords::Element& element) {
                            taken.elements.emplace_back(element.json);
                            taken.offsets.push_back(element.offset);
                            taken.cut_off += element.cut_off ? 1U : 0U;
                        },
                        limits);
    try {
        for (std::size_t at = 0; at < json.size() && !records.at_end(); at += piece) {
            static_cast<void>(records.feed(json.substr(at, piece)));
        }
        records.finish();
    } catch (const Error& error) {
        taken.failure = error.what();
    }
    taken.pending = records.pending();
    taken.found = records.found_list();
    taken.used = records.offset();
    return taken;
}

using Elements = std::vector<std::string>;

TEST_CASE("the elements of an array are handed out as they stand, however the pieces are cut") {
    const std::string json =
        " [ {\"a\": \"]}\\\"[\", \"b\":[{},[]]} ,\n 7,\"te\\\\\" , true, null , [1,{}] ,-0.5e+3 ] \n";
    const Elements expected{R"({"a": "]}\"[", "b":[{},[]]})", "7", R"("te\\")", "true", "null", "[1,{}]", "-0.5e+3"};
    for (std::size_t piece = 1; piece <= json.size(); ++piece) {
        INFO(piece);
        const Taken taken = take(json, "", piece);
        CHECK(taken.failure.empty());
        CHECK(taken.elements == expected);
    }
    CHECK(take(json, "").offsets.at(0) == 3);
    CHECK(json.substr(take(json, "").offsets.at(2), 2) == "\"t");
    CHECK(take("[]", "").failure.empty());
    CHECK(take("[ \n ]", "").elements.empty());
}

TEST_CASE("the list is found by its pointer, in objects and arrays, and what is around it may be anything") {
    const std::string json =
        R"({"type":"x","features":7,"meta":{"features":[{"no":1}],"a/b":[[{"yes":1},{"yes":2}]]},"end":[1,"}"]} )";
    CHECK(take(json, "/meta/features").elements == Elements{R"({"no":1})"});
    CHECK(take(json, "/meta/a~1b/0").elements == Elements{R"({"yes":1})", R"({"yes":2})"});
    CHECK(take(json, "/end").elements == Elements{"1", "\"}\""});
    CHECK(take(json, "/end").failure.empty());
    CHECK_FALSE(take(json, "/nowhere").found);
    CHECK(take(json, "/nowhere").used == json.size() - 1);
    CHECK(take("[7]", "/0").failure.empty());
}

TEST_CASE("broken JSON says the byte, and the elements before it were handed out") {
    const auto fails = [](const std::string& json, const std::string& words, std::size_t before) {
        INFO(json);
        for (const std::size_t piece : {std::size_t{1}, json.size()}) {
            const Taken taken = take(json, json.front() == '[' ? "" : "/f", piece);
            CHECK_THAT(taken.failure, Catch::Contains(words));
            CHECK(taken.elements.size() == before);
        }
    };
    fails("[{} {}]", "at byte 5: a comma between two records is missing", 1);
    fails("[{},]", "at byte 5: a value is expected", 1);
    fails("[{},,{}]", "at byte 5: a value is expected", 1);
    fails("[{}}", "at byte 4: a comma between", 1);
    fails("[{},{\"a\":1", "at byte 11: the JSON ends in the middle", 1);
    fails("{\"f\":[{}],", "at byte 11: the JSON ends in the middle", 1);
    fails("{\"f\":[{}]]", "at byte 10: brackets do not match", 1);
    fails("{\"f\":[{}] \"g\":1}", "at byte 11: a comma is missing", 1);
    fails("{\"f\" [{}]}", "at byte 6: a colon is expected", 0);
    fails("{f:[{}]}", "at byte 2: a name", 0);
    fails("{\"g\":,\"f\":[{}]}", "at byte 6: a value is expected", 0);
    CHECK(take("[{},{\"a\":1", "").pending == "{\"a\":1");
}

TEST_CASE("a record that is too long is cut and said, and those behind it are whole; depth has an end") {
    const Taken taken = take(R"([{"a":"0123456789"},{"b":1}])", "", 4, {.longest_element = 10, .deepest = 5});
    CHECK(taken.elements == Elements{R"({"a":"0123)", R"({"b":1})"});
    CHECK(taken.cut_off == 1);
    CHECK_THAT(take("[" + std::string(20, '{'), "", 50, {.longest_element = 100, .deepest = 5}).failure,
               Catch::Contains("at byte 6: it is nested too deeply"));
    CHECK_THAT(take(std::string(20, '['), "/x", 50, {.longest_element = 100, .deepest = 5}).failure,
               Catch::Contains("at byte 6: it is nested too deeply"));
}

/// A record so long that few of them make a large document; mostly blanks, which cost nobody anything.
std::string record(int number) {
    return R"({"external_id":")" + std::to_string(number) + "\"," + std::string(900'000, ' ') + R"("text":"Loch"})";
}

TEST_CASE("large documents give the records that small ones do, whatever they are built like") {
    const std::vector<std::pair<std::string, std::string>> around{
        {"[", "]"},
        {"\xEF\xBB\xBF\n[\n", "\n]\n"},
        {R"({"type":"FeatureCollection","count":12,"results":[)", R"(],"next":null})"},
        {"{\n \"meta\": {\"features\": [{\"no\": 1}]},\n \"features\": [\n", "\n ]\n}\n"},
    };
    for (const auto& [begin, end] : around) {
        INFO(begin);
        Town town;
        std::string json = begin;
        for (int i = 0; i < 12; ++i) json += (i > 0 ? "," : "") + record(i);
        const auto file = town.input("a.json", json + end);
        CHECK(town.import(Channel::web, file) == Summary{.read = 12, .created = 12});
        CHECK(town.reports().back().text == "Loch");
        CHECK(town.import(Channel::web, file) == Summary{.read = 12, .known = 12});
    }
}

TEST_CASE("a large document with a broken place keeps what is before it and quarantines the rest with its byte") {
    Town town;
    std::string json = "[";
    for (int i = 0; i < 12; ++i) json += (i > 0 ? "," : "") + record(i);
    json += " {\"text\":\"ohne Komma\"}]";
    const std::size_t byte = json.find(" {\"text\":\"ohne") + 2;
    const auto file = town.input("a.json", json);
    CHECK(town.import(Channel::web, file) == Summary{.read = 13, .created = 12, .quarantined = 1});
    CHECK(town.complete);
    const auto item = town.quarantined().at(0);
    CHECK_THAT(item.reason, Catch::Contains("at byte " + std::to_string(byte)));
    CHECK_THAT(item.reason, Catch::Contains("the 12 reports before were taken in"));
    CHECK(read_file(town.workspace.quarantine() / item.file) == "{\"text\":\"ohne Komma\"}]");
    CHECK(town.import(Channel::web, file) == Summary{.read = 13, .known = 13});
}

TEST_CASE("a bad record in a large document is quarantined alone, and says its byte") {
    Town town;
    std::string json = "[{\"text\":tru}";
    for (int i = 0; i < 12; ++i) json += "," + record(i);
    CHECK(town.import(Channel::web, town.input("a.json", json + "]")) ==
          Summary{.read = 13, .created = 12, .quarantined = 1});
    CHECK_THAT(town.quarantined().at(0).origin, Catch::Contains("report 1 at byte 2"));
}

TEST_CASE("a single large record with a member called like a list is one report") {
    Town town;
    const std::string photo(9'000'000, 'A');
    const auto file =
        town.input("a.json", R"({"text":"Loch","items":[{"a":1}],"photo":[{"name":"a.bin","data":")" + photo + "\"}]}");
    CHECK(town.import(Channel::web, file) == Summary{.read = 1, .created = 1});
    CHECK(town.report().text == "Loch");
}

TEST_CASE("large files of one record a line are read line by line, also behind a first line that is large itself") {
    Town town;
    std::string lines;
    for (int i = 0; i < 12; ++i) lines += record(i) + "\n";
    CHECK(town.import(Channel::web, town.input("a.json", lines)) == Summary{.read = 12, .created = 12});
    const std::string large =
        R"({"text":"Gross","photo":[{"name":"a.bin","data":")" + std::string(9'000'000, 'A') + "\"}]}\n";
    CHECK(town.import(Channel::web, town.input("b.json", large + record(77) + "\n")).created == 2);
}

TEST_CASE("what comes behind the end of a large array is said") {
    Town town;
    std::string json = "[";
    for (int i = 0; i < 12; ++i) json += (i > 0 ? "," : "") + record(i);
    CHECK(town.import(Channel::web, town.input("a.json", json + "]\nRest")) ==
          Summary{.read = 13, .created = 12, .quarantined = 1});
}

TEST_CASE("a small document that is broken says the byte, too") {
    Town town;
    CHECK(town.import(Channel::web, town.input("a.json", "[{\"text\":\"a\"} {\"text\":\"b\"}]")).quarantined == 1);
    CHECK_THAT(town.quarantined().at(0).reason, Catch::Contains("behind byte 1"));
}

}  // namespace
