#include "core/config_cases.hpp"

namespace ombud {

namespace {

void read_statuses(const TomlReader& reader, const toml::table& table, std::string_view key,
                   std::vector<Status>& statuses) {
    const toml::node* node = table.get(key);
    if (node == nullptr) return;
    statuses.clear();
    for (const std::string& name : reader.texts(*node)) {
        const auto status = status_from(name);
        if (!status) {
            std::vector<std::string_view> names;
            for (const Status known : all_statuses) names.push_back(to_string(known));
            reader.fail(*node, fmt::format("{}: '{}' is none of {}", key, name, fmt::join(names, ", ")));
        }
        statuses.push_back(*status);
    }
}

void read_list(const TomlReader& reader, const toml::table& table, std::string_view key,
               std::vector<std::string>& values) {
    if (const toml::node* node = table.get(key)) values = reader.texts(*node);
}

/// Distances may be written as numbers.
void read_number_or_text(const TomlReader& reader, const toml::table& table, std::string_view key, std::string& value) {
    const toml::node* node = table.get(key);
    if (node != nullptr && node->is_number()) {
        value = fmt::format("{}", *node->value<double>());
    } else {
        reader.read_text(table, key, value);
    }
}

}  // namespace

void read_filter(const TomlReader& reader, const toml::table& table, WrittenFilter& filter) {
    reader.read_text(table, "text", filter.text);
    read_list(reader, table, "status", filter.statuses);
    read_list(reader, table, "department", filter.departments);
    read_list(reader, table, "category", filter.categories);
    read_list(reader, table, "channel", filter.channels);
    read_list(reader, table, "area", filter.areas);
    reader.read_text(table, "bbox", filter.bbox);
    reader.read_text(table, "near", filter.near);
    read_number_or_text(reader, table, "within", filter.within);
    reader.read_text(table, "reporter", filter.reporter);
    reader.read_text(table, "since", filter.since);
    reader.read_text(table, "until", filter.until);
    reader.read_text(table, "older_than", filter.older_than);
    reader.read(table, "overdue", filter.overdue, "true or false");
    reader.read(table, "without_photo", filter.without_photo, "true or false");
    reader.read(table, "waiting", filter.waiting, "true or false");
    reader.read_text(table, "sort", filter.sort);
}

void read_cases(const TomlReader& reader, const toml::table& root, Config& config) {
    if (const toml::table* filters = reader.table(root, "filter")) {
        for (const auto& [name, node] : *filters) {
            if (!node.is_table()) reader.fail(node, fmt::format("write [filter.{}]", name.str()));
            const toml::table& table = *node.as_table();
            reader.only(table,
                        {"text", "status", "department", "category", "channel", "area", "bbox", "near", "within",
                         "reporter", "since", "until", "older_than", "overdue", "without_photo", "waiting", "sort"});
            read_filter(reader, table, config.filters[std::string(name.str())]);
        }
    }
    if (const toml::table* due = reader.table(root, "due")) {
        reader.only(*due, {"mail", "silent_days"});
        reader.read(*due, "mail", config.due.mail, "true or false");
        if (config.due.mail && config.mail.method == MailMethod::none) {
            reader.fail(*due->get("mail"), "mail: nothing can be sent; choose a method in [mail] first");
        }
        reader.read_number<int, std::int64_t>(*due, "silent_days", config.due.silent_days, 0, 3650);
    }
}

void read_note_rule(const TomlReader& reader, const toml::table& table, NoteRule& rule) {
    read_statuses(reader, table, "note_required", rule.required);
    read_statuses(reader, table, "note_forbidden", rule.forbidden);
    if (table.get("note_required") == nullptr) {  // of the usual ones only those that are not forbidden
        std::erase_if(rule.required,
                      [&](Status status) { return std::ranges::find(rule.forbidden, status) != rule.forbidden.end(); });
    }
    for (const Status status : rule.required) {
        if (std::ranges::find(rule.forbidden, status) != rule.forbidden.end()) {
            reader.fail(*table.get("note_forbidden"),
                        fmt::format("note_forbidden: a note on '{}' is required already", to_string(status)));
        }
    }
}

}  // namespace ombud
