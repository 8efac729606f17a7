#include "core/error.hpp"
#include "core/text.hpp"
#include "dedupe/evaluation.hpp"
#include "ogr/layer_reader.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <span>

namespace ombud::dedupe {

namespace {

using Names = std::span<const std::string_view>;

/// The first column of one of these names; case, blanks and underscores do not matter.
std::optional<std::size_t> column_of(const std::vector<std::string>& columns, Names names) {
    const auto plain = [](std::string_view text) {
        std::string folded = fold(text);
        std::erase_if(folded, [](char c) { return c == ' ' || c == '_' || c == '-'; });
        return folded;
    };
    for (const std::string_view name : names) {
        const auto found = std::ranges::find_if(columns, [&](const std::string& c) { return plain(c) == plain(name); });
        if (found != columns.end()) return static_cast<std::size_t>(found - columns.begin());
    }
    return std::nullopt;
}

std::size_t required_column(const std::filesystem::path& file, const std::vector<std::string>& columns, Names names) {
    const auto found = column_of(columns, names);
    if (found) return *found;
    throw Error(ErrorKind::input, fmt::format("{}: there is no column {}; found: {}", file.string(),
                                              fmt::join(names, " or "), fmt::join(columns, ", ")));
}

std::string place(const std::filesystem::path& file, const ogr::Feature& row) {
    return row.line > 0 ? fmt::format("{}, line {}", file.string(), row.line)
                        : fmt::format("{}, row {}", file.string(), row.row);
}

/// The next row; a damaged one would shift its columns and spoil the measurement unseen.
bool next_row(ogr::LayerReader& reader, ogr::Feature& row, const std::filesystem::path& file) {
    if (!reader.next(row)) return false;
    if (!row.problem.empty()) throw Error(ErrorKind::input, fmt::format("{}: {}", place(file, row), row.problem));
    return true;
}

std::optional<Instant> parse_time(std::string_view text, const TimeZone& zone) {
    constexpr std::array<std::string_view, 5> patterns{"%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y/%m/%d %H:%M:%S",
                                                       "%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M"};
    if (const auto instant = parse_iso(text)) return instant;
    for (const std::string_view pattern : patterns) {
        if (const auto local = parse_local(text.substr(0, 19), pattern)) return zone.to_instant(*local);
    }
    return std::nullopt;
}

std::optional<double> parse_degrees(std::string text) {
    std::ranges::replace(text, ',', '.');
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

constexpr std::array<std::string_view, 5> id_names{"id", "external_id", "service_request_id", "number", "nummer"};
constexpr std::array<std::string_view, 9> time_names{
    "created", "received_at", "requested_datetime", "created_at", "received", "date", "datum", "eingang", "time"};
constexpr std::array<std::string_view, 4> closed_names{"closed", "closed_at", "closed_datetime", "erledigt"};
constexpr std::array<std::string_view, 4> category_names{"category", "kategorie", "service_name", "service_code"};
constexpr std::array<std::string_view, 4> title_names{"title", "titel", "subject", "betreff"};
constexpr std::array<std::string_view, 4> text_names{"text", "description", "beschreibung", "message"};
constexpr std::array<std::string_view, 4> street_names{"address", "adresse", "street", "strasse"};
constexpr std::array<std::string_view, 2> house_names{"house_number", "hausnummer"};
constexpr std::array<std::string_view, 3> lat_names{"lat", "latitude", "breite"};
constexpr std::array<std::string_view, 5> lon_names{"lon", "lng", "long", "longitude", "laenge"};
constexpr std::array<std::string_view, 4> reporter_names{"reporter", "email", "melder", "author"};

/// Where each field stands in the table.
struct Columns {
    Columns(const std::filesystem::path& file, const std::vector<std::string>& c)
        : id(required_column(file, c, id_names)),
          time(required_column(file, c, time_names)),
          closed(column_of(c, closed_names)),
          category(column_of(c, category_names)),
          title(column_of(c, title_names)),
          text(column_of(c, text_names)),
          street(column_of(c, street_names)),
          house(column_of(c, house_names)),
          lat(column_of(c, lat_names)),
          lon(column_of(c, lon_names)),
          reporter(column_of(c, reporter_names)) {}

    std::size_t id;
    std::size_t time;
    std::optional<std::size_t> closed, category, title, text, street, house, lat, lon, reporter;
};

std::string value(const ogr::Feature& row, std::optional<std::size_t> column) {
    return column && *column < row.values.size() ? std::string(trim(row.values[*column])) : std::string();
}

std::optional<Position> position_in(const ogr::Feature& row, const Columns& columns) {
    if (!columns.lat || !columns.lon) return row.point;
    const auto lat = parse_degrees(value(row, columns.lat));
    const auto lon = parse_degrees(value(row, columns.lon));
    if (!lat || !lon || std::abs(*lat) > 90 || std::abs(*lon) > 180 || (*lat == 0 && *lon == 0)) return std::nullopt;
    return Position{*lon, *lat};
}

Report report_in(const ogr::Feature& row, const Columns& columns, const TimeZone& zone,
                 const std::filesystem::path& file) {
    Report report;
    const auto received = parse_time(value(row, columns.time), zone);
    if (!received) {
        throw Error(ErrorKind::input, fmt::format("{}: '{}' is no time; write it as 2026-03-01 08:15:00",
                                                  place(file, row), value(row, columns.time)));
    }
    report.received_at = *received;
    report.closed_at = parse_time(value(row, columns.closed), zone);
    report.title = value(row, columns.title);
    report.text = value(row, columns.text);
    report.place.street = value(row, columns.street);
    report.place.house_number = value(row, columns.house);
    report.position = position_in(row, columns);
    report.accuracy_m = 10;  // as for given coordinates
    const std::string reporter = fold(value(row, columns.reporter));
    if (!reporter.empty()) report.reporter = static_cast<std::int64_t>(key_hash(reporter) & 0x7FFFFFFFU);
    return report;
}

}  // namespace

std::vector<Link> read_links(const std::filesystem::path& file) {
    const auto reader = ogr::open_layer(file, {.text_only = true});
    constexpr std::array<std::string_view, 3> child{"id", "child", "report"};
    constexpr std::array<std::string_view, 3> parent{"parent", "original", "duplicate_of"};
    const std::size_t id_column = required_column(file, reader->columns(), child);
    const std::size_t parent_column = required_column(file, reader->columns(), parent);
    std::vector<Link> links;
    ogr::Feature row;
    while (next_row(*reader, row, file)) {
        Link link{value(row, id_column), value(row, parent_column)};
        if (link.id.empty() || link.parent.empty()) {
            throw Error(ErrorKind::input, fmt::format("{}: a link needs both ids", place(file, row)));
        }
        links.push_back(std::move(link));
    }
    return links;
}

LabelledReports read_labelled_reports(const std::filesystem::path& file, const TimeZone& zone) {
    const auto reader = ogr::open_layer(file, {.text_only = true});
    const Columns columns(file, reader->columns());
    LabelledReports reports;
    ogr::Feature row;
    while (next_row(*reader, row, file)) {
        const std::string id = value(row, columns.id);
        Report report = report_in(row, columns, zone, file);
        report.id = static_cast<std::int64_t>(reports.fingerprints.size()) + 1;
        if (!reports.by_external_id.emplace(id, report.id).second) {
            throw Error(ErrorKind::input, fmt::format("{}: the id {} stands there twice", place(file, row), id));
        }
        const std::string category = value(row, columns.category);
        reports.fingerprints.push_back(fingerprint(report, {.category_text = category}));
    }
    return reports;
}

}  // namespace ombud::dedupe
