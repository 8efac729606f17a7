#include "dedupe/block_index.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>
#include <vector>

namespace {

using namespace ombud::dedupe;

/// Reports in a square around a place, some without position, some of one address, over a year.
std::vector<Fingerprint> town(double lon, double lat, double span_degrees, unsigned seed, std::int64_t reports) {
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> offset(-span_degrees, span_degrees);
    std::uniform_int_distribution<std::int64_t> second(0, std::int64_t{365} * 86'400);
    std::uniform_int_distribution<std::uint32_t> street(1, 20);
    std::vector<Fingerprint> all;
    for (std::int64_t id = 1; id <= reports; ++id) {
        Fingerprint f;
        f.report = id;
        f.received_at = second(random);
        f.order = random();
        if (id % 7 != 0) {
            f.lon = static_cast<std::int32_t>((lon + offset(random)) * 1e7);
            f.lat = static_cast<std::int32_t>(std::clamp(lat + offset(random), -89.9, 89.9) * 1e7);
        }
        if (id % 3 == 0) f.street = street(random);
        all.push_back(f);
    }
    return all;
}

/// The same by comparing each with each.
std::vector<std::int64_t> by_force(const std::vector<Fingerprint>& all, const Fingerprint& f, const BlockRule& rule) {
    std::vector<std::int64_t> found;
    for (const Fingerprint& other : all) {
        if (!other.before(f) || other.report == f.report || f.received_at - other.received_at > rule.window_s) continue;
        const bool both = f.has_position() && other.has_position();
        const bool near = both && metres_between(f, other) <= rule.radius_m;
        const bool same_address = !both && f.address() != 0 && f.address() == other.address();
        if (near || same_address) found.push_back(other.report);
    }
    std::ranges::sort(found);
    return found;
}

}  // namespace

TEST_CASE("The block of a report holds exactly its neighbours, anywhere on earth") {
    struct Place {
        double lon, lat;
    };
    for (const Place p : {Place{7.8, 51.7}, Place{-71.06, 42.36}, Place{0, 0}, Place{18.9, 69.6}, Place{151.2, -33.9},
                          Place{0.001, -0.001}}) {
        const auto all = town(p.lon, p.lat, 0.01, 3, 700);
        const BlockIndex index(all);
        std::vector<std::uint32_t> found;
        for (const BlockRule rule :
             {BlockRule{}, BlockRule{40, std::int64_t{20} * 86'400}, BlockRule{900, std::int64_t{400} * 86'400}}) {
            for (const Fingerprint& f : all) {
                index.earlier(f, rule, found);
                std::vector<std::int64_t> ids;
                for (const std::uint32_t i : found) ids.push_back(index.reports()[i].report);
                std::ranges::sort(ids);
                REQUIRE(ids == by_force(all, f, rule));
            }
        }
    }
}

TEST_CASE("Later is the mirror of earlier") {
    const auto all = town(7.8, 51.7, 0.005, 5, 300);
    const BlockIndex index(all);
    std::vector<std::uint32_t> found;
    std::size_t pairs_earlier = 0;
    std::size_t pairs_later = 0;
    for (const Fingerprint& f : all) {
        index.earlier(f, {}, found);
        pairs_earlier += found.size();
        index.later(f, {}, found);
        pairs_later += found.size();
    }
    CHECK(pairs_earlier > 500);
    CHECK(pairs_earlier == pairs_later);
}

TEST_CASE("A default coordinate that thousands share is not searched to the end, and that is said") {
    std::vector<Fingerprint> all;
    for (std::int64_t id = 1; id <= 3000; ++id) {
        Fingerprint f;
        f.report = id;
        f.received_at = id;
        f.lon = 78'000'000;
        f.lat = 516'800'000;
        all.push_back(f);
    }
    const BlockIndex index(all);
    std::vector<std::uint32_t> found;
    CHECK(index.earlier(all.back(), {}, found) == 1);
    CHECK(found.size() == BlockIndex::most_per_cell);
    CHECK(index.reports()[found.front()].report == 2999);  // the latest are looked at
    CHECK(index.earlier(all[10], {}, found) == 0);
    CHECK(found.size() == 10);
}

TEST_CASE("The order of input does not change the index") {
    auto all = town(7.8, 51.7, 0.01, 9, 500);
    const BlockIndex first(all);
    std::mt19937 random(1);
    std::ranges::shuffle(all, random);
    const BlockIndex second(all);
    CHECK(std::ranges::equal(first.reports(), second.reports(), {}, &Fingerprint::report, &Fingerprint::report));
}
