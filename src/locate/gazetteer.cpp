#include "locate/gazetteer.hpp"

#include "core/text.hpp"
#include "locate/deletes.hpp"
#include "locate/gazetteer_builder.hpp"
#include "locate/spelling.hpp"
#include "locate/street_key.hpp"
#include "locate/words.hpp"
#include "store/gazetteer_cache.hpp"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <numbers>

namespace ombud::locate {

namespace {

constexpr double metres_a_degree = 111'195.08;  // on the mean earth radius of core/position.hpp

Position position_of(std::int32_t lon_e7, std::int32_t lat_e7) {
    return {lon_e7 / 1e7, lat_e7 / 1e7};
}

/// Houses that stand this near to a position are found from there.
constexpr double close_m = 100;
constexpr std::size_t most_elsewhere = 4;

/// Houses of one number: where most of them stand close together, how far the others are, and where those stand.
struct Cluster {
    Position position;
    double reach_m = 0;
    std::vector<Position> elsewhere;
};

/// The position with the most houses close to it; of several the one that is nearest to all houses on average. It is a
/// house, or lies between two.
Position densest(const std::vector<Position>& houses) {
    Position best;
    std::pair<std::ptrdiff_t, double> most{-1, 0};
    const auto weigh = [&](Position centre) {
        double sum = 0;
        std::ptrdiff_t close = 0;
        for (const Position& house : houses) {
            const double distance = distance_m(centre, house);
            sum += distance;
            if (distance <= close_m) ++close;
        }
        if (std::pair(close, -sum) <= most && most.first >= 0) return;
        most = {close, -sum};
        best = centre;
    };
    constexpr std::size_t most_for_pairs = 50;  // of a hundred houses there are five thousand pairs
    for (std::size_t i = 0; i < houses.size(); ++i) {
        weigh(houses[i]);
        for (std::size_t j = i + 1; houses.size() <= most_for_pairs && j < houses.size(); ++j) {
            const Position middle{(houses[i].lon + houses[j].lon) / 2, (houses[i].lat + houses[j].lat) / 2};
            if (distance_m(middle, houses[i]) <= close_m) weigh(middle);
        }
    }
    return best;
}

Cluster cluster_of(std::span<const House> houses) {
    const auto at = [](const House& house) { return position_of(house.lon_e7, house.lat_e7); };
    if (houses.size() == 1) return {at(houses[0]), 0, {}};
    Bounds box{at(houses[0]).lon, at(houses[0]).lat, at(houses[0]).lon, at(houses[0]).lat};
    for (const House& house : houses) {
        const Position p = at(house);
        box = {std::min(box.west, p.lon), std::min(box.south, p.lat), std::max(box.east, p.lon),
               std::max(box.north, p.lat)};
    }
    Cluster cluster{{(box.west + box.east) / 2, (box.south + box.north) / 2}, 0, {}};
    if (distance_m({box.west, box.south}, {box.east, box.north}) > 2 * close_m) {
        std::vector<Position> rest;
        for (const House& house : houses) rest.push_back(at(house));
        cluster.position = densest(rest);
        for (Position centre = cluster.position;;) {
            std::erase_if(rest, [&](Position p) { return distance_m(centre, p) <= close_m; });
            if (rest.empty() || cluster.elsewhere.size() == most_elsewhere) break;
            centre = densest(rest);
            cluster.elsewhere.push_back(centre);
        }
    }
    for (const House& house : houses)
        cluster.reach_m = std::max(cluster.reach_m, distance_m(cluster.position, at(house)));
    return cluster;
}

std::string number_text(const House& house) {
    std::string text = std::to_string(house.number);
    if (house.letter != 0) text += static_cast<char>(house.letter);
    return text;
}

/// Numbers grow by two from house to house on each side, and houses stand 15 to 25 m apart: about 10 m a number.
constexpr double metres_a_number = 10;

constexpr int most_edits = 2;

}  // namespace

Gazetteer::Gazetteer(store::Register& registry) {
    if (!read(store::compiled_gazetteer(registry))) *this = GazetteerBuilder(registry).build();
    index_filter();
}

void Gazetteer::compile_into(store::Register& registry) {
    Gazetteer known;
    if (known.read(store::compiled_gazetteer(registry))) return;
    store::keep_compiled_gazetteer(registry, GazetteerBuilder(registry).build().bytes());
}

void Gazetteer::index_filter() {
    filter_.assign((std::size_t{1} << 20U) / 64, 0);
    for (const Delete& d : deletes_) filter_[(d.hash & 0xFFFFFU) / 64] |= std::uint64_t{1} << (d.hash % 64);
}

std::size_t Gazetteer::exact(std::uint64_t hash, std::span<Target, max_targets> found) const noexcept {
    if (slots_.empty()) return 0;
    const std::size_t mask = slots_.size() - 1;
    std::size_t count = 0;
    for (std::size_t i = hash & mask; slots_[i].hash != 0; i = (i + 1) & mask) {
        if (slots_[i].hash != hash) continue;
        found[count++] = slots_[i].target;
        if (count == max_targets) break;
    }
    return count;
}

void Gazetteer::near(std::string_view key, std::vector<Near>& found) const {
    found.clear();
    if (deletes_.empty()) return;
    thread_local std::string reduced;
    reduce(key, reduced);
    thread_local std::vector<std::uint32_t> candidates;
    candidates.clear();
    for_each_delete(reduced, most_edits, [&](std::uint32_t hash) {
        if ((filter_[(hash & 0xFFFFFU) / 64] >> (hash % 64) & 1U) == 0) return;
        const std::size_t bucket = hash >> 16U;
        const auto first = deletes_.begin() + buckets_[bucket];
        const auto last = deletes_.begin() + buckets_[bucket + 1];
        for (auto d = std::lower_bound(first, last, hash, [](const Delete&a, std::uint32_t h) { return a.hash < h; });
             d != last && d->hash == hash; ++d) {
            candidates.push_back(d->form);
        }
    });
    std::ranges::sort(candidates);
    candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
    const std::uint32_t letters = letters_of(reduced);
    for (const std::uint32_t c : candidates) {
        const Form& form = forms_[c];
        // Two letters an edit, and one that only the reduction hides.
        if (std::popcount(letters ^ form.letters) > 2 * most_edits + 1) continue;
        const auto too_far = [](std::size_t a, std::size_t b) { return a > b + most_edits || b > a + most_edits; };
        if (too_far(reduced.size(), form.reduced_length) && too_far(key.size(), form.full_length)) continue;
        const std::string_view names(names_);
        const int few = edits_between(reduced, names.substr(form.reduced, form.reduced_length), most_edits);
        const int full = edits_between(key, names.substr(form.full, form.full_length), most_edits);
        const int edits = std::min(few, full);
        if (edits > form.limit) continue;
        // In a short name with two edits the rest must at least look like a street: "Muster 28" is not Moosstr. 28.
        constexpr std::size_t short_form = 8;
        if (edits == most_edits && form.reduced_length <= short_form && !key.ends_with("str") &&
            !reduced.ends_with("strase")) {
            continue;
        }
        const Near near{form.street, edits, std::max(full - std::max(edits, 1), 0), full == 0};
        const auto known = std::ranges::find(found, form.street, &Near::street);
        if (known == found.end()) {
            found.push_back(near);
        } else if (std::pair(near.edits, near.more) < std::pair(known->edits, known->more)) {
            *known = near;
        }
    }
}

std::optional<std::uint32_t> Gazetteer::street(std::string_view name) const {
    const std::string key = joined_key(name);
    std::array<Target, max_targets> found;
    const std::size_t count = exact(hash_on(hash_start, key), found);
    std::optional<std::uint32_t> street;
    for (std::size_t i = 0; i < count; ++i) {
        if (found.at(i).place != 0) continue;
        if (street) return std::nullopt;
        street = found.at(i).index;
    }
    return street;
}

std::optional<std::string> Gazetteer::official_name(std::string_view name) const {
    const auto found = street(name);
    if (!found) return std::nullopt;
    return std::string(street_name(*found));
}

std::optional<HouseFound> Gazetteer::house(std::uint32_t street, const HouseQuery& query) const {
    const StreetEntry& entry = streets_[street];
    const std::span<const House> all(houses_.data() + entry.first_house, entry.houses);
    const auto fits = [&](const House& h) {
        return (query.postcode == 0 || h.postcode == 0 || h.postcode == query.postcode) &&
               (query.district == 0 || h.district == 0 || h.district == query.district);
    };
    const auto first =
        std::partition_point(all.begin(), all.end(), [&](const House& h) { return unsigned{h.number} < query.number; });
    const auto last =
        std::partition_point(first, all.end(), [&](const House& h) { return unsigned{h.number} == query.number; });
    const auto of_number =
        all.subspan(static_cast<std::size_t>(first - all.begin()), static_cast<std::size_t>(last - first));
    thread_local std::vector<House> chosen;
    const auto choose = [&](std::span<const House> houses, auto&& wanted) {
        chosen.clear();
        for (const House& h : houses) {
            if (fits(h) && wanted(h)) chosen.push_back(h);
        }
        return !chosen.empty();
    };
    const auto answer = [&](int difference, double more) {
        Cluster cluster = cluster_of(chosen);
        return HouseFound{cluster.position, house_accuracy_m + cluster.reach_m + more, difference,
                          number_text(chosen.front()), std::move(cluster.elsewhere)};
    };
    const auto letter = static_cast<std::uint16_t>(static_cast<unsigned char>(query.letter));
    if (choose(of_number, [&](const House& h) { return h.letter == letter; })) return answer(0, 0);
    if (!query.nearest) return std::nullopt;
    // 12 for 12c, or 12a for 12: the same plot or the next.
    if (choose(of_number, [](const House&) { return true; })) return answer(0, metres_a_number);
    int best = -1;
    for (const House& h : all) {
        if (!fits(h)) continue;
        const int difference = std::abs(static_cast<int>(h.number) - static_cast<int>(query.number));
        if (best < 0 || difference < best) best = difference;
    }
    if (best < 0) return std::nullopt;
    // On both sides of the gap the one on the same side of the street first.
    const auto at = [&](int difference) {
        return choose(all, [&](const House& h) {
            return static_cast<int>(h.number) == static_cast<int>(query.number) + difference;
        });
    };
    if (!at(-best) && !at(best)) return std::nullopt;
    return answer(best, metres_a_number * best);
}

std::optional<Gazetteer::Approach> Gazetteer::crossing(std::uint32_t one, std::uint32_t other) const {
    thread_local std::vector<Point> a;
    thread_local std::vector<Point> b;
    const auto collect = [&](std::uint32_t street, std::vector<Point>& points) {
        const StreetEntry& entry = streets_[street];
        points.assign(points_.begin() + entry.first_point, points_.begin() + entry.first_point + entry.points);
        if (!points.empty()) return;
        for (std::uint32_t i = 0; i < entry.houses; ++i) {
            const House& h = houses_[entry.first_house + i];
            points.push_back({h.lon_e7, h.lat_e7});
        }
    };
    collect(one, a);
    collect(other, b);
    if (a.empty() || b.empty() || one == other) return std::nullopt;
    const double shrink = std::cos(a.front().lat_e7 / 1e7 * std::numbers::pi / 180);
    double best = -1;
    std::pair<Point, Point> nearest;
    for (const Point& p : a) {
        for (const Point& q : b) {
            const double dx = shrink * (static_cast<double>(p.lon_e7) - q.lon_e7);
            const double dy = static_cast<double>(p.lat_e7) - q.lat_e7;
            const double square = dx * dx + dy * dy;
            if (best >= 0 && square >= best) continue;
            best = square;
            nearest = {p, q};
        }
    }
    const Position p = position_of(nearest.first.lon_e7, nearest.first.lat_e7);
    const Position q = position_of(nearest.second.lon_e7, nearest.second.lat_e7);
    return Approach{{(p.lon + q.lon) / 2, (p.lat + q.lat) / 2}, std::sqrt(best) / 1e7 * metres_a_degree};
}

std::optional<Place> Gazetteer::find(std::string_view street_name_said, std::string_view house_number,
                                     std::string_view postcode_said) const {
    const auto found = street(street_name_said);
    const std::string key = number_key(house_number);
    if (!found || key.empty()) return std::nullopt;
    HouseQuery query;
    const char* end = key.data() + key.size();
    const auto [stop, error] = std::from_chars(key.data(), end, query.number);
    if (error != std::errc{}) return std::nullopt;
    if (stop != end) query.letter = *stop;
    query.postcode = postcode(trim(postcode_said));
    query.nearest = false;
    const auto house_found = house(*found, query);
    constexpr double farthest_m = 300;
    if (!house_found || house_found->accuracy_m > farthest_m) return std::nullopt;
    return Place{house_found->position, house_found->accuracy_m, std::string(street_name(*found)), house_found->number};
}

std::uint16_t Gazetteer::postcode(std::string_view digits) const noexcept {
    if (digits.empty()) return 0;
    for (std::size_t i = 1; i < postcodes_.size(); ++i) {
        if (name(postcodes_[i].name, postcodes_[i].length) == digits) return static_cast<std::uint16_t>(i);
    }
    return unknown_postcode;
}

std::uint16_t Gazetteer::district(std::string_view key) const noexcept {
    for (std::size_t i = 1; i < districts_.size(); ++i) {
        if (name(districts_[i].name, districts_[i].length) == key) return static_cast<std::uint16_t>(i);
    }
    return 0;
}

}  // namespace ombud::locate
