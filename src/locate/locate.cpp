#include "locate/locate.hpp"

#include "core/position.hpp"
#include "core/text.hpp"
#include "locate/gazetteer.hpp"
#include "locate/street_key.hpp"
#include "locate/text_locator.hpp"
#include "store/areas.hpp"
#include "store/location_candidates.hpp"
#include "store/photos.hpp"
#include "store/report_changes.hpp"
#include "store/reports.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

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

/// One night's work, with what all reports of it need.
struct Night {
    store::Register& registry;
    const Config& config;
    const Gazetteer& gazetteer;
    TextLocator& locator;
    const std::vector<store::SharedPosition>& shared;
    Instant now;
    bool has_border;  ///< of the municipality, as an area
};

/// A photo from elsewhere (an old one, a screenshot's) says nothing about this town.
bool lies_in_town(const Night& night, Position position) {
    if (night.config.bounds && !night.config.bounds->contains(position)) return false;
    return !night.has_border || !store::area_at(night.registry, "municipality", position).empty();
}

std::optional<store::Location> from_photo(const Night& night, const Report& report) {
    for (const store::Photo& photo : store::photos_of(night.registry, report.id)) {
        if (!photo.exif_position || !lies_in_town(night, *photo.exif_position)) continue;
        return store::Location{*photo.exif_position, exif_accuracy_m, LocationSource::exif, {}};
    }
    return std::nullopt;
}

const store::SharedPosition* shared_at(const Night& night, const Report& report) {
    const auto found = std::ranges::find_if(
        night.shared, [&](const store::SharedPosition& shared) { return report.place.position == shared.position; });
    return found == night.shared.end() ? nullptr : &*found;
}

/// The place that the stated street and number, the title or the text name, in this order; the event's reason with it.
struct Named {
    store::Location location;
    std::string reason;
};

Named named(const Candidate& candidate, std::string_view words) {
    return {{candidate.position, candidate.accuracy_m, candidate.source, candidate.street},
            fmt::format("'{}': {}", words, candidate.name)};
}

/// What all that a report says may mean.
struct Words {
    bool found = false;
    Named place;  ///< only where one was found
    std::vector<store::LocationCandidate> candidates;
};

Words from_words(const Gazetteer& gazetteer, TextLocator& locator, const Report& report) {
    Words result;
    const auto [street, number] = stated(report.place);
    const Hints hints{report.place.postcode, {}};
    const auto look = [&](std::string_view text) {
        if (result.found || trim(text).empty()) return;
        const Finding finding = locator.find(text, hints);
        for (const Candidate& c : finding.candidates) {
            const auto same = [&](const store::LocationCandidate& other) {
                return other.source == c.source && other.name == c.name && distance_m(other.position, c.position) < 1;
            };
            // A title often is the beginning of the text.
            if (std::ranges::any_of(result.candidates, same)) continue;
            result.candidates.push_back({c.source, c.name, std::string(text.substr(c.begin, c.end - c.begin)),
                                         c.position, c.accuracy_m, c.score});
        }
        if (const Candidate* place = finding.place()) {
            result.found = true;
            result.place = named(*place, text.substr(place->begin, place->end - place->begin));
        }
    };
    if (!street.empty()) {
        // What stands in the field of a street is one, however ordinary its name.
        if (const auto exact = gazetteer.find(street, number, report.place.postcode)) {
            const std::string words = fmt::format("{} {}", street, number);
            result.found = true;
            result.place.location = {exact->position, exact->accuracy_m, LocationSource::address, exact->street};
            result.place.reason = fmt::format("'{}': {} {}", words, exact->street, exact->number);
            return result;
        }
        look(fmt::format("{} {}", street, number));
    }
    look(report.title);
    look(report.text);
    return result;
}

std::string official_street(const Gazetteer& gazetteer, const Report& report) {
    if (report.place.street.empty()) return {};
    return gazetteer.official_name(stated(report.place).street).value_or(std::string{});
}

void locate_one(const Night& night, Report report, Summary& summary) {
    if (const auto* shared = shared_at(night, report);
        shared != nullptr && report.location_source == LocationSource::given) {
        const std::string reason = fmt::format(
            "{} reports of different places share these coordinates: a form's default, not trusted", shared->reports);
        store::clear_location(night.registry, report.id, {night.now, actor, reason});
        report.position.reset();
        ++summary.untrusted;
    }
    if (report.position) {
        store::mark_located(night.registry, report.id, official_street(night.gazetteer, report));
        if (report.location_source == LocationSource::given) ++summary.given;
        return;
    }
    if (const auto location = from_photo(night, report)) {
        store::set_location(night.registry, report.id, *location, {night.now, actor, "position stored in a photo"});
        store::mark_located(night.registry, report.id, official_street(night.gazetteer, report));
        ++summary.exif;
        return;
    }
    const Words words = from_words(night.gazetteer, night.locator, report);
    if (words.found) {
        const auto& [location, reason] = words.place;
        store::set_location(night.registry, report.id, location, {night.now, actor, reason});
        ++(location.source == LocationSource::address  ? summary.address
           : location.source == LocationSource::street ? summary.street
                                                       : summary.place);
        return;
    }
    store::put_location_candidates(night.registry, report.id, words.candidates,
                                   {night.now, actor, "no place is clear enough; a person decides"});
    store::mark_located(night.registry, report.id, official_street(night.gazetteer, report));
    ++summary.unlocated;
}

/// What is to be looked at: new and moved reports, those without a position, and those at coordinates that turned out
/// to be a default since.
std::vector<Report> due(store::Register& registry, const std::vector<store::SharedPosition>& shared) {
    std::vector<Report> reports = store::reports_to_locate(registry);
    for (const store::SharedPosition& position : shared) {
        for (const ReportId id : store::reports_given_at(registry, position.position)) {
            if (std::ranges::find(reports, id, &Report::id) != reports.end()) continue;
            if (auto report = store::find_report(registry, id)) reports.push_back(*std::move(report));
        }
    }
    std::ranges::sort(reports, {}, &Report::id);
    return reports;
}

}  // namespace

Summary run(store::Register& registry, const Config& config, Progress& progress, Instant now) {
    Summary summary;
    std::vector<store::SharedPosition> shared;
    if (config.locate.shared_reports > 0) {
        shared = store::shared_positions(registry, config.locate.shared_reports, config.locate.shared_share);
    }
    const auto reports = due(registry, shared);
    store::Transaction transaction(registry, store::Nested::joined);
    if (!reports.empty()) {
        Gazetteer::compile_into(registry);
        const Gazetteer gazetteer(registry);
        TextLocator locator(gazetteer, {config.locate.threshold, config.locate.worst_accuracy_m});
        const bool has_border = !store::area_names(registry, "municipality").empty();
        const Night night{registry, config, gazetteer, locator, shared, now, has_border};
        progress.begin("locate", reports.size());
        for (const Report& report : reports) {
            locate_one(night, report, summary);
            progress.advance(1);
        }
        progress.end();
    }
    static_cast<void>(store::update_areas(registry, "district"));
    summary.outside = store::update_report_areas(registry, {now, actor, "outside the border of the municipality"});
    transaction.commit();
    return summary;
}

}  // namespace ombud::locate
