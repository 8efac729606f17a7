#include "intake/form_chooser.hpp"

#include "core/text.hpp"
#include "intake/column_guess.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ombud::intake {

namespace {

/// A row of a table as a record: a member for each column.
Value record_of(const std::vector<std::string>& columns, const std::vector<std::string>& row) {
    Value record(Value::Kind::object);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        record.members.emplace_back(columns[i], Value(i < row.size() ? row[i] : std::string()));
    }
    return record;
}

/// Whether a mapping finds what makes a report: title or text, or the category where it knows of neither.
bool says_something(const Mapping& mapping, const Value& record) {
    const bool speaks = mapping.fields.contains("title") || mapping.fields.contains("text");
    for (const std::string_view field : {"title", "text", "category"}) {
        if (speaks && field == "category") break;
        const auto sources = mapping.fields.find(field);
        if (sources == mapping.fields.end()) continue;
        for (const std::string& source : sources->second) {
            for (const ValuePlace& place : parse_value_source(source).places) {
                if (!find_values(record, place.pointer).empty()) return true;
            }
        }
    }
    return false;
}

Item notice(std::string text) {
    Item item;
    item.notice = std::move(text);
    return item;
}

}  // namespace

FormChooser::FormChooser(const ReadContext& context) : context_(context), plain_(context, context.source) {
    if (!context.source.mapping_is_sure) shipped_ = shipped_mappings();
}

Form& FormChooser::form(const std::string& name, const Mapping& mapping) {
    auto& known = forms_[name];
    if (!known) {
        Source source = context_.source;
        source.mapping = mapping;
        known = std::make_unique<Form>(context_, std::move(source));
    }
    return *known;
}

Form* FormChooser::shipped_for(const Value& record, std::string_view shown, const ItemSink& sink) {
    const NamedMapping* best = nullptr;
    std::size_t most = 0;
    for (const NamedMapping& one : shipped_) {
        const std::size_t fit = fits(one.mapping, record);
        if (fit <= most) continue;
        most = fit;
        best = &one;
    }
    if (best == nullptr) return nullptr;
    sink(notice(fmt::format(
        "{} looks like {} and is read so; name another mapping where it is not", shown,
        best->mapping.description.empty() ? best->name : best->name + " (" + best->mapping.description + ")")));
    return &form(best->name, best->mapping);
}

Form& FormChooser::guessed(const std::vector<std::string>& names, const std::vector<std::vector<std::string>>& rows,
                           std::string_view shown, const ItemSink& sink) {
    const Mapping mapping = guess_mapping(names, rows, plain_.source.mapping);
    std::string said;
    std::string key = "guess";
    for (const auto& [field, columns] : mapping.fields) {
        for (const std::string& column : columns) {
            if (!said.empty()) said += ", ";
            said.append(field).append(" = ").append(column);
            key.append(1, '\0').append(field).append(1, '\0').append(column);
        }
    }
    const auto has = [&](std::string_view field) { return mapping.fields.contains(field); };
    if (!has("title") && !has("text") && !has("category")) return plain_;
    for (const std::string& pattern : mapping.date_formats) key.append(1, '\0').append(pattern);
    sink(notice(fmt::format("{} has no mapping; guessed from its names: {}", shown, said)));
    return form(key, mapping);
}

bool FormChooser::makes_report(const Value& record) const {
    return says_something(plain_.source.mapping, record) ||
           std::ranges::any_of(shipped_, [&](const NamedMapping& one) { return fits(one.mapping, record) > 0; });
}

Form& FormChooser::for_record(const Value& record, std::string_view shown, const ItemSink& sink) {
    const bool named = !context_.source.mapping_name.empty();
    if (named && says_something(plain_.source.mapping, record)) return plain_;
    if (Form* const shipped = shipped_for(record, shown, sink)) return *shipped;
    if (named || says_something(plain_.source.mapping, record)) return plain_;
    std::vector<std::string> names;
    std::vector<std::string> row;
    for (const auto& [name, value] : record.members) {
        if (value.kind != Value::Kind::text) continue;
        names.push_back(name);
        row.push_back(value.text);
    }
    return names.empty() ? plain_ : guessed(names, {row}, shown, sink);
}

Form& FormChooser::for_table(const std::vector<std::string>& columns, const std::vector<std::vector<std::string>>& rows,
                             std::string_view shown, const ItemSink& sink) {
    const bool named = !context_.source.mapping_name.empty();
    const bool finds = plain_.mapper.finds_columns(columns);
    if (context_.source.mapping_is_sure || (named && finds)) return plain_;
    const Value record = record_of(columns, rows.empty() ? std::vector<std::string>() : rows.front());
    if (Form* const shipped = shipped_for(record, shown, sink)) return *shipped;
    if (named || finds) return plain_;
    return guessed(columns, rows, shown, sink);
}

}  // namespace ombud::intake
