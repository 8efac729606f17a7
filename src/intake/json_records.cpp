#include "intake/json_records.hpp"

#include "core/error.hpp"
#include "core/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace ombud::intake {

namespace {

/// Names are compared with those of lists; longer ones are none.
constexpr std::size_t longest_name = 200;
/// A list lies no deeper than that.
constexpr std::size_t deepest_list = 10;

constexpr bool is_blank(char c) noexcept {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

constexpr bool ends_word(char c) noexcept {
    return is_blank(c) || c == ',' || c == ']' || c == '}';
}

}  // namespace

JsonRecords::JsonRecords(std::function<bool(const List&)> accept, std::function<void(const Element&)> each,
                         Limits limits)
    : accept_(std::move(accept)), each_(std::move(each)), limits_(limits) {}

std::size_t JsonRecords::feed(std::string_view bytes) {
    std::size_t at = 0;
    while (at < bytes.size() && place_ != Place::end) {
        if (place_ == Place::element) {
            const std::size_t taken = take_element(bytes.substr(at));
            at += taken;
            offset_ += taken;
            continue;
        }
        const Place before = place_;
        step(bytes[at]);
        // What ends a word, and what tells that an array is no list, is looked at again for what it is itself.
        const bool again = (before == Place::word && place_ != Place::word) ||
                           (before == Place::undecided && place_ != Place::undecided) ||
                           (place_ == Place::element && before != Place::element);
        if (again) continue;
        ++at;
        ++offset_;
    }
    return at;
}

void JsonRecords::finish() const {
    if (place_ != Place::end) fail("the JSON ends in the middle");
}

void JsonRecords::step(char c) {
    if (place_ == Place::text) return text_byte(c);
    if (place_ == Place::word) {
        if (ends_word(c)) value_ended();
        return;
    }
    if (is_blank(c)) return;
    if (place_ == Place::undecided) return decide(c);
    switch (place_) {
        case Place::value:
            return begin_value(c);
        case Place::first_value:
            return c == ']' ? close(c) : begin_value(c);
        case Place::first_key:
        case Place::key:
            if (c == '}' && place_ == Place::first_key) return close(c);
            if (c != '"') fail("a name in quotation marks is expected");
            levels_.back().name.clear();
            levels_.back().member = offset_;
            in_name_ = true;
            place_ = Place::text;
            return;
        case Place::colon:
            if (c != ':') fail("a colon is expected");
            place_ = Place::value;
            return;
        case Place::behind:
            if (c != ',') return close(c);
            ++levels_.back().index;
            place_ = levels_.back().array ? Place::value : Place::key;
            return;
        case Place::first_element:
        case Place::element_start:
            if (c == ']' && place_ == Place::first_element) return close(c);
            if (ends_word(c)) fail("a value is expected");
            element_offset_ = offset_;
            place_ = Place::element;
            return;
        case Place::behind_element:
            if (c == ']') return close(c);
            if (c != ',') fail("a comma between two records is missing");
            place_ = Place::element_start;
            return;
        default:
            return;
    }
}

void JsonRecords::begin_value(char c) {
    if (c == '[') return begin_array();
    if (c == '{') {
        if (levels_.size() == limits_.deepest) fail("it is nested too deeply");
        levels_.emplace_back();
        place_ = Place::first_key;
    } else if (c == '"') {
        in_name_ = false;
        place_ = Place::text;
    } else if (c == ',' || c == ':' || c == ']' || c == '}') {
        fail("a value is expected");
    } else {
        place_ = Place::word;
    }
}

void JsonRecords::begin_array() {
    if (levels_.size() == limits_.deepest) fail("it is nested too deeply");
    const bool may_be_list = !found_ && levels_.size() <= deepest_list;
    levels_.push_back({.array = true, .name = {}, .index = 0, .member = 0});
    place_ = may_be_list ? Place::undecided : Place::first_value;
}

/// What stands behind the bracket tells what the array holds.
void JsonRecords::decide(char c) {
    const std::string path = pointer();
    const std::uint64_t member = levels_.size() > 1 ? levels_[levels_.size() - 2].member : 0;
    found_ = accept_({path, member, c == '{'});
    place_ = found_ ? Place::first_element : Place::first_value;
}

void JsonRecords::close(char c) {
    if (levels_.empty() || c != (levels_.back().array ? ']' : '}')) {
        fail(c == ']' || c == '}' ? "brackets do not match" : "a comma is missing");
    }
    levels_.pop_back();
    value_ended();
}

void JsonRecords::value_ended() {
    place_ = levels_.empty() ? Place::end : Place::behind;
}

void JsonRecords::text_byte(char c) {
    if (escaped_) {
        escaped_ = false;
    } else if (c == '\\') {
        escaped_ = true;
    } else if (c == '"') {
        if (!std::exchange(in_name_, false)) return value_ended();
        place_ = Place::colon;
        return;
    }
    if (in_name_ && levels_.back().name.size() < longest_name) levels_.back().name += c;
}

std::size_t JsonRecords::take_element(std::string_view bytes) {
    std::size_t at = 0;
    bool ended = false;
    while (at < bytes.size() && !ended) {
        const char c = bytes[at];
        if (escaped_) {
            escaped_ = false;
        } else if (quoted_) {
            escaped_ = c == '\\';
            quoted_ = c != '"';
            ended = !quoted_ && depth_ == 0;
        } else if (c == '"') {
            quoted_ = true;
        } else if (c == '{' || c == '[') {
            if (++depth_ + levels_.size() > limits_.deepest) {
                offset_ += at;
                element_.append(bytes.substr(0, at));
                fail("it is nested too deeply");
            }
        } else if (depth_ == 0 && ends_word(c)) {
            break;  // a number or a word; this belongs to the list
        } else if (c == '}' || c == ']') {
            ended = --depth_ == 0;
        }
        ++at;
    }
    const std::size_t room = limits_.longest_element - element_.size();
    cut_off_ = cut_off_ || at > room;
    element_.append(bytes.substr(0, std::min(at, room)));
    if (ended || at < bytes.size()) hand_out();
    return at;
}

void JsonRecords::hand_out() {
    place_ = Place::behind_element;
    each_({element_, element_offset_, std::exchange(cut_off_, false)});
    element_.clear();
}

std::string JsonRecords::pointer() const {
    std::string path;
    for (std::size_t i = 0; i + 1 < levels_.size(); ++i) {
        const Level& level = levels_[i];
        path += '/';
        if (level.array) {
            path += std::to_string(level.index);
            continue;
        }
        for (const char c : level.name) {
            if (c == '~' || c == '/') {
                path += c == '~' ? "~0" : "~1";
            } else {
                path += c;
            }
        }
    }
    return path;
}

void JsonRecords::fail(std::string_view what) const {
    throw Error(ErrorKind::input,
                fmt::format("no valid JSON at byte {}: {}; correct it and import it again", offset_ + 1, what));
}

}  // namespace ombud::intake
