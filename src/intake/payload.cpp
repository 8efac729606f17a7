#include "intake/payload.hpp"

#include "core/error.hpp"
#include "intake/photo_input.hpp"
#include "intake/report_maker.hpp"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace ombud::intake {

namespace od = simdjson::ondemand;

namespace {

/// Where a member's value goes: the n-th source of a report field.
struct Slot {
    Field field = Field::text;
    std::size_t part = 0;
};

/// The mapping as a tree of member names, so that one pass over an object finds everything.
struct Node {
    std::string name;
    std::vector<Node> children;
    std::vector<Slot> slots;

    [[nodiscard]] const Node* child(std::string_view wanted) const noexcept {
        const auto found = std::ranges::find(children, wanted, &Node::name);
        return found == children.end() ? nullptr : &*found;
    }
    Node& child_for(std::string_view wanted) {
        const auto found = std::ranges::find(children, wanted, &Node::name);
        return found == children.end() ? children.emplace_back(Node{std::string(wanted), {}, {}}) : *found;
    }
};

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

void add_source(Node& root, std::string_view source, Slot slot) {
    Node* node = &root;
    if (!source.starts_with('/')) {
        node = &node->child_for(source);
    } else {
        while (!source.empty()) {
            source.remove_prefix(1);
            const std::size_t end = std::min(source.find('/'), source.size());
            node = &node->child_for(unescaped(source.substr(0, end)));
            source.remove_prefix(end);
        }
    }
    node->slots.push_back(slot);
}

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

std::string text_of(od::value value, Slot slot) {
    switch (value.type().value()) {
        case od::json_type::string:
            return std::string(value.get_string().value());
        case od::json_type::null:
            return {};
        case od::json_type::boolean:
            return value.get_bool().value() ? "true" : "false";
        case od::json_type::number: {
            std::string token = one_line(value.raw_json_token(), 64);
            if (token.find_first_not_of("0123456789+-.eE") == std::string::npos) return token;
            throw Error(ErrorKind::input, fmt::format("{}: {} is no JSON number; correct it and import it again",
                                                      field_name(slot.field), token));
        }
        default:
            throw Error(ErrorKind::input,
                        fmt::format("{} holds an object or array where a text is expected; correct the mapping",
                                    field_name(slot.field)));
    }
}

void photo_from(od::value value, Delivered& delivered, const std::filesystem::path& folder) {
    switch (value.type().value()) {
        case od::json_type::string: {
            const std::string name(value.get_string().value());
            if (!name.empty()) add_named_photo(delivered, name, folder);
            return;
        }
        case od::json_type::object: {
            std::string name;
            std::string data;
            for (auto member : value.get_object()) {
                const std::string_view key = member.unescaped_key().value();
                if (key == "name") name = text_of(member.value().value(), {Field::photo, 0});
                if (key == "data") data = text_of(member.value().value(), {Field::photo, 0});
            }
            if (!data.empty()) {
                add_encoded_photo(delivered, name, data);
            } else if (!name.empty()) {
                add_named_photo(delivered, name, folder);
            }
            return;
        }
        case od::json_type::null:
            return;
        default:
            throw Error(
                ErrorKind::input,
                "photo must be an array of { \"name\", \"data\" } or of file names; correct it and import it again");
    }
}

/// Gathers the values of one object.
class Gatherer {
  public:
    Gatherer(std::size_t depth_limit, const std::filesystem::path& folder)
        : depth_limit_(depth_limit), folder_(folder) {}

    void object(od::object object, const Node& node, std::size_t depth = 0) {
        for (auto member : object) {
            const Node* const child = node.child(member.unescaped_key().value());
            if (child != nullptr) value(member.value().value(), *child, depth + 1);
        }
    }

    [[nodiscard]] Delivered result() && {
        for (const auto& [slot, text] : parts_) {
            std::string& whole = delivered_[slot.field];
            if (!whole.empty() && !text.empty()) whole += ' ';
            whole += text;
        }
        return std::move(delivered_);
    }

