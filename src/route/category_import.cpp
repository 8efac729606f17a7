#include "route/category_import.hpp"

#include "core/error.hpp"
#include "core/file.hpp"
#include "core/text.hpp"
#include "core/word_pattern.hpp"
#include "ogr/layer_reader.hpp"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <charconv>
#include <map>

namespace ombud::route {

namespace {

/// One row, by folded column name.
using Row = std::map<std::string, std::string, std::less<>>;

std::string value(const Row& row, std::string_view key) {
    const auto found = row.find(key);
    return found == row.end() ? std::string() : clean_text(trim(found->second));
}

/// "Straßen & Wege" -> "strassen-wege"
std::string slug(std::string_view text) {
    std::string result = padded_words(text);
    result = std::string(trim(result));
    std::ranges::replace(result, ' ', '-');
    return result;
}

int number(const Row& row, std::string_view key, int otherwise, const std::string& place) {
    const std::string text = value(row, key);
    if (text.empty()) return otherwise;
    int parsed = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), parsed);
    if (error != std::errc{} || end != text.data() + text.size() || parsed < 0) {
        throw Error(ErrorKind::input, fmt::format("{}: {} is '{}' and should be a number of days", place, key, text));
    }
    return parsed;
}

bool truth(const Row& row, std::string_view key, const std::string& place) {
    const std::string text = fold(value(row, key));
    if (text.empty() || text == "true" || text == "1" || text == "yes" || text == "ja") return true;
    if (text == "false" || text == "0" || text == "no" || text == "nein") return false;
    throw Error(ErrorKind::input, fmt::format("{}: {} is '{}'; write true or false", place, key, text));
}

Category category_of(const Row& row, const std::string& department, const std::string& place) {
    const auto first = [&](std::initializer_list<std::string_view> keys) {
        for (const std::string_view key : keys) {
            if (std::string text = value(row, key); !text.empty()) return text;
        }
        return std::string();
    };
    Category category;
    category.name_de = first({"name_de", "service_name", "name", "name_en", "id"});
    if (category.name_de.empty()) throw Error(ErrorKind::input, fmt::format("{}: the category has no name", place));
    category.name_en = first({"name_en"});
    if (category.name_en.empty()) category.name_en = category.name_de;
    const std::string group = slug(value(row, "group"));
    const std::string given = value(row, "id");
    const std::string kind = slug(first({"service_code", "name_de", "service_name", "name", "name_en"}));
    category.id = !given.empty() ? given : group.empty() ? kind : group + '/' + kind;
    category.department = first({"department"});
    if (category.department.empty()) category.department = department;
    category.description = value(row, "description");
    for (const std::string_view keyword : split(value(row, "keywords"), ',')) category.keywords.emplace_back(keyword);
    if (!value(row, "expected_days").empty()) category.expected_days = number(row, "expected_days", 0, place);
    category.public_after_solution = std::chrono::days(number(row, "public_days", 30, place));
    category.is_public = truth(row, "public", place);
    return category;
}

std::vector<Row> open311_rows(const std::filesystem::path& file) {
    const std::string text = read_file(file);
    simdjson::dom::parser parser;
    simdjson::dom::element root;
    const auto fail = [&](std::string_view what) {
        throw Error(ErrorKind::input,
                    fmt::format("{}: {}; an Open311 list of services is an array of objects", file.string(), what));
    };
    if (const auto error = parser.parse(text).get(root)) fail(simdjson::error_message(error));
    simdjson::dom::array services;
    if (root.get(services)) fail("this is no array");
    std::vector<Row> rows;
    for (const simdjson::dom::element service : services) {
        simdjson::dom::object members;
        if (service.get(members)) fail("an element is no object");
        Row& row = rows.emplace_back();
        for (const auto& [key, member] : members) {
            std::string_view text_value;
            if (!member.get(text_value)) {
                row[std::string(key)] = text_value;
            } else if (!member.is_null() && !member.is_object() && !member.is_array()) {
                row[std::string(key)] = simdjson::minify(member);
            }
        }
    }
    return rows;
}

std::vector<Row> table_rows(const std::filesystem::path& file) {
    const auto reader = ogr::open_layer(file, {.text_only = true});
    std::vector<Row> rows;
    for (ogr::Feature feature; reader->next(feature);) {
        Row& row = rows.emplace_back();
        for (std::size_t i = 0; i < reader->columns().size(); ++i) {
            row[fold(trim(reader->columns()[i]))] = feature.values[i];
        }
    }
    return rows;
}

/// A TOML basic string.
std::string toml_text(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        if (static_cast<unsigned char>(c) < 0x20) {
            out += c == '\n' ? "\\n" : " ";
        } else {
            out += c;
        }
    }
    return out + '"';
}

}  // namespace

std::vector<Category> read_categories(const std::filesystem::path& file, const std::string& department,
                                      Progress& progress) {
    const std::vector<Row> rows = fold(file.extension().string()) == ".json" ? open311_rows(file) : table_rows(file);
    if (rows.empty()) throw Error(ErrorKind::input, fmt::format("{}: there is no category in it", file.string()));
    std::vector<Category> categories;
    progress.begin("read categories", rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::string place = fmt::format("{}, category {}", file.string(), i + 1);
        Category category = category_of(rows[i], department, place);
        if (std::ranges::find(categories, category.id, &Category::id) != categories.end()) {
            throw Error(ErrorKind::input, fmt::format("{}: the id '{}' is there twice", place, category.id));
        }
        categories.push_back(std::move(category));
        progress.advance(1);
    }
    progress.end();
    return categories;
}

std::string to_toml(const std::vector<Category>& categories) {
    std::string out;
    for (const Category& c : categories) {
        out += fmt::format("[[category]]\nid = {}\nname = {{ de = {}, en = {} }}\ndepartment = {}\n", toml_text(c.id),
                           toml_text(c.name_de), toml_text(c.name_en), toml_text(c.department));
        out += fmt::format("public = {}\npublic_days = {}\n", c.is_public, c.public_after_solution.count());
        if (c.expected_days) out += fmt::format("expected_days = {}\n", *c.expected_days);
        if (!c.description.empty()) out += fmt::format("description = {}\n", toml_text(c.description));
        if (!c.keywords.empty()) {
            std::string list;
            for (const std::string& keyword : c.keywords) list += (list.empty() ? "" : ", ") + toml_text(keyword);
            out += fmt::format("keywords = [{}]\n", list);
        }
        out += '\n';
    }
    return out;
}

}  // namespace ombud::route
