#pragma once

#include "core/config.hpp"
#include "core/progress.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace ombud::route {

/// Reads categories from an Open311 GeoReport v2 `services` list in JSON (an array of objects with service_code,
/// service_name, description, keywords, group), or from a CSV file with the columns `id` or `name` and, where there are
/// such, group, name_de, name_en, department, description, keywords, expected_days, public_days, public. The kind of
/// file is told by its name: .json is Open311.
///
/// Ids are made of group and code, name where there is none, folded, with hyphens. `department` is taken where the file
/// names none. Error(input) that names the file and the row: an id twice, a number that is none, no name.
[[nodiscard]] std::vector<Category> read_categories(const std::filesystem::path& file, const std::string& department,
                                                    Progress& progress);

/// The categories as [[category]] tables to paste into ombud.toml.
[[nodiscard]] std::string to_toml(const std::vector<Category>& categories);

}  // namespace ombud::route
