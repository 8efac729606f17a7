#include "publish/layer/value_text.hpp"

#include "core/markup.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <iterator>

namespace ombud::publish {

namespace {

void append_digits(std::string& out, unsigned value, int digits) {
    std::array<char, 4> text{};
    for (int i = digits; i-- > 0; value /= 10) text[static_cast<std::size_t>(i)] = static_cast<char>('0' + value % 10);
    out.append(text.data(), static_cast<std::size_t>(digits));
}

}  // namespace

void append_iso(std::string& out, Instant instant) {
    using namespace std::chrono;
    const sys_days day = floor<days>(instant);
    const year_month_day date(day);
    const auto second = static_cast<unsigned>((instant - day).count());
    append_digits(out, static_cast<unsigned>(static_cast<int>(date.year())), 4);
    out += '-';
    append_digits(out, static_cast<unsigned>(date.month()), 2);
    out += '-';
    append_digits(out, static_cast<unsigned>(date.day()), 2);
    out += 'T';
    append_digits(out, second / 3600, 2);
    out += ':';
    append_digits(out, second / 60 % 60, 2);
    out += ':';
    append_digits(out, second % 60, 2);
    out += 'Z';
}

void append_decimal(std::string& out, double number, int decimals) {
    constexpr std::array<double, 10> powers{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
    constexpr double largest = 9e15;  // beyond, doubles have no decimals worth the name
    const double scaled = number * powers.at(static_cast<std::size_t>(decimals));
    if (!(std::abs(scaled) < largest)) {
        fmt::format_to(std::back_inserter(out), "{}", number);
        return;
    }
    const long long whole = std::llround(scaled);
    const auto unit = static_cast<unsigned long long>(powers.at(static_cast<std::size_t>(decimals)));
    const auto size = static_cast<unsigned long long>(whole < 0 ? -whole : whole);
    if (whole < 0) out += '-';
    fmt::format_to(std::back_inserter(out), "{}", size / unit);
    unsigned long long rest = size % unit;
    if (rest == 0) return;
    int digits = decimals;
    for (; rest % 10 == 0; rest /= 10) --digits;
    fmt::format_to(std::back_inserter(out), ".{:0{}}", rest, digits);
}

void append_text(std::string& out, const FieldValue& value) {
    if (const auto* text = std::get_if<std::string_view>(&value)) {
        out += *text;
    } else if (const auto* integer = std::get_if<std::int64_t>(&value)) {
        fmt::format_to(std::back_inserter(out), "{}", *integer);
    } else if (const auto* real = std::get_if<double>(&value)) {
        fmt::format_to(std::back_inserter(out), "{}", *real);
    } else if (const auto* instant = std::get_if<Instant>(&value)) {
        append_iso(out, *instant);
    } else if (const auto* list = std::get_if<std::span<const std::string>>(&value)) {
        for (const std::string& item : *list) {
            if (&item != list->data()) out += ';';
            out += item;
        }
    }
}

void append_xml(std::string& out, std::string_view text) {
    for (const char c : text) {
        if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') append_markup(out, c);
    }
}

}  // namespace ombud::publish
