#include "intake/json_value.hpp"

#include "core/error.hpp"
#include "core/text.hpp"
#include "intake/report_maker.hpp"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <array>

namespace ombud::intake {

namespace od = simdjson::ondemand;

namespace {

constexpr std::size_t deepest = 100;

/// Value of four hexadecimal digits, or -1.
int hex4(std::string_view digits) noexcept {
    if (digits.size() < 4) return -1;
    int value = 0;
    for (const char c : digits.substr(0, 4)) {
        const int digit = c >= '0' && c <= '9'   ? c - '0'
                          : c >= 'a' && c <= 'f' ? c - 'a' + 10
                          : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                 : -1;
        if (digit < 0) return -1;
        value = value * 16 + digit;
    }
    return value;
}

/// The JSON with each \u escape of half a surrogate pair replaced by \ufffd.
std::string without_lone_surrogates(std::string_view json) {
    const auto escape_at = [&](std::size_t i) {
        return i + 6 <= json.size() && json[i] == '\\' && json[i + 1] == 'u' ? hex4(json.substr(i + 2)) : -1;
    };
    std::string result;
    result.reserve(json.size());
    for (std::size_t i = 0; i < json.size();) {
        const int unit = escape_at(i);
        const bool high = unit >= 0xD800 && unit < 0xDC00;
        const bool low = unit >= 0xDC00 && unit < 0xE000;
        const int second = high ? escape_at(i + 6) : -1;
        std::size_t length = json[i] == '\\' ? std::min<std::size_t>(2, json.size() - i) : 1;
        if (high && second >= 0xDC00 && second < 0xE000) {
            length = 12;
        } else if (high || low) {
            result += "\\ufffd";
            i += 6;
            continue;
        }
        result.append(json.substr(i, length));
        i += length;
    }
    return result;
}

/// Whether nothing but white space is left behind what was read.
bool is_at_end(od::document& document) {
    return document.current_location().error() == simdjson::OUT_OF_BOUNDS;
}

/// \param where  " behind byte 7", or nothing
Error broken(const simdjson::simdjson_error& error, std::string_view where = {}) {
    return {ErrorKind::input, fmt::format("no valid JSON{}: {}; correct it and import it again", where, error.what())};
}

/// A number, or what stands where a value is expected.
Value scalar(std::string_view token) {
    constexpr std::array<std::string_view, 3> no_numbers{"NaN", "Infinity", "-Infinity"};
    token = trim(token);
    if (std::ranges::find(no_numbers, token) != no_numbers.end()) return Value(std::string(token));
    Value value(one_line(token, 64));
    if (value.text.find_first_not_of("0123456789+-.eE") != std::string::npos) value.kind = Value::Kind::broken;
    return value;
}

Value value_of(od::value json, std::size_t depth) {
    od::json_type type{};
    if (json.type().get(type) != simdjson::SUCCESS) return scalar(json.raw_json_token());
    switch (type) {
        case od::json_type::string:
            return Value(std::string(json.get_string().value()));
        case od::json_type::null:
            return {};
        case od::json_type::boolean:
            return Value(json.get_bool().value() ? "true" : "false");
        case od::json_type::number:
            return scalar(json.raw_json_token());
        case od::json_type::object: {
            Value object(Value::Kind::object);
            if (depth > deepest) return object;
            for (auto member : json.get_object()) {
                std::string name(member.unescaped_key().value());
                object.members.emplace_back(std::move(name), value_of(member.value().value(), depth + 1));
            }
            return object;
        }
        case od::json_type::array:
            break;
    }
    Value array(Value::Kind::array);
    if (depth > deepest) return array;
    for (auto element : json.get_array()) array.elements.push_back(value_of(element.value(), depth + 1));
    return array;
}

}  // namespace

struct JsonReader::Implementation {
    od::parser parser;
    std::string padded;

    /// A copy with the readable bytes behind its end that simdjson needs.
    simdjson::padded_string_view pad(std::string_view json) {
        padded.reserve(json.size() + simdjson::SIMDJSON_PADDING);
        padded.assign(json);
        return simdjson::padded_string_view(padded.data(), padded.size(), padded.size() + simdjson::SIMDJSON_PADDING);
    }

    Value read(std::string_view json) {
        od::document document = parser.iterate(pad(json));
        const auto type = document.type().value();
        Value value;
        if (type == od::json_type::object || type == od::json_type::array) {
            value = value_of(document.get_value().value(), 0);
        } else {
            throw Error(ErrorKind::input, "a JSON object is expected; correct it and import it again");
        }
        if (!is_at_end(document)) {
            throw Error(ErrorKind::input, "there is something behind the JSON object; put each on a line of its own");
        }
        return value;
    }
};

JsonReader::JsonReader() : implementation_(std::make_unique<Implementation>()) {}
JsonReader::~JsonReader() = default;

Value JsonReader::read(std::string_view json) {
    try {
        try {
            return implementation_->read(json);
        } catch (const simdjson::simdjson_error& error) {
            if (error.error() != simdjson::STRING_ERROR) throw;
            return implementation_->read(without_lone_surrogates(json));
        }
    } catch (const simdjson::simdjson_error& error) {
        throw broken(error);
    }
}

std::string_view JsonReader::array_at(std::string_view json, std::string_view pointer) {
    const simdjson::padded_string_view padded = implementation_->pad(json);
    od::document document;
    if (implementation_->parser.iterate(padded).get(document) != simdjson::SUCCESS) return {};
    od::value value;
    od::array array;
    std::string_view raw;
    if (document.at_pointer(pointer).get(value) != simdjson::SUCCESS ||
        value.get_array().get(array) != simdjson::SUCCESS || array.raw_json().get(raw) != simdjson::SUCCESS) {
        return {};
    }
    return json.substr(static_cast<std::size_t>(raw.data() - padded.data()), raw.size());
}

void JsonReader::for_each_element(std::string_view array, const std::function<void(std::string_view)>& each,
                                  std::size_t offset) {
    const simdjson::padded_string padded(array);
    std::size_t end = 0;  // of the last element that was whole
    const auto hand_out = [&](std::string_view json) {
        end = static_cast<std::size_t>(json.data() + json.size() - padded.data());
        each(json);
    };
    try {
        od::parser parser;
        od::document document = parser.iterate(padded);
        for (auto element : document.get_array()) {
            od::value value = element.value();
            // The elements are cut out by their brackets; what is inside is for `parse` to judge.
            switch (value.type().value()) {
                case od::json_type::object:
                    hand_out(value.get_object().value().raw_json().value());
                    break;
                case od::json_type::array:
                    hand_out(value.get_array().value().raw_json().value());
                    break;
                default:
                    hand_out(value.raw_json_token());
            }
        }
        if (!is_at_end(document)) throw Error(ErrorKind::input, "there is something behind the end of the array");
    } catch (const simdjson::simdjson_error& error) {
        throw broken(error, fmt::format(" behind byte {}", offset + end));
    }
}

bool is_whole_object(std::string_view text) {
    std::size_t depth = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted) {
            if (c == '\\') ++i;
            if (c == '"') quoted = false;
        } else if (c == '"') {
            quoted = true;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if (c == '}' || c == ']') {
            if (depth == 0 || --depth == 0)
                return text[i] == '}' && text.find_first_not_of(" \t\r", i + 1) == std::string_view::npos;
        }
    }
    return false;
}

}  // namespace ombud::intake
