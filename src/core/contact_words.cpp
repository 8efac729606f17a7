#include "core/contact_words.hpp"

#include "core/text.hpp"

#include <algorithm>

namespace ombud {

namespace {

bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

char lower(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

/// Part of a word: ASCII letters and digits, and every byte of a letter beyond.
bool in_word(char c) noexcept {
    return is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

bool stands_alone(std::string_view text, std::size_t begin, std::size_t length) noexcept {
    const bool before = begin > 0 && in_word(text[begin - 1]);
    const bool after = begin + length < text.size() && in_word(text[begin + length]);
    return !before && !after;
}

std::size_t find_name(std::string_view text, std::string_view name, std::size_t from) {
    for (std::size_t at = text.find(name, from); at != std::string_view::npos; at = text.find(name, at + 1)) {
        if (stands_alone(text, at, name.size())) return at;
    }
    return std::string_view::npos;
}

std::size_t find_without_case(std::string_view text, std::string_view lowered, std::size_t from) {
    if (from >= text.size()) return std::string_view::npos;
    const auto same = [](char a, char b) { return lower(a) == b; };
    const auto found =
        std::search(text.begin() + static_cast<std::ptrdiff_t>(from), text.end(), lowered.begin(), lowered.end(), same);
    return found == text.end() ? std::string_view::npos : static_cast<std::size_t>(found - text.begin());
}

/// Between the digits of a number.
bool joins_digits(char c) noexcept {
    return c == ' ' || c == '/' || c == '-' || c == '(' || c == ')' || c == '.' || c == '+';
}

}  // namespace

std::string phone_digits(std::string_view text) {
    std::string digits;
    std::ranges::copy_if(text, std::back_inserter(digits), is_digit);
    const bool international = trim(text).starts_with('+');
    if (digits.starts_with("0049")) digits.erase(0, 4);
    if (international && digits.starts_with("49")) digits.erase(0, 2);
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
    return digits.size() >= 5 ? digits : std::string();
}

ContactWords::ContactWords(const Reporter& reporter) : phone_(phone_digits(reporter.phone)) {
    const std::string_view address = trim(reporter.email);
    if (address.find('@') != std::string_view::npos) {
        std::ranges::transform(address, std::back_inserter(email_), lower);
    }
    const std::vector<std::string_view> parts = split(reporter.name, ' ');
    if (parts.empty()) return;
    const std::string surname(parts.back());
    if (parts.size() > 1) {
        std::string first;
        for (std::size_t i = 0; i + 1 < parts.size(); ++i) first += (i == 0 ? "" : " ") + std::string(parts[i]);
        names_.push_back(first + ' ' + surname);
        names_.push_back(surname + ", " + first);
        names_.push_back(surname + ' ' + first);
    }
    if (surname.size() >= 3) names_.push_back(surname);
}

ContactWords::Span ContactWords::next_phone(std::string_view text, std::size_t from) const {
    for (std::size_t begin = from; begin < text.size(); ++begin) {
        if (!is_digit(text[begin]) || (begin > from && is_digit(text[begin - 1]))) continue;
        // A run of digits and what joins them, without what trails.
        std::size_t end = begin;
        for (std::size_t i = begin; i < text.size() && (is_digit(text[i]) || joins_digits(text[i])); ++i) {
            if (is_digit(text[i])) end = i + 1;
        }
        const bool plus = begin > 0 && text[begin - 1] == '+';
        const std::size_t start = plus ? begin - 1 : begin;
        const std::string digits = phone_digits(text.substr(start, end - start));
        if (digits == phone_) return {start, end - start};
        // A house number or a date before it may have been read into the run: the next group begins anew.
        if (digits.size() <= phone_.size()) begin = end;
    }
    return {};
}

ContactWords::Span ContactWords::next(std::string_view text, std::size_t from) const {
    Span best;
    const auto consider = [&](std::size_t at, std::size_t length) {
        if (at == std::string_view::npos || length == 0) return;
        if (best.length == 0 || at < best.begin || (at == best.begin && length > best.length)) best = {at, length};
    };
    if (!email_.empty()) consider(find_without_case(text, email_, from), email_.size());
    for (const std::string& name : names_) consider(find_name(text, name, from), name.size());
    if (!phone_.empty()) {
        const Span phone = next_phone(text, from);
        consider(phone.begin, phone.length);
    }
    return best;
}

bool ContactWords::stand_in(std::string_view text) const {
    return next(text, 0).length > 0;
}

std::string ContactWords::covered(std::string_view text, std::string_view cover) const {
    std::string out;
    std::size_t done = 0;
    for (Span span = next(text, 0); span.length > 0; span = next(text, done)) {
        out.append(text.substr(done, span.begin - done)).append(cover);
        done = span.begin + span.length;
    }
    return out.append(text.substr(done));
}

}  // namespace ombud
