#include "store/figure_rows.hpp"

#include "store/connection.hpp"

namespace ombud::store {

namespace {

/// The text of a member of {"from": …, "to": …} as this store writes it; no JSON parser for a million lines.
std::string_view member(std::string_view json, std::string_view key) {
    const std::size_t at = json.find(key);
    if (at == std::string_view::npos) return {};
    json.remove_prefix(at + key.size());
    return json.substr(0, json.find('"'));
}

}  // namespace

struct FigureRows::Cursor {
    Query rows;
};

FigureRows::FigureRows(Register& registry, Instant until)
    : cursor_(new Cursor{registry.connection().query(
          // + keeps the index of received_at out of it: in its order every row would be a lookup of its own.
          "SELECT id, channel, status, received_at, closed_at, category, department, area, located_street, lon, lat, "
          "accuracy_m FROM report WHERE +received_at < ?1 ORDER BY id")}) {
    cursor_->rows.bind(until);
}

FigureRows::~FigureRows() = default;

bool FigureRows::next(FigureRow& row) {
    Query& rows = cursor_->rows;
    if (!rows.next()) return false;
    row.id = rows.integer(0);
    row.channel = channel_from(rows.bytes(1)).value();
    row.status = status_from(rows.bytes(2)).value();
    row.received_at = rows.instant(3);
    row.closed_at = rows.is_null(4) ? std::nullopt : std::optional(rows.instant(4));
    row.category = rows.bytes(5);
    row.department = rows.bytes(6);
    row.area = rows.integer(7);
    row.street = rows.bytes(8);
    row.position = rows.is_null(9) ? std::nullopt : std::optional(Position{rows.real(9), rows.real(10)});
    row.accuracy_m = rows.real(11);
    return true;
}

struct HistoryRows::Cursor {
    Query rows;
};

HistoryRows::HistoryRows(Register& registry)
    : cursor_(new Cursor{registry.connection().query(
          "SELECT action, report, at, detail FROM event WHERE action IN ('status', 'answered', 'asked', 'forwarding undone') AND "
          "report IS NOT NULL ORDER BY id")}) {}

HistoryRows::~HistoryRows() = default;

bool HistoryRows::next(HistoryRow& row) {
    Query& rows = cursor_->rows;
    while (rows.next()) {
        const std::string_view action = rows.bytes(0);
        row.report = rows.integer(1);
        row.at = rows.instant(2);
        row.kind = action == "forwarding undone" ? HistoryRow::Kind::forwarding_undone : HistoryRow::Kind::answer;
        if (action != "status") return true;
        const std::string_view detail = rows.bytes(3);
        const auto from = status_from(member(detail, "\"from\":\""));
        const auto to = status_from(member(detail, "\"to\":\""));
        if (!from || !to) continue;
        row.kind = HistoryRow::Kind::status;
        row.from = *from;
        row.to = *to;
        return true;
    }
    return false;
}

ReportId newest_report(Register& registry) {
    Query row = registry.connection().query("SELECT max(id) FROM report");
    return row.next() ? row.integer(0) : 0;
}

std::vector<FigureArea> figure_areas(Register& registry, std::string_view kind, bool with_outline) {
    Connection& connection = registry.connection();
    std::vector<FigureArea> areas;
    {
        Query rows = connection.query("SELECT id, name FROM area WHERE kind = ?1 ORDER BY name");
        rows.bind(kind);
        while (rows.next()) areas.push_back({rows.integer(0), rows.text(1), {}});
    }
    if (!with_outline || areas.empty()) return areas;
    connection.need_spatialite();
    for (FigureArea& area : areas) {
        Query row = connection.query("SELECT AsBinary(geom) FROM area WHERE id = ?1");
        if (row.bind(area.id).next()) area.wkb = row.bytes(0);
    }
    return areas;
}

}  // namespace ombud::store
