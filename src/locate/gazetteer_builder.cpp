#include "locate/gazetteer_builder.hpp"

#include "locate/deletes.hpp"
#include "locate/street_key.hpp"
#include "locate/words.hpp"
#include "store/areas.hpp"
#include "store/named_places.hpp"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <numbers>
#include <set>

namespace ombud::locate {

namespace {

std::int32_t e7(double degrees) {
    return static_cast<std::int32_t>(std::lround(degrees * 1e7));
}

Position position_of(const House& house) {
    return {house.lon_e7 / 1e7, house.lat_e7 / 1e7};
}

/// "12a" as a house without a place; nothing for what has no number or one beyond all streets.
std::optional<House> house_of(std::string_view number_key) {
    House house;
    const char* end = number_key.data() + number_key.size();
    const auto [stop, error] = std::from_chars(number_key.data(), end, house.number);
    if (error != std::errc{}) return std::nullopt;
    if (stop != end) house.letter = static_cast<unsigned char>(*stop);
    return house;
}

std::uint32_t bits_of(const NameShape& shape) {
    std::uint32_t bits = 0;
    if (shape.street_suffix) bits |= street_suffix_bit;
    if (shape.other_suffix) bits |= other_suffix_bit;
    if (shape.preposition) bits |= preposition_bit;
    if (shape.common) bits |= common_bit;
    if (shape.single) bits |= single_bit;
    return bits;
}

/// From how far apart houses of one number are a question of which of them is meant.
constexpr double far_apart_m = 200;

}  // namespace

std::uint32_t GazetteerBuilder::put_text(std::string_view text) {
    const auto offset = static_cast<std::uint32_t>(made_.names_.size());
    made_.names_ += text;
    return offset;
}

std::uint16_t GazetteerBuilder::put_named(std::vector<Gazetteer::Named>& list,
                                          std::map<std::string, std::uint16_t>& known, const std::string& text) {
    if (list.empty()) list.emplace_back();  // 0 is none
    if (text.empty() || list.size() > 0xFFFF) return 0;
    const auto [at, fresh] = known.try_emplace(text, static_cast<std::uint16_t>(list.size()));
    if (fresh) list.push_back({put_text(text), static_cast<std::uint32_t>(text.size())});
    return at->second;
}

void GazetteerBuilder::read_addresses() {
    for (const store::KeyedAddress& keyed : store::all_addresses(registry_)) {
        auto house = house_of(keyed.number_key);
        if (!house) continue;
        house->lon_e7 = e7(keyed.address.position.lon);
        house->lat_e7 = e7(keyed.address.position.lat);
        house->postcode = put_named(made_.postcodes_, postcodes_, keyed.address.postcode);
        Draft& draft = drafts_[keyed.street_key];
        if (draft.name.empty()) draft.name = keyed.address.street;
        draft.houses.push_back(*house);
    }
    for (auto& [key, draft] : drafts_) {
        const auto order = [](const House& h) {
            return std::tuple(h.number, h.letter, h.postcode, h.lon_e7, h.lat_e7);
        };
        std::ranges::sort(draft.houses, {}, order);
        // The same address imported twice is one house.
        const auto same = [&](const House& a, const House& b) { return order(a) == order(b); };
        draft.houses.erase(std::unique(draft.houses.begin(), draft.houses.end(), same), draft.houses.end());
    }
}

void GazetteerBuilder::read_lines() {
    for (const store::StreetLine& line : store::street_lines(registry_)) {
        Draft& draft = drafts_[street_key(line.name)];
        if (draft.name.empty()) draft.name = line.name;
        for (const Position& p : line.points) draft.points.push_back({e7(p.lon), e7(p.lat)});
    }
}

void GazetteerBuilder::find_districts() {
    // Only for houses whose street and number lie in several places: asking for all takes seconds.
    for (auto& [key, draft] : drafts_) {
        for (auto first = draft.houses.begin(); first != draft.houses.end();) {
            const auto last = std::find_if(first, draft.houses.end(), [&](const House& h) {
                return h.number != first->number || h.letter != first->letter;
            });
            const bool apart = std::any_of(first, last, [&](const House& h) {
                return distance_m(position_of(h), position_of(*first)) > far_apart_m;
            });
            for (auto house = first; apart && house != last; ++house) {
                const auto name = store::area_at(registry_, "district", position_of(*house));
                house->district = put_named(made_.districts_, districts_, joined_key(name));
            }
            first = last;
        }
    }
}

void GazetteerBuilder::put_key(std::string_view key, Target target) {
    made_.limits_.longest_key = std::max(made_.limits_.longest_key, static_cast<std::uint32_t>(key.size()));
    const std::uint64_t hash = hash_on(hash_start, key);
    keys_.push_back({hash == 0 ? 1 : hash, target});
}

void GazetteerBuilder::put_spellings(std::string_view name, Target target) {
    const auto all = spellings(name);
    WordReader reader;
    made_.limits_.most_words = std::max(made_.limits_.most_words, static_cast<std::uint32_t>(reader.read(name).size()));
    std::string reduced;
    std::set<std::string> known;
    for (const Spelling& spelling : all) {
        put_key(spelling.key, target);
        if (target.place != 0 || !spelling.misspellable) continue;
        reduce(spelling.key, reduced);
        if (!known.insert(reduced).second) continue;
        constexpr std::size_t short_name = 10;
        const int limit = all.front().key.size() <= short_name ? 1 : 2;
        constexpr std::size_t longest_form = 60;
        if (spelling.key.size() > longest_form) continue;
        made_.forms_.push_back({put_text(spelling.key), put_text(reduced),
                                static_cast<std::uint8_t>(spelling.key.size()),
                                static_cast<std::uint8_t>(reduced.size()), static_cast<std::uint16_t>(limit),
                                target.index, letters_of(reduced)});
    }
}

void GazetteerBuilder::put_streets() {
    std::set<std::string_view> extended;
    for (const auto& [key, draft] : drafts_) {
        for (std::size_t i = 1; i < key.size(); ++i) {
            if (const auto shorter = drafts_.find(key.substr(i)); shorter != drafts_.end()) {
                extended.insert(shorter->first);
            }
        }
    }
    for (const auto& [key, draft] : drafts_) {
        StreetEntry entry;
        entry.name = put_text(draft.name);
        entry.name_length = static_cast<std::uint32_t>(draft.name.size());
        entry.first_house = static_cast<std::uint32_t>(made_.houses_.size());
        entry.houses = static_cast<std::uint32_t>(draft.houses.size());
        entry.first_point = static_cast<std::uint32_t>(made_.points_.size());
        entry.points = static_cast<std::uint32_t>(draft.points.size());
        entry.shape = bits_of(shape_of(draft.name)) | (extended.contains(key) ? extended_bit : 0U);
        std::vector<Position> all;
        for (const House& house : draft.houses) all.push_back(position_of(house));
        if (all.empty()) {
            for (const auto& point : draft.points) all.push_back({point.lon_e7 / 1e7, point.lat_e7 / 1e7});
        }
        if (all.empty()) continue;
        // The middle house is the one nearest to the middle of all.
        Position mean;
        for (const Position& p : all) {
            mean.lon += p.lon / static_cast<double>(all.size());
            mean.lat += p.lat / static_cast<double>(all.size());
        }
        const auto middle = *std::ranges::min_element(all, {}, [&](const Position& p) { return distance_m(p, mean); });
        double reach = 0;
        for (const Position& p : all) reach = std::max(reach, distance_m(p, middle));
        entry.lon_e7 = e7(middle.lon);
        entry.lat_e7 = e7(middle.lat);
        entry.reach_m = static_cast<float>(reach);
        made_.houses_.insert(made_.houses_.end(), draft.houses.begin(), draft.houses.end());
        made_.points_.insert(made_.points_.end(), draft.points.begin(), draft.points.end());
        put_spellings(draft.name, {0, static_cast<std::uint32_t>(made_.streets_.size())});
        made_.streets_.push_back(entry);
    }
}

void GazetteerBuilder::put_places() {
    const auto put = [&](const std::string& name, Position middle, double reach, bool area) {
        const Target target{1, static_cast<std::uint32_t>(made_.places_.size())};
        made_.places_.push_back({put_text(name), static_cast<std::uint32_t>(name.size()), e7(middle.lon),
                                 e7(middle.lat), static_cast<float>(reach), area ? 1U : 0U});
        return target;
    };
    for (const store::NamedPlace& place : store::named_places(registry_)) {
        const Target target = put(place.name, place.position, place.reach_m, false);
        put_spellings(place.name, target);
        for (const std::string& alias : place.aliases) put_spellings(alias, target);
    }
    for (const store::NamedArea& area : store::named_areas(registry_)) {
        if (area.kind != "district") continue;  // "forest 12" and "A 44" are nothing that people write
        put_spellings(area.name, put(area.name, area.middle, area.reach_m, true));
    }
}

void GazetteerBuilder::fill_slots() {
    std::ranges::sort(keys_, {}, [](const auto& k) { return std::tuple(k.hash, k.target.place, k.target.index); });
    const auto same = [](const auto& a, const auto& b) {
        return a.hash == b.hash && a.target.place == b.target.place && a.target.index == b.target.index;
    };
    keys_.erase(std::unique(keys_.begin(), keys_.end(), same), keys_.end());
    made_.slots_.assign(std::bit_ceil(keys_.size() * 3 + 1), {});
    const std::size_t mask = made_.slots_.size() - 1;
    for (const auto& key : keys_) {
        std::size_t i = key.hash & mask;
        while (made_.slots_[i].hash != 0) i = (i + 1) & mask;
        made_.slots_[i] = key;
    }
}

void GazetteerBuilder::put_deletes() {
    auto& deletes = made_.deletes_;
    for (std::uint32_t f = 0; f < made_.forms_.size(); ++f) {
        const auto& form = made_.forms_[f];
        const std::string_view key = std::string_view(made_.names_).substr(form.reduced, form.reduced_length);
        for_each_delete(key, 2, [&](std::uint32_t hash) { deletes.push_back({hash, f}); });
    }
    const auto order = [](const auto& d) { return std::tuple(d.hash, d.form); };
    std::ranges::sort(deletes, {}, order);
    const auto same = [&](const auto& a, const auto& b) { return order(a) == order(b); };
    deletes.erase(std::unique(deletes.begin(), deletes.end(), same), deletes.end());
    made_.buckets_.assign((std::size_t{1} << 16U) + 1, 0);
    for (const auto& d : deletes) ++made_.buckets_[(d.hash >> 16U) + 1];
    for (std::size_t i = 1; i < made_.buckets_.size(); ++i) made_.buckets_[i] += made_.buckets_[i - 1];
}

Gazetteer GazetteerBuilder::build() {
    read_addresses();
    read_lines();
    find_districts();
    put_streets();
    put_places();
    fill_slots();
    put_deletes();
    return std::move(made_);
}

}  // namespace ombud::locate
