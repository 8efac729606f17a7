#pragma once

#include "core/config.hpp"
#include "statistics/figures.hpp"

#include <filesystem>
#include <string>

namespace ombud::statistics {

/// JSON by the schema of ombud-report(1). The same statistics give the same bytes.
[[nodiscard]] std::string to_json(const Statistics& statistics);

/// All tables as one CSV (RFC 4180, UTF-8): `by`, then a column for each dimension that any of them has, then the
/// figures; hidden ones are empty. Texts that a spreadsheet program would run as a formula get an apostrophe before
/// them.
[[nodiscard]] std::string to_csv(const Statistics& statistics);

/// The same as a spreadsheet with numbers as numbers. An existing file is replaced when the new one is whole.
/// Throws Error(system).
void write_xlsx(const std::filesystem::path& file, const Statistics& statistics);

}  // namespace ombud::statistics
