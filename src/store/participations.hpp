#pragma once

#include "core/time.hpp"
#include "store/register.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ombud::store {

/// A chance to take part: a development plan that is laid out, a survey, proposals.
struct Participation {
    std::int64_t id = 0;
    std::string source{};       ///< where it was imported from
    std::string external_id{};  ///< of its platform
    std::string kind{};         ///< "plan", "survey", "proposal", …
    std::string title{};
    std::string url{};                   ///< http or https; empty: none
    std::optional<Instant> begins_at{};  ///< nothing: not limited
    std::optional<Instant> ends_at{};    ///< the first moment after it; nothing: not limited
    std::string geometry{};              ///< GeoJSON Point, Polygon or MultiPolygon, EPSG:4326; empty: it has no place
    Instant changed_at{};
};

/// What became of a participation that was delivered.
enum class Delivery { added, changed, known };

/// Adds a participation, or changes the one of its source and external id where something differs; each with an event.
/// `id` and `changed_at` of what is given are not looked at.
Delivery put_participation(Register& registry, const Participation& participation, const Change& change);

/// By id.
[[nodiscard]] std::vector<Participation> list_participations(Register& registry);

/// Its geometry as WKB, or empty. Loads SpatiaLite where it has one.
[[nodiscard]] std::string geometry_wkb(Register& registry, const Participation& participation);

/// Removes one, with its event; false where there is none.
bool remove_participation(Register& registry, std::int64_t id, const Change& change);

}  // namespace ombud::store