  private:
    void value(od::value value, const Node& node, std::size_t depth) {
        const auto type = value.type().value();
        if (!node.slots.empty() && node.slots.front().field == Field::photo) {
            delivered_.photos.clear();
            if (type != od::json_type::array) return photo_from(value, delivered_, folder_);
            for (auto element : value.get_array()) photo_from(element.value(), delivered_, folder_);
            return;
        }
        const bool inner = !node.children.empty() && depth < depth_limit_;
        if (type == od::json_type::object && inner) return object(value.get_object().value(), node, depth);
        if (type == od::json_type::array && inner) {
            std::size_t index = 0;
            for (auto element : value.get_array()) {
                const Node* const child = node.child(std::to_string(index++));
                if (child != nullptr) this->value(element.value(), *child, depth + 1);
            }
            return;
        }
        if (node.slots.empty()) return;
        std::string text = text_of(value, node.slots.front());
        for (const Slot slot : node.slots) put(slot, text);
    }

    void put(Slot slot, const std::string& text) {
        const auto same = [&](const auto& part) {
            return part.first.field == slot.field && part.first.part == slot.part;
        };
        auto found = std::ranges::find_if(parts_, same);
        if (found != parts_.end()) {
            found->second = text;  // there twice: the last one counts
            return;
        }
        // Sorted by part, so that several sources are joined in the order of the mapping.
        found = std::ranges::find_if(parts_, [&](const auto& part) { return part.first.part > slot.part; });
        parts_.emplace(found, slot, text);
    }

    std::size_t depth_limit_;
    const std::filesystem::path& folder_;
    Delivered delivered_;
    std::vector<std::pair<Slot, std::string>> parts_;
};

/// Whether nothing but white space is left behind what was read.
bool is_at_end(od::document& document) {
    return document.current_location().error() == simdjson::OUT_OF_BOUNDS;
}

Error broken(const simdjson::simdjson_error& error) {
    return {ErrorKind::input, fmt::format("no valid JSON: {}; correct it and import it again", error.what())};
}

}  // namespace

struct PayloadParser::Implementation {
    Node root;
    od::parser parser;
    std::string padded;

    /// A copy with the readable bytes behind its end that simdjson needs.
    simdjson::padded_string_view pad(std::string_view json) {
        padded.reserve(json.size() + simdjson::SIMDJSON_PADDING);
        padded.assign(json);
        return simdjson::padded_string_view(padded.data(), padded.size(), padded.size() + simdjson::SIMDJSON_PADDING);
    }

    Delivered parse(std::string_view json, const std::filesystem::path& folder) {
        constexpr std::size_t deepest_pointer = 64;
        od::document document = parser.iterate(pad(json));
        if (document.type().value() != od::json_type::object) {
            throw Error(ErrorKind::input, "a JSON object is expected; correct it and import it again");
        }
        Gatherer gatherer(deepest_pointer, folder);
        gatherer.object(document.get_object().value(), root);
        if (!is_at_end(document)) {
            throw Error(ErrorKind::input, "there is something behind the JSON object; put each on a line of its own");
        }
        return std::move(gatherer).result();
    }
};

PayloadParser::PayloadParser(const Mapping& mapping) : implementation_(std::make_unique<Implementation>()) {
    for (const auto& [name, sources] : mapping.fields) {
        const auto field = field_from(name);
        if (!field) continue;
        for (std::size_t part = 0; part < sources.size(); ++part) {
            add_source(implementation_->root, sources[part], {*field, part});
        }
    }
}

PayloadParser::~PayloadParser() = default;

Delivered PayloadParser::parse(std::string_view json, const std::filesystem::path& folder) {
    try {
        try {
            return implementation_->parse(json, folder);
        } catch (const simdjson::simdjson_error& error) {
            if (error.error() != simdjson::STRING_ERROR) throw;
            return implementation_->parse(without_lone_surrogates(json), folder);
        }
    } catch (const simdjson::simdjson_error& error) {
        throw broken(error);
    }
}

void PayloadParser::for_each_element(std::string_view array, const std::function<void(std::string_view)>& each) {
    try {
        const simdjson::padded_string padded(array);
        od::parser parser;
        od::document document = parser.iterate(padded);
        for (auto element : document.get_array()) {
            od::value value = element.value();
            // The elements are cut out by their brackets; what is inside is for `parse` to judge.
            switch (value.type().value()) {
                case od::json_type::object:
                    each(value.get_object().value().raw_json().value());
                    break;
                case od::json_type::array:
                    each(value.get_array().value().raw_json().value());
                    break;
                default:
                    each(value.raw_json_token());
            }
        }
        if (!is_at_end(document)) throw Error(ErrorKind::input, "there is something behind the end of the array");
    } catch (const simdjson::simdjson_error& error) {
        throw broken(error);
    }
}

bool PayloadParser::is_whole_object(std::string_view text) {
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
