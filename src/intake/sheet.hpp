#pragma once

#include "intake/form_chooser.hpp"
#include "intake/item.hpp"

#include <filesystem>
#include <string_view>

namespace ombud::intake {

/// Reads a table, CSV or anything `ogr::open_layer` reads, row by row. A table that cannot be read, or breaks off, is
/// one item with the reason. Throws Error(system) where reading itself fails.
void read_sheet(const std::filesystem::path& file, FormChooser& forms, const ItemSink& sink);

/// The same for a table that came through standard input: CSV, XLSX or ODS.
void read_spooled_sheet(std::string_view table, FormChooser& forms, const ItemSink& sink);

/// Whether the name of a file says that it is a table.
[[nodiscard]] bool is_sheet(const std::filesystem::path& file);

}  // namespace ombud::intake
