#pragma once

#include "core/report.hpp"
#include "store/register.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ombud::store {

/// What is counted of one report. No text, no reporter, no stated address. Texts are views, valid until the next row.
struct FigureRow {
    ReportId id = 0;
    Channel channel = Channel::web;
    Status status = Status::received;
    Instant received_at{};
    std::optional<Instant> closed_at;
    std::string_view category;    ///< id; empty: not known
    std::string_view department;  ///< id; empty: not assigned
    std::int64_t area = 0;        ///< row of its district; 0: none
    std::string_view street;      ///< official name; empty: unknown
    std::optional<Position> position;
    double accuracy_m = 0;
};

/// Goes once through the reports received before an instant, by id. One at a time for each register.
class FigureRows {
  public:
    FigureRows(Register& registry, Instant until);
    FigureRows(const FigureRows&) = delete;
    FigureRows& operator=(const FigureRows&) = delete;
    ~FigureRows();

    /// False at the end. `row` is overwritten.
    [[nodiscard]] bool next(FigureRow& row);

  private:
    struct Cursor;
    std::unique_ptr<Cursor> cursor_;
};

/// One line of the event log that says how long somebody waited.
struct HistoryRow {
    enum class Kind {
        status,             ///< from one status to another
        answer,             ///< the municipality wrote to the reporter, an answer or a question
        forwarding_undone,  ///< handing it to a third party was a mistake; a change of status follows
    };
    Kind kind = Kind::status;
    ReportId report = 0;
    Instant at{};
    Status from = Status::received;  ///< of a change of status
    Status to = Status::received;
};

/// Goes once through these lines, in the order in which they were written. Without an index, since a sequential read of
/// the log is faster than a lookup for each report. One at a time for each register.
class HistoryRows {
  public:
    explicit HistoryRows(Register& registry);
    HistoryRows(const HistoryRows&) = delete;
    HistoryRows& operator=(const HistoryRows&) = delete;
    ~HistoryRows();

    [[nodiscard]] bool next(HistoryRow& row);

  private:
    struct Cursor;
    std::unique_ptr<Cursor> cursor_;
};

/// The highest number a report has; 0 without reports.
[[nodiscard]] ReportId newest_report(Register& registry);

/// An area with its outline.
struct FigureArea {
    std::int64_t id = 0;
    std::string name;
    std::string wkb;  ///< MULTIPOLYGON, little-endian WKB, EPSG:4326; empty where it was not asked for
};

/// The areas of one kind, by name. Loads SpatiaLite only where outlines are asked for and there are areas.
[[nodiscard]] std::vector<FigureArea> figure_areas(Register& registry, std::string_view kind, bool with_outline);

}  // namespace ombud::store
