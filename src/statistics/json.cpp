#include "core/json_writer.hpp"
#include "statistics/table.hpp"

#include <fmt/format.h>

namespace ombud::statistics {

namespace {

constexpr int hour_decimals = 2;
constexpr double seconds_an_hour = 3600;

void write_hours(JsonWriter& json, const std::optional<double>& seconds) {
    seconds ? json.value(*seconds / seconds_an_hour, hour_decimals) : json.null();
}

void write_figures(JsonWriter& json, const Row& row, bool public_edition) {
    for (std::size_t i = 0; i < counts; ++i) {
        json.key(text_of(static_cast<Count>(i)).name);
        row.count.at(i) ? json.value(*row.count.at(i)) : json.null();
    }
    json.key("share_in_time");
    const auto share = row.share_in_time();
    share ? json.value(*share, 4) : json.null();
    for (std::size_t i = 0; i < spans; ++i) {
        const SpanFigure& span = row.span.at(i);
        json.key(fmt::format("{}_hours", text_of(static_cast<Span>(i)).name)).begin_object();
        if (!public_edition) json.key("samples").value(span.samples);
        json.key("median");
        write_hours(json, span.median_s);
        json.key("p90");
        write_hours(json, span.p90_s);
        json.end_object();
    }
}

void write_label(JsonWriter& json, const Label& label) {
    json.begin_object().key("id");
    label.id.empty() ? json.null() : json.value(label.id);
    json.key("name").value(label.name).end_object();
}

void write_table(JsonWriter& json, const Table& table, bool public_edition) {
    json.begin_object().key("by").begin_array();
    for (const Dimension dimension : table.by) json.value(to_string(dimension));
    json.end_array().key("rows").begin_array();
    for (const Row& row : table.rows) {
        json.begin_object();
        for (std::size_t i = 0; i < table.by.size(); ++i) {
            json.key(to_string(table.by[i]));
            write_label(json, row.key.at(i));
        }
        write_figures(json, row, public_edition);
        json.end_object();
    }
    json.end_array().end_object();
}

void write_hot_spot(JsonWriter& json, const HotSpot& spot, bool public_edition) {
    json.begin_object().key("lon").value(spot.centre.lon, 5).key("lat").value(spot.centre.lat, 5);
    json.key("street").value(spot.street).key("area").value(spot.area).key("reports").value(spot.reports);
    json.key("categories").begin_array();
    for (const auto& [label, reports] : spot.categories) {
        json.begin_object().key("id").value(label.id).key("name").value(label.name);
        if (!public_edition) json.key("reports").value(reports);
        json.end_object();
    }
    json.end_array().end_object();
}

}  // namespace

std::string to_json(const Statistics& statistics) {
    JsonWriter json;
    json.begin_object().key("since");
    statistics.period.since ? json.value(format_iso(*statistics.period.since)) : json.null();
    json.key("until").value(format_iso(statistics.period.until));
    json.key("edition").value(statistics.public_edition ? "public" : "internal");
    json.key("smallest_group");
    statistics.public_edition ? json.value(statistics.smallest_group) : json.null();
    json.key("total").begin_object();
    write_figures(json, statistics.total, statistics.public_edition);
    json.end_object().key("tables").begin_array();
    for (const Table& table : statistics.tables) write_table(json, table, statistics.public_edition);
    json.end_array().key("hot_spots").begin_array();
    for (const HotSpot& spot : statistics.hot_spots) write_hot_spot(json, spot, statistics.public_edition);
    json.end_array().end_object();
    return json.take();
}

}  // namespace ombud::statistics
