#include "publish/site/report_columns.hpp"

#include "core/json_writer.hpp"
#include "publish/site/coordinates.hpp"

#include <algorithm>
#include <chrono>
#include <string_view>
#include <utility>

namespace ombud::publish::site {

namespace {

void write_texts(JsonWriter& json, std::string_view key, const std::vector<std::string>& texts) {
    json.key(key).begin_array();
    for (const std::string& text : texts) json.value(text);
    json.end_array();
}

void write_numbers(JsonWriter& json, std::string_view key, const std::vector<std::int64_t>& numbers,
                   std::int64_t origin = 0) {
    json.key(key).begin_array();
    for (const std::int64_t number : numbers) json.value(number - origin);
    json.end_array();
}

std::int64_t least(const std::vector<std::int64_t>& numbers) {
    return numbers.empty() ? 0 : *std::ranges::min_element(numbers);
}

}  // namespace

std::int64_t ReportColumns::Numbered::number(const std::string& text) {
    const auto [at, added] = numbers.try_emplace(text, static_cast<std::int64_t>(texts.size()));
    if (added) texts.push_back(text);
    return at->second;
}

std::int64_t ReportColumns::day(Instant at) const {
    LocalTime local = zone_.to_local(at);
    local.hour = local.minute = local.second = 0;
    return as_utc(local).time_since_epoch() / std::chrono::days(1);
}

void ReportColumns::add(const PublicReport& report) {
    if (!report.position) return;
    id_.push_back(report.id - std::exchange(last_id_, report.id));
    lon_.push_back(whole(report.position->lon));
    lat_.push_back(whole(report.position->lat));
    category_.push_back(categories_.number(report.category));
    if (categories_.texts.size() > names_.size()) {
        names_.push_back({report.category_name_de, report.category_name_en, report.group_name});
    }
    status_.push_back(static_cast<std::int64_t>(report.status));
    const std::int64_t received = day(report.received_at);
    received_.push_back(received - std::exchange(last_day_, received));
    changed_.push_back(day(report.changed_at) - received);
    street_.push_back(streets_.number(report.street));
    area_.push_back(areas_.number(report.area));
    photos_.push_back(static_cast<std::int64_t>(report.photos.size()));
}

std::string ReportColumns::json() const {
    JsonWriter json;
    json.begin_object().key("format").value(1);
    json.key("statuses").begin_array();
    for (const Status status : all_statuses) json.value(to_string(status));
    json.end_array();
    json.key("categories").begin_array();
    for (std::size_t i = 0; i < names_.size(); ++i) {
        json.begin_object().key("id").value(categories_.texts[i]).key("de").value(names_[i].de);
        json.key("en").value(names_[i].en).key("group").value(names_[i].group).end_object();
    }
    json.end_array();
    write_texts(json, "streets", streets_.texts);
    write_texts(json, "areas", areas_.texts);
    const std::int64_t west = least(lon_);
    const std::int64_t south = least(lat_);
    json.key("origin").begin_array().value(west).value(south).end_array();
    write_numbers(json, "id", id_);
    write_numbers(json, "lon", lon_, west);
    write_numbers(json, "lat", lat_, south);
    write_numbers(json, "category", category_);
    write_numbers(json, "status", status_);
    write_numbers(json, "received", received_);
    write_numbers(json, "changed", changed_);
    write_numbers(json, "street", street_);
    write_numbers(json, "area", area_);
    write_numbers(json, "photos", photos_);
    json.end_object();
    return json.take() + '\n';
}

}  // namespace ombud::publish::site
