#include "publish/statistics.hpp"

#include "core/file.hpp"
#include "core/json_writer.hpp"

#include <fmt/format.h>

#include <array>
#include <map>
#include <string_view>
#include <tuple>

namespace ombud::publish {

namespace {

struct Tally {
    std::size_t count = 0;
    std::size_t located = 0;

    Tally& operator+=(const Tally& other) {
        count += other.count;
        located += other.located;
        return *this;
    }
};

using Key = std::tuple<std::string_view, std::string_view, Status>;
using Cells = std::map<Key, Tally>;

/// Sorted and summed; the views point into `rows`.
Cells cells_of(std::span<const StatisticsRow> rows) {
    Cells cells;
    for (const StatisticsRow& row : rows) {
        cells[{row.department, row.category, row.status}] += Tally{row.count, row.located};
    }
    return cells;
}

void write_tally(JsonWriter& json, const Tally& tally) {
    json.key("count").value(tally.count).key("located").value(tally.located);
    json.key("unlocated").value(tally.count - tally.located);
}

template <typename Name>
void write_sums(JsonWriter& json, std::string_view title, std::string_view member, const std::map<Name, Tally>& sums) {
    json.key(title).begin_array();
    for (const auto& [name, tally] : sums) {
        json.begin_object().key(member);
        if constexpr (std::is_same_v<Name, Status>) {
            json.value(to_string(name));
        } else {
            json.value(name);
        }
        write_tally(json, tally);
        json.end_object();
    }
    json.end_array();
}

/// One CSV value, harmless for spreadsheet programs, quoted where RFC 4180 asks for it.
std::string csv_text(std::string_view text, char separator) {
    constexpr std::string_view formula_begins = "=+-@\t\r";
    std::string value;
    if (!text.empty() && formula_begins.find(text.front()) != std::string_view::npos) value += '\'';
    value += text;
    const std::array<char, 4> special{separator, '"', '\n', '\r'};
    if (value.find_first_of(special.data(), 0, special.size()) == std::string::npos) return value;
    std::string quoted = "\"";
    for (const char c : value) {
        if (c == '"') quoted += c;
        quoted += c;
    }
    return quoted + '"';
}

}  // namespace

void write_statistics_json(const std::filesystem::path& file, std::span<const StatisticsRow> rows) {
    const Cells cells = cells_of(rows);
    Tally total;
    std::map<std::string_view, Tally> departments;
    std::map<std::string_view, Tally> categories;
    std::map<Status, Tally> statuses;
    for (const Status status : all_statuses) statuses[status] = {};
    for (const auto& [key, tally] : cells) {
        total += tally;
        departments[std::get<0>(key)] += tally;
        categories[std::get<1>(key)] += tally;
        statuses[std::get<2>(key)] += tally;
    }

    JsonWriter json;
    json.begin_object().key("total").value(total.count).key("located").value(total.located);
    json.key("unlocated").value(total.count - total.located);
    write_sums(json, "by_department", "department", departments);
    write_sums(json, "by_category", "category", categories);
    write_sums(json, "by_status", "status", statuses);
    json.key("rows").begin_array();
    for (const auto& [key, tally] : cells) {
        const auto& [department, category, status] = key;
        json.begin_object().key("department").value(department).key("category").value(category);
        json.key("status").value(to_string(status));
        write_tally(json, tally);
        json.end_object();
    }
    json.end_array().end_object();
    write_file(file, json.take() + '\n');
}

void write_statistics_csv(const std::filesystem::path& file, std::span<const StatisticsRow> rows,
                          const CsvOptions& options) {
    const char sep = options.separator;
    std::string text = options.byte_order_mark ? "\xEF\xBB\xBF" : "";
    text += fmt::format("department{0}category{0}status{0}count{0}located{0}unlocated\r\n", sep);
    for (const auto& [key, tally] : cells_of(rows)) {
        const auto& [department, category, status] = key;
        text += fmt::format("{1}{0}{2}{0}{3}{0}{4}{0}{5}{0}{6}\r\n", sep, csv_text(department, sep),
                            csv_text(category, sep), to_string(status), tally.count, tally.located,
                            tally.count - tally.located);
    }
    write_file(file, text);
}

}  // namespace ombud::publish
