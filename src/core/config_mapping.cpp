#include "core/config_mapping.hpp"

#include "core/toml_reader.hpp"
#include "core/value_source.hpp"

#include <array>
#include <charconv>

namespace ombud {

namespace {

using KnownFields = std::span<const std::string_view>;

int read_epsg(const TomlReader& reader, const toml::node& node) {
    std::string text = node.value_or(std::string{});
    if (text.starts_with("EPSG:")) text.erase(0, 5);
    int code = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), code);
    if (error != std::errc{} || end != text.data() + text.size() || code <= 0) {
        reader.fail(node, "crs must be a text such as \"EPSG:25832\"");
    }
    return code;
}

void require_mappable(const TomlReader& reader, const toml::node& where, std::string_view field, KnownFields known) {
    if (std::ranges::find(known, field) == known.end()) {
        reader.fail(where, fmt::format("'{}' is no field of a {}; known: {}", field,
                                       known.data() == mappable_fields.data() ? "report" : "participation",
                                       fmt::join(known, ", ")));
    }
}

void read_values(const TomlReader& reader, const toml::table& tables, Mapping& mapping, KnownFields known) {
    for (const auto& [field, node] : tables) {
        require_mappable(reader, node, field.str(), known);
        const toml::table* pairs = node.as_table();
        if (pairs == nullptr) reader.fail(node, "write [mapping.NAME.values.FIELD] with one line for each value");
        for (const auto& [from, to] : *pairs) {
            const auto meant = to.value<std::string>();
            if (!meant) reader.fail(to, "a text in quotes is expected here");
            mapping.values[std::string(field.str())][fold(from.str())] = *meant;
        }
    }
}

void read_sources_of_fields(const TomlReader& reader, const toml::table& table, Mapping& mapping, KnownFields known) {
    for (const auto& [field, node] : table) {
        require_mappable(reader, node, field.str(), known);
        mapping.fields[std::string(field.str())] = reader.texts(node);
        for (const std::string& source : mapping.fields[std::string(field.str())]) {
            try {
                static_cast<void>(parse_value_source(source));
            } catch (const Error& error) {
                reader.fail(node, error.what());
            }
        }
    }
}

void read_dates(const TomlReader& reader, const toml::table& table, Mapping& mapping) {
    if (const toml::node* dates = table.get("dates")) {
        mapping.date_formats = reader.texts(*dates);
        for (const std::string& format : mapping.date_formats) {
            if (format == "unix" || format == "unix_ms") continue;
            try {
                require_date_pattern(format);
            } catch (const Error& error) {
                reader.fail(*dates, error.what());
            }
        }
    }
    if (const toml::node* zone = table.get("time_zone")) {
        try {
            mapping.time_zone = TimeZone(zone->value_or(std::string{}));
        } catch (const Error& error) {
            reader.fail(*zone, error.what());
        }
    }
}

void read_form(const TomlReader& reader, const toml::table& table, Mapping& mapping) {
    if (const toml::node* records = table.get("records")) mapping.records = reader.texts(*records);
    if (const toml::node* detect = table.get("detect")) {
        for (const std::string& line : reader.texts(*detect)) {
            std::vector<std::string> places;
            for (const std::string_view place : split(line, ',')) places.emplace_back(place);
            mapping.detect.push_back(std::move(places));
        }
    }
    reader.read(table, "header", mapping.header, "true or false");
    reader.read_text(table, "layer", mapping.layer);
    std::string delimiter;
    reader.read_text(table, "delimiter", delimiter);
    if (delimiter == "tab") delimiter = "\t";
    if (delimiter.size() > 1) reader.fail(*table.get("delimiter"), "delimiter must be one character or tab");
    if (!delimiter.empty()) mapping.delimiter = delimiter.front();
}

/// Values that a mapping turns into must be ones that a report can have; a typing error would show in a year's
/// statistics.
void check_targets(const TomlReader& reader, const toml::table& table, const Config& config) {
    const auto check = [&](std::string_view field, const toml::node& node) {
        const std::string value = node.value_or(std::string{});
        if (field == "category" && config.category(value) == nullptr) {
            reader.fail(node, fmt::format("no [[category]] has the id '{}'", value));
        }
        if (field == "status" && !status_from(value)) {
            std::vector<std::string_view> names;
            for (const Status status : all_statuses) names.push_back(to_string(status));
            reader.fail(node, fmt::format("there is no status '{}'; use one of: {}", value, fmt::join(names, ", ")));
        }
    };
    if (const toml::table* constants = reader.table(table, "constants")) {
        for (const auto& [field, node] : *constants) check(field.str(), node);
    }
    if (const toml::table* values = reader.table(table, "values")) {
        for (const auto& [field, pairs] : *values) {
            for (const auto& [from, to] : *pairs.as_table()) check(field.str(), to);
        }
    }
}

}  // namespace

void read_mapping(const TomlReader& reader, const toml::table& table, Mapping& mapping, KnownFields known) {
    reader.only(table, {"base", "dates", "time_zone", "crs", "fields", "constants", "values", "records", "detect",
                        "header", "layer", "delimiter", "description"});
    read_dates(reader, table, mapping);
    read_form(reader, table, mapping);
    reader.read_text(table, "description", mapping.description);
    if (const toml::node* crs = table.get("crs")) mapping.epsg = read_epsg(reader, *crs);
    if (const toml::table* fields = reader.table(table, "fields"))
        read_sources_of_fields(reader, *fields, mapping, known);
    if (const toml::table* constants = reader.table(table, "constants")) {
        for (const auto& [field, node] : *constants) {
            require_mappable(reader, node, field.str(), known);
            const auto text = node.value<std::string>();
            if (!text) reader.fail(node, "a text in quotes is expected here");
            mapping.constants[std::string(field.str())] = *text;
        }
    }
    if (const toml::table* values = reader.table(table, "values")) read_values(reader, *values, mapping, known);
}

void check_mapping(const TomlReader& reader, const toml::table& table, const Config& config) {
    check_targets(reader, table, config);
}

/// What a source without a mapping means: fields named as in the manual.
Mapping plain_mapping() {
    Mapping mapping;
    for (const std::string_view field : mappable_fields) mapping.fields[std::string(field)] = {std::string(field)};
    mapping.date_formats = {"%d.%m.%Y %H:%M:%S", "%Y-%m-%d %H:%M:%S"};
    return mapping;
}

}  // namespace ombud
