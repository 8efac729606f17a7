#pragma once

#include "core/report.hpp"

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>

namespace ombud::publish {

/// How many reports share department, category and status.
struct StatisticsRow {
    std::string department;  ///< id or name, as the caller wants it shown; empty: not assigned yet
    std::string category;
    Status status = Status::received;
    std::size_t count = 0;
    std::size_t located = 0;  ///< of them, those with a position
};

/// How the CSV is written. The defaults are RFC 4180; German Excel opens `;` with a byte order mark by a double click.
struct CsvOptions {
    char separator = ',';
    bool byte_order_mark = false;
};

/// Writes the counts as JSON: `total`, `located`, `unlocated`, the sums `by_department`, `by_category` and `by_status`
/// (all statuses, in their order, also those with 0), and the rows. Sorted, without the time of the run: the same
/// counts give the same bytes. Rows that agree in all three are added up. Throws Error(system).
void write_statistics_json(const std::filesystem::path& file, std::span<const StatisticsRow> rows);

/// Writes the rows as CSV: department, category, status, count, located, unlocated. A text that a spreadsheet program
/// would run as a formula (it begins with = + - @, tab or carriage return) gets an apostrophe before it.
/// Sorted; the same counts give the same bytes. Throws Error(system).
void write_statistics_csv(const std::filesystem::path& file, std::span<const StatisticsRow> rows,
                          const CsvOptions& options = {});

}  // namespace ombud::publish
