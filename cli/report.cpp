#include "cli/command_line.hpp"
#include "cli/session.hpp"
#include "cli/table.hpp"
#include "core/json_writer.hpp"
#include "core/text.hpp"
#include "statistics/statistics.hpp"
#include "statistics/table.hpp"
#include "statistics/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>

namespace ombud::cli {

namespace {

using statistics::Count;
using statistics::Row;
using statistics::Span;
using statistics::Statistics;

struct ReportOptions {
    std::vector<std::string> by;
    std::optional<std::string> since;
    std::optional<std::string> until;
    std::string output;
    bool csv = false;
    bool is_public = false;
    std::int64_t hot_spots = -1;
};

/// \param whole  without --by: all usual tables, not only departments
statistics::Request request_of(Session& session, const ReportOptions& options, bool whole) {
    constexpr std::size_t usual_spots = 20;
    statistics::Request request;
    if (options.since) request.period.since = session.when(*options.since, "--since");
    request.period.until = options.until ? session.when(*options.until, "--until") : session.now();
    if (request.period.since && *request.period.since >= request.period.until) {
        throw Error(ErrorKind::usage, "--since must be before --until");
    }
    for (const std::string& text : options.by) {
        const auto grouping = statistics::read_grouping(text);
        if (std::ranges::find(request.tables, grouping) == request.tables.end()) request.tables.push_back(grouping);
    }
    if (request.tables.empty()) {
        request.tables =
            whole ? statistics::usual_tables() : std::vector<statistics::Grouping>{{statistics::Dimension::department}};
    }
    request.public_edition = options.is_public;
    if (options.hot_spots > 0) request.hot_spots = static_cast<std::size_t>(options.hot_spots);
    if (options.hot_spots < 0 && whole) request.hot_spots = usual_spots;
    return request;
}

std::vector<std::string> figures(const Row& row, const statistics::Words& say) {
    const auto count = [&](Count what) {
        return row.at(what) ? fmt::format("{}", *row.at(what)) : std::string(say.hidden);
    };
    const auto took = [&](const std::optional<double>& s) {
        return s ? statistics::duration(*s, say) : std::string("-");
    };
    const auto share = row.share_in_time();
    return {count(Count::received),
            count(Count::closed),
            count(Count::open),
            took(row.at(Span::first_answer).median_s),
            took(row.at(Span::first_answer).p90_s),
            took(row.at(Span::solution).median_s),
            took(row.at(Span::solution).p90_s),
            share ? fmt::format("{:.0f} %", *share * 100) : "-",
            count(Count::reopened),
            count(Count::duplicates),
            count(Count::forwarded),
            took(row.at(Span::third_party).median_s)};
}

void print_tables(Session& session, const Statistics& found) {
    const statistics::Words& say = statistics::words("en");
    for (const statistics::Table& shown : found.tables) {
        std::vector<std::string> headings;
        for (const auto dimension : shown.by) {
            std::string heading(to_string(dimension));
            std::ranges::transform(heading, heading.begin(), [](char c) { return static_cast<char>(c - 'a' + 'A'); });
            headings.push_back(std::move(heading));
        }
        for (const char* const heading : {"RECEIVED", "CLOSED", "OPEN", "ANSWER", "90%", "SOLUTION", "90%", "IN TIME",
                                          "REOPENED", "DUPL.", "FORWARDED", "3RD PARTY"}) {
            headings.emplace_back(heading);
        }
        Table table(headings);
        const auto add = [&](std::vector<std::string> cells, const Row& row) {
            for (std::string& figure : figures(row, say)) cells.push_back(std::move(figure));
            table.add(std::move(cells));
        };
        for (const Row& row : shown.rows) {
            std::vector<std::string> cells;
            for (const auto& label : row.key) cells.push_back(label.name);
            add(std::move(cells), row);
        }
        std::vector<std::string> total(shown.by.size());
        total.front() = "total";
        add(std::move(total), found.total);
        session.print(table.text(session.color()));
    }
    if (found.hot_spots.empty()) return;
    Table spots({"REPORTS", "STREET", "AREA", "LAT", "LON", "MOSTLY"});
    for (const auto& spot : found.hot_spots) {
        spots.add({fmt::format("{}", spot.reports), spot.street, spot.area, fmt::format("{:.5f}", spot.centre.lat),
                   fmt::format("{:.5f}", spot.centre.lon),
                   spot.categories.empty() ? "" : spot.categories.front().first.name});
    }
    session.print(spots.text(session.color()));
}

Exit report(Session& session, const ReportOptions& options) {
    if (options.csv && session.json()) throw Error(ErrorKind::usage, "--csv and --format json do not go together");
    const std::filesystem::path file = options.output;
    const std::string suffix = fold(file.extension().string());
    const bool whole = suffix == ".html" || suffix == ".htm";
    const statistics::Request request = request_of(session, options, whole);
    store::Register registry = session.open_register(store::Access::read);
    const Statistics found = statistics::collect(registry, session.config(), request, session.now());
    if (!options.output.empty()) {
        statistics::write_statistics(file, found, registry, session.config());
        if (session.json()) {
            JsonWriter json;
            json.begin_object().key("file").value(file.string()).key("tables").value(found.tables.size()).end_object();
            session.print(json.text());
        } else {
            session.say(fmt::format("{} tables in {}", found.tables.size(), file.string()));
        }
    } else if (session.json()) {
        session.print(statistics::to_json(found));
    } else if (options.csv) {
        session.print(statistics::to_csv(found));
    } else {
        print_tables(session, found);
    }
    return Exit::done;
}

}  // namespace

void add_report(Command& root) {
    auto options = std::make_shared<ReportOptions>();
    root.add("report", "Count reports, waiting times and deadlines")
        .option("--by", options->by,
                "department, category, group, area, channel, month, week or status; several separated by commas are "
                "crossed, and --by may be given again for another table")
        .option("--since", options->since, "What happened at or after: a date, or \"30 days ago\"")
        .option("--until", options->until, "What happened before; else until now")
        .flag("--public", options->is_public, "The public edition: no internal categories, no small groups")
        .option("--hot-spots", options->hot_spots, "At most so many places with repeated reports; .html: 20, else none")
        .flag("--csv", options->csv, "Print CSV")
        .option("-o,--output", options->output, "Write this file; .html, .json, .csv or .xlsx")
        .examples(
            "  ombud report --by department --by month --since 2026-01-01\n"
            "  ombud report --by category,area --csv\n"
            "  ombud report --public --until 2026-11-01 -o statistics.html")
        .action([options](Session& session) { return report(session, *options); });
}

}  // namespace ombud::cli
