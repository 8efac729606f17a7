#include "locate/place_report.hpp"

#include "core/error.hpp"
#include "locate/gazetteer.hpp"
#include "locate/text_locator.hpp"
#include "store/areas.hpp"
#include "store/location_candidates.hpp"
#include "store/report_changes.hpp"
#include "store/reports.hpp"

#include <fmt/format.h>

namespace ombud::locate {

namespace {

/// What was chosen, with the official street where one is known.
struct Choice {
    store::Location location;
    std::string name;
};

std::string official_street(store::Register& registry, const std::string& name) {
    Gazetteer::compile_into(registry);
    const Gazetteer gazetteer(registry);
    TextLocator locator(gazetteer);
    const Finding finding = locator.find(name);
    return finding.place() == nullptr ? std::string{} : finding.place()->street;
}

Choice chosen_candidate(store::Register& registry, ReportId report, std::size_t number) {
    const auto candidates = store::location_candidates(registry, report);
    if (candidates.empty()) {
        throw Error(ErrorKind::usage,
                    fmt::format("report {} has no candidates for its place; give --at or --address", report));
    }
    if (number == 0 || number > candidates.size()) {
        std::string list;
        for (std::size_t i = 0; i < candidates.size(); ++i)
            list += fmt::format("\n  {}  {}", i + 1, candidates[i].name);
        throw Error(ErrorKind::usage, fmt::format("report {} has no candidate {}; there are:{}", report, number, list));
    }
    const store::LocationCandidate& c = candidates[number - 1];
    return {{c.position, c.accuracy_m, c.source, official_street(registry, c.name)}, c.name};
}

Choice named_place(store::Register& registry, const Config& config, const std::string& words) {
    Gazetteer::compile_into(registry);
    const Gazetteer gazetteer(registry);
    TextLocator locator(gazetteer, {config.locate.threshold, config.locate.worst_accuracy_m});
    const Finding finding = locator.find(words);
    const Candidate* place = finding.place();
    if (place != nullptr) return {{place->position, place->accuracy_m, place->source, place->street}, place->name};
    std::string list;
    for (const Candidate& c : finding.candidates) list += fmt::format("\n  {}", c.name);
    throw Error(ErrorKind::usage, list.empty() ? fmt::format("'{}' names no place of the register", words)
                                               : fmt::format("'{}' is not clear; it may be:{}", words, list));
}

Choice given_position(const Config& config, const Report& report, Position position) {
    if (config.bounds && !config.bounds->contains(position)) {
        throw Error(ErrorKind::usage,
                    fmt::format("{} {} (lon lat) lies outside the bounds of {} in ombud.toml; longitude comes first",
                                position.lon, position.lat, config.municipality));
    }
    return {{position, store::given_accuracy_m, LocationSource::given, report.located_street}, {}};
}

}  // namespace

Placed place_report(store::Register& registry, const Config& config, ReportId id, const Placing& placing,
                    std::string_view person, Instant now) {
    store::Transaction transaction(registry);
    const auto report = store::find_report(registry, id);
    if (!report) throw Error(ErrorKind::input, fmt::format("there is no report {}", id));
    const Choice choice = placing.candidate  ? chosen_candidate(registry, id, *placing.candidate)
                          : placing.position ? given_position(config, *report, *placing.position)
                                             : named_place(registry, config, placing.words);
    const std::string actor = fmt::format("desk:{}", person);
    const std::string reason = choice.name.empty() ? "placed by hand" : "placed by hand: " + choice.name;
    store::set_location(registry, id, choice.location, {now, actor, reason});
    static_cast<void>(store::update_areas(registry, "district"));
    static_cast<void>(store::update_report_areas(registry, {now, actor, "outside the border of the municipality"}));
    transaction.commit();
    return {choice.location.position, choice.location.accuracy_m, choice.name};
}

}  // namespace ombud::locate
