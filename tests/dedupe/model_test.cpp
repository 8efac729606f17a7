#include "dedupe/model.hpp"

#include "core/error.hpp"
#include "dedupe/quick_bound.hpp"
#include "store/sample_register.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>
#include <set>
#include <string>

namespace {

using namespace ombud;
using namespace ombud::dedupe;
using store::test::day;
using store::test::metres_from_market;

Report pothole(double east, int received, const std::string& text) {
    Report report;
    report.category = "roads/pothole";
    report.received_at = day(received);
    report.position = metres_from_market(east, 0);
    report.accuracy_m = 10;
    report.text = text;
    return report;
}

double odds(const Report& later, const Report& earlier) {
    return log_odds(shipped_model(), compare(fingerprint(later, {}), fingerprint(earlier, {})));
}

}  // namespace

TEST_CASE("Every level has a name of its own, and a model is read back as it was written") {
    std::set<std::string_view> names;
    for (std::size_t i = 0; i < level_count; ++i) names.insert(name(static_cast<Level>(i)));
    CHECK(names.size() == level_count);
    const std::string text = to_text(shipped_model());
    CHECK(to_text(parse_model(text)) == text);
    CHECK_THROWS_AS(parse_model("bias 1\n"), Error);
    CHECK_THROWS_AS(parse_model(text + "unheard_of 1\n"), Error);
    CHECK_THROWS_AS(parse_model(""), Error);
}

TEST_CASE("Numbers lie between two levels and count for both in part") {
    Evidence evidence;
    for (double metres = 0; metres < 600; metres += 7) {
        for (double days = 0; days < 400; days += 13) {
            evidence.metres = metres;
            evidence.days = days;
            double distance = 0;
            double time = 0;
            for (const Share& share : shares(evidence).all()) {
                if (share.level <= Level::metres_unknown) distance += share.share;
                if (share.level >= Level::hours_0 && share.level <= Level::days_180) time += share.share;
            }
            CHECK(distance == Approx(1));
            CHECK(time == Approx(1));
        }
    }
}

TEST_CASE("The score has no steps") {
    const Report earlier = pothole(0, 0, "Tiefes Schlagloch vor der Bäckerei");
    double before = odds(pothole(0, 1, "Tiefes Schlagloch"), earlier);
    for (double east = 1; east < 250; ++east) {
        const double now = odds(pothole(east, 1, "Tiefes Schlagloch"), earlier);
        CHECK(now <= before + 1e-9);
        CHECK(before - now < 0.12);
        before = now;
    }
}

TEST_CASE("Another lamp is another thing, however alike the sentences are") {
    Report first = pothole(0, 0, "Die Straßenlampe Nr. 5 ist seit Tagen dunkel, bitte reparieren");
    Report same = pothole(15, 1, "Lampe 5 leuchtet nicht");
    Report other = pothole(15, 1, "Die Straßenlampe Nr. 11 ist seit Tagen dunkel, bitte reparieren");
    CHECK(odds(same, first) > odds(other, first) + 2);
}

TEST_CASE("Rough positions that fall together say little") {
    Report a = pothole(0, 0, "Loch");
    Report b = pothole(0, 1, "Loch");
    const double exact = odds(b, a);
    a.accuracy_m = b.accuracy_m = 400;  // both only know the street
    CHECK(odds(b, a) < exact - 1.5);
}

TEST_CASE("What was solved long ago is less likely meant than what is open") {
    Report earlier = pothole(0, 0, "Schlagloch");
    const Report later = pothole(3, 40, "Schlagloch");
    const double open = odds(later, earlier);
    earlier.closed_at = day(38);
    const double just_closed = odds(later, earlier);
    earlier.closed_at = day(2);
    CHECK(open > just_closed);
    CHECK(just_closed > odds(later, earlier));
    earlier.closed_at = day(41);  // it was open when the later one came
    CHECK(odds(later, earlier) == open);
}

TEST_CASE("The reasons name what a person can check") {
    Report earlier = pothole(0, 0, "Die Lampe 4711 ist dunkel, schon seit Montag");
    Report later = pothole(18, 2, "Die Lampe 4711 ist dunkel, schon seit Montag");
    later.reporter = earlier.reporter = 3;
    CHECK(explain(compare(fingerprint(later, {}), fingerprint(earlier, {}))) ==
          "18 m, 2 days, same category, same lamp, same text, same reporter");
    earlier.closed_at = day(1);
    CHECK_THAT(explain(compare(fingerprint(later, {}), fingerprint(earlier, {}))),
               Catch::EndsWith("closed 1 day ago, reported again"));
    later.position.reset();
    later.place.street = earlier.place.street = "Lindenweg 3";
    CHECK_THAT(explain(compare(fingerprint(later, {}), fingerprint(earlier, {}))),
               Catch::StartsWith("same address, 2 days"));
}

TEST_CASE("The quick bound is never below the score, and seldom far above") {
    std::mt19937_64 random(5);
    const auto number = [&](std::uint64_t below) { return random() % below; };
    const QuickBound bound(shipped_model());
    double slack = 0;
    constexpr int pairs = 20'000;
    for (int i = 0; i < pairs; ++i) {
        Fingerprint a;
        Fingerprint b;
        for (Fingerprint* f : {&a, &b}) {
            f->received_at = static_cast<std::int64_t>(number(200 * 86'400));
            f->closed_at = number(2) == 0 ? Fingerprint::still_open
                                          : f->received_at + static_cast<std::int64_t>(number(100 * 86'400));
            if (number(10) != 0) {
                f->lon = static_cast<std::int32_t>(78'000'000 + number(40'000));
                f->lat = static_cast<std::int32_t>(516'800'000 + number(25'000));
                f->accuracy_m = number(5) == 0 ? 200 : 10;
            }
            f->category = static_cast<std::uint32_t>(number(4));
            f->group = f->category / 2;
            f->street = static_cast<std::uint32_t>(number(3));
            f->house = static_cast<std::uint32_t>(number(3));
            f->reporter = static_cast<std::uint32_t>(number(3));
            f->letters = static_cast<std::uint16_t>(number(100));
            f->objects = number(8) | (number(2) << 63U);
            f->photo = number(5) == 0 ? 1 + number(3) : 0;
            f->identifiers[0] = number(3) == 0 ? static_cast<Identifier>((1U << 28U) | number(2)) : 0;
            for (auto& word : f->trigrams) word = number(3) == 0 ? random() : 0;
        }
        if (b.before(a)) std::swap(a, b);
        const Evidence evidence = compare(b, a);
        const double score = log_odds(shipped_model(), evidence);
        REQUIRE(bound(b, a, false) >= score - 1e-6);
        Evidence open = evidence;
        open.closed_days = -1;
        REQUIRE(bound(b, a, true) >= log_odds(shipped_model(), open) - 1e-6);
        slack += bound(b, a, false) - score;
    }
    CHECK(slack / pairs < 4);
}
