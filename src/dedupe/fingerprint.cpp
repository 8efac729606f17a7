#include "dedupe/fingerprint.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>
#include <vector>

namespace ombud::dedupe {

namespace {

constexpr std::uint64_t repetition_bit = 1ULL << 63U;

std::uint32_t short_hash(std::string_view text) {
    if (text.empty()) return 0;
    const auto hash = static_cast<std::uint32_t>(key_hash(text));
    return hash == 0 ? 1 : hash;
}

std::int32_t fixed(double degrees) {
    return static_cast<std::int32_t>(std::lround(degrees * 1e7));
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// "strasse" and "str" are one, also at the end of a word.
std::string without_suffix_variant(std::string word) {
    for (const std::string_view suffix : {"strasse", "street"}) {
        if (word.ends_with(suffix)) {
            word.resize(word.size() - suffix.size());
            return word + "str";
        }
    }
    return word;
}

/// House number, or empty: digits, letters of at most one and ranges, as in "12", "12a", "686-692".
bool is_house_number(std::string_view word) {
    if (word.empty() || !is_digit(word.front()) || word.size() > 9) return false;
    return std::ranges::count_if(word, [](char c) { return !is_digit(c) && c != '-' && c != '/'; }) <= 1;
}

std::vector<std::string> address_words(std::string_view text) {
    // After a comma follow postcode and town, unless the house number stood before it: "12a, Werler Straße".
    const std::size_t comma = text.find(',');
    const auto is_letter = [](char c) { return !is_digit(c) && c != ' '; };
    if (std::ranges::count_if(text.substr(0, comma), is_letter) > 2) text = text.substr(0, comma);
    std::string spaced = fold(text);
    std::ranges::replace_if(
        spaced, [](char c) { return c == '.' || c == ',' || c == '(' || c == ')' || c == '\t' || c == '\n'; }, ' ');
    std::vector<std::string> words;
    for (const std::string_view word : split(spaced, ' ')) words.emplace_back(word);
    return words;
}

/// Taylor series to the tenth power: off by less than 5e-7 between the poles, at a fraction of the library's time.
double cosine_of_latitude(double radians) noexcept {
    const double x = radians * radians;
    return 1 - x / 2 * (1 - x / 12 * (1 - x / 30 * (1 - x / 56 * (1 - x / 90))));
}

std::uint64_t content_order(const Report& report) {
    return key_hash(report.source + '\n' + report.title + '\n' + report.text + '\n' + report.place.street);
}

std::string_view group_of(std::string_view category) {
    return trim(category.substr(0, category.find('/')));
}

}  // namespace

bool arrived_before(const Report& a, const Report& b) {
    if (a.received_at != b.received_at) return a.received_at < b.received_at;
    const std::uint64_t x = content_order(a);
    const std::uint64_t y = content_order(b);
    return x != y ? x < y : a.id < b.id;
}

AddressKey address_key(std::string_view street, std::string_view house_number) {
    std::string name;
    std::string house = fold(trim(house_number));
    std::erase(house, ' ');
    for (const std::string& word : address_words(street)) {
        const bool letter_of_house =
            word.size() == 1 && !house.empty() && is_digit(house.back()) && house_number.empty();
        // Five digits are a postcode, unless they are a range.
        const bool short_enough = word.size() < 5 || word.find('-') != std::string::npos;
        if (is_house_number(word) && house.empty() && short_enough) {
            house = word;
        } else if (letter_of_house && word.front() >= 'a' && word.front() <= 'h') {
            house += word;
        } else {
            // Joined, so that "Werler Straße" and "Werlerstraße" are one.
            name += without_suffix_variant(word);
        }
    }
    std::erase(name, '-');
    return {short_hash(name), name.empty() ? 0 : short_hash(house)};
}

double metres_between(const Fingerprint& a, const Fingerprint& b) noexcept {
    constexpr double degree_m = 6'371'008.8 * std::numbers::pi / 180;  // mean earth radius, IUGG
    const double north = (a.lat - static_cast<double>(b.lat)) * 1e-7 * degree_m;
    const double middle = (static_cast<double>(a.lat) + b.lat) * 0.5e-7 * std::numbers::pi / 180;
    const double east = (a.lon - static_cast<double>(b.lon)) * 1e-7 * degree_m * cosine_of_latitude(middle);
    return std::sqrt(north * north + east * east);
}

Fingerprint fingerprint(const Report& report, const Circumstances& circumstances) {
    Fingerprint f;
    f.report = report.id;
    f.received_at = report.received_at.time_since_epoch().count();
    if (report.closed_at) f.closed_at = report.closed_at->time_since_epoch().count();
    f.order = content_order(report);
    if (report.position) {
        f.lon = fixed(report.position->lon);
        f.lat = fixed(report.position->lat);
        f.accuracy_m = static_cast<std::uint16_t>(std::clamp(report.accuracy_m, 1.0, 60'000.0));
    }
    const std::string_view category = report.category.empty() ? circumstances.category_text : report.category;
    const std::string folded = fold(category);
    f.category = short_hash(trim(folded));
    f.group = short_hash(group_of(folded));
    const AddressKey address = address_key(report.place.street.empty() ? report.located_street : report.place.street,
                                           report.place.house_number);
    f.street = address.street;
    f.house = address.house;
    f.reporter = static_cast<std::uint32_t>(report.reporter);
    const TextEvidence text = text_evidence(report.title, report.text);
    f.letters = text.letters;
    f.identifiers = text.identifiers;
    f.objects = (text.objects & ~repetition_bit) | (text.repetition ? repetition_bit : 0);
    f.trigrams = text.trigrams;
    f.photo = circumstances.photo;
    return f;
}

}  // namespace ombud::dedupe
