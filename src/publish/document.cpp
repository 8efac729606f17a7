#include "publish/document.hpp"

#include "core/json_writer.hpp"
#include "core/markup.hpp"

#include <fmt/format.h>

namespace ombud::publish {

namespace {

void write_json(JsonWriter& json, const Node& node) {
    switch (node.kind) {
        case Node::Kind::null:
            json.null();
            return;
        case Node::Kind::text:
            json.value(std::string_view(node.text));
            return;
        case Node::Kind::number:
        case Node::Kind::boolean:
            json.raw(node.text);
            return;
        case Node::Kind::object:
            json.begin_object();
            for (const auto& [name, value] : node.members) {
                json.key(name);
                write_json(json, value);
            }
            json.end_object();
            return;
        case Node::Kind::list:
            json.begin_array();
            for (const Node& item : node.items) write_json(json, item);
            json.end_array();
    }
}

void write_xml_text(std::string& out, std::string_view text) {
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"') {  // nothing stands in attributes
            out += c;
        } else if (byte >= 0x20 || c == '\n' || c == '\t') {
            append_markup(out, c);
        }
    }
}

void write_xml(std::string& out, const Node& node, std::string_view name) {
    if (node.kind == Node::Kind::null) {
        out.append("<").append(name).append("/>");
        return;
    }
    out.append("<").append(name).append(">");
    write_xml_text(out, node.text);
    for (const auto& [member, value] : node.members) write_xml(out, value, member);
    for (const Node& item : node.items) write_xml(out, item, node.item_name);
    out.append("</").append(name).append(">");
}

}  // namespace

Node Node::boolean(bool value) {
    Node node;
    node.kind = Kind::boolean;
    node.text = value ? "true" : "false";
    return node;
}

Node Node::degrees(double value) {
    constexpr int decimals = 7;
    JsonWriter json;
    json.value(value, decimals);
    Node node;
    node.kind = Kind::number;
    node.text = json.take();
    return node;
}

Node Node::object() {
    Node node;
    node.kind = Kind::object;
    return node;
}

Node Node::list(std::string_view item_name) {
    Node node;
    node.kind = Kind::list;
    node.item_name = item_name;
    return node;
}

Node& Node::add(std::string_view name, Node value) {
    members.emplace_back(std::string(name), std::move(value));
    return *this;
}

std::string to_json(const Node& node) {
    JsonWriter json;
    write_json(json, node);
    return json.take();
}

std::string to_xml_element(const Node& node, std::string_view name) {
    std::string out;
    write_xml(out, node, name);
    return out;
}

std::string to_xml(const Node& node, std::string_view root) {
    return std::string(xml_declaration) + to_xml_element(node, root) + '\n';
}

}  // namespace ombud::publish
