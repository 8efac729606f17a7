#pragma once

#include "core/progress.hpp"
#include "route/training.hpp"

#include <filesystem>
#include <vector>

namespace ombud::route {

/// Reads a CSV file with the columns `text` and `category` (any case, others are ignored), also gzipped. Rows without a
/// category are left out with a warning that says how many. Throws Error(input) that names the file: a column is
/// missing, or there is no row.
[[nodiscard]] std::vector<LabelledText> read_labelled(const std::filesystem::path& file, Progress& progress);

}  // namespace ombud::route
