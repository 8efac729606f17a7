#include "photo/protocol.hpp"

#include "core/error.hpp"

#include <catch2/catch.hpp>

#include <string>

namespace {

using namespace ombud;
using namespace ombud::photo;
namespace protocol = ombud::photo::protocol;

Anonymised sample() {
    Anonymised result;
    result.original = {Format::webp, 800, 600, Position{7.8, 51.6}, "2026-03-01T08:15:00", 0x0123456789abcdef};
    result.jpeg = std::string("\xff\xd8\0jpeg", 7);
    result.width = 400;
    result.height = 300;
    result.boxes = {{10, 20, 30, 40, BoxKind::plate, 3.5, "haar"}, {0, 0, 800, 600, BoxKind::person, -1, "hog"}};
    result.needs_review = true;
    result.review_reason = "something is still found";
    return result;
}

}  // namespace

TEST_CASE("a result comes through the protocol as it was") {
    const Anonymised sent = sample();
    const Anonymised got = protocol::decode_anonymised(protocol::encode(sent));
    CHECK(got.jpeg == sent.jpeg);
    CHECK(got.boxes == sent.boxes);
    CHECK(got.needs_review);
    CHECK(got.review_reason == sent.review_reason);
    CHECK(got.original.format == Format::webp);
    CHECK(got.original.position == sent.original.position);
    CHECK(got.original.captured_at == sent.original.captured_at);
    CHECK(got.original.fingerprint == sent.original.fingerprint);
}

TEST_CASE("a reply cut anywhere is malformed, never half believed") {
    const std::string body = protocol::encode(sample());
    for (std::size_t size = 0; size < body.size(); ++size) {
        CHECK_THROWS_AS(protocol::decode_anonymised(std::string_view(body).substr(0, size)), protocol::Malformed);
    }
    CHECK_THROWS_AS(protocol::decode_anonymised(body + "x"), protocol::Malformed);
}

TEST_CASE("a reply with values that cannot be is malformed") {
    Anonymised result = sample();
    SECTION("a box outside the picture") {
        result.boxes[0].x = 790;
    }
    SECTION("a box without width") {
        result.boxes[0].width = 0;
    }
    SECTION("a position off the earth") {
        result.original.position->lat = 91;
    }
    SECTION("a picture without pixels") {
        result.original.width = 0;
    }
    SECTION("an unknown kind") {
        result.boxes[0].kind = static_cast<BoxKind>(9);
    }
    CHECK_THROWS_AS(protocol::decode_anonymised(protocol::encode(result)), protocol::Malformed);
}

TEST_CASE("a refusal becomes an input error with the worker's reason, and no control characters reach the terminal") {
    const std::string body = protocol::encode(protocol::Refusal{"cannot be read: \x1b[31mred"});
    CHECK_THROWS_WITH(protocol::decode_inspection(body), "cannot be read: ?[31mred");
    CHECK_THROWS_AS(protocol::decode_inspection(body), Error);
}

TEST_CASE("a frame with a wrong start or an absurd length is malformed") {
    CHECK(protocol::body_size(protocol::frame_header(77)) == 77);
    CHECK_THROWS_AS(protocol::body_size(protocol::frame_header(protocol::body_limit + 1)), protocol::Malformed);
    CHECK_THROWS_AS(protocol::body_size(std::string(protocol::header_size, 'x')), protocol::Malformed);
}
