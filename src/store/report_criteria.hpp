#pragma once

// Inside src/store only: the conditions of a ReportFilter as SQL.

#include "store/report_filter.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace ombud::store {

using SqlValue = std::variant<std::int64_t, double, std::string>;

/// A piece of SQL and what its question marks stand for, in order.
struct Sql {
    std::string text;
    std::vector<SqlValue> values;

    Sql& operator+=(const Sql& more);
};

/// One condition of a filter.
struct Criterion {
    Sql condition;            ///< about a row `r` of report
    std::optional<Sql> path;  ///< a SELECT of `id` that an index answers: all reports that fit, perhaps some more
    bool exact = false;       ///< the path finds no more than fit, and the condition is not needed beside it
};

/// The conditions of a filter, except its text and what follows from order, cursor and limit.
[[nodiscard]] std::vector<Criterion> criteria_of(Register& registry, const ReportFilter& filter);

/// The bounds of the time received. \param column  received_at, with or without its table \pre one of them is set
[[nodiscard]] Sql received_between(std::string_view column, const ReportFilter& filter);

}  // namespace ombud::store
