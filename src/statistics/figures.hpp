#pragma once

#include "core/position.hpp"
#include "core/time.hpp"
#include "statistics/dimension.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ombud::statistics {

/// What is counted. Each count belongs to the period, month or week in which it happened.
enum class Count { received, closed, open, due, in_time, reopened, duplicates, forwarded };
inline constexpr std::size_t counts = 8;

/// How long things took.
enum class Span { first_answer, solution, third_party };
inline constexpr std::size_t spans = 3;

/// Names and documentation of one figure; every output follows from these tables.
struct FigureText {
    std::string_view name;  ///< of members and columns
    std::string_view de;    ///< heading
    std::string_view en;
    std::string_view doc_de;
    std::string_view doc_en;
};
[[nodiscard]] const FigureText& text_of(Count) noexcept;
[[nodiscard]] const FigureText& text_of(Span) noexcept;

struct SpanFigure {
    std::size_t samples = 0;         ///< not shown in the public edition
    std::optional<double> median_s;  ///< nothing: no samples, or hidden
    std::optional<double> p90_s;
};

/// A value of a dimension. An empty id means that there is none.
struct Label {
    std::string id;
    std::string name;  ///< in the language of the municipality
};

/// The figures of one group.
struct Row {
    std::vector<Label> key;                                   ///< one for each dimension of its table
    std::array<std::optional<std::int64_t>, counts> count{};  ///< nothing: hidden, see small_groups.hpp
    std::array<SpanFigure, spans> span{};

    [[nodiscard]] const std::optional<std::int64_t>& at(Count c) const { return count.at(static_cast<std::size_t>(c)); }
    [[nodiscard]] std::optional<std::int64_t>& at(Count c) { return count.at(static_cast<std::size_t>(c)); }
    [[nodiscard]] const SpanFigure& at(Span s) const { return span.at(static_cast<std::size_t>(s)); }
    [[nodiscard]] SpanFigure& at(Span s) { return span.at(static_cast<std::size_t>(s)); }
    /// Share of the due ones that were done in time, 0 to 1; nothing where none was due or one of them is hidden.
    [[nodiscard]] std::optional<double> share_in_time() const;
};

struct Table {
    Grouping by;
    std::vector<Row> rows;  ///< time in its order, everything else by name, so that the order tells no hidden count
};

/// A place with repeated reports.
struct HotSpot {
    Position centre;
    std::string street;  ///< the one most of its reports name; may be empty
    std::string area;
    std::int64_t reports = 0;
    std::vector<std::pair<Label, std::int64_t>> categories;  ///< the three most frequent
};

struct Period {
    std::optional<Instant> since;  ///< nothing: from the beginning
    Instant until{};               ///< the first instant that does not belong to it
};

struct Statistics {
    Period period;
    bool public_edition = false;
    int smallest_group = 0;  ///< of the public edition
    Row total;
    std::vector<Table> tables;
    std::vector<HotSpot> hot_spots;  ///< the one with most reports first
    double hot_spot_radius_m = 0;

    /// The table with exactly these dimensions; null where it was not asked for.
    [[nodiscard]] const Table* table(const Grouping& by) const noexcept;
};

}  // namespace ombud::statistics
