#include "core/config.hpp"
#include "core/error.hpp"
#include "core/temp_folder.hpp"

#include <catch2/catch.hpp>

#include <string>

namespace {

using namespace ombud;

Config read(const std::string& tables) {
    const test::TempFolder folder;
    return load_config(folder.file("ombud.toml",
                                   "[municipality]\nname = \"X\"\n[[source]]\nname = \"mailbox\"\nchannel = \"email\"\n"
                                   "path = \"mail\"\n" +
                                       tables));
}

}  // namespace

TEST_CASE("Without [retention] everything is kept") {
    const Config config = read("");
    CHECK_FALSE(config.retention.any());
    CHECK_FALSE(config.expiry.rejected);
    CHECK_FALSE(read("[retention]\ncontact_days = 0\n").retention.any());
}

TEST_CASE("The limit of attachments is 100 MB unless the configuration says another, and never beyond that of a mail") {
    CHECK(read("").attachments.largest_bytes() == std::uintmax_t{100} << 20U);
    CHECK(read("[attachments]\nlargest_mb = 5\n").attachments.largest_bytes() == std::uintmax_t{5} << 20U);
    CHECK_THROWS_AS(read("[attachments]\nlargest_mb = 257\n"), Error);
    CHECK_THROWS_AS(read("[attachments]\nlargest_mb = 0\n"), Error);
}

TEST_CASE("Spans of expiry and retention are read") {
    const Config config = read(
        "[expiry]\nclosed_unsolved = 14\nrejected = 0\n[retention]\ncontact_days = 90\noriginals_days = 60\nraw_days = "
        "30\nreport_years = 3\nraw_sources = [\"mailbox\"]\n");
    CHECK(config.expiry.closed_unsolved == std::chrono::days(14));
    CHECK(config.expiry.rejected == std::chrono::days(0));
    CHECK(config.retention.contact_days == 90);
    CHECK(config.retention.originals_days == 60);
    CHECK(config.retention.raw_days == 30);
    CHECK(config.retention.report_years == 3);
    CHECK(config.retention.raw_sources == std::vector<std::string>{"mailbox"});
}

TEST_CASE("A retention that cannot be meant is refused") {
    CHECK_THROWS_WITH(read("[retention]\ncontact_days = -1\n"), Catch::Contains("contact_days"));
    CHECK_THROWS_WITH(read("[retention]\ncontact = 3\n"), Catch::Contains("unknown key"));
    CHECK_THROWS_WITH(read("[retention]\nraw_sources = [\"post\"]\n"),
                      Catch::Contains("no [[source]] is named 'post'"));
}
