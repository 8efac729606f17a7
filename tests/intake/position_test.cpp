#include "intake/stated_position.hpp"

#include <catch2/catch.hpp>

namespace {

using namespace ombud;
using namespace ombud::intake;

TEST_CASE("numbers are read with point or comma") {
    CHECK(parse_number("7.8345") == 7.8345);
    CHECK(parse_number(" 7,8345 ") == 7.8345);
    CHECK(parse_number("+51") == 51.0);
    CHECK(parse_number("-0.5") == -0.5);
    CHECK_FALSE(parse_number(""));
    CHECK_FALSE(parse_number("7,834,5"));
    CHECK_FALSE(parse_number("7.85 E"));
    CHECK_FALSE(parse_number("nan"));
    CHECK_FALSE(parse_number("1e999"));
}

TEST_CASE("a position is refused only with a reason") {
    PositionReader reader(4326, Bounds{7.76, 51.62, 7.94, 51.74});
    CHECK(reader.read("7.85", "51.68").position == Position{7.85, 51.68});
    CHECK(reader.read("", " ").refusal.empty());
    CHECK_FALSE(reader.read("", "").position);
    CHECK(reader.read("0,000", "0").refusal.find("no place was chosen") != std::string::npos);
    CHECK(reader.read("51.68", "7.85").refusal.find("swapped") != std::string::npos);
    CHECK(reader.read("7.85", "91").refusal.find("no place in EPSG:4326") != std::string::npos);
    CHECK(reader.read("11.5", "48.1").refusal.find("bounds") != std::string::npos);
    CHECK(reader.read("7.85", "").refusal.find("half") != std::string::npos);
}

TEST_CASE("without bounds every place on earth is taken") {
    PositionReader reader(4326, std::nullopt);
    CHECK(reader.read("51.68", "7.85").position == Position{51.68, 7.85});
    CHECK_FALSE(reader.read("181", "7").position);
}

}  // namespace
