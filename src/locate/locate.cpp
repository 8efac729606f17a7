#include "locate/locate.hpp"

#include "locate/gazetteer.hpp"
#include "locate/street_key.hpp"
#include "store/areas.hpp"
#include "store/photos.hpp"
#include "store/report_changes.hpp"
#include "store/reports.hpp"

#include <fmt/format.h>

namespace ombud::locate {

namespace {

/// A phone's satellite position in a street, with the houses around (see given_accuracy_m) and the distance from which
/// the photo was taken.
constexpr double exif_accuracy_m = 20;

constexpr std::string_view actor = "locate";

/// Street and number as the reporter stated them; the number may stand in the street's field.
StreetAndNumber stated(const StatedPlace& place) {
    if (!place.house_number.empty()) return {place.street, place.house_number};
    return split_house_number(place.street);
}

std::optional<store::Location> from_photo(store::Register& registry, const Config& config, const Report& report) {
    for (const store::Photo& photo : store::photos_of(registry, report.id)) {
        if (!photo.exif_position) continue;
        // A photo from elsewhere (an old one, a screenshot's) says nothing about this town.
        if (config.bounds && !config.bounds->contains(*photo.exif_position)) continue;
        return store::Location{*photo.exif_position, exif_accuracy_m, LocationSource::exif, {}};
    }
    return std::nullopt;
}

std::optional<Place> from_words(const Gazetteer& gazetteer, const Report& report) {
    const auto [street, number] = stated(report.place);
    if (!street.empty() && !number.empty()) {
        if (auto place = gazetteer.find(street, number, report.place.postcode)) {
            place->words = fmt::format("{} {}", street, number);
            return place;
        }
    }
    if (auto place = gazetteer.find_in_text(report.title)) return place;
    return gazetteer.find_in_text(report.text);
}

std::string official_street(const Gazetteer& gazetteer, const Report& report) {
    if (report.place.street.empty()) return {};
    return gazetteer.official_name(stated(report.place).street).value_or(std::string{});
}

void locate_one(store::Register& registry, const Config& config, const Gazetteer& gazetteer, const Report& report,
                Instant now, Summary& summary) {
    if (report.position) {
        store::mark_located(registry, report.id, official_street(gazetteer, report));
        if (report.location_source == LocationSource::given) ++summary.given;
        return;
    }
    if (const auto location = from_photo(registry, config, report)) {
        store::set_location(registry, report.id, *location, {now, actor, "position stored in a photo"});
        store::mark_located(registry, report.id, official_street(gazetteer, report));
        ++summary.exif;
        return;
    }
    if (const auto place = from_words(gazetteer, report)) {
        store::set_location(registry, report.id,
                            {place->position, place->accuracy_m, LocationSource::address, place->street},
                            {now, actor, fmt::format("address register: '{}'", place->words)});
        ++summary.address;
        return;
    }
    store::mark_located(registry, report.id, official_street(gazetteer, report));
    ++summary.unlocated;
}

}  // namespace

Summary run(store::Register& registry, const Config& config, Progress& progress, Instant now) {
    Summary summary;
    const auto reports = store::reports_to_locate(registry);
    if (!reports.empty()) {
        const Gazetteer gazetteer(registry);
        store::Transaction transaction(registry);
        progress.begin("locate", reports.size());
        for (const Report& report : reports) {
            locate_one(registry, config, gazetteer, report, now, summary);
            progress.advance(1);
        }
        progress.end();
        transaction.commit();
    }
    static_cast<void>(store::update_areas(registry, "district"));
    return summary;
}

}  // namespace ombud::locate
