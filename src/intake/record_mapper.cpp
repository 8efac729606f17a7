#include "intake/record_mapper.hpp"

#include "core/error.hpp"
#include "core/text.hpp"
#include "intake/photo_input.hpp"
#include "intake/report_maker.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <span>

namespace ombud::intake {

namespace fs = std::filesystem;

namespace {

/// A list of texts, such as the choices of a form, as one text.
std::string joined(const Value& list) {
    std::string text;
    for (const Value& element : list.elements) {
        if (!element.holds_something()) continue;
        if (!text.empty()) text += ", ";
        text += element.text;
    }
    return text;
}

/// The value as a text. Throws Error(input) where it is none.
std::string text_of(const Value& value, Field field) {
    switch (value.kind) {
        case Value::Kind::null:
            return {};
        case Value::Kind::text:
            return value.text;
        case Value::Kind::broken:
            throw Error(ErrorKind::input, fmt::format("{}: {} is no JSON number; correct it and import it again",
                                                      field_name(field), value.text));
        case Value::Kind::object:
        case Value::Kind::array:
            break;
    }
    const bool texts = std::ranges::none_of(value.elements, [](const Value& element) {
        return element.kind == Value::Kind::object || element.kind == Value::Kind::array;
    });
    if (value.kind == Value::Kind::array && texts) return joined(value);
    if (!value.holds_something()) return {};
    throw Error(
        ErrorKind::input,
        fmt::format("{} holds an object or array where a text is expected; correct the mapping", field_name(field)));
}

std::string_view first_text(const Value& object, std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names) {
        const Value* const found = object.member(name);
        if (found != nullptr && found->kind == Value::Kind::text && !found->text.empty()) return found->text;
    }
    return {};
}

void add_photos(const Value& value, Delivered& delivered, const fs::path& folder) {
    switch (value.kind) {
        case Value::Kind::null:
            return;
        case Value::Kind::text:
            for (const std::string_view name :
                 value.text.starts_with("data:") ? std::vector<std::string_view>{value.text} : split(value.text, ';')) {
                add_named_file(delivered, name, folder);
            }
            return;
        case Value::Kind::array:
            for (const Value& element : value.elements) add_photos(element, delivered, folder);
            return;
        case Value::Kind::object: {
            const std::string_view name = first_text(value, {"name", "filename", "file"});
            const std::string_view data = first_text(value, {"data", "content", "base64"});
            const std::string_view address =
                first_text(value, {"url", "media_url", "download_url", "href", "src", "location", "path"});
            if (!data.empty()) return add_encoded_file(delivered, name, data);
            if (!address.empty()) return add_named_file(delivered, address, folder);
            if (!name.empty()) return add_named_file(delivered, name, folder);
            // XML: a list is an element around elements of one name.
            for (const auto& [key, inner] : value.members) add_photos(inner, delivered, folder);
            return;
        }
        case Value::Kind::broken:
            break;
    }
    throw Error(ErrorKind::input,
                "photo must be an array of { \"name\", \"data\" } or of file names; correct it and import it again");
}

std::string_view piece_of(std::string_view text, const ValueOperation& cut) {
    std::vector<std::string_view> pieces;
    // Blanks between numbers are as many as the writer liked.
    const bool blank = cut.text == " ";
    while (!text.empty() || pieces.empty()) {
        const std::size_t end = text.find(cut.text);
        const std::string_view piece = text.substr(0, end);
        if (!blank || !trim(piece).empty()) pieces.push_back(trim(piece));
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + cut.text.size());
        if (text.empty() && blank) break;
    }
    const auto count = static_cast<int>(pieces.size());
    const int index = cut.piece < 0 ? count + cut.piece : cut.piece;
    return index < 0 || index >= count ? std::string_view() : pieces[static_cast<std::size_t>(index)];
}

/// Spreadsheets change case and put spaces around headings.
bool alike(std::string_view a, std::string_view b) {
    return a == b || fold(trim(a)) == fold(trim(b));
}

/// Where the column is that a place names, if it is there.
std::optional<std::size_t> column_of(const std::string& place, const std::vector<std::string>& columns) {
    if (const std::size_t number = column_number(place); number > 0) {
        return number <= columns.size() ? std::optional(number - 1) : std::nullopt;
    }
    const auto found = std::ranges::find_if(columns, [&](const std::string& there) { return alike(there, place); });
    if (found == columns.end()) return std::nullopt;
    return static_cast<std::size_t>(found - columns.begin());
}

}  // namespace

RecordMapper::RecordMapper(const Mapping& mapping) {
    for (const Field field : {Field::title, Field::text, Field::category}) {
        says_by_constant_ = says_by_constant_ || mapping.constants.contains(field_name(field));
    }
    for (const auto& [name, sources] : mapping.fields) {
        const auto field = field_from(name);
        if (!field) continue;
        for (const std::string& source : sources) parts_.push_back({*field, parse_value_source(source), {}, {}});
    }
}

void RecordMapper::put(Delivered& delivered, Field field, std::string_view text) const {
    std::string& whole = delivered[field];
    if (!whole.empty() && !text.empty()) whole += ' ';
    whole += text;
}

