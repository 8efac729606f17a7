#include "core/config_release.hpp"

#include <utility>

namespace ombud {

namespace {

/// Words in a list of [redaction]; an empty one would fit everywhere.
std::vector<std::string> words(const TomlReader& reader, const toml::table& table, std::string_view key) {
    const toml::node* node = table.get(key);
    if (node == nullptr) return {};
    std::vector<std::string> values = reader.texts(*node);
    for (const std::string& value : values) {
        if (trim(value).empty()) reader.fail(*node, fmt::format("{} has an empty text in it", key));
    }
    return values;
}

}  // namespace

void read_release(const TomlReader& reader, const toml::table& root, Config& config) {
    if (const toml::table* table = reader.table(root, "release")) {
        reader.only(*table, {"automatic", "worst_accuracy_m"});
        reader.read(*table, "automatic", config.release.automatic, "true or false");
        reader.read_number(*table, "worst_accuracy_m", config.release.worst_accuracy_m, 1.0, 10'000.0);
    }
    if (const toml::table* table = reader.table(root, "redaction")) {
        reader.only(*table, {"staff", "allow"});
        config.redaction.staff = words(reader, *table, "staff");
        config.redaction.allow = words(reader, *table, "allow");
    }
}

void read_release_rule(const TomlReader& reader, const toml::table& table, Category& category) {
    std::string name;
    reader.read_text(table, "release", name);
    if (name.empty()) return;
    for (const auto& [known, rule] : {std::pair{"rule", ReleaseRule::rule}, std::pair{"person", ReleaseRule::person},
                                      std::pair{"title_only", ReleaseRule::title_only}}) {
        if (name == known) {
            category.release = rule;
            return;
        }
    }
    reader.fail(*table.get("release"), "release must be rule, person or title_only");
}

}  // namespace ombud
