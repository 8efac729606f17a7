#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ombud::publish {

/// A small document that is written as JSON and as XML alike, as Open311 asks for both.
struct Node {
    enum class Kind { null, text, number, boolean, object, list };

    Kind kind = Kind::null;
    std::string text;                                   ///< of text, number and boolean, as it is written
    std::vector<std::pair<std::string, Node>> members;  ///< of an object, in order
    std::vector<Node> items;                            ///< of a list
    std::string item_name;                              ///< XML element of each item of a list

    Node() = default;
    /// Empty texts are null: JSON null, an empty element.
    explicit Node(std::string_view value) : kind(value.empty() ? Kind::null : Kind::text), text(value) {}
    [[nodiscard]] static Node boolean(bool value);
    /// A coordinate: at most seven decimals.
    [[nodiscard]] static Node degrees(double value);
    [[nodiscard]] static Node object();
    [[nodiscard]] static Node list(std::string_view item_name);

    /// Adds a member to an object.
    Node& add(std::string_view name, Node value);
    Node& add(std::string_view name, std::string_view value) { return add(name, Node(value)); }
};

/// One line of JSON.
[[nodiscard]] std::string to_json(const Node& node);

/// A whole XML document, UTF-8 (XML 1.0, fifth edition; characters that it does not allow are left out).
/// \param root  name of the root element
[[nodiscard]] std::string to_xml(const Node& node, std::string_view root);

/// An element without the declaration before it: for writing a long document in pieces.
[[nodiscard]] std::string to_xml_element(const Node& node, std::string_view name);

inline constexpr std::string_view xml_declaration = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";

}  // namespace ombud::publish
