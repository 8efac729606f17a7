#pragma once

#include <span>
#include <string_view>

namespace ombud::store {

/// Which rule of [retention] ends the life of what stands in a column.
enum class Erasure {
    none,       ///< no personal data: numbers, times, official names, states
    contact,    ///< `contact_days` after the report was closed
    originals,  ///< `originals_days` after the report was closed, with the original photo
    raw,        ///< `raw_days` after the item was dealt with
    report,     ///< `report_years` after the report was closed; contact data in it goes with `contact_days` already
    outlasts,   ///< personal, and kept on purpose; docs/data-protection.md says why
};

/// Columns of one table that share a rule.
struct ColumnGroup {
    std::string_view table;
    Erasure erasure;
    std::string_view columns;  ///< separated by spaces
};

/// Every column of every table of the register but SpatiaLite's own and those of the indexes, which hold what the
/// columns hold. A test fails while a column stands in no group or in two: who adds one says here what becomes of it,
/// and where it is personal, store/retention_rows.cpp erases it.
[[nodiscard]] std::span<const ColumnGroup> column_groups() noexcept;

}  // namespace ombud::store
