#include "intake/value.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace ombud::intake {

namespace {

std::string_view without_prefix(std::string_view name) noexcept {
    const std::size_t colon = name.rfind(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::optional<std::size_t> index_of(std::string_view name) noexcept {
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), index);
    if (name.empty() || error != std::errc{} || end != name.data() + name.size()) return std::nullopt;
    return index;
}

const Value* at_path(const Value& from, std::span<const std::string> path) noexcept {
    const Value* at = &from;
    for (const std::string& name : path) {
        at = at->member(name);
        if (at == nullptr) break;
    }
    return at;
}

bool leads_to(const Value& element, const PointerStep& step) noexcept {
    const Value* const found = at_path(element, step.path);
    return found != nullptr && found->text == step.name;
}

void collect(const Value& value, std::span<const PointerStep> pointer, std::vector<const Value*>& found) {
    if (pointer.empty()) {
        found.push_back(&value);
        return;
    }
    const PointerStep& step = pointer.front();
    const auto rest = pointer.subspan(1);
    switch (step.kind) {
        case PointerStep::Kind::member: {
            const auto index = value.kind == Value::Kind::array ? index_of(step.name) : std::nullopt;
            const Value* const next =
                index && *index < value.elements.size() ? &value.elements[*index] : value.member(step.name);
            if (next != nullptr) collect(*next, rest, found);
            // XML cannot say whether an element that is there once is the only one of a list.
            if (next == nullptr && step.name == "0" && value.kind != Value::Kind::array) collect(value, rest, found);
            return;
        }
        case PointerStep::Kind::every:
            for (const Value& element : value.elements) collect(element, rest, found);
            if (value.kind == Value::Kind::object || value.kind == Value::Kind::text) collect(value, rest, found);
            return;
        case PointerStep::Kind::lookup: {
            const auto element =
                std::ranges::find_if(value.elements, [&](const Value& one) { return leads_to(one, step); });
            if (element != value.elements.end()) collect(*element, rest, found);
            if (value.kind == Value::Kind::object && leads_to(value, step)) collect(value, rest, found);
            return;
        }
    }
}

}  // namespace

const Value* Value::member(std::string_view name) const noexcept {
    for (auto one = members.rbegin(); one != members.rend(); ++one) {
        if (one->first == name) return &one->second;
    }
    return nullptr;
}

const Value* Value::member_alike(std::string_view name) const {
    const std::string wanted = fold(name);
    for (auto one = members.rbegin(); one != members.rend(); ++one) {
        if (fold(without_prefix(one->first)) == wanted) return &one->second;
    }
    return nullptr;
}

bool Value::holds_something() const noexcept {
    switch (kind) {
        case Kind::null:
            return false;
        case Kind::text:
        case Kind::broken:
            return !trim(text).empty();
        case Kind::object:
            return !members.empty();
        case Kind::array:
            break;
    }
    return !elements.empty();
}

std::vector<const Value*> find_values(const Value& root, std::span<const PointerStep> pointer) {
    std::vector<const Value*> found;
    collect(root, pointer, found);
    return found;
}

}  // namespace ombud::intake
