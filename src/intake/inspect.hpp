#pragma once

#include "core/config.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace ombud::intake {

/// What can be seen of a table before it is imported.
struct Inspection {
    std::string format;  ///< "CSV, Windows-1252, delimiter ;"
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows;  ///< the first ones
    std::string known_as;                        ///< name of a mapping that comes with Ombud and fits; empty: none does
    std::string proposal;                        ///< a mapping to paste into ombud.toml
};

/// Throws Error(input) where the file is no table.
[[nodiscard]] Inspection inspect_table(const std::filesystem::path& file);

}  // namespace ombud::intake
