#include "publish/participations.hpp"

#include "core/json_writer.hpp"

#include <chrono>
#include <optional>

namespace ombud::publish {

namespace {

/// Days since 1970 in local time, as the page counts them.
std::int64_t day(Instant at, const TimeZone& zone) {
    LocalTime local = zone.to_local(at);
    local.hour = local.minute = local.second = 0;
    return as_utc(local).time_since_epoch() / std::chrono::days(1);
}

void write_day(JsonWriter& json, std::string_view key, const std::optional<Instant>& at, const TimeZone& zone) {
    json.key(key);
    if (at) {
        json.value(day(*at, zone));
    } else {
        json.null();
    }
}

}  // namespace

std::vector<store::Participation> running_participations(store::Register& registry, Instant now) {
    std::vector<store::Participation> all = store::list_participations(registry);
    std::erase_if(all, [&](const store::Participation& one) {
        return (one.begins_at && *one.begins_at > now) || (one.ends_at && *one.ends_at <= now);
    });
    return all;
}

std::string participations_json(const std::vector<store::Participation>& running, const TimeZone& zone) {
    JsonWriter json;
    json.begin_object().key("format").value(1).key("participations").begin_array();
    for (const store::Participation& one : running) {
        json.begin_object().key("id").value(one.id).key("kind").value(one.kind).key("title").value(one.title);
        json.key("url").value(one.url);
        write_day(json, "from", one.begins_at, zone);
        std::optional<Instant> last;
        if (one.ends_at) last = *one.ends_at - std::chrono::seconds(1);
        write_day(json, "until", last, zone);
        json.key("geometry");
        if (one.geometry.empty()) {
            json.null();
        } else {
            json.raw(one.geometry);
        }
        json.end_object();
    }
    json.end_array().end_object();
    return json.take() + '\n';
}

}  // namespace ombud::publish
