#include "town.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <string>

TEST_CASE("dedupe evaluate without links says what is missing") {
    const town::Town town;
    const auto said = town.ombud({"dedupe", "evaluate"});
    CHECK(said.code == 2);
    CHECK(said.err.find("--links FILE is missing") != std::string::npos);
}

TEST_CASE("An error that cannot be written ends with the code of the error all the same") {
    const town::Town town;
    const std::string program = std::string(OMBUD_BINARY_DIR) + "/cli/ombud";
    CHECK(town::shell(fmt::format("'{}' --format nonsense list 2>/dev/full", program)).code == 2);
}
