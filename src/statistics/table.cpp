#include "statistics/table.hpp"

#include "core/csv_value.hpp"
#include "core/error.hpp"
#include "core/file.hpp"
#include "ogr/layer_writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <system_error>

namespace ombud::statistics {

namespace {

constexpr double seconds_an_hour = 3600;

/// A flat view of all tables: the same columns for CSV and spreadsheets.
struct Flat {
    std::vector<ogr::Field> fields;
    std::vector<std::vector<ogr::Value>> rows;
};

double to_decimals(double value, int decimals) {
    const double scale = std::pow(10, decimals);
    return std::round(value * scale) / scale;
}

ogr::Value hours(const std::optional<double>& seconds) {
    if (!seconds) return {};
    return to_decimals(*seconds / seconds_an_hour, 2);
}

std::vector<Dimension> dimensions_of(const Statistics& statistics) {
    std::vector<Dimension> dimensions;
    for (const Dimension dimension : all_dimensions) {
        const auto has = [&](const Table& table) { return std::ranges::find(table.by, dimension) != table.by.end(); };
        if (std::ranges::any_of(statistics.tables, has)) dimensions.push_back(dimension);
    }
    return dimensions;
}

/// An absent figure is an empty field.
template <typename T>
void append(std::vector<ogr::Value>& values, const std::optional<T>& figure) {
    if (figure) {
        values.emplace_back(*figure);
    } else {
        values.emplace_back();
    }
}

std::vector<ogr::Value> flat_row(const std::string& by, const Grouping& grouping, const Row& row,
                                 const std::vector<Dimension>& dimensions) {
    std::vector<ogr::Value> values{by};
    for (const Dimension dimension : dimensions) {
        const auto at = std::ranges::find(grouping, dimension);
        if (at == grouping.end()) {
            values.emplace_back();
            continue;
        }
        values.emplace_back(row.key.at(static_cast<std::size_t>(at - grouping.begin())).name);
    }
    for (const auto& count : row.count) append(values, count);
    const auto share = row.share_in_time();
    append(values, share ? std::optional(to_decimals(*share, 4)) : std::nullopt);
    for (const SpanFigure& span : row.span) {
        values.push_back(hours(span.median_s));
        values.push_back(hours(span.p90_s));
    }
    return values;
}

Flat flatten(const Statistics& statistics) {
    Flat flat;
    const auto dimensions = dimensions_of(statistics);
    flat.fields.push_back({"by"});
    for (const Dimension dimension : dimensions) flat.fields.push_back({std::string(to_string(dimension))});
    for (std::size_t i = 0; i < counts; ++i) {
        flat.fields.push_back({std::string(text_of(static_cast<Count>(i)).name), ogr::FieldType::integer});
    }
    flat.fields.push_back({"share_in_time", ogr::FieldType::real});
    for (std::size_t i = 0; i < spans; ++i) {
        const std::string_view name = text_of(static_cast<Span>(i)).name;
        flat.fields.push_back({fmt::format("{}_median_h", name), ogr::FieldType::real});
        flat.fields.push_back({fmt::format("{}_p90_h", name), ogr::FieldType::real});
    }
    flat.rows.push_back(flat_row("total", {}, statistics.total, dimensions));
    for (const Table& table : statistics.tables) {
        std::string by;
        for (const Dimension dimension : table.by) by += (by.empty() ? "" : ",") + std::string(to_string(dimension));
        for (const Row& row : table.rows) flat.rows.push_back(flat_row(by, table.by, row, dimensions));
    }
    return flat;
}

std::string csv_value(const ogr::Value& value) {
    if (const auto* text = std::get_if<std::string>(&value)) return ombud::csv_value(*text);
    if (const auto* integer = std::get_if<std::int64_t>(&value)) return fmt::format("{}", *integer);
    if (const auto* real = std::get_if<double>(&value)) return fmt::format("{}", *real);
    return {};
}

}  // namespace

std::string to_csv(const Statistics& statistics) {
    const Flat flat = flatten(statistics);
    std::string csv;
    for (const ogr::Field& field : flat.fields) csv += (csv.empty() ? "" : ",") + field.name;
    csv += "\r\n";
    for (const auto& row : flat.rows) {
        for (std::size_t i = 0; i < row.size(); ++i) csv += (i == 0 ? "" : ",") + csv_value(row[i]);
        csv += "\r\n";
    }
    return csv;
}

void write_xlsx(const std::filesystem::path& file, const Statistics& statistics) {
    const Flat flat = flatten(statistics);
    // GDAL wants the suffix, at the end and nowhere else.
    std::filesystem::path part = beside(std::filesystem::path(file).replace_extension());
    part += ".xlsx";
    std::error_code error;
    std::filesystem::remove(part, error);
    try {
        const auto writer = ogr::create_layer(part, flat.fields, {"XLSX", "statistics", 4326, {}});
        for (const auto& row : flat.rows) writer->write(std::nullopt, row);
        writer->close();
    } catch (...) {
        std::filesystem::remove(part, error);
        throw;
    }
    std::filesystem::rename(part, file, error);
    if (error) {
        throw Error(ErrorKind::system, fmt::format("cannot replace {}: {}", file.string(), error.message()));
    }
}

}  // namespace ombud::statistics
