// What the names in a text mean: the second half of TextLocator.

#include "locate/common_words.hpp"
#include "locate/spelling.hpp"
#include "locate/text_locator.hpp"

#include <algorithm>
#include <cmath>

namespace ombud::locate {

namespace {

// Scores of readings, from 0 to 1. They order what a text may mean; only that they lie above or below the threshold
// (0.55 unless configured) has a meaning of its own.
constexpr double house_score = 0.98;        ///< street and house as the register has them
constexpr double crossing_score = 0.92;     ///< two streets that meet
constexpr double near_house_score = 0.85;   ///< the house is unknown, one next to it is not
constexpr double other_house_score = 0.60;  ///< the nearest known house is farther off
constexpr double street_score = 0.70;       ///< a street that can be nothing else, without a number
constexpr double suffix_score = 0.62;       ///< a name that ends as streets do
constexpr double weak_score = 0.30;         ///< ordinary words that are also a street
constexpr double alone_bonus = 0.30;        ///< nothing else in the line, or "Straße" before it
constexpr double joined_score = 0.60;       ///< a name only if words are joined that mean something alone
constexpr double place_score = 0.66;
constexpr double area_score = 0.35;
constexpr double torn_cost = 0.20;       ///< the name is the rear part of a word with hyphens
constexpr double living_there = 0.10;    ///< "wohne in der …": less likely what is reported
constexpr double elsewhere_cost = 0.10;  ///< the same house number at a place with fewer of its houses
constexpr double order_step = 0.002;     ///< of two that are equally good, the first in the text

constexpr int near_numbers = 10;      ///< up to this difference a house number is next to a known one
constexpr int far_numbers = 40;       ///< beyond it the number says nothing
constexpr double meeting_m = 150;     ///< streets that meet have houses this near to each other
constexpr double same_place_m = 150;  ///< candidates this near do not contradict each other

Position position_of(std::int32_t lon_e7, std::int32_t lat_e7) {
    return {lon_e7 / 1e7, lat_e7 / 1e7};
}

}  // namespace

HouseQuery TextLocator::query_of(const HousePhrase& phrase) const {
    return {phrase.number, phrase.letter, postcode_, district_, true};
}

/// Whether the number rather says how many there are of what follows it.
bool TextLocator::counts_next(const HousePhrase& phrase) const {
    if (phrase.last >= words_.size() || words_[phrase.last].gap != Gap::space) return false;
    const Word& next = words_[phrase.last];
    constexpr unsigned few = 9;
    constexpr unsigned some = 20;
    const bool plural = next.capital && (next.key.ends_with("er") || next.key.ends_with("n"));
    return (is_countable(next.key) && phrase.number <= some) || (plural && phrase.number <= few);
}

/// Whether nothing follows the number that it could count or measure: the clause ends, or a word in small letters
/// follows that is neither noun nor, behind a small number, adjective.
bool TextLocator::counts_nothing(const HousePhrase& phrase) const {
    if (phrase.last >= words_.size() || words_[phrase.last].gap > Gap::space) return true;
    const Word& next = words_[phrase.last];
    constexpr unsigned few = 9;
    const bool ending = next.key.ends_with('e') || next.key.ends_with("en") || next.key.ends_with("er");
    const bool adjective = ending && !is_no_adjective(next.key);
    return !next.capital && !next.number && !is_countable(next.key) && (phrase.number > few || !adjective);
}

void TextLocator::read_house(std::size_t first, std::size_t last, std::uint32_t street, const HousePhrase& phrase,
                             double cost) {
    auto query = query_of(phrase);
    auto house = gazetteer_.house(street, query);
    if (!house && (query.postcode != 0 || query.district != 0)) {
        query.postcode = query.district = 0;  // the postcode is that of the writer, or wrong
        house = gazetteer_.house(street, query);
    }
    if (!house) {
        read_bare_street(first, last, street, cost);
        return;
    }
    Reading reading{std::min(first, phrase.first),
                    std::max(last, phrase.last),
                    {0, street},
                    {},
                    house->position,
                    house->accuracy_m,
                    0,
                    LocationSource::address,
                    house->number};
    if (house->difference == 0) {
        reading.score = house_score;
    } else if (house->difference <= near_numbers) {
        reading.score = near_house_score;
    } else if (house->difference <= far_numbers) {
        reading.score = other_house_score;
    } else {
        read_bare_street(first, last, street, cost);
        return;
    }
    if (house->difference > 0) reading.source = LocationSource::street;
    if (phrase.to != 0) {
        query.number = phrase.to;
        query.letter = '\0';
        const auto end = gazetteer_.house(street, query);
        if (end && end->difference <= near_numbers && end->number != house->number) {
            const double length = distance_m(house->position, end->position);
            reading.position = {(house->position.lon + end->position.lon) / 2,
                                (house->position.lat + end->position.lat) / 2};
            reading.accuracy_m = std::max({house->accuracy_m, end->accuracy_m, house_accuracy_m + length / 2});
            reading.number += "-" + end->number;
        }
    }
    reading.score -= cost;
    // "auf der bühne 2": an ordinary word in small letters is no name, unless what stands behind it can only be a
    // house.
    const std::uint32_t shape = gazetteer_.entry(street).shape;
    const Word& word = words_[first];
    const bool ordinary = (shape & common_bit) != 0 && ((shape & single_bit) != 0 || last - first == 1);
    const bool surely_house = house->difference == 0 && ((shape & street_suffix_bit) != 0 || counts_nothing(phrase) ||
                                                         (phrase.first >= last && stands_alone(first, phrase.last)));
    if (cost == 0 && ordinary && !word.capital && has_capitals_ && !phrase.labelled && !surely_house) {
        reading.score = weak_score;
    }
    // "Am Hauptbahnhof 2 Rolltreppen": where the name is ordinary words, a small number counts what follows.
    if ((shape & common_bit) != 0 && phrase.letter == '\0' && !phrase.labelled && counts_next(phrase)) {
        reading.score = weak_score;
    }
    house_words_.push_back(phrase.first);
    readings_.push_back(reading);
    if (phrase.to != 0) return;
    reading.score -= elsewhere_cost;
    for (const Position& position : house->elsewhere) {
        reading.position = position;
        readings_.push_back(reading);
    }
}

void TextLocator::read_bare_street(std::size_t first, std::size_t last, std::uint32_t street, double cost) {
    const StreetEntry& entry = gazetteer_.entry(street);
    Reading reading{first,
                    last,
                    {0, street},
                    {},
                    position_of(entry.lon_e7, entry.lat_e7),
                    house_accuracy_m + entry.reach_m,
                    0,
                    LocationSource::street,
                    {}};
    const bool common = (entry.shape & common_bit) != 0;
    const bool preposition = (entry.shape & preposition_bit) != 0;
    // "im Wald weg": words that only together are a name must look like one.
    const Word& tail = words_[last - 1];
    const bool written_as_name = words_[first].capital || !has_capitals_;
    const bool parts = last - first > 1 && tail.gap == Gap::space && !tail.capital && has_capitals_;
    const bool doubtful = names_person(first) || !written_as_name || parts || preposition || common;
    reading.score = weak_score;
    if (!doubtful && (entry.shape & street_suffix_bit) != 0) {
        reading.score = street_score;
    } else if (!doubtful && (entry.shape & other_suffix_bit) != 0) {
        reading.score = suffix_score;
    }
    if (reading.score == weak_score && written_as_name && stands_alone(first, last)) reading.score += alone_bonus;
    reading.score -= cost;
    readings_.push_back(std::move(reading));
}

void TextLocator::read_street(const Mention& mention, const Target& target) {
    const double cost = words_[mention.first].gap == Gap::hyphen ? torn_cost : 0;
    if (const auto phrase = house_after(text_, words_, mention.last)) {
        read_house(mention.first, mention.last, target.index, *phrase, cost);
    } else if (const auto earlier = house_before(text_, words_, mention.first)) {
        read_house(mention.first, mention.last, target.index, *earlier, cost);
    } else {
        read_bare_street(mention.first, mention.last, target.index, cost);
    }
}

void TextLocator::read_place(const Mention& mention, const Target& target) {
    const PlaceEntry& place = gazetteer_.place(target.index);
    const bool area = place.area != 0;
    const bool name = words_[mention.first].capital || !has_capitals_;
    constexpr double place_accuracy_m = 50;
    readings_.push_back({mention.first,
                         mention.last,
                         target,
                         {},
                         position_of(place.lon_e7, place.lat_e7),
                         place_accuracy_m + place.reach_m,
                         area   ? area_score
                         : name ? place_score
                                : weak_score,
                         area ? LocationSource::area : LocationSource::place,
                         {}});
}

/// "Ecke A-Straße/B-Weg", "Kreuzung A und B", "A Ecke B", "A/B".
bool TextLocator::read_crossing(const Mention& one, const Mention& other) {
    constexpr std::size_t most_between = 3;
    if (other.first < one.last || other.first - one.last > most_between || one.direction || other.direction)
        return false;
    bool joined =
        words_[other.first].gap == Gap::slash || (one.last < words_.size() && words_[one.last].gap == Gap::slash);
    const auto announces = [](std::string_view key) {
        return key == "ecke" || key == "kreuzung" || key == "einmuendung" || key == "abzweig" || key == "abzweigung" ||
               key == "kreuzungsbereich" || key == "corner";
    };
    bool conjunction = joined;
    for (std::size_t i = one.last; i < other.first; ++i) {
        const std::string_view key = words_[i].key;
        if (announces(key)) {
            joined = true;
        } else if (key == "und" || key == "mit" || key == "zur" || key == "and" || key == "zu" || key == "in") {
            conjunction = true;
        } else if (key != "der" && key != "die" && key != "dem" && key != "den") {
            return false;
        }
    }
    conjunction |= words_[other.first].gap == Gap::hyphen || words_[other.first].gap == Gap::dash ||
                   words_[other.first].gap == Gap::other;
    for (std::size_t i = one.first; i > 0 && one.first - i < most_between && !joined; --i) {
        joined = conjunction && announces(words_[i - 1].key);
    }
    if (!joined || one.targets[0].place != 0 || other.targets[0].place != 0) return false;
    const auto approach = gazetteer_.crossing(one.targets[0].index, other.targets[0].index);
    if (!approach || approach->distance_m > meeting_m) return false;
    readings_.push_back({one.first,
                         other.last,
                         one.targets[0],
                         other.targets[0],
                         approach->position,
                         house_accuracy_m + approach->distance_m / 2,
                         crossing_score,
                         LocationSource::street,
                         {}});
    return true;
}

/// "vor dem Haus Ackerstraße 24": words that are a street's name only when joined (Hausackerstraße) may be another word
/// and a shorter name. That one is meant where it has the house and the longer has not, or where the word before it is
/// one that leads to a street or a number.
void TextLocator::read_shorter(const Mention& mention, std::size_t begun) {
    const std::uint32_t longer = mention.targets[0].index;
    const auto phrase = house_after(text_, words_, mention.last);
    if (!phrase || (gazetteer_.entry(longer).shape & single_bit) == 0) return;
    const auto has_house = [&](std::uint32_t street) {
        const auto house = gazetteer_.house(street, query_of(*phrase));
        return house && house->difference == 0;
    };
    const std::string_view lead = words_[mention.first].key;
    const bool leads = leads_to_number(lead) || leads_to_place(lead);
    if (has_house(longer) && !leads) return;
    const std::size_t longer_end = readings_.size();
    for (std::size_t first = mention.first + 1; first < mention.last; ++first) {
        if (words_[first].gap != Gap::space || !words_[first].capital) continue;
        const Mention shorter = longest_name_at(first);
        if (shorter.last != mention.last || shorter.targets[0].place != 0) continue;
        if (!has_house(shorter.targets[0].index)) continue;
        read_house(first, mention.last, shorter.targets[0].index, *phrase, 0);
        for (std::size_t r = begun; r < longer_end; ++r)
            readings_[r].score = std::min(readings_[r].score, joined_score);
    }
}

void TextLocator::read_mentions() {
    const Mention* last_street = nullptr;
    for (std::size_t m = 0; m < mentions_.size(); ++m) {
        const Mention& mention = mentions_[m];
        if (mention.direction) continue;
        if (last_street != nullptr) static_cast<void>(read_crossing(*last_street, mention));
        const std::size_t begun = readings_.size();
        for (std::size_t i = 0; i < mention.count; ++i) {
            if (mention.targets.at(i).place != 0) {
                read_place(mention, mention.targets.at(i));
            } else {
                read_street(mention, mention.targets.at(i));
                last_street = &mention;
            }
        }
        if (mention.last - mention.first > 1 && mention.targets[0].place == 0) read_shorter(mention, begun);
        // "Alt Bottroper Str." is rather a misspelt Alte Bottroper Straße than Bottroper Straße.
        const bool longer =
            mention.targets[0].place == 0 && (gazetteer_.entry(mention.targets[0].index).shape & extended_bit) != 0;
        if (longer && mention.first > 0 && words_[mention.first].gap <= Gap::space) read_longer(mention, begun);
    }
}

bool TextLocator::has_house_reading(std::size_t number) const {
    return std::ranges::find(house_words_, number) != house_words_.end();
}

void TextLocator::find_hints(const Hints& hints) {
    postcode_ = gazetteer_.postcode(hints.postcode);
    district_ = hints.district.empty() ? std::uint16_t{0} : gazetteer_.district(joined_key(hints.district));
    constexpr std::size_t postcode_digits = 5;
    for (std::size_t i = 0; postcode_ == 0 && i < words_.size(); ++i) {
        if (!words_[i].number || words_[i].key.size() != postcode_digits) continue;
        postcode_ = gazetteer_.postcode(words_[i].key);
        if (postcode_ == Gazetteer::unknown_postcode) postcode_ = 0;  // a telephone number, perhaps
    }
    for (const Mention& mention : mentions_) {
        for (std::size_t i = 0; district_ == 0 && i < mention.count; ++i) {
            const Target& target = mention.targets.at(i);
            if (target.place == 0 || gazetteer_.place(target.index).area == 0) continue;
            const PlaceEntry& area = gazetteer_.place(target.index);
            district_ = gazetteer_.district(joined_key(gazetteer_.name(area.name, area.name_length)));
        }
    }
}

Finding TextLocator::find(std::string_view text, const Hints& hints) {
    text_ = before_signature(text);
    words_ = reader_.read(text_);
    readings_.clear();
    house_words_.clear();
    has_capitals_ = std::ranges::any_of(words_, &Word::capital);
    find_mentions();
    find_hints(hints);
    read_mentions();
    read_misspelt();
    return result();
}

Finding TextLocator::result() const {
    Finding finding;
    if (readings_.empty()) return finding;
    std::vector<Reading> sorted = readings_;
    for (Reading& reading : sorted) {
        reading.score -= order_step * std::min(static_cast<double>(reading.first), 100.0) / 10;
        for (std::size_t i = reading.first; i > 0 && reading.first - i < 4; --i) {
            const std::string_view key = words_[i - 1].key;
            if (key.starts_with("wohn") && (key == "wohne" || key == "wohnhaft" || key == "wohnen")) {
                reading.score -= living_there;
            }
        }
    }
    std::ranges::stable_sort(sorted, std::ranges::greater{}, &Reading::score);
    const Reading& best = sorted.front();
    constexpr double clear_lead = 0.06;
    bool contradicted = false;
    for (std::size_t i = 1; i < sorted.size(); ++i) {
        // Another meaning of the same words that is as good, and elsewhere.
        const bool same_words = sorted[i].first < best.last && best.first < sorted[i].last;
        contradicted |= same_words && best.score - sorted[i].score < clear_lead &&
                        distance_m(best.position, sorted[i].position) > same_place_m;
    }
    for (const Reading& reading : sorted) {
        if (finding.candidates.size() == max_candidates) break;
        const auto alike = [&](const Candidate& c) {
            return c.source == reading.source && distance_m(c.position, reading.position) < 1;
        };
        if (std::ranges::any_of(finding.candidates, alike)) continue;
        Candidate candidate{reading.position,
                            reading.accuracy_m,
                            reading.source,
                            {},
                            {},
                            std::max(reading.score, 0.0),
                            words_[reading.first].begin,
                            words_[reading.last - 1].end};
        if (reading.target.place != 0) {
            const PlaceEntry& place = gazetteer_.place(reading.target.index);
            candidate.name = gazetteer_.name(place.name, place.name_length);
        } else {
            candidate.street = gazetteer_.street_name(reading.target.index);
            candidate.name = candidate.street;
            if (!reading.number.empty()) candidate.name += " " + reading.number;
            if (reading.other.index != 0 || reading.other.place != 0) {
                candidate.name += " / " + std::string(gazetteer_.street_name(reading.other.index));
            }
        }
        finding.candidates.push_back(std::move(candidate));
    }
    finding.certain = !contradicted && best.score >= thresholds_.score && best.accuracy_m <= thresholds_.accuracy_m;
    return finding;
}

}  // namespace ombud::locate