std::optional<std::string> RecordMapper::operate(const ValuePlace& place, std::string_view text, std::size_t first) {
    std::string result(text);
    for (std::size_t i = first; i < place.operations.size(); ++i) {
        const ValueOperation& operation = place.operations[i];
        if (operation.kind == ValueOperation::Kind::split) result = std::string(piece_of(result, operation));
        if (operation.kind != ValueOperation::Kind::json) continue;
        if (trim(result).empty()) return std::nullopt;
        const Value inner = json_.read(result);
        const auto found = find_values(inner, operation.pointer);
        if (found.empty()) return std::nullopt;
        result = text_of(*found.front(), Field::text);
    }
    return result;
}

void RecordMapper::take(const Part& part, const ValuePlace& place, const Value& value, Delivered& delivered,
                        const fs::path& folder) {
    if (place.operations.empty()) {
        if (part.field == Field::photo) return add_photos(value, delivered, folder);
        return put(delivered, part.field, text_of(value, part.field));
    }
    const auto text = operate(place, text_of(value, part.field), 0);
    if (!text) return;
    if (part.field == Field::photo) return add_photos(Value(*text), delivered, folder);
    put(delivered, part.field, *text);
}

bool RecordMapper::take_place(const Part& part, const ValuePlace& place, const Value& record, Delivered& delivered,
                              const fs::path& folder) {
    const auto holds = [](const Value* value) { return value->holds_something(); };
    for (const ValueOperation& operation : place.operations) {
        if (operation.kind != ValueOperation::Kind::when) continue;
        if (std::ranges::none_of(find_values(record, operation.pointer), holds)) return false;
    }
    const auto taken = [&] {
        return delivered[part.field].size() + delivered.photos.size() + delivered.attachments.size() +
               delivered.remarks.size();
    };
    const std::size_t before = taken();
    for (const Value* const value : find_values(record, place.pointer)) {
        if (value->holds_something()) take(part, place, *value, delivered, folder);
    }
    return taken() > before;
}

Delivered RecordMapper::deliver(const Value& record, const fs::path& folder) {
    if (record.kind != Value::Kind::object) {
        throw Error(ErrorKind::input, "a JSON object is expected; correct it and import it again");
    }
    Delivered delivered;
    for (const Part& part : parts_) {
        for (const ValuePlace& place : part.source.places) {
            if (take_place(part, place, record, delivered, folder)) break;
        }
    }
    return delivered;
}

bool RecordMapper::speaks(const Part& part) const noexcept {
    if (part.field == Field::title || part.field == Field::text) return true;
    const auto is_text = [](const Part& one) { return one.field == Field::title || one.field == Field::text; };
    return part.field == Field::category && std::ranges::none_of(parts_, is_text);
}

bool RecordMapper::finds_columns(const std::vector<std::string>& columns) const {
    if (says_by_constant_) return true;
    return std::ranges::any_of(parts_, [&](const Part& part) {
        return speaks(part) && std::ranges::any_of(part.source.places, [&](const ValuePlace& place) {
                   return column_of(place.place, columns).has_value();
               });
    });
}

void RecordMapper::use_columns(const std::vector<std::string>& columns) {
    std::vector<std::string> missing;
    for (Part& part : parts_) {
        part.columns.clear();
        part.conditions.clear();
        for (const ValuePlace& place : part.source.places) {
            part.columns.push_back(column_of(place.place, columns).value_or(absent));
            std::vector<std::size_t> conditions;
            for (const ValueOperation& operation : place.operations) {
                if (operation.kind != ValueOperation::Kind::when) continue;
                conditions.push_back(column_of(operation.place, columns).value_or(absent));
            }
            part.conditions.push_back(std::move(conditions));
            if (speaks(part) && part.columns.back() == absent) missing.push_back(place.place);
        }
    }
    if (finds_columns(columns)) return;
    throw Error(
        ErrorKind::input,
        fmt::format("none of the columns with title and text is there (mapped: {}; in the file: {}); correct the "
                    "mapping or the heading and import the file again",
                    fmt::join(missing, ", "), fmt::join(columns, ", ")));
}

Delivered RecordMapper::deliver_row(const std::vector<std::string>& values, const fs::path& folder) {
    Delivered delivered;
    const auto holds = [&](std::size_t column) { return column != absent && !trim(values.at(column)).empty(); };
    for (const Part& part : parts_) {
        for (std::size_t i = 0; i < part.source.places.size(); ++i) {
            const ValuePlace& place = part.source.places[i];
            const std::size_t column = part.columns.at(i);
            if (column == absent) continue;
            const std::string_view text = trim(values.at(column));
            if (text.empty()) continue;
            if (!std::ranges::all_of(part.conditions.at(i), holds)) continue;
            if (place.operations.empty() && part.field != Field::photo) {
                put(delivered, part.field, text);
                break;
            }
            const auto result = operate(place, text, 0);
            if (!result || trim(*result).empty()) continue;
            if (part.field == Field::photo) {
                add_photos(Value(*result), delivered, folder);
            } else {
                put(delivered, part.field, *result);
            }
            break;
        }
    }
    return delivered;
}

std::size_t fits(const Mapping& mapping, const Value& record) {
    std::size_t best = 0;
    for (const auto& line : mapping.detect) {
        const bool all = std::ranges::all_of(
            line, [&](const std::string& place) { return !find_values(record, parse_pointer(place)).empty(); });
        if (all) best = std::max(best, line.size());
    }
    return best;
}

}  // namespace ombud::intake
