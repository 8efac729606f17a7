#include "core/value_source.hpp"

#include "core/error.hpp"
#include "core/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

namespace ombud {

namespace {

constexpr std::string_view alternative = " else ";
constexpr std::string_view pipe = " | ";

[[noreturn]] void fail(std::string_view source, std::string_view why) {
    throw Error(ErrorKind::config, fmt::format("'{}': {}", source, why));
}

std::optional<int> number_of(std::string_view text) noexcept {
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

/// One name of a JSON pointer: ~1 means /, ~0 means ~.
std::string unescaped(std::string_view token) {
    std::string name;
    for (std::size_t i = 0; i < token.size(); ++i) {
        const bool escape = token[i] == '~' && i + 1 < token.size() && (token[i + 1] == '0' || token[i + 1] == '1');
        name += !escape ? token[i] : token[i + 1] == '1' ? '/' : '~';
        if (escape) ++i;
    }
    return name;
}

PointerStep pointer_step(std::string_view token, std::string_view whole) {
    if (token == "*") return {PointerStep::Kind::every, {}, {}};
    if (!token.starts_with('[') || !token.ends_with(']')) return {PointerStep::Kind::member, unescaped(token), {}};
    token = token.substr(1, token.size() - 2);
    const std::size_t equals = token.find('=');
    if (equals == 0 || equals == std::string_view::npos)
        fail(whole, "write [member=value], such as [field.ref=street]");
    PointerStep step{PointerStep::Kind::lookup, unescaped(token.substr(equals + 1)), {}};
    for (const std::string_view name : split(token.substr(0, equals), '.')) step.path.push_back(unescaped(name));
    return step;
}

/// Cuts `text` at a separator of several characters.
std::vector<std::string_view> pieces(std::string_view text, std::string_view separator) {
    std::vector<std::string_view> result;
    for (;;) {
        const std::size_t end = text.find(separator);
        result.push_back(trim(text.substr(0, end)));
        if (end == std::string_view::npos) return result;
        text.remove_prefix(end + separator.size());
    }
}

ValueOperation split_operation(std::string_view rest, std::string_view whole) {
    constexpr std::string_view meant = "write split \",\" 0 with the separator in quotes and the number of the piece";
    if (rest.size() < 3 || (rest.front() != '"' && rest.front() != '\'')) fail(whole, meant);
    const std::size_t end = rest.find(rest.front(), 1);
    if (end == std::string_view::npos || end == 1) fail(whole, meant);
    const auto piece = number_of(trim(rest.substr(end + 1)));
    if (!piece) fail(whole, meant);
    return {ValueOperation::Kind::split, std::string(rest.substr(1, end - 1)), *piece, {}, {}};
}

ValueOperation operation(std::string_view text, std::string_view whole) {
    const std::size_t space = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, space);
    const std::string_view rest = trim(text.substr(space));
    if (word == "split") return split_operation(rest, whole);
    if (word == "when" && !rest.empty()) {
        return {ValueOperation::Kind::when, {}, 0, std::string(rest), parse_pointer(rest)};
    }
    if (word == "json" && rest.starts_with('/')) return {ValueOperation::Kind::json, {}, 0, {}, parse_pointer(rest)};
    fail(whole, fmt::format("'{}' is not understood; there are: json /pointer, split \",\" 0, when /pointer", text));
}

}  // namespace

std::vector<PointerStep> parse_pointer(std::string_view text) {
    if (!text.starts_with('/')) return {{PointerStep::Kind::member, std::string(text), {}}};
    std::vector<PointerStep> steps;
    const std::string_view whole = text;
    while (!text.empty()) {
        text.remove_prefix(1);
        const std::size_t end = std::min(text.find('/'), text.size());
        steps.push_back(pointer_step(text.substr(0, end), whole));
        text.remove_prefix(end);
    }
    return steps;
}

ValueSource parse_value_source(std::string_view text) {
    ValueSource source;
    for (const std::string_view alternative_text : pieces(text, alternative)) {
        const std::vector<std::string_view> parts = pieces(alternative_text, pipe);
        if (parts.front().empty()) fail(text, "the name of a column or member is missing");
        ValuePlace place{std::string(parts.front()), parse_pointer(parts.front()), {}};
        for (std::size_t i = 1; i < parts.size(); ++i) place.operations.push_back(operation(parts[i], text));
        source.places.push_back(std::move(place));
    }
    return source;
}

std::size_t column_number(std::string_view place) noexcept {
    if (!place.starts_with('#')) return 0;
    const auto number = number_of(place.substr(1));
    return number && *number > 0 ? static_cast<std::size_t>(*number) : 0;
}

}  // namespace ombud
