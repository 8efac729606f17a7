#include "dedupe/clear_case.hpp"

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
    SECTION("of the same second in one direction only") {
        const Report twin = report(3, day(0), 0);
        CHECK(may_be_same(twin, first, rule) != may_be_same(first, twin, rule));
    }
}

TEST_CASE("The same text in another spelling is the same text") {
    Report first = report(1, day(0), 0);
    Report second = report(2, day(1), 10);
    first.text = "Ein Schlagloch, groß!";
    second.text = "ein  schlagloch,\ngross!";
    CHECK(same_text(second, first));
    second.text = "ein schlagloch, klein!";
    CHECK_FALSE(same_text(second, first));
    first.text = second.text = "";
    first.title = second.title = "";
    CHECK_FALSE(same_text(second, first));  // nothing is not the same as nothing
}
