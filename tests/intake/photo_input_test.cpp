#include "intake/photo_input.hpp"

#include "intake/base64.hpp"

#include <catch2/catch.hpp>

namespace {

using namespace ombud::intake;
using namespace std::string_view_literals;

TEST_CASE("base64 is decoded with and without padding, line breaks and the URL alphabet") {
    CHECK(decode_base64("TWFu") == "Man");
    CHECK(decode_base64("TWE=") == "Ma");
    CHECK(decode_base64("TWE") == "Ma");
    CHECK(decode_base64("TQ==\r\n") == "M");
    CHECK(decode_base64("_-8=") == "\xFF\xEF");
    CHECK(decode_base64("") == "");
}

TEST_CASE("what is no base64 is not decoded") {
    CHECK_FALSE(decode_base64("TWFu!"));
    CHECK_FALSE(decode_base64("T"));
    CHECK_FALSE(decode_base64("TQ==TQ=="));
    CHECK_FALSE(decode_base64("TWFu==="));
    CHECK_FALSE(decode_base64("TWFu\0"sv));
}

TEST_CASE("photos are known by their first bytes") {
    CHECK(is_photo("\xFF\xD8\xFF\xE1 Exif"));
    CHECK(is_photo("\x89PNG\r\n\x1A\n...."));
    CHECK(is_photo("RIFF\x10\x00\x00\x00WEBPVP8 "sv));
    CHECK(is_photo("II*\0...."sv));
    CHECK(is_photo("MM\0*...."sv));
    CHECK(
        is_photo("\0\0\0\x18"
                 "ftypheic"sv));
    CHECK_FALSE(is_photo("GIF89a......"));
    CHECK_FALSE(is_photo("%PDF-1.7 ...."));
    CHECK_FALSE(is_photo("RIFF\x10\x00\x00\x00WAVEfmt "sv));
    CHECK_FALSE(
        is_photo("\0\0\0\x18"
                 "ftypisom"sv));
    CHECK_FALSE(is_photo("\xFF\xD8"));
    CHECK_FALSE(is_photo(""));
}

}  // namespace
