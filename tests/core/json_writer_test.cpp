#include "core/json_writer.hpp"

#include "core/text.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

namespace {

using namespace ombud;
using namespace std::string_view_literals;

template <typename T>
std::string written(const T& value) {
    JsonWriter json;
    json.value(value);
    return json.text();
}

}  // namespace

TEST_CASE("JSON is written in the order of the calls") {
    JsonWriter json;
    json.begin_object().key("id").value(7).key("tags").begin_array().value("a").value("b").end_array();
    json.key("none").null().key("yes").value(true).key("no").value(false).end_object();
    CHECK(json.text() == R"({"id":7,"tags":["a","b"],"none":null,"yes":true,"no":false})");
}

TEST_CASE("JSON nests, and what is empty stays empty") {
    JsonWriter json;
    json.begin_array().begin_object().end_object().begin_array().end_array();
    json.begin_object()
        .key("a")
        .begin_array()
        .begin_array()
        .value(1)
        .end_array()
        .value(2)
        .end_array()
        .key("b")
        .value(3)
        .end_object();
    json.value(4).end_array();
    CHECK(json.text() == R"([{},[],{"a":[[1],2],"b":3},4])");
}

TEST_CASE("JSON text escapes quotes, backslashes and control characters") {
    CHECK(written("a\"b\\c") == R"("a\"b\\c")");
    CHECK(written("line\nreturn\rtab\t") == R"("line\nreturn\rtab\t")");
    CHECK(written("\0\x01\x1F"sv) == R"("\u0000\u0001\u001f")");
    CHECK(written("Grüße 😀 </script>") == "\"Grüße 😀 </script>\"");
    CHECK(written("") == "\"\"");
}

TEST_CASE("JSON keys are escaped as values are") {
    JsonWriter json;
    json.begin_object().key("a\"\n").value(1).end_object();
    CHECK(json.text() == R"({"a\"\n":1})");
}

TEST_CASE("Malformed UTF-8 never gets into JSON") {
    CHECK(written("gr\xFCn") == "\"gr\uFFFDn\"");
    CHECK(is_utf8(written("\xED\xA0\x80 \xC3")));
    JsonWriter json;
    json.begin_object().key("gr\xFCn").value(1).end_object();
    CHECK(is_utf8(json.text()));
}

TEST_CASE("JSON numbers read back the same") {
    CHECK(written(0) == "0");
    CHECK(written(-5) == "-5");
    CHECK(written(std::numeric_limits<std::int64_t>::min()) == "-9223372036854775808");
    CHECK(written(std::numeric_limits<std::int64_t>::max()) == "9223372036854775807");
    CHECK(written(std::uint32_t{4294967295}) == "4294967295");
    CHECK(written(0.1) == "0.1");
    CHECK(std::stod(written(7.71302653052765)) == 7.71302653052765);
    CHECK(std::stod(written(1e300)) == 1e300);
}

TEST_CASE("JSON numbers have at most the decimals asked for") {
    const auto rounded = [](double number, int decimals) {
        JsonWriter json;
        json.value(number, decimals);
        return json.text();
    };
    CHECK(rounded(1.23456, 2) == "1.23");
    CHECK(rounded(1.5, 3) == "1.5");
    CHECK(rounded(2.0, 3) == "2");
    CHECK(rounded(100, 0) == "100");
    CHECK(rounded(-0.0001, 2) == "0");
    CHECK(rounded(-1.10, 2) == "-1.1");
}

TEST_CASE("Numbers that are not finite are null in JSON") {
    CHECK(written(std::numeric_limits<double>::quiet_NaN()) == "null");
    CHECK(written(std::numeric_limits<double>::infinity()) == "null");
    JsonWriter json;
    json.begin_array().value(1).value(-std::numeric_limits<double>::infinity(), 2).value(2).end_array();
    CHECK(json.text() == "[1,null,2]");
}

TEST_CASE("JSON made elsewhere is taken as it is") {
    JsonWriter json;
    json.begin_array().raw("{\"a\":1}").raw("2").end_array();
    CHECK(json.text() == "[{\"a\":1},2]");
}

TEST_CASE("A large JSON file can be written in pieces") {
    JsonWriter json;
    std::string whole;
    json.begin_array();
    for (int i = 0; i < 3; ++i) {
        json.value(i);
        whole += json.take();
        CHECK(json.text().empty());
    }
    json.end_array();
    whole += json.take();
    CHECK(whole == "[0,1,2]");
}
