#include "cli/command_line.hpp"
#include "cli/session.hpp"
#include "core/json_writer.hpp"
#include "core/text.hpp"
#include "locate/place_report.hpp"
#include "route/assign.hpp"
#include "store/reports.hpp"
#include "store/vocabulary.hpp"

#include <fmt/format.h>

#include <charconv>
#include <memory>

namespace ombud::cli {

namespace {

struct PlaceOptions {
    std::string id;
    std::int64_t candidate = 0;
    std::string at;
    std::string address;
    bool dry_run = false;
};

std::optional<double> number(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

Position position_of(const std::string& text) {
    const auto parts = split(text, ',');
    if (parts.size() == 2) {
        const auto lon = number(trim(parts[0]));
        const auto lat = number(trim(parts[1]));
        if (lon && lat && std::abs(*lon) <= 180 && std::abs(*lat) <= 90) return {*lon, *lat};
    }
    throw Error(ErrorKind::usage, fmt::format("--at {}: write longitude and latitude, such as 7.8214,51.6712", text));
}

locate::Placing placing_of(const PlaceOptions& options) {
    const int said = int{options.candidate != 0} + int{!options.at.empty()} + int{!options.address.empty()};
    if (said != 1) throw Error(ErrorKind::usage, "give one of --candidate, --at and --address");
    locate::Placing placing;
    if (options.candidate != 0)
        placing.candidate = static_cast<std::size_t>(std::max<std::int64_t>(options.candidate, 0));
    if (!options.at.empty()) placing.position = position_of(options.at);
    placing.words = options.address;
    return placing;
}

Exit place(Session& session, const PlaceOptions& options) {
    const locate::Placing placing = placing_of(options);
    const std::int64_t id = session.report_id(options.id);
    store::Register registry = session.open_register(store::Access::write);
    store::Transaction transaction(registry);
    store::update_vocabulary(registry, session.config());
    const locate::Placed placed =
        locate::place_report(registry, session.config(), id, placing, Session::person(), session.now());
    route::leave_triage(registry, session.config(), session.now());
    const auto report = store::find_report(registry, id);
    if (session.json()) {
        JsonWriter json;
        json.begin_object().key("id").value(id).key("reference").value(session.reference(id));
        json.key("lon").value(placed.position.lon, 7).key("lat").value(placed.position.lat, 7);
        json.key("accuracy_m").value(placed.accuracy_m, 1).key("place").value(placed.name);
        json.key("area").value(report->area).key("department").value(report->department).end_object();
        session.print(json.text());
    } else {
        session.print(fmt::format("{}: {:.6f} {:.6f} (lon lat) within {:.0f} m{}{}", session.reference(id),
                                  placed.position.lon, placed.position.lat, placed.accuracy_m,
                                  placed.name.empty() ? "" : ", " + placed.name,
                                  report->department.empty() ? "" : "; in charge: " + report->department));
    }
    return session.finish(transaction, options.dry_run);
}

}  // namespace

void add_place(Command& root) {
    auto options = std::make_shared<PlaceOptions>();
    root.add("place", "Say where a report is, where no place was clear enough")
        .positional("id", options->id, "Number or reference of a report", true)
        .option("--candidate", options->candidate, "One of the places that `ombud show` lists for it: 1 is the first")
        .option("--at", options->at, "Longitude and latitude, EPSG:4326: 7.8214,51.6712")
        .option("--address", options->address, "An address, a street or a place, as locate reads it")
        .flag("--dry-run", options->dry_run, "Say where it would be; change nothing")
        .examples(
            "  ombud place 12 --candidate 1\n"
            "  ombud place 12 --address \"Werler Straße 12\"\n"
            "  ombud place 12 --at 7.8214,51.6712")
        .action([options](Session& session) { return place(session, *options); });
}

}  // namespace ombud::cli
