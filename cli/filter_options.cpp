#include "cli/filter_options.hpp"

#include "cli/command_line.hpp"
#include "cli/session.hpp"
#include "store/written_filter.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace ombud::cli {

namespace {

void take(std::string& value, const std::string& given) {
    if (!given.empty()) value = given;
}
void take(std::vector<std::string>& values, const std::vector<std::string>& given) {
    if (!given.empty()) values = given;
}

/// The saved filter with what the command line says in place of its own.
WrittenFilter merged(WrittenFilter saved, const WrittenFilter& given) {
    take(saved.statuses, given.statuses);
    take(saved.departments, given.departments);
    take(saved.categories, given.categories);
    take(saved.channels, given.channels);
    take(saved.areas, given.areas);
    take(saved.text, given.text);
    take(saved.bbox, given.bbox);
    take(saved.near, given.near);
    take(saved.within, given.within);
    take(saved.reporter, given.reporter);
    take(saved.since, given.since);
    take(saved.until, given.until);
    take(saved.older_than, given.older_than);
    take(saved.sort, given.sort);
    saved.overdue = saved.overdue || given.overdue;
    saved.without_photo = saved.without_photo || given.without_photo;
    saved.waiting = saved.waiting || given.waiting;
    return saved;
}

const WrittenFilter& saved_filter(Session& session, const std::string& name) {
    const auto& filters = session.config().filters;
    const auto found = filters.find(name);
    if (found != filters.end()) return found->second;
    if (filters.empty()) {
        throw Error(ErrorKind::usage, fmt::format("there is no filter '{0}'; write [filter.{0}] in ombud.toml", name));
    }
    std::vector<std::string> names;
    for (const auto& [known, filter] : filters) names.push_back(known);
    throw Error(ErrorKind::usage, fmt::format("there is no filter '{}'; there are: {}", name, fmt::join(names, ", ")));
}

}  // namespace

bool FilterOptions::any() const {
    WrittenFilter chosen = written;
    chosen.sort.clear();  // an order chooses nothing
    return chosen != WrittenFilter{} || !saved.empty();
}

void add_filter_options(Command& command, FilterOptions& options, std::string_view prefix) {
    options.prefix = prefix;
    const auto named = [&](std::string_view name) { return fmt::format("--{}{}", prefix, name); };
    WrittenFilter& w = options.written;
    command.option("--filter", options.saved, "A filter of the configuration, [filter.NAME]; further options narrow it")
        .option(named("status"), w.statuses, "Only these statuses, separated by commas")
        .option(named("department"), w.departments, "Only these departments; `triage` has what matched no rule")
        .option(named("category"), w.categories, "Only these categories or groups")
        .option(named("channel"), w.channels, "Only from email, phone or web")
        .option(named("area"), w.areas, "Only in this area; may be given several times")
        .option(named("text"), w.text, "Only with these words in title or text, in any form; word* begins one")
        .option(named("bbox"), w.bbox, "Only in this box: west,south,east,north in degrees")
        .option(named("near"), w.near, "Only around this place: longitude,latitude")
        .option(named("within"), w.within, "With near: so many metres around; else 100")
        .option(named("reporter"), w.reporter, "Only of this mail address or phone number")
        .option(named("since"), w.since, "Received at or after: a date, or \"30 days ago\"")
        .option(named("until"), w.until, "Received before")
        .option(named("older-than"), w.older_than, "Received longer ago than \"30 days\"")
        .flag(named("overdue"), w.overdue, "Only open ones whose category expected them done before today")
        .flag(named("without-photo"), w.without_photo, "Only without a photo")
        .flag(named("waiting"), w.waiting, "Only those that wait for release")
        .option(named("sort"), w.sort, "newest, oldest, changed, unchanged, or nearest with near");
}

WrittenFilter written_filter(Session& session, const FilterOptions& options) {
    return options.saved.empty() ? options.written : merged(saved_filter(session, options.saved), options.written);
}

store::ReportFilter filter_of(Session& session, store::Register& registry, const FilterOptions& options) {
    return store::filter_from(registry, session.config(), session.now(), written_filter(session, options),
                              "--" + options.prefix);
}

}  // namespace ombud::cli
