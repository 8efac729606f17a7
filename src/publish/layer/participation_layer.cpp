#include "publish/layer/listed.hpp"
#include "publish/layer/sources.hpp"
#include "publish/participations.hpp"

#include <array>
#include <cmath>
#include <numbers>

namespace ombud::publish {

namespace {

struct Running {
    std::int64_t id = 0;
    store::Participation about;
    std::string_view place;  ///< area, point; empty: none
    MultiPolygon outline;
};

FieldValue text(const std::string& value) {
    if (value.empty()) return {};
    return std::string_view(value);
}

FieldValue instant(const std::optional<Instant>& value) {
    return value ? FieldValue(*value) : FieldValue();
}

// clang-format off
constexpr std::array fields_of_participations{
    FieldOf<Running>{"id", "id", "Nummer", "Nummer", FieldKind::integer, 12, 0,
        "Number of the participation", "Nummer der Beteiligung",
        [](const Running& p) { return FieldValue(p.id); }},
    FieldOf<Running>{"kind", "kind", "Art", "Art", FieldKind::text, 40, 0,
        "plan, survey, proposal, …", "plan, survey, proposal, …",
        [](const Running& p) { return text(p.about.kind); }},
    FieldOf<Running>{"title", "title", "Titel", "Titel", FieldKind::text, 254, 0,
        "Its title", "Titel",
        [](const Running& p) { return text(p.about.title); }},
    FieldOf<Running>{"url", "url", "Adresse", "Adresse", FieldKind::text, 254, 0,
        "Where one takes part", "Wo man teilnimmt",
        [](const Running& p) { return text(p.about.url); }},
    FieldOf<Running>{"begins_at", "begins", "Beginn", "Beginn", FieldKind::time, 20, 0,
        "First moment, UTC", "Beginn, UTC",
        [](const Running& p) { return instant(p.about.begins_at); }},
    FieldOf<Running>{"ends_at", "ends", "Ende", "Ende", FieldKind::time, 20, 0,
        "First moment after it, UTC", "Erster Augenblick danach, UTC",
        [](const Running& p) { return instant(p.about.ends_at); }},
    FieldOf<Running>{"place", "place", "Ort", "Ort", FieldKind::text, 5, 0,
        "area, or point where only one is known", "area, oder point, wo nur ein Punkt bekannt ist",
        [](const Running& p) { return p.place.empty() ? FieldValue() : FieldValue(p.place); }},
};
// clang-format on

/// Sixteen corners, counterclockwise; as round as a map shows it.
MultiPolygon circle(Position centre) {
    constexpr double radius_m = 25;
    constexpr int corners = 16;
    const Bounds box = box_around(centre, radius_m);
    Ring ring;
    for (int i = 0; i < corners; ++i) {
        const double angle = 2 * std::numbers::pi * i / corners;
        ring.push_back({centre.lon + (box.east - centre.lon) * std::cos(angle),
                        centre.lat + (box.north - centre.lat) * std::sin(angle)});
    }
    ring.push_back(ring.front());
    return {{std::move(ring)}};
}

}  // namespace

Layer participations_layer(store::Register& registry, Instant now, const std::vector<std::string>& fields,
                           Language language) {
    std::vector<Running> running;
    for (store::Participation& one : running_participations(registry, now)) {
        const std::string wkb = store::geometry_wkb(registry, one);
        Running& added = running.emplace_back();
        added.id = one.id;
        added.about = std::move(one);
        if (wkb.empty()) continue;
        if (const auto point = point_from_wkb(wkb)) {
            added.place = "point";
            added.outline = circle(*point);
        } else {
            added.place = "area";
            added.outline = from_wkb(wkb);
            orient(added.outline, true);
        }
    }
    return listed<Running>("participations", fields_of_participations, fields, language, std::move(running));
}

}  // namespace ombud::publish
