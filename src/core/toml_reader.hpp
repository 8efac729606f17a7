#pragma once

// Inside src/core only: toml++ is seen by the files that read configurations.

#include "core/error.hpp"
#include "core/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <toml++/toml.h>

#include <algorithm>
#include <filesystem>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace ombud {

/// Reads values out of toml tables and says where one is wrong.
class TomlReader {
  public:
    explicit TomlReader(std::filesystem::path file) : file_(std::move(file)) {}

    [[noreturn]] void fail(const toml::node& where, std::string_view what) const {
        throw Error(ErrorKind::config, fmt::format("{}:{}: {}", file_.string(), where.source().begin.line, what));
    }

    /// Refuses keys that nobody reads: a misspelt key must not be ignored in silence.
    void only(const toml::table& table, std::initializer_list<std::string_view> known) const {
        for (const auto& [key, node] : table) {
            if (std::ranges::find(known, key.str()) == known.end()) {
                fail(node, fmt::format("unknown key '{}'; known here: {}", key.str(), fmt::join(known, ", ")));
            }
        }
    }

    template <typename T>
    void read(const toml::table& table, std::string_view key, T& value, std::string_view meant) const {
        const toml::node* node = table.get(key);
        if (node == nullptr) return;
        const auto found = node->value<T>();
        if (!found) fail(*node, fmt::format("{} must be {}", key, meant));
        value = *found;
    }

    void read_text(const toml::table& table, std::string_view key, std::string& value) const {
        read(table, key, value, "a text in quotes");
        value = clean_text(value);
    }

    [[nodiscard]] std::string required(const toml::table& table, std::string_view key) const {
        std::string value;
        read_text(table, key, value);
        if (value.empty()) fail(table, fmt::format("{} is missing or empty", key));
        return value;
    }

    template <typename Number, typename Wide>
    void read_number(const toml::table& table, std::string_view key, Number& value, Wide low, Wide high) const {
        auto wide = static_cast<Wide>(value);
        read(table, key, wide, fmt::format("a number from {} to {}", low, high));
        if (!(wide >= low && wide <= high))
            fail(*table.get(key), fmt::format("{} must be a number from {} to {}", key, low, high));
        value = static_cast<Number>(wide);
    }

    /// A text or an array of texts.
    [[nodiscard]] std::vector<std::string> texts(const toml::node& node) const {
        std::vector<std::string> result;
        if (const auto one = node.value<std::string>()) {
            result.push_back(clean_text(*one));
        } else if (const toml::array* many = node.as_array()) {
            for (const toml::node& element : *many) {
                const auto text = element.value<std::string>();
                if (!text) fail(element, "a text in quotes is expected here");
                result.push_back(clean_text(*text));
            }
        } else {
            fail(node, "a text or an array of texts is expected here");
        }
        return result;
    }

    [[nodiscard]] const toml::table* table(const toml::table& parent, std::string_view key) const {
        const toml::node* node = parent.get(key);
        if (node == nullptr) return nullptr;
        if (!node->is_table()) fail(*node, fmt::format("{} must be a table", key));
        return node->as_table();
    }

    /// Calls `each` for every [[key]].
    template <typename Each>
    void tables(const toml::table& parent, std::string_view key, const Each& each) const {
        const toml::node* node = parent.get(key);
        if (node == nullptr) return;
        const toml::array* array = node->as_array();
        if (array == nullptr) fail(*node, fmt::format("write [[{}]], once for each", key));
        for (const toml::node& element : *array) {
            if (!element.is_table()) fail(element, fmt::format("write [[{}]], once for each", key));
            each(*element.as_table());
        }
    }

  private:
    std::filesystem::path file_;
};

}  // namespace ombud
