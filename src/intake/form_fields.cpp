#include "intake/form_fields.hpp"

#include "core/text.hpp"

#include <algorithm>

namespace ombud::intake {

namespace {

int hex_digit(char c) noexcept {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::string decoded(std::string_view text) {
    std::string bytes;
    bytes.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int high = text[i] == '%' && i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
        const int low = high >= 0 ? hex_digit(text[i + 2]) : -1;
        if (low >= 0) {
            bytes += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            bytes += text[i] == '+' ? ' ' : text[i];
        }
    }
    return is_utf8(bytes) ? bytes : from_windows_1252(bytes);
}

void add(Value& object, const std::string& name, Value&& value, bool list) {
    const auto there = std::ranges::find(object.members, name, [](const auto& member) { return member.first; });
    if (there == object.members.end()) {
        if (list) {
            Value array(Value::Kind::array);
            array.elements.push_back(std::move(value));
            value = std::move(array);
        }
        object.members.emplace_back(name, std::move(value));
        return;
    }
    if (there->second.kind == Value::Kind::object) return;  // "a[b]=1&a=2": the object stays
    if (there->second.kind != Value::Kind::array) {
        Value array(Value::Kind::array);
        array.elements.push_back(std::move(there->second));
        there->second = std::move(array);
    }
    there->second.elements.push_back(std::move(value));
}

void add_field(Value& form, std::string_view pair) {
    const std::size_t equals = std::min(pair.find('='), pair.size());
    const std::string name = decoded(pair.substr(0, equals));
    if (name.empty()) return;
    Value value(equals < pair.size() ? decoded(pair.substr(equals + 1)) : std::string());
    const std::size_t bracket = name.find('[');
    if (bracket == std::string::npos || bracket == 0 || !name.ends_with(']')) {
        return add(form, name, std::move(value), false);
    }
    const std::string outer = name.substr(0, bracket);
    const std::string inner = name.substr(bracket + 1, name.size() - bracket - 2);
    if (inner.empty()) return add(form, outer, std::move(value), true);
    auto there = std::ranges::find(form.members, outer, [](const auto& member) { return member.first; });
    if (there == form.members.end()) {
        form.members.emplace_back(outer, Value(Value::Kind::object));
        there = form.members.end() - 1;
    }
    if (there->second.kind == Value::Kind::object) add(there->second, inner, std::move(value), false);
}

}  // namespace

bool looks_form_encoded(std::string_view line) noexcept {
    line = trim(line);
    const std::size_t equals = line.find('=');
    if (equals == 0 || equals == std::string_view::npos || equals > 200) return false;
    return line.find_first_of(" \t;,\"<>{}") == std::string_view::npos;
}

Value parse_form(std::string_view line) {
    Value form(Value::Kind::object);
    line = trim(line);
    while (!line.empty()) {
        const std::size_t end = std::min(line.find('&'), line.size());
        add_field(form, line.substr(0, end));
        line.remove_prefix(std::min(end + 1, line.size()));
    }
    return form;
}

}  // namespace ombud::intake
