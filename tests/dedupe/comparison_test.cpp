#include "dedupe/comparison.hpp"

#include "store/sample_register.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <string>

namespace {

using namespace ombud;
using namespace ombud::dedupe;
using store::test::day;
using store::test::metres_from_market;
using namespace std::chrono_literals;

const DuplicateRule rule{50, std::chrono::days(10)};

Report report(ReportId id, Instant received, double east) {
    Report r;
    r.id = id;
    r.category = "roads/pothole";
    r.status = Status::open;
    r.received_at = received;
    r.text = "Report " + std::to_string(id);
    r.position = metres_from_market(east, 0);
    return r;
}

}  // namespace

TEST_CASE("Reports may be the same by category, distance and time") {
    const Report first = report(1, day(0), 0);
    const Report second = report(2, day(3), 20);
    CHECK(may_be_same(second, first, rule));
    CHECK_FALSE(may_be_same(first, second, rule));  // the earlier one is never the duplicate
    CHECK_FALSE(may_be_same(first, first, rule));

    SECTION("of another category never") {
        Report other = second;
        other.category = "roads/pavement";
        CHECK_FALSE(may_be_same(other, first, rule));
        other.category.clear();
        CHECK_FALSE(may_be_same(other, first, rule));
        Report unknown = first;
        unknown.category.clear();
        CHECK_FALSE(may_be_same(other, unknown, rule));  // two of no category are not of the same one
    }
    SECTION("outside the radius never") {
        CHECK(may_be_same(report(2, day(3), 49.9), first, rule));
        CHECK_FALSE(may_be_same(report(2, day(3), 50.5), first, rule));
    }
    SECTION("outside the window never") {
        CHECK(may_be_same(report(2, day(10), 0), first, rule));
        CHECK_FALSE(may_be_same(report(2, day(10) + 1s, 0), first, rule));
    }
    SECTION("with a closed original never") {
        for (const Status status : all_statuses) {
            Report closed = first;
            closed.status = status;
            CHECK(may_be_same(second, closed, rule) == !is_closed(status));
        }
    }
    SECTION("where one has no position by the rest") {
        Report nowhere = first;
        nowhere.position.reset();
        CHECK(may_be_same(second, nowhere, rule));
    }
    SECTION("of the same second by id") {
        const Report twin = report(3, day(0), 0);
        CHECK(may_be_same(twin, first, rule));
        CHECK_FALSE(may_be_same(first, twin, rule));
    }
}

TEST_CASE("The same text in another spelling is the same text") {
    Report first = report(1, day(0), 0);
    Report second = report(2, day(1), 10);
    first.text = "Ein Schlagloch, groß!";
    second.text = "ein  schlagloch,\ngross!";
    CHECK(compare(second, first, rule).same_text);
    CHECK(compare(second, first, rule).score == 1);
    second.text = "ein schlagloch, klein!";
    CHECK_FALSE(compare(second, first, rule).same_text);
    first.text = second.text = "";
    first.title = second.title = "";
    CHECK_FALSE(compare(second, first, rule).same_text);  // nothing is not the same as nothing
}

TEST_CASE("The nearer and the more recent report scores higher") {
    const Report recent = report(9, day(5), 0);
    const auto score = [&](Instant received, double east) {
        return compare(recent, report(1, received, east), rule).score;
    };
    CHECK(score(day(4), 5) > score(day(4), 30));
    CHECK(score(day(4), 5) > score(day(1), 5));
    CHECK(score(day(1), 5) > score(day(4), 45));
    for (const double east : {0.0, 10.0, 50.0}) {
        for (const int received : {-5, 0, 5}) {
            CHECK(score(day(received), east) >= 0);
            CHECK(score(day(received), east) < 1);
        }
    }
}

TEST_CASE("A comparison gives its reasons to people") {
    Report first = report(1, day(0), 0);
    Report second = report(2, day(2), 18);
    CHECK(compare(second, first, rule).reasons() == "18 m, 2 days, same category");
    second.text = first.text;
    CHECK_THAT(compare(second, first, rule).reasons(), Catch::EndsWith("same text"));
    second.received_at = day(0, 20);
    CHECK_THAT(compare(second, first, rule).reasons(), Catch::Contains("same day"));
    second.received_at = day(1);
    CHECK_THAT(compare(second, first, rule).reasons(), Catch::Contains("1 day,"));
    second.position.reset();
    CHECK_THAT(compare(second, first, rule).reasons(), Catch::StartsWith("no position"));
}
