#include "locate/gazetteer.hpp"

#include "core/text.hpp"
#include "locate/street_key.hpp"

#include <algorithm>
#include <array>

namespace ombud::locate {

namespace {

/// The words of a text with hyphens taken as spaces, so that "Werler-Str. 12" and "Werler Str. 12" are alike.
std::vector<std::string_view> words_of(std::string_view text) {
    constexpr std::string_view breaks = " \t\n\r-,;:()/\"";
    std::vector<std::string_view> words;
    std::size_t begin = text.find_first_not_of(breaks);
    while (begin != std::string_view::npos) {
        const std::size_t end = std::min(text.find_first_of(breaks, begin), text.size());
        words.push_back(text.substr(begin, end - begin));
        begin = text.find_first_not_of(breaks, end);
    }
    return words;
}

/// What comes before the closing formula of a letter: an address below it is where the writer lives, not what is
/// reported.
std::string_view before_signature(std::string_view text) {
    static constexpr std::array<std::string_view, 15> closings{"freundliche gruesse",
                                                               "freundlichen gruessen",
                                                               "viele gruesse",
                                                               "beste gruesse",
                                                               "liebe gruesse",
                                                               "schoene gruesse",
                                                               "mfg",
                                                               "hochachtungsvoll",
                                                               "kind regards",
                                                               "best regards",
                                                               "best wishes",
                                                               "yours sincerely",
                                                               "freundlichem gruss",
                                                               "gruesse",
                                                               "gruss"};
    for (std::size_t line = 0; line < text.size();) {
        const std::size_t end = std::min(text.find('\n', line), text.size());
        std::string folded = fold(trim(text.substr(line, end - line)));
        if (folded.starts_with("mit ")) folded.erase(0, 4);
        const auto closes = [&](std::string_view closing) { return folded.starts_with(closing); };
        if (folded == "--" || std::ranges::any_of(closings, closes)) return text.substr(0, line);
        line = end + 1;
    }
    return text;
}

std::string_view span_of(std::string_view first, std::string_view last) {
    return {first.data(), static_cast<std::size_t>(last.data() + last.size() - first.data())};
}

}  // namespace

Gazetteer::Gazetteer(store::Register& registry) : registry_(&registry) {
    for (store::Street& street : store::streets(registry)) {
        most_words_ = std::max(most_words_, words_of(street.name).size());
        names_.emplace(std::move(street.key), std::move(street.name));
    }
}

std::optional<Place> Gazetteer::find(std::string_view street, std::string_view house_number,
                                     std::string_view postcode) const {
    std::vector<store::Address> houses =
        store::find_addresses(*registry_, street_key(street), number_key(house_number));
    if (!postcode.empty()) {
        std::erase_if(houses, [&](const store::Address& a) { return !a.postcode.empty() && a.postcode != postcode; });
    }
    if (houses.size() != 1) return std::nullopt;
    return Place{houses.front().position, house_accuracy_m, true, houses.front().street, {}};
}

std::optional<Place> Gazetteer::find_in_text(std::string_view text) const {
    const auto words = words_of(before_signature(text));
    for (std::size_t first = 0; first + 1 < words.size(); ++first) {
        // The longest name wins: "Am Alten Markt" before "Markt".
        for (std::size_t count = std::min(most_words_ + 1, words.size() - 1 - first); count > 0; --count) {
            const std::string_view street = span_of(words[first], words[first + count - 1]);
            const std::string_view number = words[first + count];
            if (number.front() < '0' || number.front() > '9' || !names_.contains(street_key(street))) continue;
            auto place = find(street, number, {});
            if (!place) continue;
            place->words = span_of(street, number);
            return place;
        }
    }
    return std::nullopt;
}

std::optional<std::string> Gazetteer::official_name(std::string_view street) const {
    const auto found = names_.find(street_key(street));
    return found == names_.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace ombud::locate
