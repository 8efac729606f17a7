#include "store/search_text.hpp"

#include "core/search_words.hpp"
#include "core/text.hpp"

#include <vector>

namespace ombud::store {

namespace {

/// The shortest stem that a longer beginning is looked for by.
constexpr std::size_t shortest_stem = 3;

std::string phrase(const std::vector<std::string>& stems, std::string_view last) {
    std::string quoted = "\"";
    for (const std::string& stem : stems) quoted += stem + ' ';
    return quoted.append(last) + '"';
}

/// The index holds stems. A beginning is found as the beginning of a stem, and where it is longer than one, as a stem
/// that may go on like that.
std::string beginning(const std::vector<std::string>& before, const std::string& bare) {
    std::string either = '(' + phrase(before, bare) + '*';
    for (std::size_t length = bare.size() - 1; length >= shortest_stem && length < bare.size(); --length) {
        const std::string_view stem = std::string_view(bare).substr(0, length);
        if (WordStems::may_go_on(stem, bare)) either += " OR " + phrase(before, stem);
    }
    return either + ')';
}

}  // namespace

std::string search_expression(std::string_view text) {
    WordStems stems;
    std::string expression;
    for (const std::string_view word : split(text, ' ')) {
        const auto places = words_in(word);
        if (places.empty()) continue;
        std::vector<std::string> before;
        for (const WordPlace& place : places) {
            before.emplace_back(stems.stem(word.substr(place.begin, place.end - place.begin)));
        }
        before.pop_back();
        const std::string_view last = word.substr(places.back().begin, places.back().end - places.back().begin);
        if (!expression.empty()) expression += " AND ";
        expression += word.ends_with('*') ? beginning(before, bare_word(last)) : phrase(before, stems.stem(last));
    }
    return expression;
}

}  // namespace ombud::store
